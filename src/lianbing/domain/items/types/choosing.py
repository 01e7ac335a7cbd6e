"""Functions that types with options share: checks of options, and chosen letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lianbing.domain.items.question import LETTERS, Draft, Item
from lianbing.domain.items.shown import OptionShown

_MOST = len(LETTERS)


def letters(draft: Draft) -> tuple[str, ...]:
    """The letters that the key of a draft names."""
    return tuple(map(str, draft.key)) if isinstance(draft.key, list | tuple) else (str(draft.key),)


def options_problem(draft: Draft, named: Sequence[str]) -> str:
    """Describes the first problem of the options of a draft whose key names ``named``; empty if none."""
    written = list(draft.options)
    if written != list(LETTERS[: len(written)]) or not 2 <= len(written) <= _MOST:
        return f"选项要从 A 起依次写，2 到 {_MOST} 个"
    if len(set(draft.options.values())) != len(written):
        return "有两个选项写得一样"
    outside = [letter for letter in named if letter not in written]
    return f"答案 {'、'.join(outside)} 不在选项里：改答案或补选项" if outside else ""


def why_problem(draft: Draft) -> str:
    """Describes the first problem of the reasons given for wrong options; empty if none."""
    keys = letters(draft)
    unexplained = [letter for letter in draft.options if letter not in keys and letter not in draft.why]
    if unexplained:
        return f"why 里缺错项 {'、'.join(unexplained)} 的说明"
    stray = [letter for letter in draft.why if letter not in draft.options or letter in keys]
    return f"why 里的 {'、'.join(stray)} 不是错项" if stray else ""


def chosen(answer: object, options: Sequence[str]) -> list[str] | None:
    """The answer as a list of different options; ``None`` if it is malformed."""
    if not isinstance(answer, Sequence) or isinstance(answer, str):
        return None
    chosen = [option for option in answer if isinstance(option, str) and option in options]
    return chosen if len(chosen) == len(answer) == len(set(chosen)) else None


def new_letters(letters: Mapping[str, str]) -> tuple[str, ...]:
    """Returns the options with their new letters, sorted."""
    return tuple(sorted(letters.values()))


def judged_options(item: Item, answer: object, right: Sequence[str] | frozenset[str]) -> tuple[OptionShown, ...]:
    """Returns every option, marked as right or chosen, with the reason if a wrong one was chosen."""
    picked = answer if isinstance(answer, list) else [answer]
    return tuple(
        OptionShown(
            letter=letter,
            text=text,
            sign="✓" if letter in right else "✗" if letter in picked else "　",
            note="（所选）" if letter in picked else "",
            why=item.why.get(letter, "") if letter in picked and letter not in right else "",
        )
        for letter, text in item.options.items()
    )
