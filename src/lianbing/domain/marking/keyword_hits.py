"""The keywords of scoring points in an answer, and whether negations there change the meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from lianbing.domain.items.question import ScoringPoint
from lianbing.domain.kernel.folding import Simplify
from lianbing.domain.marking.answer_text import AnswerText, read_text


class WantedForm(Enum):
    """Whether a scoring point needs its keyword without a negation, with one, or in either form."""

    PLAIN = "plain"
    NEGATED = "negated"
    EITHER = "either"


@dataclass(frozen=True, kw_only=True)
class Word:
    """A keyword of a scoring point.

    ``text`` is the keyword folded for searching, ``written`` the keyword as the author wrote it.
    ``in_stem`` says that it also occurs in the question, so that an answer may just have copied it.
    """

    text: str
    written: str
    wanted: WantedForm
    in_stem: bool


Groups = tuple[tuple[Word, ...], ...]
"""The keywords of a scoring point in groups; the answer must hold one keyword of each group."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A place in the answer that holds a keyword.

    ``place`` is a range of the folded answer. ``group``, ``sentence`` and ``clause`` count from 0.
    ``denied`` says that the clause means the opposite of the scoring point.
    """

    word: Word
    group: int
    place: range
    sentence: int
    clause: int
    denied: bool = False


def groups_of(point: ScoringPoint, stem: AnswerText, simplify: Simplify) -> Groups:
    """The keywords of a scoring point; those that its own text negates (不能代订) need a negation."""
    groups = [{read_text(word, simplify).chars: word for word in group if word.strip()} for group in point.keywords]
    text = read_text(point.text, simplify)
    places = [place for group in groups for word in group for place in text.find(word)]
    negations = [part for part in text.negations if not any(within(part, place) for place in places)]
    return tuple(_words(group, stem, {word: _wanted_form(word, text, negations) for word in group}) for group in groups)


def _words(group: Mapping[str, str], stem: AnswerText, forms: Mapping[str, WantedForm | None]) -> tuple[Word, ...]:
    """The keywords of one group; ``group`` maps folded keywords to written ones."""
    others = WantedForm.EITHER if WantedForm.NEGATED in forms.values() else WantedForm.PLAIN
    return tuple(
        Word(text=word, written=group[word], wanted=wanted or others, in_stem=word in stem.chars)
        for word, wanted in forms.items()
    )


def _wanted_form(word: str, text: AnswerText, negations: Sequence[range]) -> WantedForm | None:
    """The form in which a scoring point's text uses a word; ``None`` where it doesn't use it."""
    if read_text(word).negations:
        return WantedForm.PLAIN  # 不承诺 already holds its negation and needs no second one
    negated = [bool(_before(place, text, negations)) for place in text.find(word)]
    if not negated:
        return None
    if all(negated):
        return WantedForm.NEGATED
    return WantedForm.EITHER if any(negated) else WantedForm.PLAIN


def find_hits(groups: Groups, text: AnswerText) -> list[Hit]:
    """All places of a scoring point's keywords, except within a longer keyword of the same group.

    No hit is marked as denied yet.
    """
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
    """Whether one range lies inside the other."""
    return outer.start <= inner.start and inner.stop <= outer.stop


def share_a_character(one: range, other: range) -> bool:
    """Whether two ranges have a character in common."""
    return one.start < other.stop and other.start < one.stop


def _index(parts: Sequence[range], place: range) -> int | None:
    return next((number for number, part in enumerate(parts) if place.start in part), None)


def free_negations(hits: Iterable[Hit], text: AnswerText) -> tuple[range, ...]:
    """The negations of the answer that are not part of a keyword."""
    places = [hit.place for hit in hits]
    return tuple(part for part in text.negations if not any(within(part, place) for place in places))


def is_denied(hit: Hit, text: AnswerText, negations: Sequence[range]) -> bool:
    """Whether the clause of a hit means the opposite of the scoring point."""
    before = _before(hit.place, text, negations)
    if hit.word.wanted is WantedForm.NEGATED:
        clause = text.clauses[hit.clause]
        return not any(within(part, clause) for part in negations)
    return hit.word.wanted is WantedForm.PLAIN and bool(before)


def _before(place: range, text: AnswerText, negations: Sequence[range]) -> list[range]:
    """The negations that stand before a place in the same clause."""
    clause = next((part for part in text.clauses if place.start in part), None)
    if clause is None:
        return []
    return [part for part in negations if clause.start <= part.start and part.stop <= place.start]


def wanted_negations(hits: Iterable[Hit], text: AnswerText, negations: Sequence[range]) -> set[range]:
    """The negations that the scoring points need: those before a keyword that has to be negated."""
    wanted = (hit for hit in hits if hit.word.wanted is WantedForm.NEGATED)
    return {part for hit in wanted for part in _before(hit.place, text, negations)}
