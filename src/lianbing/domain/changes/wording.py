"""The words by which a text about a rule is known: those of its title, but for what every rule says."""

from __future__ import annotations

import re
from collections.abc import Mapping

_RUN = re.compile(r"[\u4e00-\u9fff]+")
_CUT = re.compile(
    "每天|每月|每周|每年|每户|每次|一天|一个月|早上|下限|上限|时限|时刻|时间|时长|户数|天数|次数|小时数?|最长|最短|最多|最少|多久|"
    "不少于|不超过|不低于|不高于|至少|以上|以下|以内|之内|左右|提前量|办理|合理区间|区间|客户经理|客户|零售户|市场经理|本单位|公司|烟"
)
_FUNCTION = frozenset("的了和与或及在要把按由为对从不是有数个各其这那并就都再一")
"""Characters that make no word of the two that they stand in."""
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "走访": ("拜访", "进店", "线路", "上门", "在市场"),
    "上门": ("走访", "拜访"),
    "答复": ("回复", "回话", "回音", "答不了", "解答", "首问"),
    "到岗": ("上班", "集合", "晨会", "到单位", "出门", "到公司"),
    "上班": ("到岗", "集合", "晨会", "到单位", "到公司"),
    "培训": ("学习", "上课", "讲课", "练兵"),
    "停业": ("歇业",),
    "样品": ("陈列", "柜内"),
}
"""Words that stand for the same thing where people talk of it."""


def is_word(text: str) -> bool:
    """Whether a run of characters may be a word: none that only joins others stands at its ends."""
    return text[0] not in _FUNCTION and text[-1] not in _FUNCTION


def key_words(text: str) -> frozenset[str]:
    """The words of a title or phrase, with those that people use for them; two characters at least."""
    words: set[str] = set()
    for run in _RUN.findall(text):
        for piece in _CUT.split(run):
            pairs = (piece[place : place + 2] for place in range(len(piece) - 1))
            words.update(pair for pair in pairs if _FUNCTION.isdisjoint(pair))
    return frozenset(words.union(*(_ALIKE.get(word, ()) for word in words)))
