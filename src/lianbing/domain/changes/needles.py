"""What a change makes stale: the numbers, times and words that the edition before had and the new one hasn't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.changes.comparing import Change, How, PartChange
from lianbing.domain.changes.mentions import Mention, mentions, minutes_of
from lianbing.domain.changes.readable import removed_fragments
from lianbing.domain.changes.snapshots import EDITION, FORMULA, LIMITS, READINGS, TEXT, VALUE, Kind
from lianbing.domain.changes.units import head_of
from lianbing.domain.changes.wording import key_words
from lianbing.domain.kernel.quantities import Quantity

_UNIT = re.compile(
    r"户次|户|家|小时|分钟|秒|工作日|天|日|个?月|年|周|次|条|万元|元|%|万支|支|箱|件|盒|包|档|人|级|项|倍|米|字|度|成|分|个|类|期|点"
)
_OPERANDS = re.compile(r"[\s()（）÷×+\-−/*=≈；，,。]+|之和|（.*?）")
_YEARS = 1000
_SENTENCE = re.compile(r"[，。；！？\n：]")
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,12}")
_SEARCHED = {
    Kind.CLAUSE: (TEXT, READINGS, LIMITS),
    Kind.FACT: (TEXT,),
    Kind.PARAMETER: (VALUE,),
    Kind.FIGURE: ("图里的字",),
    Kind.INDICATOR: (FORMULA, "例"),
    Kind.TERM: ("解释",),
    Kind.CONTRADICTION: ("各方", "取法"),
}


@dataclass(frozen=True, kw_only=True)
class Needle:
    """An old number (``value`` with ``unit``, or minutes of a ``clock``) or an old ``word``, and how to know it again.

    ``names`` are the ids that what rests on it may name, ``near`` the words of which one stands beside it where the
    same thing is meant. ``bound`` is the new number where the old one was a threshold: numbers in between change sides.
    """

    changes: tuple[str, ...]
    names: frozenset[str]
    near: frozenset[str]
    old: str
    new: str
    value: Decimal = Decimal(0)
    unit: str = ""
    clock: bool = False
    word: str = ""
    bound: Decimal | None = None
    derived: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether lines after the old number may reckon with it: nobody does so with words, times of day and years."""
        return not self.word and not self.clock and not (self.unit == "年" and self.value > _YEARS)


def needles(changes: Sequence[Change], aliases: Mapping[str, frozenset[str]]) -> tuple[Needle, ...]:
    """The needles of all changes; those of a limit and of the parameter behind it are one.

    ``aliases`` are, by id of a clause or parameter, the other ids that stand for the same number.
    """
    found: dict[tuple[object, ...], Needle] = {}
    for change in changes:
        for one in _of_change(change):
            names = one.names.union(change.before.related if change.before and change.kind is Kind.INDICATOR else ())
            needle = replace(one, names=names.union(*(aliases.get(name, frozenset()) for name in names)))
            key = (needle.value, head_of(needle.unit), needle.clock, needle.word, needle.new)
            before = found.get(key)
            found[key] = needle if before is None else _joined(before, needle)
    return tuple(found.values())


def _joined(one: Needle, other: Needle) -> Needle:
    return replace(
        one,
        changes=tuple(dict.fromkeys((*one.changes, *other.changes))),
        names=one.names | other.names,
        near=one.near | other.near,
        unit=max(one.unit, other.unit, key=len),
        bound=one.bound if one.bound is not None else other.bound,
    )


def _of_change(change: Change) -> Iterator[Needle]:
    if change.how is How.ADDED:
        return
    if change.how is How.REMOVED:
        yield _named(change, change.id)
        return
    if change.how is How.RENUMBERED:
        yield _named(change, change.id)
    for part in change.parts:
        if change.kind is Kind.STANDARD and part.label == EDITION:
            yield from _of_edition(change, part)
        elif part.label in (LIMITS, VALUE) and part.label in _SEARCHED.get(change.kind, ()):
            yield from _of_quantities(change, part)
        elif part.label in _SEARCHED.get(change.kind, ()):
            yield from _of_texts(change, part)


def _named(change: Change, name: str) -> Needle:
    return Needle(changes=(change.id,), names=change.names, near=frozenset(), old=name, new=change.now, word=name)


def _of_quantities(change: Change, part: PartChange) -> Iterator[Needle]:
    """Of the limits of a clause, or of the value of a parameter."""
    old, new = (_quantities(text) for text in (part.old, part.new))
    near = key_words(change.title) | key_words(change.before.title if change.before else "")
    for place, (text, unit) in enumerate(old):
        if (text, unit) in new:
            continue
        after = new[place] if len(old) == len(new) else ("", "")
        base = Needle(
            changes=(change.id,),
            names=change.names,
            near=near,
            old=f"{text} {unit}".strip(),
            new=" ".join(after).strip(),
            unit=unit,
        )
        clock = minutes_of(text)
        number = _decimal(text)
        if clock is not None:
            yield replace(base, value=clock, clock=True, unit="")
        elif number is not None:
            yield replace(base, value=number, bound=_decimal(after[0]))
        elif len(text) > 1:
            yield replace(base, word=text)


def _quantities(text: str) -> list[tuple[str, str]]:
    """The numbers with their units of ``≥ 30 户/天 、≥ 18 户/天`` or ``07:30 时刻``."""
    found = []
    for part in filter(None, text.split(" 、")):
        match = re.fullmatch(r"(?:[≥≤=约]\s*)?(\S+)(?:\s+(\S+))?", part.strip())
        value, unit = (match[1], match[2] or "") if match else (part.strip(), "")
        found.append((value, "" if minutes_of(value) is not None else unit))
    return found


def first_quantity(text: str) -> Quantity | None:
    """The first number or time of a limit or value as it is told; ``None`` without one."""
    found = _quantities(text)
    number = _decimal(found[0][0]) if found else None
    return number if number is not None else (found[0][0] if found else None)


def _of_texts(change: Change, part: PartChange) -> Iterator[Needle]:
    """Of an edited text: numbers with their units that are gone, and words that are."""
    now = {(one.value, one.clock, _unit(one)) for one in mentions(part.new)}
    gone = {one.start: one for one in mentions(part.old) if (one.value, one.clock, _unit(one)) not in now}
    replaced = _replacements(part)
    for one in gone.values():
        unit = _unit(one)
        if not (one.clock or unit):
            continue
        shown = part.old[one.start : one.end] + (f" {unit}" if unit else "")
        yield Needle(
            changes=(change.id,),
            names=change.names,
            near=_around(part.old, one) | (key_words(change.title) if change.kind is not Kind.FACT else frozenset()),
            old=shown,
            new=replaced,
            value=one.value,
            unit=unit,
            clock=one.clock,
        )
    for word in dict.fromkeys(_words_gone(part)):
        near = key_words(change.title) if change.kind is not Kind.FACT else key_words(part.new)
        yield Needle(changes=(change.id,), names=change.names, near=near - {word}, old=word, new=replaced, word=word)


def _words_gone(part: PartChange) -> Iterator[str]:
    if part.label == FORMULA:
        kept = set(_OPERANDS.split(part.new))
        yield from (each for each in _OPERANDS.split(part.old) if len(each) > 1 and each not in kept)
        return
    for fragment in removed_fragments(part.old, part.new):
        for match in _HAN_WORD.finditer(fragment):
            if match[0] not in part.new and not any(mentions(match[0])):
                yield match[0]
        if re.fullmatch(r"[\u4e00-\u9fff]", fragment):
            yield from (word for word in _with_neighbour(part.old, fragment) if word not in part.new)


def _with_neighbour(text: str, character: str) -> Iterator[str]:
    """The words of two characters that a single one is part of: 书面 became 当面, though only 书 differs."""
    for match in re.finditer(rf"[\u4e00-\u9fff](?={character})|(?<={character})[\u4e00-\u9fff]", text):
        before = text[match.end() : match.end() + 1] == character
        yield match[0] + character if before else character + match[0]


def _replacements(part: PartChange) -> str:
    """What stands in place of what is gone, if it is short."""
    fresh = "、".join(each.strip() for each in removed_fragments(part.new, part.old) if each.strip())
    return fresh if len(fresh) <= 30 else ""


def _of_edition(change: Change, part: PartChange) -> Iterator[Needle]:
    """An edition is known by its year, beside the words of the document's title."""
    match = re.match(r"\d{4}", part.old)
    if match and not part.new.startswith(match[0]):
        document = change.before.parts.get("文件", "") if change.before else ""
        near = key_words(f"{change.title}，{document}") | {"规范", "标准", "试行", "细则"}
        old, new = f"{match[0]}（{part.old} 版）", part.new
        yield Needle(
            changes=(change.id,), names=change.names, near=near, old=old, new=new, value=Decimal(match[0]), unit="年"
        )


def _unit(one: Mention) -> str:
    match = _UNIT.match(one.after)
    return "" if one.clock or not match else match[0].removeprefix("个") or match[0]


def _around(text: str, one: Mention) -> frozenset[str]:
    """The words of the phrase that a number stands in."""
    start = max((m.end() for m in _SENTENCE.finditer(text[: one.start])), default=0)
    end = _SENTENCE.search(text, one.end)
    return key_words(text[start : end.start() if end else len(text)])


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII) else None
