"""Where the keywords of scoring points stand in an answer, and whether they are meant as the point means them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from lianbing.domain.items.question import ScoringPoint
from lianbing.domain.kernel.folding import Simplify
from lianbing.domain.marking.answer_text import AnswerText, read_text


class Wanted(Enum):
    """How a point wants its keyword: without a negation before it, with one, or it can't be said."""

    PLAIN = "plain"
    NEGATED = "negated"
    EITHER = "either"


@dataclass(frozen=True, kw_only=True)
class Word:
    """A keyword, folded and as written. One that stands in the stem proves nothing: it was there to be copied."""

    text: str
    written: str
    wanted: Wanted
    in_stem: bool


Groups = tuple[tuple[Word, ...], ...]
"""A point's keywords: one of each group is due."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A keyword in the answer: which group's, where, in which sentence and clause, and whether it is denied there."""

    word: Word
    group: int
    place: range
    sentence: int
    clause: int
    denied: bool = False


def groups_of(point: ScoringPoint, stem: AnswerText, simplify: Simplify) -> Groups:
    """The keywords of a point. What its own text negates (不能代订) is wanted with a negation."""
    groups = [{read_text(word, simplify).chars: word for word in group if word.strip()} for group in point.keywords]
    text = read_text(point.text, simplify)
    places = [place for group in groups for word in group for place in text.find(word)]
    negations = [found for found in text.negations if not any(within(found, place) for place in places)]
    return tuple(_words(group, stem, {word: _as_said(word, text, negations) for word in group}) for group in groups)


def _words(group: Mapping[str, str], stem: AnswerText, said: Mapping[str, Wanted | None]) -> tuple[Word, ...]:
    others = Wanted.EITHER if Wanted.NEGATED in said.values() else Wanted.PLAIN
    return tuple(
        Word(text=word, written=group[word], wanted=wanted or others, in_stem=word in stem.chars)
        for word, wanted in said.items()
    )


def _as_said(word: str, text: AnswerText, negations: Sequence[range]) -> Wanted | None:
    """How the text of a point uses a word; ``None`` where it doesn't."""
    if read_text(word).negations:
        return Wanted.PLAIN  # 不承诺 holds its negation, and wants none besides
    negated = [bool(_before(place, text, negations)) for place in text.find(word)]
    if not negated:
        return None
    if all(negated):
        return Wanted.NEGATED
    return Wanted.EITHER if any(negated) else Wanted.PLAIN


def find_hits(groups: Groups, text: AnswerText) -> list[Hit]:
    """All places of a point's keywords, not those within a longer one of the same group; nothing is denied yet."""
    hits = []
    for number, group in enumerate(groups):
        own = [(word, place) for word in group for place in text.find(word.text)]
        for word, place in own:
            longer = any(within(place, other) and len(other) > len(place) for _, other in own)
            sentence, clause = _index(text.sentences, place), _index(text.clauses, place)
            if not longer and sentence is not None and clause is not None:
                hits.append(Hit(word=word, group=number, place=place, sentence=sentence, clause=clause))
    return hits


def within(inner: range, outer: range) -> bool:
    """Whether a place lies in another."""
    return outer.start <= inner.start and inner.stop <= outer.stop


def overlap(one: range, other: range) -> bool:
    """Whether two places share a character."""
    return one.start < other.stop and other.start < one.stop


def _index(parts: Sequence[range], place: range) -> int | None:
    return next((number for number, part in enumerate(parts) if place.start in part), None)


def free_negations(hits: Iterable[Hit], text: AnswerText) -> tuple[range, ...]:
    """The negations that are not themselves part of a keyword."""
    places = [hit.place for hit in hits]
    return tuple(found for found in text.negations if not any(within(found, place) for place in places))


def is_denied(hit: Hit, text: AnswerText, negations: Sequence[range]) -> bool:
    """Whether the clause says the opposite of what the point wants of the keyword."""
    before = _before(hit.place, text, negations)
    if hit.word.wanted is Wanted.NEGATED:
        clause = text.clauses[hit.clause]
        return not any(within(found, clause) for found in negations)
    return hit.word.wanted is Wanted.PLAIN and bool(before)


def _before(place: range, text: AnswerText, negations: Sequence[range]) -> list[range]:
    clause = next((part for part in text.clauses if place.start in part), None)
    if clause is None:
        return []
    return [found for found in negations if clause.start <= found.start and found.stop <= place.start]


def wanted_negations(hits: Iterable[Hit], text: AnswerText, negations: Sequence[range]) -> set[range]:
    """The negations that the points themselves want: those before a keyword that is to be negated."""
    wanted = (hit for hit in hits if hit.word.wanted is Wanted.NEGATED)
    return {found for hit in wanted for found in _before(hit.place, text, negations)}
