"""Item-writing rules: flaws of single items, keys that favour a letter, and items that are nearly the same.

The rules follow the common guidelines for selected-response items (Haladyna, Downing & Rodriguez, 2002): no “all of the
above”, keys spread evenly over the letters, marked negatives. What the wording gives away to guessers is found by
:mod:`lianbing.guessing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lianbing.domain.items.question import ItemStatus, Question

_CATCH_ALLS = ("以上都对", "以上都不对", "以上皆是", "以上皆非", "以上全部", "都不正确", "都正确")
_NEGATIVES = ("错误的是", "不正确的是", "不属于", "不应当的是", "不符合", "不恰当的是")

SIMILAR = 0.80
ENOUGH = 30
"""Statistics over the bank are judged from this many items on."""

# Upper 5 % points of the chi-square distribution for 1 to 7 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4).
_CHI_SQUARE_95 = (3.841, 5.991, 7.815, 9.488, 11.070, 12.592, 14.067)


@dataclass(frozen=True)
class BankFlaw:
    """What is wrong with the bank as a whole, and the items that it is about, the first one foremost."""

    message: str
    items: tuple[str, ...]


def item_flaws(question: Question) -> tuple[str, ...]:
    """Describes violations of the item-writing rules in one item."""
    flaws = [
        f"选项 {letter} 是“{phrase}”一类的说法：换成具体的选项"
        for letter, text in question.options.items()
        for phrase in _CATCH_ALLS
        if phrase in text
    ]
    if any(word in question.stem for word in _NEGATIVES) and "【" not in question.stem:
        flaws.append("反向提问要把否定词标出来，如【不】、【错误】")
    return tuple(flaws)


def bank_flaws(questions: Sequence[Question]) -> Iterator[BankFlaw]:
    """Finds keys that favour a letter, and items that are nearly the same; needs at least :data:`ENOUGH` items."""
    used = [question for question in questions if question.classification.status is not ItemStatus.RETIRED]
    singles = [question for question in used if _is_single(question)]
    if len(singles) < ENOUGH:
        return
    statistic, critical = letter_chi_square(singles)
    if statistic > critical:
        figures = f"χ² = {statistic:.1f}，应不超过 {critical:.1f}"
        favoured, _ = Counter(map(_letter, singles)).most_common(1)[0]
        message = f"单选题答案的字母分布不匀（{figures}），{favoured} 最多：调换其中一些的选项"
        yield BankFlaw(message, tuple(question.id for question in singles if _letter(question) == favoured))
    for first, second, likeness in _alike(used):
        yield BankFlaw(
            f"题 {first} 和 {second} 几乎一样（相似度 {likeness:.0%}）：留一道，或改考不同的点", (first, second)
        )


def _is_single(question: Question) -> bool:
    return len(question.key.right_letters()) == 1


def _letter(single: Question) -> str:
    return single.key.right_letters()[0]


def letter_chi_square(singles: Sequence[Question]) -> tuple[float, float]:
    """Pearson's statistic of the keys' letters against an even spread over each item's options, and its 5 % bound."""
    expected: Counter[str] = Counter()
    for question in singles:
        for letter in question.options:
            expected[letter] += 1 / len(question.options)  # type: ignore[assignment]
    counts = Counter(map(_letter, singles))
    # Cells expected fewer than five times are left out, as the test's approximation wants.
    cells = [letter for letter, count in expected.items() if count >= 5]
    statistic = sum((counts[letter] - expected[letter]) ** 2 / expected[letter] for letter in cells)
    freedom = len(cells) - 1
    return statistic, _CHI_SQUARE_95[freedom - 1] if 0 < freedom <= len(_CHI_SQUARE_95) else float("inf")


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters in a text."""
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def _alike(questions: Iterable[Question]) -> Iterator[tuple[str, str, float]]:
    """Pairs whose stem and options share at least :data:`SIMILAR` of their character pairs (Dice coefficient)."""
    prints = [(question.id, bigrams(question.stem + "".join(question.options.values()))) for question in questions]
    prints.sort(key=lambda pair: len(pair[1]))
    for place, (first, short) in enumerate(prints):
        for second, long in islice(prints, place + 1, None):
            if not short or 2 * len(short) < SIMILAR * (len(short) + len(long)):
                break  # and all that follow are longer still
            likeness = 2 * len(short & long) / (len(short) + len(long))
            if likeness >= SIMILAR:
                yield first, second, likeness
