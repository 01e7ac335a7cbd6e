"""What in a roster looks wrong though it can be read: lost zeros, empty units, people of one name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lianbing.drills.listings import line_ranges
from lianbing.drills.rosters import ReadEmployee, RosterReading

_SHOWN = 6
_NO_UNIT = ("", "-", "--", "—", "——", "/", "\\", "无", "暂无", "待定", "空", "NULL", "null", "0")
_UNIT_ENDINGS = re.compile(r"(部|组|班|队|科|室|处|中心|片区|公司|部门|分公司)$")


@dataclass(frozen=True, kw_only=True)
class RosterDoubt:
    """A sentence on what looks wrong; ``stops`` says that papers for it would most likely be wrong papers."""

    message: str
    stops: bool = False


def doubts(reading: RosterReading, known: Iterable[str] = ()) -> tuple[RosterDoubt, ...]:
    """What looks wrong in a roster; ``known`` are employee numbers that have papers or were listed before."""
    read = reading.read
    return (
        *_lost_zeros(read),
        *_same_but_zeros(read, known),
        *_shown_otherwise(reading),
        *_empty_units(read),
        *_same_names(read),
        *_names_of_digits(read),
        *_lone_units(reading.units),
        *_like_units(reading.units),
    )


def _lost_zeros(read: Iterable[ReadEmployee]) -> Iterator[RosterDoubt]:
    """Numbers of digits alone that are shorter than others: a spreadsheet drops the zeros in front."""
    digits = [each for each in read if each.employee.id.isdigit()]
    longest = max((len(each.employee.id) for each in digits), default=0)
    short = [each for each in digits if len(each.employee.id) < longest and each.employee.id[0] != "0"]
    if short:
        first = short[0].employee.id
        what = f"{len(short)} 个工号比别的短（{_some(each.employee.id for each in short)}，最长的 {longest} 位）"
        remedy = f"前面的 0 多半丢了：{first} 是不是 {first.zfill(longest)}"
        yield RosterDoubt(message=f"{what}，{remedy}；第 {line_ranges(each.line for each in short)} 行", stops=True)
        return
    numbers = [each for each in digits if each.is_number]
    if numbers:
        what = f"{len(numbers)} 个工号存成了数字，都是 {longest} 位"
        yield RosterDoubt(message=f"{what}；如果工号前面本来有 0，请把这一列设成文本，重新填")


def _same_but_zeros(read: Iterable[ReadEmployee], known: Iterable[str]) -> Iterator[RosterDoubt]:
    """Numbers that are equal but for zeros in front, among the people or with those known."""
    same: dict[str, list[str]] = defaultdict(list)
    for number in dict.fromkeys([*known, *(each.employee.id for each in read)]):
        if number.isdigit():
            same[number.lstrip("0")].append(number)
    listed = {each.employee.id for each in read}
    pairs = [" 和 ".join(several) for several in same.values() if len(several) > 1 and listed & set(several)]
    if pairs:
        yield RosterDoubt(message=f"工号只差前面的 0，多半是同一个人：{_some(pairs)}（也对照了以前的名单）", stops=True)


def _shown_otherwise(reading: RosterReading) -> Iterator[RosterDoubt]:
    cells = [(line.number, line.cells["id"]) for line in reading.listing.lines if line.cells["id"].shows_letters]
    if cells:
        line, cell = cells[0]
        where = reading.listing.cell_name(line, "id")
        what = f"{len(cells)} 个工号的显示格式带着字（{cell.number_format}），存的只是数字：{where} 读到 {cell.text}"
        yield RosterDoubt(message=f"{what}，与屏幕上看到的不同；把显示的样子填成文本", stops=True)


def _empty_units(read: Iterable[ReadEmployee]) -> Iterator[RosterDoubt]:
    empty = [each for each in read if each.employee.team in _NO_UNIT]
    if empty:
        people = _some(f"{each.employee.id} {each.employee.name}" for each in empty)
        where = f"第 {line_ranges(each.line for each in empty)} 行"
        yield RosterDoubt(message=f"{len(empty)} 人没有部门：{people}；{where}", stops=True)


def _same_names(read: Iterable[ReadEmployee]) -> Iterator[RosterDoubt]:
    by_name: dict[str, list[ReadEmployee]] = defaultdict(list)
    for each in read:
        by_name[each.employee.name].append(each)
    several = [
        f"{name}（{'、'.join(f'{e.employee.id} {e.employee.team}'.strip() for e in people)}）"
        for name, people in by_name.items()
        if len(people) > 1
    ]
    if several:
        yield RosterDoubt(message=f"同名的人，核对是不是同一个：{_some(several)}")


def _names_of_digits(read: Iterable[ReadEmployee]) -> Iterator[RosterDoubt]:
    odd = [f"第 {each.line} 行“{each.employee.name}”" for each in read if re.search(r"\d", each.employee.name)]
    if odd:
        yield RosterDoubt(message=f"姓名里有数字，核对是不是读错了列：{_some(odd)}")


def _lone_units(units: Mapping[str, int]) -> Iterator[RosterDoubt]:
    """Units of one person, where that is the exception."""
    alone = [unit for unit, people in units.items() if people == 1 and unit]
    if alone and 3 * len(alone) <= len(units):
        yield RosterDoubt(message=f"只有一个人的部门，核对是不是写错了：{_some(alone)}")


def _like_units(units: Mapping[str, int]) -> Iterator[RosterDoubt]:
    """Units whose names differ by signs, white space or an ending only."""
    alike: dict[str, list[str]] = defaultdict(list)
    for unit in filter(None, units):
        alike[_UNIT_ENDINGS.sub("", _letters(unit))].append(unit)
    several = [" 和 ".join(f"“{unit}”" for unit in names) for names in alike.values() if len(names) > 1]
    if several:
        yield RosterDoubt(message=f"写法相近的部门，核对是不是同一个：{_some(several)}")


def _letters(unit: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", unit).casefold() if c.isalnum())


def _some(texts: Iterable[str]) -> str:
    listed = [*texts]
    return "、".join(listed[:_SHOWN]) + (f" 等 {len(listed)} 处" if len(listed) > _SHOWN else "")
