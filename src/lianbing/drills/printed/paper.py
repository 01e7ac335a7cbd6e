"""A paper as it is printed: what stands on it, before it becomes a Word document or a PDF.

It is made from the booklet, which has no key in it. Only the key edition gets solutions besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from unicodedata import east_asian_width

from lianbing.domain.drills.papers import Employee, Paper, PaperItem
from lianbing.domain.items.on_paper import AskedOnPaper, Space
from lianbing.domain.items.question import BLANK, LETTERS
from lianbing.domain.kernel.cleaning import showable
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.items import AskedItem
from lianbing.wire.papers import AskedSection, Booklet, DrillHead

FOR_HR = "仅供人事　不得外传"
"""What stands on every page of a key edition."""
_COLUMNS = ((90, 4), (190, 2))
"""How wide the widest option may be, in tenths of a Chinese character, for so many options on a line."""
_WIDE, _NARROW = 10, 7
"""How wide Chinese characters are, and capitals and digits, in the same measure."""


@dataclass(frozen=True)
class Piece:
    """A piece of a line; an underlined one is a blank to fill."""

    text: str
    is_blank: bool = False


@dataclass(frozen=True, kw_only=True)
class Solution:
    """What the key edition says of an item: its answer, why, what it rests on, and a note if it was corrected."""

    answer: tuple[str, ...]
    explain: str
    rests_on: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintedItem:
    """An item with its number on the paper; ``detail`` is what its section doesn't say of how it is answered."""

    number: int
    asked: AskedItem
    detail: str = ""
    solution: Solution | None = None

    @property
    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        """The stem, line by line, with blanks that are numbered if there are several."""
        lines = [line for line in self.asked.stem.split("\n") if line.strip()]
        several = self.asked.stem.count(BLANK) > 1
        numbers = iter(range(1, self.asked.stem.count(BLANK) + 1))
        return tuple(tuple(_pieces(line, numbers, several)) for line in lines)

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Letters as the person sees them, with the texts."""
        return tuple(
            (letter, showable(option.text)) for letter, option in zip(LETTERS, self.asked.options, strict=False)
        )

    @property
    def columns(self) -> int:
        """How many options fit on a line of ordinary print."""
        widest = max((_width(text) for _, text in self.options), default=0)
        return next((columns for most, columns in _COLUMNS if widest <= most), 1)

    @property
    def space(self) -> Space:
        """Where it is answered on the answer sheet."""
        return self.asked.type.paper.space(asked_on_paper(self.asked))


@dataclass(frozen=True, kw_only=True)
class PrintedSection:
    """A section: its title, what each item gives and how it is answered, and the items."""

    title: str
    note: str
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True, kw_only=True)
class PrintedPaper:
    """A person's paper to print. ``minutes`` are the person's own; ``check`` is the check code of the paper."""

    drill: DrillHead
    employee: Employee
    paper: str
    check: str
    minutes: int
    sections: tuple[PrintedSection, ...]
    is_large: bool = False
    is_key: bool = False

    @property
    def title(self) -> str:
        """The title on top."""
        return f"{self.drill.title}（答案）" if self.is_key else self.drill.title

    @property
    def worth(self) -> Decimal:
        """满分."""
        return sum((item.asked.worth or Decimal(0) for part in self.sections for item in part.items), Decimal(0))

    @property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """What the paper says of its person and of itself."""
        person = self.employee
        return (
            ("姓名", person.name),
            ("工号", person.id),
            ("部门", person.team),
            ("试卷", self.paper),
            ("校验码", self.check),
        )

    @property
    def terms(self) -> str:
        """Time and full marks, and when it may be answered."""
        window = " 至 ".join(filter(None, (self.drill.opens, self.drill.closes)))
        when = f"　　作答日期：{window}" if window else ""
        return f"时间：{self.minutes} 分钟　　满分：{plain(self.worth)} 分{when}"

    @property
    def running_head(self) -> str:
        """What stands on top of every page; in large print a title would take a line of its own."""
        person = f"{self.employee.id} {self.employee.name}　{self.paper}"
        return person if self.is_large else f"{self.title}　{person}"


def asked_on_paper(asked: AskedItem) -> AskedOnPaper:
    """What of an item matters for its answer."""
    return AskedOnPaper(
        letters=tuple(LETTERS[: len(asked.options)]),
        prompts=tuple(prompt.id for prompt in asked.prompts),
        blanks=asked.blanks or 1,
        unit=asked.unit or "",
    )


def printed_paper(booklet: Booklet, check: str, minutes: int | None = None, *, is_large: bool = False) -> PrintedPaper:
    """The paper of a booklet, without any key; ``minutes`` are the drill's unless the person has more."""
    numbers = iter(range(1, 1 + sum(len(section.items) for section in booklet.sections)))
    return PrintedPaper(
        drill=booklet.drill,
        employee=booklet.employee,
        paper=booklet.paper,
        check=check,
        minutes=booklet.drill.minutes if minutes is None else minutes,
        sections=tuple(_section(section, numbers) for section in booklet.sections),
        is_large=is_large,
    )


def key_edition(printed: PrintedPaper, paper: Paper) -> PrintedPaper:
    """The same with the solutions of ``paper``, which has the keys that count now."""
    solutions = {item.number: _solution(item, paper) for item in paper.items}
    return replace(
        printed, sections=tuple(_with_solutions(section, solutions) for section in printed.sections), is_key=True
    )


def _with_solutions(section: PrintedSection, solutions: Mapping[int, Solution]) -> PrintedSection:
    return replace(section, items=tuple(replace(item, solution=solutions[item.number]) for item in section.items))


def _solution(item: PaperItem, paper: Paper) -> Solution:
    sources = ((name, paper.basis.get(name)) for name in item.item.rests_on)
    return Solution(
        answer=tuple(item.item.key.shown().splitlines()),
        explain=item.item.explain,
        rests_on=tuple(f"{name} {basis.title}" if basis else name for name, basis in sources),
        note=f"{item.amended.label}：{item.amended.why}" if item.amended else "",
    )


def _section(section: AskedSection, numbers: Iterator[int]) -> PrintedSection:
    details = [item.type.detail(item.rule, item.decimals) for item in section.items]
    common = details[0] if details and len(set(details)) == 1 else ""
    items = tuple(
        PrintedItem(number=next(numbers), asked=asked, detail="" if common or detail in asked.stem else detail)
        for asked, detail in zip(section.items, details, strict=True)
    )
    return PrintedSection(title=section.title, note=_note(section, common), items=items)


def _note(section: AskedSection, detail: str) -> str:
    worths = [item.worth or Decimal(0) for item in section.items]
    each = f"每题 {plain(worths[0])} 分，" if len(set(worths)) == 1 and len(worths) > 1 else ""
    instructions = dict.fromkeys(item.type.paper.instruction for item in section.items)
    sentences = [f"{each}共 {plain(sum(worths, Decimal(0)))} 分", *instructions, *filter(None, [detail])]
    return "。".join(sentences) + "。"


def _pieces(line: str, numbers: Iterator[int], several: bool) -> Iterator[Piece]:
    for place, text in enumerate(showable(line).split(BLANK)):
        if place:
            label = f"({next(numbers)})" if several else "　"
            yield Piece(f"　{label}　", is_blank=True)
        if text:
            yield Piece(text)


def _width(text: str) -> int:
    return sum(_WIDE if east_asian_width(sign) in "WFA" else _NARROW for sign in text)
