"""What differs between limits, as a trainer says it: 农村：新增 不少于 25 户/天; 限额由 07:30 改为 08:00."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lianbing.domain.knowledge.limits import Operator

_LIMIT = re.compile(r"(?:(?P<name>\S+) )?(?P<sign>[≥≤=约]) (?P<value>\S+)(?: (?P<unit>.+))?")
_CLOCK = re.compile(r"(\d{1,2}:\d{2}) 时刻")


@dataclass(frozen=True, kw_only=True)
class _SpokenLimit:
    """A limit as an edition keeps it, with its name on pages and in words."""

    name: str
    words: str


def spoken_value(text: str) -> str:
    """The value of a parameter; a time of day needs no unit.

    >>> spoken_value("07:30 时刻")
    '07:30'
    """
    return _CLOCK.sub(r"\1", text)


def spoken_limits(label: str, old: str, new: str) -> str:
    """What differs between the limits of a clause in two editions; ``label`` is said of those without a name.

    >>> spoken_limits("限额", "≥ 30 户/天", "城区 ≥ 30 户/天 、农村 ≥ 25 户/天")
    '农村：新增 不少于 25 户/天'
    """
    left, fresh = _apart(_read(old), _read(new))
    pairs = [*_pairs(left, fresh)]
    spoken = [f"{_subject(label, was, now)}{_moved(was, now)}" for was, now in pairs]
    if spoken:
        return "；".join(spoken)
    return f"{label}由 {_list(old)} 改为 {_list(new)}"  # no more than names or the order


def _read(text: str) -> list[_SpokenLimit]:
    return [_one(part.strip()) for part in text.split(" 、") if part.strip()]


def _one(text: str) -> _SpokenLimit:
    match = _LIMIT.fullmatch(text)
    if match is None:
        return _SpokenLimit(name="", words=spoken_value(text))
    value, unit = match["value"], match["unit"] or ""
    if not _is_number(value):
        return _SpokenLimit(name=match["name"] or "", words=value)
    gap = "" if unit == "%" else " "
    return _SpokenLimit(name=match["name"] or "", words=f"{Operator(match['sign']).spoken} {value}{gap}{unit}".strip())


def _is_number(text: str) -> bool:
    try:
        Decimal(text)
    except InvalidOperation:
        return False
    return True


def _apart(old: Sequence[_SpokenLimit], new: Sequence[_SpokenLimit]) -> tuple[list[_SpokenLimit], list[_SpokenLimit]]:
    """What of both is not in the other; a limit that only got a name is in both."""
    left, fresh = list(old), list(new)
    for renamed in (False, True):
        for one in tuple(left):
            same = next((other for other in fresh if other == one or (renamed and _now_named(one, other))), None)
            if same:
                left.remove(one)
                fresh.remove(same)
    return left, fresh


def _now_named(one: _SpokenLimit, other: _SpokenLimit) -> bool:
    return not one.name and one.words == other.words


def _pairs(
    left: list[_SpokenLimit], fresh: list[_SpokenLimit]
) -> Iterator[tuple[_SpokenLimit | None, _SpokenLimit | None]]:
    """First those of one name, in their order."""
    for one in tuple(left):
        same = next((other for other in fresh if other.name == one.name), None)
        if same:
            left.remove(one)
            fresh.remove(same)
            yield one, same
    yield from ((one, None) for one in left)
    yield from ((None, one) for one in fresh)


def _subject(label: str, was: _SpokenLimit | None, now: _SpokenLimit | None) -> str:
    name = (now or was or _SpokenLimit(name="", words="")).name
    return f"{name}：" if name else label


def _moved(was: _SpokenLimit | None, now: _SpokenLimit | None) -> str:
    if was and now:
        return f"由 {was.words} 改为 {now.words}"
    return f"新增 {now.words}" if now else f"删去 {was.words if was else ''}"


def _list(text: str) -> str:
    return "、".join(f"{one.name} {one.words}".strip() for one in _read(text)) or "无"
