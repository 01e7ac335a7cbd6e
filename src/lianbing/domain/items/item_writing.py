"""Item-writing rules: checks for clues that reveal the key to test takers without knowledge.

The rules follow the common guidelines for selected-response items (Haladyna, Downing & Rodriguez, 2002): no “all of the
above”, options of like length, keys spread evenly over the letters, marked negatives, no clue words. A simulated
guesser who uses only such clues must do no better than chance on the bank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lianbing.domain.items.question import ItemStatus, Question

_CATCH_ALLS = ("以上都对", "以上都不对", "以上皆是", "以上皆非", "以上全部", "都不正确", "都正确")
_NEGATIVES = ("错误的是", "不正确的是", "不属于", "不应当的是", "不符合", "不恰当的是")
CLUE_WORDS = ("一定", "绝对", "必须", "从不", "永远", "所有", "任何", "完全", "只要", "全部", "一律", "都要")

LONGEST_SHARE = 0.35
GUESSER_EDGE = 0.05
SIMILAR = 0.80
ENOUGH = 30
"""Statistics over the bank are judged from this many items on."""

# Upper 5 % points of the chi-square distribution for 1 to 7 degrees of freedom (NIST/SEMATECH e-Handbook, 1.3.6.7.4).
_CHI_SQUARE_95 = (3.841, 5.991, 7.815, 9.488, 11.070, 12.592, 14.067)

Guess = Callable[[Question], str]


@dataclass(frozen=True, kw_only=True)
class BankReport:
    """Statistics of clues in the whole bank; shares are from 0 to 1."""

    longest_share: float
    letter_chi_square: float
    letter_critical: float
    guessers: Mapping[str, float]
    chance: float
    alike: tuple[tuple[str, str, float], ...]


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


def bank_flaws(questions: Sequence[Question]) -> tuple[str, ...]:
    """Describes clues in the bank as a whole; checks need at least :data:`ENOUGH` items."""
    used = [question for question in questions if question.classification.status is not ItemStatus.RETIRED]
    if sum(map(_is_single, used)) < ENOUGH:
        return ()
    return tuple(_flaws(bank_report(used)))


def _flaws(report: BankReport) -> Iterator[str]:
    if report.longest_share > LONGEST_SHARE:
        share = f"{report.longest_share:.0%}（上限 {LONGEST_SHARE:.0%}）"
        yield f"选择题里正确项最长的占 {share}：把一些错项写得同样具体"
    if report.letter_chi_square > report.letter_critical:
        figures = f"χ² = {report.letter_chi_square:.1f}，应不超过 {report.letter_critical:.1f}"
        yield f"单选题答案的字母分布不匀（{figures}）：调换一些选项的位置"
    for name, rate in report.guessers.items():
        if rate > report.chance + GUESSER_EDGE:
            yield f"不懂业务的人靠“{name}”能猜对 {rate:.0%} 的单选题（瞎猜是 {report.chance:.0%}）：改掉泄露答案的写法"
    for first, second, likeness in report.alike:
        yield f"题 {first} 和 {second} 几乎一样（相似度 {likeness:.0%}）：留一道，或改考不同的点"


def bank_report(questions: Sequence[Question]) -> BankReport:
    """Computes all statistics for the questions in use."""
    singles = [question for question in questions if _is_single(question)]
    choices = [question for question in questions if question.key.right_letters()]
    statistic, critical = letter_chi_square(singles)
    return BankReport(
        longest_share=sum(map(_key_is_longest, choices)) / len(choices) if choices else 0.0,
        letter_chi_square=statistic,
        letter_critical=critical,
        guessers={name: _hit_rate(singles, guess) for name, guess in GUESSERS.items()},
        chance=sum(1 / len(question.options) for question in singles) / len(singles) if singles else 0.0,
        alike=tuple(_alike(questions)),
    )


def _is_single(question: Question) -> bool:
    return len(question.key.right_letters()) == 1


def _key_is_longest(question: Question) -> bool:
    """Whether some correct option is longer than every wrong one."""
    keys = set(question.key.right_letters())
    right = max(len(text) for letter, text in question.options.items() if letter in keys)
    wrong = [len(text) for letter, text in question.options.items() if letter not in keys]
    return bool(wrong) and right > max(wrong)


def letter_chi_square(singles: Sequence[Question]) -> tuple[float, float]:
    """Pearson's statistic of the keys' letters against an even spread over each item's options, and its 5 % bound."""
    expected: Counter[str] = Counter()
    for question in singles:
        for letter in question.options:
            expected[letter] += 1 / len(question.options)  # type: ignore[assignment]
    counts = Counter(question.key.right_letters()[0] for question in singles)
    # Cells expected fewer than five times are left out, as the test's approximation wants.
    cells = [letter for letter, count in expected.items() if count >= 5]
    statistic = sum((counts[letter] - expected[letter]) ** 2 / expected[letter] for letter in cells)
    freedom = len(cells) - 1
    return statistic, _CHI_SQUARE_95[freedom - 1] if 0 < freedom <= len(_CHI_SQUARE_95) else float("inf")


def _hit_rate(singles: Sequence[Question], guess: Guess) -> float:
    return (
        sum(guess(question) == question.key.right_letters()[0] for question in singles) / len(singles)
        if singles
        else 0.0
    )


def _longest(question: Question) -> str:
    return max(question.options, key=lambda letter: len(question.options[letter]))


def _most_overlap(question: Question) -> str:
    stem = _bigrams(question.stem)
    return max(question.options, key=lambda letter: len(stem & _bigrams(question.options[letter])))


def _fewest_clue_words(question: Question) -> str:
    """Test-wise people cross out options with absolute words, and take the longest of what is left."""
    counts = {letter: sum(word in text for word in CLUE_WORDS) for letter, text in question.options.items()}
    fewest = min(counts.values())
    left = [letter for letter, count in counts.items() if count == fewest]
    return max(left, key=lambda letter: len(question.options[letter]))


GUESSERS: Mapping[str, Guess] = {
    "选最长的": _longest,
    "选与题干重字最多的": _most_overlap,
    "排除绝对说法再选最长的": _fewest_clue_words,
    "总选 A": lambda _: "A",
    "总选 B": lambda _: "B",
    "总选 C": lambda _: "C",
    "总选 D": lambda _: "D",
}


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def _alike(questions: Iterable[Question]) -> Iterator[tuple[str, str, float]]:
    """Pairs whose stem and options share at least :data:`SIMILAR` of their character pairs (Dice coefficient)."""
    prints = [(question.id, _bigrams(question.stem + "".join(question.options.values()))) for question in questions]
    prints.sort(key=lambda pair: len(pair[1]))
    for place, (first, short) in enumerate(prints):
        for second, long in islice(prints, place + 1, None):
            if not short or 2 * len(short) < SIMILAR * (len(short) + len(long)):
                break  # and all that follow are longer still
            likeness = 2 * len(short & long) / (len(short) + len(long))
            if likeness >= SIMILAR:
                yield first, second, likeness
