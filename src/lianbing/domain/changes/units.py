"""Units as limits and prose write them: which words count the same, and what a number becomes in a smaller unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

_SAME: Mapping[str, tuple[str, ...]] = {
    "户": ("户", "家", "店", "个客户", "个店", "位客户", "位店主", "客户"),
    "小时": ("小时", "钟头", "学时"),
    "天": ("天", "日", "工作日"),
    "次": ("次", "回", "遍", "场"),
    "年": ("年",),
    "%": ("%", "个百分点"),
    "分钟": ("分钟", "分"),
    "周": ("周", "星期", "礼拜"),
    "月": ("月", "个月"),
    "元": ("元", "块"),
}
_NOT_FOLLOWED = {
    "户": "次型均籍",
    "家": "庭",
    "天": "价气然",
    "日": "均记志程常",
    "次": "日序月要周",
    "回": "事家来到",
    "场": "景面地所合",
    "年": "级份",
    "分": "类析钟之店",
    "店": "主员",
}
_PER: Mapping[str, tuple[str, ...]] = {
    "天": ("每天", "一天", "每日", "当天", "天天", "日均", "一日", "今天"),
    "日": ("每天", "一天", "每日"),
    "周": ("每周", "一周", "周均"),
    "月": ("每月", "一个月", "当月", "每个月", "月均", "一月", "每户每月"),
    "户": ("每户", "一户", "每家", "一家", "户均"),
    "条": ("每条", "一条", "条"),
    "年": ("每年", "一年", "全年"),
}
PERIODS = ("每天", "一天", "每日", "每周", "一周", "每月", "一个月", "每季", "每年", "一年")
"""Words that say in what time something is done."""
_SMALLER: Mapping[str, tuple[tuple[str, int], ...]] = {
    "小时": (("分钟", 60),),
    "年": (("月", 12),),
    "周": (("天", 7),),
    "万元": (("元", 10000),),
}
_LARGER: Mapping[str, tuple[tuple[str, int], ...]] = {"天": (("周", 7),), "月": (("年", 12),), "分钟": (("小时", 60),)}


def head_of(unit: str) -> str:
    """What is counted: 户 of 户/天."""
    return unit.partition("/")[0].strip()


def per_words(unit: str) -> tuple[str, ...]:
    """The words that say per what: 每天, 一天 … of 户/天; none for a unit without it."""
    return tuple(word for per in unit.split("/")[1:] for word in _PER.get(per.strip(), (f"每{per.strip()}",)))


def names_each(unit: str, text: str) -> bool:
    """Whether a text says per what twice, for a unit that does so: 每户每月 of 次/月/户."""
    wanted = unit.split("/")[1:]
    return len(wanted) > 1 and all(any(word in text for word in per_words(f"/{per}")) for per in wanted)


def counted(after: str, unit: str) -> str:
    """The word behind a number that is the unit or counts the same things; empty if there is none."""
    for word in _SAME.get(unit, (unit,)) if unit else ():
        rest = after[len(word) :]
        if after.startswith(word) and not (rest and rest[0] in _NOT_FOLLOWED.get(word, "")):
            return word
    return ""


def in_other_units(value: Decimal, unit: str) -> Iterator[tuple[Decimal, str]]:
    """The same amount in other units that people use: 6 小时 as 360 分钟, 7 天 as 1 周; whole numbers only."""
    for smaller, factor in _SMALLER.get(unit, ()):
        yield value * factor, smaller
    for larger, factor in _LARGER.get(unit, ()):
        if value % factor == 0:
            yield value / factor, larger
