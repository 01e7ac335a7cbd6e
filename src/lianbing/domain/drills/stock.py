"""What a blueprint finds in the bank, worked out once for all papers: places to fill, and what may fill each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection
from lianbing.domain.drills.papers import ProvedItem
from lianbing.domain.items.question import Question

_WHOLE = 1_000_000
"""What is lacking of a share is counted in millionths, so that no comparison depends on a rounding."""


_RESERVED = "reserved"


@dataclass(frozen=True, kw_only=True, eq=False)
class Pile:
    """The questions that may fill the places of one cell of the blueprint, by number; ``cell`` names it."""

    section: int
    questions: tuple[int, ...]
    cell: str
    fixed: bool = False


@dataclass(frozen=True, kw_only=True)
class ExpectedTotals:
    """Between which expected totals every paper lies, in the stock's units."""

    lowest: int
    highest: int


class Stock:
    """The questions of a bank that a blueprint takes, in the order of their ids; a question is a number from 0 on."""

    def __init__(self, blueprint: Blueprint, bank: Iterable[Question]) -> None:
        self.blueprint = blueprint
        fixed = {item for section in blueprint.sections for item in section.items}
        self.questions: Sequence[Question] = sorted(
            (q for q in bank if q.id in fixed or any(section.takes(q) for section in blueprint.sections)),
            key=lambda question: question.id,
        )
        self.numbers: Mapping[str, int] = {question.id: number for number, question in enumerate(self.questions)}
        kinds = zip(*map(self._piles, range(len(blueprint.sections))), strict=True)
        self.places: Sequence[Pile] = [pile for kind in kinds for piles in kind for pile in piles]

    def _piles(self, number: int) -> tuple[list[Pile], list[Pile], list[Pile], list[Pile]]:
        """One pile for each place of a section: those of named items, of clauses, reserved ones, and the rest."""
        section = self.blueprint.sections[number]
        named = [
            Pile(section=number, questions=self._named(section, item), cell=item, fixed=True) for item in section.items
        ]
        fixed = {question for pile in named for question in pile.questions}
        fitting = tuple(n for n, q in enumerate(self.questions) if section.takes(q) and n not in fixed)
        unseen = tuple(n for n in fitting if self.questions[n].unseen)
        reserved = max(0, section.reserved - sum(self.questions[n].unseen for n in fixed))
        clauses = [
            clause for clause, count in section.clauses.items() for _ in range(count - self._rest(clause, fixed))
        ]
        free = section.count - len(named)
        both = max(0, reserved + len(clauses) - free)
        by_clause = [
            self._pile(number, unseen if place < both else fitting, clause) for place, clause in enumerate(clauses)
        ]
        kept = [Pile(section=number, questions=unseen, cell=_RESERVED)] * (reserved - min(both, len(clauses)))
        rest = [Pile(section=number, questions=fitting, cell="")] * (free - len(by_clause) - len(kept))
        return named, by_clause, kept, rest

    def _named(self, section: BlueprintSection, item: str) -> tuple[int, ...]:
        number = self.numbers.get(item)
        return () if number is None or not section.suits(self.questions[number]) else (number,)

    def _pile(self, section: int, questions: Iterable[int], clause: str) -> Pile:
        resting = tuple(n for n in questions if clause in self.questions[n].rests_on)
        return Pile(section=section, questions=resting, cell=clause)

    def _rest(self, clause: str, questions: Iterable[int]) -> int:
        return sum(clause in self.questions[n].rests_on for n in questions)

    @cached_property
    def lacking(self) -> Sequence[tuple[Sequence[int], int, Sequence[int], int]]:
        """By question: what is lacking of its topic by how many of it are taken, the topic's number, and of importance.

        A share of which nothing is taken lacks the whole, one that is full or that the blueprint doesn't name nothing.
        """
        count = self.blueprint.count
        topics = _Shares(self.blueprint.topic_weights, count)
        importance = _Shares(self.blueprint.importance, count)
        return [
            (*topics.of(q.classification.topic), *importance.of(q.classification.importance)) for q in self.questions
        ]

    @cached_property
    def unit(self) -> int:
        """How many units of the stock make one point, so that every expected number of points is a whole number."""
        difficulty = self.blueprint.difficulty
        if difficulty is None:
            return 1
        worths = [section.worth for section in self.blueprint.sections]
        rates = [*difficulty.rates.values(), difficulty.lowest, difficulty.highest, difficulty.spread]
        decimals = sum(max(map(_decimals, numbers)) for numbers in (worths, rates))
        return int(2 * 10**decimals)

    @cached_property
    def expected(self) -> Sequence[Sequence[int]]:
        """By section and difficulty, what a question is expected to give, in units; all 0 without rates."""
        difficulty = self.blueprint.difficulty
        rates = difficulty.rates if difficulty else {}
        levels = range(1 + max((q.classification.difficulty for q in self.questions), default=0))
        return [
            [int(section.worth * rates.get(level, Decimal(0)) * self.unit) for level in levels]
            for section in self.blueprint.sections
        ]

    @cached_property
    def difficulties(self) -> Sequence[int]:
        """By question, its difficulty."""
        return [question.classification.difficulty for question in self.questions]

    @cached_property
    def proved(self) -> Sequence[ProvedItem]:
        """By question, what a proof says of it."""
        return [
            ProvedItem(
                id=question.id,
                difficulty=question.classification.difficulty,
                topic=question.classification.topic,
                importance=question.classification.importance,
                unseen=question.unseen,
            )
            for question in self.questions
        ]

    @cached_property
    def totals(self) -> ExpectedTotals | None:
        """Around what the bank gives on average, moved into the band, as wide as the spread."""
        difficulty = self.blueprint.difficulty
        if difficulty is None:
            return None
        full = self.blueprint.worth * self.unit
        lowest, highest = int(difficulty.lowest * full), int(difficulty.highest * full)
        half = int(difficulty.spread * self.unit) // 2
        centre = (lowest + highest) // 2
        average = sum(map(self._average, self.places))
        middle = min(max(average, min(lowest + half, centre)), max(highest - half, centre))
        return ExpectedTotals(lowest=max(lowest, middle - half), highest=min(highest, middle + half))

    def _average(self, pile: Pile) -> int:
        worths = self.expected[pile.section]
        return sum(worths[self.difficulties[n]] for n in pile.questions) // max(1, len(pile.questions))

    @cached_property
    def by_difficulty(self) -> Mapping[Pile, Mapping[int, Sequence[int]]]:
        """The questions of each pile by their difficulty."""
        return {pile: self._sorted(pile) for pile in dict.fromkeys(self.places)}

    def _sorted(self, pile: Pile) -> Mapping[int, Sequence[int]]:
        levels: dict[int, list[int]] = {}
        for number in pile.questions:
            levels.setdefault(self.difficulties[number], []).append(number)
        return levels

    def shortages(self) -> tuple[str, ...]:
        """Describes each cell of the blueprint that can't be filled, whichever questions the others take."""
        owners: dict[int, int] = {}
        short: dict[tuple[int, str], int] = {}
        for place, pile in enumerate(self.places):
            if not assign(self.places, owners, place):
                short[pile.section, pile.cell] = short.get((pile.section, pile.cell), 0) + 1
        return (*self._overfull(), *(self._describe(*cell, missing) for cell, missing in short.items()))

    def _overfull(self) -> Iterator[str]:
        for number, section in enumerate(self.blueprint.sections):
            if sum(pile.section == number for pile in self.places) > section.count:
                yield f"“{section.title}”的 items、clauses、reserved 合起来超过 {section.count} 题：减少其中一样"

    def _describe(self, number: int, cell: str, missing: int) -> str:
        section = self.blueprint.sections[number]
        start = f"“{section.title}”"
        if cell in section.items:
            return f"{start}指定的题 {cell} 不能用：没有这道题、没有审过、指定了两次，或者技能、题型与这一段不同"
        if cell == _RESERVED:
            stock = section.reserved - missing
            return f"{start}要 {section.reserved} 道只用于练兵的题，题库里只有 {stock} 道"
        if cell:
            wanted = section.clauses[cell]
            return f"{start}要 {wanted} 道考条款 {cell} 的题，题库里合适的只有 {wanted - missing} 道"
        return f"{start}要 {section.count} 题，题库里合适的只有 {section.count - missing} 题"


class _Shares:
    """What is lacking of each share of a paper."""

    def __init__(self, weights: Mapping[str, int], count: int) -> None:
        self._weights = {name: weight for name, weight in weights.items() if weight}
        self._total, self._count = sum(self._weights.values()), count
        self._numbers = {name: number for number, name in enumerate(self._weights, 1)}

    def of(self, name: str) -> tuple[Sequence[int], int]:
        """What is lacking, by how many are taken, and the number of the share; 0 for all shares without a weight."""
        weight = self._weights.get(name)
        if weight is None:
            return (0,) * (self._count + 1), 0
        due = weight * self._count
        lacks = [max(0, (due - taken * self._total) * _WHOLE // due) for taken in range(self._count + 1)]
        return tuple(lacks), self._numbers[name]


def assign(places: Sequence[Pile], owners: dict[int, int], place: int, order: Sequence[int] = ()) -> bool:
    """Fills a place, moving others to another question of theirs where that helps (Kuhn's augmenting paths).

    ``owners`` maps each question in use to its place. ``order`` is the order in which questions are tried, else that of
    the pile. Returns whether it could be done; then and only then ``owners`` has changed.
    """
    tried: set[int] = set()

    def filled(place: int, candidates: Sequence[int]) -> bool:
        for question in candidates:
            if question in tried:
                continue
            tried.add(question)
            owner = owners.get(question)
            if owner is None or (not places[owner].fixed and filled(owner, places[owner].questions)):
                owners[question] = place
                return True
        return False

    return filled(place, order or places[place].questions)


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))
