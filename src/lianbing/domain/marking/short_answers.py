"""Suggestions for short answers: what each scoring point earns, on which evidence, how confidently.

A scoring point is earned where the answer holds one keyword of each of its groups. A program
doesn't understand what it reads, so each decision has a confidence from 0 to 1, and an answer is
marked without a person only if every decision is confident enough. The formula, as in
``docs/marking.md``:

- earned: ``(1 - 1/2^n) / 2^d``, where ``n`` counts the characters of different keywords that the
  question doesn't contain, and ``d`` counts doubts;
- not earned: ``1/(1 + u) / 2^d``, where ``u`` counts the clauses without evidence for an earned
  point, any of which may state the missing point in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import ScoringPoint
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.kernel.decimals import ZERO
from lianbing.domain.kernel.folding import Simplify, as_typed
from lianbing.domain.marking.answer_text import TextSpan, read_text
from lianbing.domain.marking.keyword_hits import (
    Groups,
    Hit,
    WantedForm,
    Word,
    find_hits,
    free_negations,
    groups_of,
    is_denied,
    share_a_character,
    wanted_negations,
    within,
)
from lianbing.domain.marking.suggestions import Finding, Suggestion, as_confidence, worths

_FILLER = re.compile(r"[\W_的和与及]")


@dataclass(frozen=True)
class OpenItem:
    """An open question on a paper: its stem, its key, and how many points it is worth."""

    stem: str
    key: OpenKey
    worth: Decimal


def suggest(item: OpenItem, answer: str, rules: ShortAnswers, simplify: Simplify = as_typed) -> Suggestion:
    """The suggested points, evidence and confidence for every scoring point of an answer."""
    return Suggestion(_PointSearch(item, answer, rules, simplify).findings(), rules.confidence)


def suggest_reading(item: OpenItem, answer: str, rules: ShortAnswers, simplify: Simplify = as_typed) -> Suggestion:
    """The sentence of an answer that is most like each scoring point; no points are suggested.

    The confidence is a share from 0 to 1: of the pairs of neighbouring characters in the scoring
    point that don't occur in the stem, those that the sentence holds.
    """
    text = read_text(answer[: _limit(item, rules)], simplify)
    stem = _pairs(read_text(item.stem, simplify).chars)
    findings = []
    scoring_points = item.key.scoring_points
    for point, worth in zip(scoring_points, worths(scoring_points, item.worth), strict=True):
        due = _pairs(read_text(point.text, simplify).chars) - stem
        counts = [len(due & _pairs(text.chars[part.start : part.stop])) for part in text.sentences]
        most = max(counts, default=0)
        spans = (text.span(text.sentences[counts.index(most)]),) if most else ()
        share = Fraction(most, len(due)) if due else Fraction(0)
        findings.append(
            Finding(point=point.text, worth=worth, earned=None, spans=spans, confidence=as_confidence(share))
        )
    return Suggestion(tuple(findings), rules.confidence)


def _limit(item: OpenItem, rules: ShortAnswers) -> int:
    """How many characters of an answer are read.

    A longer answer is doubtful anyway, and reading all of it would take too long.
    """
    return int(rules.longest * len(item.key.model))


@dataclass(frozen=True)
class _Evidence:
    """The hits chosen for a scoring point, by group, and the doubts about that choice.

    The point is earned if there is a hit for each group.
    """

    hits: Mapping[int, Hit]
    doubts: tuple[str, ...] = ()


class _PointSearch:
    """The search of one answer for the scoring points of its key."""

    def __init__(self, item: OpenItem, answer: str, rules: ShortAnswers, simplify: Simplify) -> None:
        self._item, self._rules = item, rules
        self._is_long = len(answer.rstrip()) > _limit(item, rules)
        self._text = text = read_text(answer[: _limit(item, rules)], simplify)
        self._stem = read_text(item.stem, simplify)
        self._scoring_points = item.key.scoring_points
        self._point_texts = [read_text(point.text, simplify).chars for point in self._scoring_points]
        self._groups: list[Groups] = [groups_of(point, self._stem, simplify) for point in self._scoring_points]
        hits_by_point = [find_hits(groups, text) for groups in self._groups]
        everywhere = [hit for hits in hits_by_point for hit in hits]
        self._negations = free_negations(everywhere, text)
        self._hits = [
            [replace(hit, denied=is_denied(hit, text, self._negations)) for hit in hits] for hits in hits_by_point
        ]
        self._unwanted_negations = set(self._negations) - wanted_negations(everywhere, text, self._negations)
        self._covered = {at for hit in everywhere for at in hit.place}

    def findings(self) -> tuple[Finding, ...]:
        """One finding for each scoring point, in their order."""
        each = zip(self._scoring_points, worths(self._scoring_points, self._item.worth), strict=True)
        return tuple(self._finding(number, point, worth) for number, (point, worth) in enumerate(each))

    def _finding(self, number: int, point: ScoringPoint, worth: Decimal) -> Finding:
        evidence = self._evidence[number]
        earned = self._is_earned(number)
        hits = list(evidence.hits.values()) if earned else self._hits[number]
        if earned:
            doubts = [*evidence.doubts, *self._earned_doubts(number, hits), *self._general_doubts]
            share = 1 - Fraction(1, 2 ** self._weight(number, hits))
        else:
            doubts = [*self._missing_doubts(number), *self._general_doubts]
            share = Fraction(1, 1 + self._unexplained)
            if self._unexplained:
                doubts.insert(0, f"还有 {self._unexplained} 个分句没有归到任何要点，可能换了说法")
                share *= 2  # this doubt is already counted in the share
        return Finding(
            point=point.text,
            worth=worth,
            earned=worth if earned else ZERO,
            spans=self._spans(hits),
            words=tuple(dict.fromkeys(hit.word.written for hit in hits)),
            confidence=as_confidence(share / 2 ** len(doubts)),
            doubts=tuple(doubts),
        )

    def _is_earned(self, number: int) -> bool:
        return bool(self._groups[number]) and len(self._evidence[number].hits) == len(self._groups[number])

    @cached_property
    def _evidence(self) -> list[_Evidence]:
        """The evidence of each scoring point.

        The words that an earned point rests on are taken: later points should rest on others.
        """
        taken: list[range] = []
        all_evidence = []
        for number in range(len(self._scoring_points)):
            evidence = self._choose(number, taken)
            if len(evidence.hits) == len(self._groups[number]):
                taken += [hit.place for hit in evidence.hits.values()]
            all_evidence.append(evidence)
        return all_evidence

    def _choose(self, number: int, taken: Sequence[range]) -> _Evidence:
        """Chooses a hit for each group of a scoring point.

        They come from the sentence with hits for most groups. Missing groups are looked for in
        other sentences, and at last among the words that are taken by another point.
        """
        good = [hit for hit in self._hits[number] if not hit.denied]
        sentences = dict.fromkeys(hit.sentence for hit in good)
        candidates = [_assigned([hit for hit in good if hit.sentence == place], taken) for place in sentences]
        best = max(candidates, key=lambda hits: (len(hits), sum(_fresh(hit) for hit in hits.values())), default={})
        due = len(self._groups[number])
        doubts: list[str] = []
        if len(best) < due:
            wider = best | _assigned(good, [*taken, *(hit.place for hit in best.values())], skip=best)
            places = {hit.sentence for hit in wider.values()}
            if best and max(places) - min(places) > 1:
                doubts.append("要点的话分散在几处")
            best = wider
        if len(best) < due:
            shared = best | _assigned(good, [hit.place for hit in best.values()], skip=best)
            if len(shared) > len(best):
                doubts.append("同一处的话已经用在别的要点上")
            best = shared
        return _Evidence(best, tuple(doubts))

    def _weight(self, number: int, hits: Sequence[Hit]) -> int:
        """How many characters of evidence a point has.

        Counted are the different keywords in the sentences of its hits, except those of the stem.
        """
        sentences = {hit.sentence for hit in hits}
        words = {hit.word for hit in self._hits[number] if hit.sentence in sentences and not hit.denied}
        fresh = {word.text for word in words if not word.in_stem}
        return sum(len(word) for word in fresh if not any(word in other for other in fresh - {word}))

    def _earned_doubts(self, number: int, hits: Sequence[Hit]) -> Iterable[str]:
        text, own = self._text, self._hits[number]
        sentences = [text.sentences[place] for place in {hit.sentence for hit in hits}]
        clauses = {hit.clause for hit in hits}
        if any(hit.denied and len(hit.place) > 1 for hit in own):
            yield "别处有相反的说法"
        if any(self._is_negated_near(hit) for hit in hits):
            yield "旁边有否定的词"
        if any(hit.word.wanted is not WantedForm.PLAIN and self._is_unsure(hit) for hit in hits):
            yield "说不准是正说还是反说"
        if any(text.is_question(sentence) for sentence in sentences):
            yield "是一个问句"
        if all(self._is_bare(text.clauses[clause]) for clause in clauses):
            yield "只有关键词，没有成句"
        if any(self._is_lone_character(hit, own) for hit in hits):
            yield "只凭一个字"
        if any(self._has_every_synonym(group) for group in self._groups[number]):
            yield "一组近义词全写上了"
        if any(self._is_mixed_up(number, other) for other in range(len(self._scoring_points)) if other != number):
            yield "和别的要点的话交错在一起"
        if self._item.key.ordered and self._comes_too_early(number):
            yield "要点的先后不对"

    def _is_negated_near(self, hit: Hit) -> bool:
        """Whether an unwanted negation stands in the clause of the hit or in the next one.

        The next clause counts only within the same sentence (…，都没有).
        """
        sentence, after = self._text.sentences[hit.sentence], self._text.clauses[hit.clause : hit.clause + 2]
        near = [clause for clause in after if within(clause, sentence)]
        return any(within(part, clause) for part in self._unwanted_negations for clause in near)

    def _is_unsure(self, hit: Hit) -> bool:
        """Whether the clause of a hit may mean the keyword either with or without a negation."""
        if hit.word.wanted is WantedForm.EITHER:
            return True
        clause = self._text.clauses[hit.clause]
        negations = [part for part in self._negations if within(part, clause)]
        # Negated twice, or only afterwards.
        return len(negations) != 1 or negations[0].stop > hit.place.start

    def _is_bare(self, clause: range) -> bool:
        """Whether a clause holds nothing but keywords and words that join them."""
        rest = "".join(self._text.chars[at] for at in clause if at not in self._covered)
        return not _FILLER.sub("", rest)

    def _is_lone_character(self, hit: Hit, own: Sequence[Hit]) -> bool:
        return len(hit.place) == 1 and not any(
            len(other.place) > 1 and other.clause == hit.clause and not other.denied for other in own
        )

    def _has_every_synonym(self, group: Sequence[Word]) -> bool:
        """Whether the answer lists all keywords of a group that has more than three."""
        words = [word.text for word in group if not word.in_stem]
        separate = [word for word in words if not any(word in other and word != other for other in words)]
        return len(separate) > 3 and all(any(self._text.find(word)) for word in separate)

    def _is_mixed_up(self, number: int, other: int) -> bool:
        """Whether the words of two points interleave; then either may belong to the other point."""
        if not self._is_earned(other):
            return False
        one, two = (self._evidence[place].hits.values() for place in (number, other))
        start, stop = min(hit.place.start for hit in one), max(hit.place.stop for hit in one)
        between = any(start < hit.place.stop and hit.place.start < stop for hit in two)
        enclosed = min(hit.place.start for hit in two) < start and stop < max(hit.place.stop for hit in two)
        return between or enclosed

    def _comes_too_early(self, number: int) -> bool:
        """Whether a point's evidence begins before that of an earlier earned point."""
        earlier = [self._start(other) for other in range(number) if self._is_earned(other)]
        return any(start > self._start(number) for start in earlier)

    def _start(self, number: int) -> int:
        return min(hit.place.start for hit in self._evidence[number].hits.values())

    def _missing_doubts(self, number: int) -> Iterable[str]:
        own = self._hits[number]
        if any(hit.denied for hit in own):
            yield "说到了，但带着否定"
        if any(not hit.denied for hit in own):
            yield "只见到要点的一部分"
        texts = self._point_texts
        others = {pair for place, text in enumerate(texts) if place != number for pair in _pairs(text)}
        if not own and _pairs(texts[number]) - others - _pairs(self._stem.chars) & _pairs(self._text.chars):
            yield "有与要点相近的字眼"

    @cached_property
    def _unexplained(self) -> int:
        """How many clauses have content of their own but no evidence of an earned point.

        A clause that is copied from the stem has no content of its own.
        """
        earned = [place for place in range(len(self._scoring_points)) if self._is_earned(place)]
        explained = {hit.clause for place in earned for hit in self._evidence[place].hits.values()}
        return sum(
            self._text.has_content(clause)
            and number not in explained
            and self._text.chars[clause.start : clause.stop] not in self._stem.chars
            for number, clause in enumerate(self._text.clauses)
        )

    @cached_property
    def _general_doubts(self) -> tuple[str, ...]:
        """The doubts about an answer as a whole, which count for each of its scoring points."""
        doubts = []
        if len(self._covered) > self._rules.densest * len(self._text.chars):
            doubts.append("全文大半是关键词")
        if self._is_long:
            doubts.append(f"比参考答案长得多，只看了前 {len(self._text.typed)} 个字")
        return tuple(doubts)

    def _spans(self, hits: Iterable[Hit]) -> tuple[TextSpan, ...]:
        """The clauses of the hits in the typed answer; neighbouring clauses are joined."""
        numbers = sorted({hit.clause for hit in hits})
        spans: list[TextSpan] = []
        for place, number in enumerate(numbers):
            span = self._text.span(self._text.clauses[number])
            if place and numbers[place - 1] == number - 1:
                span = TextSpan(start=spans.pop().start, end=span.end)
            spans.append(span)
        return tuple(spans)


def _fresh(hit: Hit) -> int:
    """How many characters of evidence a hit is; none where the stem has the keyword, too."""
    return 0 if hit.word.in_stem else len(hit.place)


def _assigned(hits: Sequence[Hit], taken: Sequence[range], skip: Iterable[int] = ()) -> dict[int, Hit]:
    """The longest free hit for each group; groups without a free hit are left out.

    A hit is free if it shares no character with a range of ``taken`` or the hit of another group.
    """
    by_group: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.group not in skip and not any(share_a_character(hit.place, place) for place in taken):
            by_group.setdefault(hit.group, []).append(hit)
    chosen: dict[int, Hit] = {}
    for group in sorted(by_group, key=lambda number: len(by_group[number])):
        used = [hit.place for hit in chosen.values()]
        free = [hit for hit in by_group[group] if not any(share_a_character(hit.place, place) for place in used)]
        if free:
            chosen[group] = max(free, key=_fresh)
    return dict(sorted(chosen.items()))


def _pairs(chars: str) -> set[str]:
    """The pairs of neighbouring characters, without those that hold punctuation or spaces."""
    return {one + two for one, two in pairwise(chars) if one.isalnum() and two.isalnum()}
