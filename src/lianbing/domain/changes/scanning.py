"""Looks for lines where an old number or word still stands near what changed.

Each mention of an old number is weighed: does the line belong to something that rests on what changed, does a word of
the rule stand beside it, does it say per what? A mention that has enough for it is told, with the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from itertools import combinations

from lianbing.domain.changes.arithmetic import Result, results
from lianbing.domain.changes.mentions import NumberInText, mentions
from lianbing.domain.changes.needles import COMMON, Needle
from lianbing.domain.changes.passages import Passage, Where
from lianbing.domain.changes.units import PERIODS, counted, head_of, in_other_units, names_each, per_words
from lianbing.domain.kernel.decimals import plain

_ENOUGH = 2
_QUOTE = re.compile("[“”]")
_END = re.compile(r"[。！？；!?;]")
_FEW = 16
"""Up to so many lines a number with its unit is scarce."""
_MOST = 80
"""A word that stands in more lines is too common to be looked for."""
_BESIDE = 7
"""So many characters before a number a word such as 一天 says per what it is: 一天走三十户."""
_CLOSE = 12
"""So many characters on each side of a number a word of the rule is close by."""
_TOUCHING = 5
"""The same where nothing else tells that the rule is meant."""
_REACH, _WHOLE_ITEM = {Where.CHAPTER: 8, Where.SCENARIO: 8}, 100
"""So many lines on a calculation goes on; in a question or a data exercise to its end."""
_GENERAL = ("小时", "分钟", "天", "日", "次", "年", "月", "周")
"""Units that say nothing of what is meant: 每天六小时 may be sleep."""
_ITEMS = (Where.QUESTION, Where.SCENARIO, Where.TASK)
_QUOTED = re.compile(
    r"《[^》]+》|原文|规范(?:标准)?[（(]?(?:写|说|要求)|年(?:的)?(?:服务)?规范|文集|来源|材料写|标准写"
)
_UNIT = re.compile(r"%|户次|[户家店]|小时|分钟|[秒天日年次周场回条元块%]|个?月|[\u4e00-\u9fff]")


class Why(StrEnum):
    """Why a line is told."""

    NUMBER = "number"
    WORD = "word"
    DERIVED = "derived"
    BETWEEN = "between"

    @property
    def label(self) -> str:
        """What people read of it."""
        return _LABELS[self]


_LABELS = {
    Why.NUMBER: "旧数",
    Why.WORD: "旧词",
    Why.DERIVED: "由旧数算出",
    Why.BETWEEN: "落在新旧界线之间",
}


@dataclass(frozen=True, kw_only=True)
class StaleLine:
    """A line that may be stale: ``old`` is what of the edition before it says, ``now`` what stands in its place.

    One that is ``quoted`` tells what a source says: it stays right where only the company's own number has changed.
    """

    file: str
    line: int
    where: Where
    owner: str
    field: str
    why: Why
    old: str
    now: str
    sentence: str
    changes: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True)
class _Line:
    """A passage with its numbers, which are read once for all needles."""

    passage: Passage
    mentions: tuple[NumberInText, ...]


@dataclass(frozen=True)
class _Section:
    """Lines that belong together, with what a needle can be looked up by before the lines are read."""

    lines: Sequence[_Line]

    @cached_property
    def text(self) -> str:
        return "\n".join(line.passage.text for line in self.lines)

    @cached_property
    def values(self) -> frozenset[tuple[Decimal, bool]]:
        return frozenset((one.value, one.clock) for line in self.lines for one in line.mentions)

    def may_hold(self, needle: Needle) -> bool:
        """Whether any line can be stale for a needle at all."""
        if needle.word:
            return needle.word in self.text
        if not _wanted(needle).isdisjoint(self.values):
            return True
        low, high = sorted((needle.value, needle.value if needle.bound is None else needle.bound))
        return any(low <= value < high for value, clock in self.values if not clock)


def scan(passages: Iterable[Passage], needles: Sequence[Needle]) -> tuple[StaleLine, ...]:
    """The lines that may be stale, in the order of files and lines; a line is told once for each old number."""
    stale_lines: dict[tuple[str, int, str], StaleLine] = {}
    for section, likely in _likely(_sections(passages) if needles else (), needles):
        for needle, scarce in likely:
            for stale in _in_section(section.lines, needle, scarce):
                stale_lines.setdefault((stale.file, stale.line, stale.old), stale)
    return tuple(sorted(stale_lines.values(), key=lambda one: (one.file, one.line, one.old)))


def _sections(passages: Iterable[Passage]) -> Iterable[_Section]:
    sections: dict[str, list[_Line]] = {}
    for passage in passages:
        sections.setdefault(passage.section, []).append(_Line(passage, tuple(mentions(passage.text))))
    return map(_Section, sections.values())


def _likely(
    sections: Iterable[_Section], needles: Sequence[Needle]
) -> Iterator[tuple[_Section, Sequence[tuple[Needle, bool]]]]:
    """Each section with the needles that it may hold, and whether their numbers are scarce: then less is asked."""
    holding = [(section, [needle for needle in needles if section.may_hold(needle)]) for section in sections]
    counts = dict.fromkeys(needles, 0)
    for section, likely in holding:
        for needle in likely:
            counts[needle] += sum(_says(line, needle) for line in section.lines)
    for section, likely in holding:
        useful = (needle for needle in likely if not needle.word or counts[needle] <= _MOST)
        yield section, [(needle, counts[needle] <= _FEW and needle.value > COMMON) for needle in useful]


def _says(line: _Line, needle: Needle) -> bool:
    if needle.word:
        return needle.word in line.passage.text
    unit = head_of(needle.unit)
    return any(one.value == needle.value and counted(one.after, unit) for one in line.mentions)


@cache
def _wanted(needle: Needle) -> frozenset[tuple[Decimal, bool]]:
    """The old number, in other units, too."""
    others = () if needle.clock else in_other_units(needle.value, head_of(needle.unit))
    return frozenset(((needle.value, needle.clock), *((value, False) for value, _ in others)))


def _in_section(section: Sequence[_Line], needle: Needle, scarce: bool) -> Iterator[StaleLine]:
    """Lines of what belongs together: where one says the old number, what goes on with it is stale, too."""
    direct = [stale for line in section if (stale := _in_line(line, needle, scarce))]
    yield from direct
    if not direct or not needle.goes_on:
        return
    listed = {stale.line for stale in direct}
    reach = _REACH.get(direct[0].where, _WHOLE_ITEM)
    own = {(needle.value, head_of(needle.unit)), *in_other_units(needle.value, head_of(needle.unit))}
    known: set[tuple[Decimal, str]] = set()
    for line in section:
        if any(0 <= line.passage.line - before <= reach for before in listed):
            sums = [*results(line.passage.text, own | known)]
            known.update((one.value, one.unit) for one in sums)
            if line.passage.line not in listed:
                yield from _going_on(line, needle, sums, known)


def _going_on(
    line: _Line, needle: Needle, sums: Sequence[Result], known: Iterable[tuple[Decimal, str]]
) -> Iterator[StaleLine]:
    """A line after one that says the old number: it says it again, reckons with it, or says what that comes to."""
    unit, text = head_of(needle.unit), line.passage.text
    if _is_the_rule(line.passage, needle):
        return
    for one in line.mentions:
        fits = unit not in _GENERAL or _near(line.passage, needle, one) + _relation(line.passage, needle)
        if one.value == needle.value and counted(one.after, unit) and fits and not _per_other(text, needle, one):
            yield _stale(line.passage, needle, Why.NUMBER, one)
            return
    if sums:
        here = NumberInText(start=sums[0].start, end=sums[0].start, value=needle.value)
        yield _stale(line.passage, needle, Why.DERIVED, here, sums[0].shown)
        return
    for one in line.mentions:
        if any(one.value == value and own and counted(one.after, own) for value, own in known):
            yield _stale(line.passage, needle, Why.DERIVED, one)
            return
    parts = [one for one in line.mentions if counted(one.after, unit) and one.value < needle.value]
    for one, other in combinations(parts, 2):
        if one.value + other.value == needle.value and min(one.value, other.value) > COMMON:
            yield _stale(line.passage, needle, Why.DERIVED, one, f"{plain(one.value)} + {plain(other.value)} {unit}")
            return


def _in_line(line: _Line, needle: Needle, scarce: bool) -> StaleLine | None:
    passage = line.passage
    if _is_the_rule(passage, needle) or (needle.local and not _relation(passage, needle)):
        return None
    if needle.word:
        place = passage.text.find(needle.word)
        if place < 0 or _word_weight(passage, needle, place) < _ENOUGH:
            return None
        end = place + len(needle.word)
        return _stale(passage, needle, Why.WORD, NumberInText(start=place, end=end, value=needle.value), needle.word)
    for one in line.mentions:
        why = _meant(passage, needle, one, scarce)
        if why:
            return _stale(passage, needle, why, one)
    return None


def _is_the_rule(passage: Passage, needle: Needle) -> bool:
    """What changed is not stale itself, nor are other rules and facts: they say what their own sources say."""
    match passage.where:
        case Where.FACT:
            return passage.field != "note" or passage.owner not in needle.changes
        case Where.CLAUSE:
            return passage.field in ("text", "title", "readings")
        case Where.PARAMETER:
            return passage.field != "note"
        case Where.FIGURE:
            return passage.owner in needle.changes and passage.field != "note"
        case Where.INDICATOR:
            return passage.owner in needle.changes and passage.field == "formula"
        case _:
            return passage.where is Where.TERM and passage.owner in needle.changes and passage.field == "meaning"


def _meant(passage: Passage, needle: Needle, one: NumberInText, scarce: bool) -> Why | None:
    """Why a mention means the old number; ``None`` if it doesn't, as far as can be seen."""
    if one.clock != needle.clock:
        return None
    relation = _relation(passage, needle)
    if passage.field == "key":
        alone = passage.text.strip("\"'[] ") == passage.text[one.start : one.end]
        return Why.NUMBER if alone and one.value == needle.value and relation == 2 else None
    near = _near(passage, needle, one)
    if needle.clock:
        return Why.NUMBER if one.value == needle.value and relation + near >= 1 else None
    unit = head_of(needle.unit)
    asked = _ENOUGH + (needle.value <= COMMON) - scarce
    start, end = _sentence(passage.text, one.start)
    sentence = passage.text[start:end]
    if near < _ENOUGH and any(word in sentence for word in needle.rivals):
        return None
    per = _per(passage.text, needle, one, near)
    if unit not in _GENERAL and not relation and not per:
        near = _near(passage, needle, one, _TOUCHING)
    people = needle.value > COMMON and any(word in passage.text for word in needle.who)
    meant = relation + max(near, int(people))
    if unit in _GENERAL and not meant:
        return None
    weight = meant + per
    if one.value == needle.value and counted(one.after, unit):
        return Why.NUMBER if weight >= asked else None
    if any(one.value == value and counted(one.after, other) for value, other in in_other_units(needle.value, unit)):
        return Why.NUMBER if weight > _ENOUGH and near else None
    if needle.bound is not None and relation == 2 and near and counted(one.after, unit) and passage.where in _ITEMS:
        low, high = sorted((needle.value, needle.bound))
        return Why.BETWEEN if low <= one.value < high else None
    return None


def _word_weight(passage: Passage, needle: Needle, place: int) -> int:
    if re.fullmatch(r"[A-Z]+-\d+", needle.word):
        return _ENOUGH
    start, end = _sentence(passage.text, place)
    return _relation(passage, needle) + _words_of_the_rule(passage, needle, passage.text[start:end])


def _relation(passage: Passage, needle: Needle) -> int:
    """2 for what rests on what changed, 1 for what stands beside it."""
    if passage.rests_on & needle.names or passage.owner in needle.names:
        return 2
    return int(bool(passage.about & needle.names))


def _near(passage: Passage, needle: Needle, one: NumberInText, within: int = _CLOSE) -> int:
    """2 if a word of the rule stands close by in the sentence, 1 if one stands in the text around it."""
    start, end = _sentence(passage.text, one.start)
    before = passage.text[max(start, one.start - within) : one.start]
    after = passage.text[one.end : min(end, one.end + within)]
    before = _QUOTE.split(before)[-1]
    after = _QUOTE.split(after)[0]
    return _words_of_the_rule(passage, needle, before + after)


def _words_of_the_rule(passage: Passage, needle: Needle, close: str) -> int:
    if any(word in close for word in needle.near):
        return 2
    hits = sum(word in close for word in needle.beside)
    return min(2, hits) or int(any(word in passage.around for word in needle.near))


def _per(text: str, needle: Needle, one: NumberInText, near: int) -> int:
    """2 if a word beside the number says per what it is, 1 if one stands in the sentence; below 0 for another word."""
    if _per_other(text, needle, one):
        return -2
    words = per_words(needle.unit)
    before = text[max(0, one.start - _BESIDE) : one.start]
    if names_each(needle.unit, before):
        return 2
    if any(word in before for word in words):
        return 1 if head_of(needle.unit) in _GENERAL and not near else 2
    start, end = _sentence(text, one.start)
    return int(any(word in text[start:end] for word in words))


def _per_other(text: str, needle: Needle, one: NumberInText) -> bool:
    """Whether the number is said to be per something that the rule is not about: 一周 30 户."""
    before = text[max(0, one.start - _BESIDE) : one.start]
    mine = per_words(needle.unit)
    return (
        bool(mine)
        and any(word in before for word in PERIODS if word not in mine)
        and not any(word in before for word in mine)
    )


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Where the sentence around a place of a line begins and ends; a row of a table is one."""
    if text.startswith("|"):
        return 0, len(text)
    start = max((match.end() for match in _END.finditer(text[:place])), default=0)
    end = _END.search(text, place)
    return start, end.end() if end else len(text)


def _stale(passage: Passage, needle: Needle, why: Why, one: NumberInText, shown: str = "") -> StaleLine:
    start, end = _sentence(passage.text, one.start)
    unit = _UNIT.match(one.after)
    number = passage.text[one.start : one.end]
    return StaleLine(
        file=passage.file,
        line=passage.line,
        where=passage.where,
        owner=passage.owner,
        field=passage.field,
        why=Why.DERIVED if needle.derived else why,
        old=shown or (f"{number} {unit[0]}" if unit and number.isascii() else number + (unit[0] if unit else "")),
        now=needle.new if why in (Why.NUMBER, Why.WORD) else "",
        sentence=passage.text[start:end].strip(),
        changes=needle.changes,
        quoted=bool(_QUOTED.search(passage.text[start:end])),
    )
