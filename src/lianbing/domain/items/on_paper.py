"""Answers on paper: where a person writes them, and how what was written is typed into a sheet."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

NOTHING = frozenset({"／", "/"})
"""What is typed in for an answer that was left blank on purpose; an empty cell says nothing at all."""
TRUE, FALSE = "对", "错"
_BETWEEN_LETTERS = re.compile(r"[\s,、;.·→>\-|/]+")
_BETWEEN_TEXTS = re.compile(r"[;；\n]")
_PAIR = re.compile(r"\(?(\w+?)\)?[\s:.\-]*([A-Z])")
_TICKS = {
    **dict.fromkeys((TRUE, "√", "✓", "✔", "T", "TRUE", "Y", "是", "正确"), True),
    **dict.fromkeys((FALSE, "×", "✗", "✘", "F", "FALSE", "N", "X", "否", "错误"), False),
}


@dataclass(frozen=True, kw_only=True)
class AskedOnPaper:
    """What of an item matters for its answer: letters of the options, names of the prompts, blanks, unit."""

    letters: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    blanks: int = 1
    unit: str = ""


@dataclass(frozen=True)
class Bubbles:
    """Marks of which some are blackened."""

    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """Places for a word, a number or a letter each, in order: their labels, and what stands between and after."""

    labels: tuple[str, ...]
    joint: str = ""
    unit: str = ""
    is_short: bool = False
    """Whether each takes a letter rather than words."""


@dataclass(frozen=True)
class Ruled:
    """Lines to write on."""

    lines: int


Space = Bubbles | Gaps | Ruled


class PaperForm(ABC):
    """How questions of a type are answered with a pen, and how such an answer is typed in."""

    instruction: ClassVar[str]
    """What the person has to do, as a Chinese sentence."""

    @abstractmethod
    def space(self, asked: AskedOnPaper) -> Space:
        """Where the answer is written on the answer sheet."""

    @abstractmethod
    def expected(self, asked: AskedOnPaper) -> str:
        """What has to be typed in, in Chinese."""

    def choices(self, asked: AskedOnPaper) -> tuple[str, ...]:
        """All that may be typed in; empty where it can't be listed."""
        return ()

    @abstractmethod
    def read(self, typed: str, asked: AskedOnPaper) -> object:
        """The answer as JSON, as a booklet saves it; ``None`` if what was typed can't be one.

        ``typed`` is neither empty nor :data:`NOTHING`.
        """


class OneLetter(PaperForm):
    """A letter out of several."""

    instruction = "每题只有一个正确选项，在答题卡上把它的字母涂黑"

    def space(self, asked: AskedOnPaper) -> Space:
        return Bubbles(asked.letters)

    def expected(self, asked: AskedOnPaper) -> str:
        return f"{_range(asked.letters)} 里的一个字母"

    def choices(self, asked: AskedOnPaper) -> tuple[str, ...]:
        return asked.letters

    def read(self, typed: str, asked: AskedOnPaper) -> object:
        letters = _letters(typed, asked)
        return letters[0] if letters and len(letters) == 1 else None


class SeveralLetters(PaperForm):
    """All letters that apply."""

    instruction = "每题有两个或更多正确选项，在答题卡上把它们的字母都涂黑"

    def space(self, asked: AskedOnPaper) -> Space:
        return Bubbles(asked.letters)

    def expected(self, asked: AskedOnPaper) -> str:
        return f"{_range(asked.letters)} 里的字母，例如 {''.join(asked.letters[:2])}"

    def read(self, typed: str, asked: AskedOnPaper) -> object:
        letters = _letters(typed, asked)
        return sorted(letters) if letters and len(set(letters)) == len(letters) else None


class TrueOrFalse(PaperForm):
    """Whether a sentence is true."""

    instruction = f"判断每句话对不对，在答题卡上把“{TRUE}”或“{FALSE}”涂黑"

    def space(self, asked: AskedOnPaper) -> Space:
        return Bubbles((TRUE, FALSE))

    def expected(self, asked: AskedOnPaper) -> str:
        return f"“{TRUE}”或“{FALSE}”"

    def choices(self, asked: AskedOnPaper) -> tuple[str, ...]:
        return (TRUE, FALSE)

    def read(self, typed: str, asked: AskedOnPaper) -> object:
        return _TICKS.get(_plain(typed))


class ShortText(PaperForm):
    """A number or a word."""

    instruction = "把答案写在答题卡的横线上"

    def space(self, asked: AskedOnPaper) -> Space:
        return Gaps(labels=("",), unit=asked.unit)

    def expected(self, asked: AskedOnPaper) -> str:
        return f"答案，单位是{asked.unit}，不用写单位" if asked.unit else "答案"

    def read(self, typed: str, asked: AskedOnPaper) -> object:
        return typed


class SeveralTexts(PaperForm):
    """A word for each blank of a sentence."""

    instruction = "把每个空的答案按次序写在答题卡的横线上"

    def space(self, asked: AskedOnPaper) -> Space:
        return Gaps(labels=_numbered(asked.blanks))

    def expected(self, asked: AskedOnPaper) -> str:
        if asked.blanks == 1:
            return "空里的答案"
        return f"{asked.blanks} 个空的答案，用“；”隔开，没有填的空写“／”"

    def read(self, typed: str, asked: AskedOnPaper) -> object:
        parts = [typed] if asked.blanks == 1 else [part.strip() for part in _BETWEEN_TEXTS.split(typed)]
        if len(parts) != asked.blanks:
            return None
        return [None if not part or part in NOTHING else part for part in parts]


class LettersInOrder(PaperForm):
    """All options, put into order."""

    instruction = "在答题卡的横线上，按正确的次序写出全部选项的字母"

    def space(self, asked: AskedOnPaper) -> Space:
        return Gaps(labels=("",) * len(asked.letters), joint="→", is_short=True)

    def expected(self, asked: AskedOnPaper) -> str:
        return f"{_range(asked.letters)} 的次序，每个字母一次，例如 {''.join(reversed(asked.letters))}"

    def read(self, typed: str, asked: AskedOnPaper) -> object:
        letters = _letters(typed, asked)
        return letters if letters and sorted(letters) == sorted(asked.letters) else None


class LetterPerPrompt(PaperForm):
    """An option for each prompt."""

    instruction = "右边的选项各配左边的哪一项，把字母写在答题卡上左边各项的号码旁；每个字母最多用一次"

    def space(self, asked: AskedOnPaper) -> Space:
        return Gaps(labels=tuple(f"{prompt}." for prompt in asked.prompts), is_short=True)

    def expected(self, asked: AskedOnPaper) -> str:
        example = " ".join(map("".join, zip(asked.prompts, asked.letters, strict=False)))
        return f"左边的号码和右边 {_range(asked.letters)} 里的字母，例如 {example}；没有配的不写"

    def read(self, typed: str, asked: AskedOnPaper) -> object:
        text = re.sub(r"[,、;]", " ", _plain(typed))
        pairs = [*_PAIR.finditer(text)]
        answer = {pair[1]: pair[2] for pair in pairs}
        is_sound = set(answer) <= set(asked.prompts) and set(answer.values()) <= set(asked.letters)
        is_whole = not _PAIR.sub("", text).strip() and len(answer) == len(pairs)
        return answer if answer and is_sound and is_whole else None


@dataclass(frozen=True)
class LongText(PaperForm):
    """Sentences, or code, on so many lines."""

    lines: int
    instruction = "把答案写在答题卡的横线上，写不下的写在背面并注明题号"

    def space(self, asked: AskedOnPaper) -> Space:
        return Ruled(self.lines)

    def expected(self, asked: AskedOnPaper) -> str:
        return "本人写的原话"

    def read(self, typed: str, asked: AskedOnPaper) -> object:
        return typed


def _letters(typed: str, asked: AskedOnPaper) -> list[str] | None:
    """The letters in their order; ``None`` if anything else was typed."""
    letters = [*_BETWEEN_LETTERS.sub("", _plain(typed))]
    return letters if set(letters) <= set(asked.letters) else None


def _plain(typed: str) -> str:
    """Full-width letters and signs as ASCII, letters as capitals."""
    return unicodedata.normalize("NFKC", typed).upper().strip()


def _range(letters: Sequence[str]) -> str:
    return f"{letters[0]}–{letters[-1]}" if letters else ""


def _numbered(count: int) -> tuple[str, ...]:
    return ("",) if count == 1 else tuple(f"({number})" for number in range(1, count + 1))
