"""What a change makes stale: the numbers, times and words that the edition before had and the new one hasn't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.changes.comparing import EditionChange, How, PartChange
from lianbing.domain.changes.mentions import NumberInText, mentions, minutes_of
from lianbing.domain.changes.readable import removed_fragments, share_kept
from lianbing.domain.changes.relations import aliases, rivals
from lianbing.domain.changes.snapshots import EDITION, FORMULA, LIMITS, ORIGINALS, READINGS, TEXT, VALUE, Snapshot
from lianbing.domain.changes.units import head_of
from lianbing.domain.changes.wording import is_word, key_words
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.knowledge.editions import EntryKind

_UNIT = re.compile(
    r"户次|户|家|小时|分钟|秒|工作日|天|日|个?月|年|周|次|条|万元|元|%|万支|支|箱|件|盒|包|档|人|级|项|倍|米|字|度|成|分|个|类|期|点"
)
_OPERANDS = re.compile(r"[\s()（）÷×+\-−/*=≈；，,。]+|之和|（.*?）")
_PEOPLE = re.compile("市场经理|客户经理|零售客户|电话订货员|送货员|稽查员")
_REWRITTEN = 0.6
"""A text of which less is kept was written anew: its words tell nothing."""
COMMON = 2
"""Numbers up to this one stand everywhere."""
_SIGNED = re.compile(r"[≥≤=约]\s*([^\s（）()]+)(?:\s+([^\s（）()]+))?")
_PLAIN = re.compile(r"(\S+)(?:\s+(\S+))?")
_YEARS = 1000
_SENTENCE = re.compile(r"[，。；！？\n：]")
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,12}")
_SEARCHED = {
    EntryKind.CLAUSE: (TEXT, READINGS, LIMITS, ORIGINALS),
    EntryKind.FACT: (TEXT,),
    EntryKind.PARAMETER: (VALUE,),
    EntryKind.FIGURE: ("图里的字",),
    EntryKind.INDICATOR: (FORMULA, "例"),
    EntryKind.TERM: ("解释",),
    EntryKind.CONTRADICTION: ("各方", "取法"),
}


@dataclass(frozen=True, kw_only=True)
class Needle:
    """An old number (``value`` with ``unit``, or minutes of a ``clock``) or an old ``word``, and how to know it again.

    ``names`` are the ids that what rests on it may name, ``near`` the words of which one stands beside it where the
    same thing is meant, ``beside`` words of which two have to stand there, ``who`` those of the people whom the rule is
    for, ``rivals`` those of other rules that have the same number. ``bound`` is the new number where the old one was a
    threshold: numbers in between change sides. What is ``local``, as the numbers of a figure, is looked for only where
    the thing itself is shown.
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
    local: bool = False
    beside: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()

    @property
    def goes_on(self) -> bool:
        """Whether lines after the old number may reckon with it: nobody does so with words, times of day and years."""
        return not self.word and not self.clock and not (self.unit == "年" and self.value > _YEARS)


def needles(changes: Sequence[EditionChange], now: Snapshot) -> tuple[Needle, ...]:
    """The needles of all changes to what is said ``now``; those of a limit and of the parameter behind it are one."""
    hits: dict[tuple[object, ...], Needle] = {}
    same = aliases(now)
    for change in changes:
        for one in _of_change(change):
            names = one.names.union(
                change.before.related if change.before and change.kind is EntryKind.INDICATOR else ()
            )
            needle = replace(one, names=names.union(*(same.get(name, frozenset()) for name in names)))
            key = (needle.value, head_of(needle.unit), needle.clock, needle.word, needle.new)
            before = hits.get(key)
            hits[key] = needle if before is None else _joined(before, needle)
    return tuple(replace(one, rivals=_rivals(one, now)) for one in hits.values())


def _rivals(needle: Needle, now: Snapshot) -> frozenset[str]:
    if needle.word or needle.clock or needle.value <= COMMON:
        return frozenset()
    return rivals(now, needle.names, (needle.value, head_of(needle.unit))) - needle.near


def _joined(one: Needle, other: Needle) -> Needle:
    return replace(
        one,
        changes=tuple(dict.fromkeys((*one.changes, *other.changes))),
        names=one.names | other.names,
        near=one.near | other.near,
        beside=one.beside | other.beside,
        who=one.who | other.who,
        unit=max(one.unit, other.unit, key=len),
        bound=one.bound if one.bound is not None else other.bound,
    )


def _of_change(change: EditionChange) -> Iterator[Needle]:
    if change.how is How.ADDED:
        return
    if change.how is How.REMOVED:
        yield _named(change, change.id)
        return
    if change.how is How.RENUMBERED:
        yield _named(change, change.id)
    for part in change.parts:
        if change.kind is EntryKind.STANDARD and part.label == EDITION:
            yield from _of_edition(change, part)
        elif part.label in (LIMITS, ORIGINALS, VALUE) and part.label in _SEARCHED.get(change.kind, ()):
            yield from _of_quantities(change, part)
        elif part.label in _SEARCHED.get(change.kind, ()):
            yield from _of_texts(change, part)


def _named(change: EditionChange, name: str) -> Needle:
    return Needle(changes=(change.id,), names=change.names, near=frozenset(), old=name, new=change.now, word=name)


def _of_quantities(change: EditionChange, part: PartChange) -> Iterator[Needle]:
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
            who=frozenset(_PEOPLE.findall(change.title)),
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
    """The numbers with their units of ``≥ 30 户/天 、农村 ≥ 18 户/天`` or ``07:30 时刻``."""
    quantities = []
    for part in filter(None, map(str.strip, text.split("、"))):
        match = _SIGNED.search(part) or _PLAIN.fullmatch(part)
        value, unit = (match[1], match[2] or "") if match else (part, "")
        quantities.append((value, "" if minutes_of(value) is not None else unit))
    return quantities


def first_quantity(text: str) -> Quantity | None:
    """The first number or time of a limit or value as it is told; ``None`` without one."""
    hits = _quantities(text)
    number = _decimal(hits[0][0]) if hits else None
    return number if number is not None else (hits[0][0] if hits else None)


def _of_texts(change: EditionChange, part: PartChange) -> Iterator[Needle]:
    """Of an edited text: numbers with their units that are gone, and words that are."""
    old, new = _differing_lines(part) if change.kind is EntryKind.FIGURE else (part.old, part.new)
    now = {(one.value, one.clock, _unit(one)) for one in mentions(new)}
    title = key_words(change.title)
    base = Needle(
        changes=(change.id,),
        names=change.names,
        near=frozenset() if change.kind is EntryKind.FACT else title,
        old="",
        new=_replacements(old, new),
        local=change.kind is EntryKind.FIGURE,
    )
    for one in mentions(old):
        unit = _unit(one)
        is_year = unit == "年" and one.value > _YEARS
        if (one.clock or unit) and not is_year and (one.value, one.clock, unit) not in now:
            beside = title | _around(old, one, is_label=change.kind is EntryKind.FIGURE)
            shown = old[one.start : one.end] + (f" {unit}" if unit else "")
            bound = _bound(unit, old, new)
            yield replace(base, beside=beside, old=shown, value=one.value, unit=unit, clock=one.clock, bound=bound)
    beside, is_fact = title | key_words(new), change.kind is EntryKind.FACT
    for word in dict.fromkeys(_words_gone(part.label, old, new)):
        needle = replace(base, near=base.near - {word}, beside=beside - {word}, old=word, word=word)
        yield replace(needle, local=base.local or is_fact)


def _bound(unit: str, old: str, new: str) -> Decimal | None:
    """The number in place of an old one, where a text has one each that the other hasn't, with the same unit."""
    before, after = ({one.value for one in mentions(text) if unit and _unit(one) == unit} for text in (old, new))
    fresh, gone = after - before, before - after
    return next(iter(fresh)) if len(fresh) == len(gone) == 1 else None


def _differing_lines(part: PartChange) -> tuple[str, str]:
    """The lines of a figure that only one of both has."""
    old, new = part.old.splitlines(), part.new.splitlines()
    return tuple("\n".join(line for line in one if line not in other) for one, other in ((old, new), (new, old)))  # type: ignore[return-value]


def _words_gone(label: str, old: str, new: str) -> Iterator[str]:
    if label == FORMULA:
        kept = set(_OPERANDS.split(new))
        yield from (each for each in _OPERANDS.split(old) if len(each) > 1 and each not in kept)
        return
    if share_kept(old, new) < _REWRITTEN:
        return
    for fragment in removed_fragments(old, new):
        words = [match[0] for match in _HAN_WORD.finditer(fragment)]
        if re.fullmatch(r"[\u4e00-\u9fff]", fragment):
            words += _with_neighbour(old, fragment)
        yield from (word for word in words if word not in new and is_word(word) and not any(mentions(word)))


def _with_neighbour(text: str, character: str) -> Iterator[str]:
    """The words of two characters that a single one is part of: 书面 became 当面, though only 书 differs."""
    for match in re.finditer(rf"[\u4e00-\u9fff](?={character})|(?<={character})[\u4e00-\u9fff]", text):
        before = text[match.end() : match.end() + 1] == character
        yield match[0] + character if before else character + match[0]


def _replacements(old: str, new: str) -> str:
    """What stands in place of what is gone, if it is short."""
    fresh = "、".join(each.strip() for each in removed_fragments(new, old) if each.strip())
    return fresh if len(fresh) <= 30 else ""


def _of_edition(change: EditionChange, part: PartChange) -> Iterator[Needle]:
    """An edition is known by its year, beside the words of the document's title."""
    match = re.match(r"\d{4}", part.old)
    if match and not part.new.startswith(match[0]):
        document = change.before.parts.get("文件", "") if change.before else ""
        near = key_words(f"{change.title}，{document}") | {"规范", "标准", "试行", "细则"}
        old, new = f"{match[0]}（{part.old} 版）", part.new
        yield Needle(
            changes=(change.id,), names=change.names, near=near, old=old, new=new, value=Decimal(match[0]), unit="年"
        )


def _unit(one: NumberInText) -> str:
    match = _UNIT.match(one.after)
    return "" if one.clock or not match else match[0].removeprefix("个") or match[0]


def _around(text: str, one: NumberInText, *, is_label: bool) -> frozenset[str]:
    """The words of the phrase that a number stands in; of a figure, of the whole line."""
    if is_label:
        return key_words(text[text.rfind("\n", 0, one.start) + 1 :].partition("\n")[0])
    start = max((m.end() for m in _SENTENCE.finditer(text[: one.start])), default=0)
    end = _SENTENCE.search(text, one.end)
    return key_words(text[start : end.start() if end else len(text)])


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII) else None
