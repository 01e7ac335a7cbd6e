"""Item-writing rules: what gives a key away to someone who knows nothing.

The rules follow the common guidelines for selected-response items (Haladyna, Downing & Rodriguez, 2002): no “all of the
above”, options of like length, keys spread evenly over the letters, marked negatives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lianbing.domain.items import ItemStatus, ItemType, Question

_CATCH_ALLS = ("以上都对", "以上都不对", "以上皆是", "以上皆非", "以上全部", "都不正确", "都正确")
_NEGATIVES = ("错误的是", "不正确的是", "不属于", "不应当的是", "不符合", "不恰当的是")
LONGEST_SHARE = 0.35
LETTER_SHARE = 0.40
ENOUGH = 30
"""Statistics over the bank are judged from this many single choices on."""


def item_flaws(question: Question) -> tuple[str, ...]:
    """Sentences on what is wrong with how one item is written."""
    flaws = [
        f"选项 {letter} 是“{phrase}”一类的说法：换成具体的选项"
        for letter, text in question.options.items()
        for phrase in _CATCH_ALLS
        if phrase in text
    ]
    if any(word in question.stem for word in _NEGATIVES) and "【" not in question.stem:
        flaws.append("反向提问要把否定词标出来，如【不】、【错误】")
    return tuple(flaws)


def bank_flaws(questions: Sequence[Question]) -> tuple[str, ...]:
    """Sentences on what the bank as a whole gives away."""
    singles = [q for q in questions if q.type is ItemType.SINGLE and q.marking.status is not ItemStatus.RETIRED]
    if len(singles) < ENOUGH:
        return ()
    flaws = []
    share = longest_share(singles)
    if share > LONGEST_SHARE:
        flaws.append(f"单选题里正确项最长的占 {share:.0%}（上限 {LONGEST_SHARE:.0%}）：把一些错项写得同样具体")
    letters = Counter(question.key.letters[0] for question in singles)
    letter, count = letters.most_common(1)[0]
    if count / len(singles) > LETTER_SHARE:
        flaws.append(
            f"单选题答案是 {letter} 的占 {count / len(singles):.0%}（上限 {LETTER_SHARE:.0%}）：调换一些选项的位置"
        )
    return tuple(flaws)


def longest_share(singles: Sequence[Question]) -> float:
    """The share of single choices whose key is longer than every other option."""
    return sum(map(_key_is_longest, singles)) / len(singles)


def _key_is_longest(question: Question) -> bool:
    lengths = {letter: len(text) for letter, text in question.options.items()}
    key = lengths.pop(question.key.letters[0])
    return key > max(lengths.values())
