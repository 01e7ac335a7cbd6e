"""Drawing the questions of one paper from the stock of its blueprint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lianbing.domain.drills.stock import Pile, Stock, assign
from lianbing.domain.items.question import Question
from lianbing.domain.kernel.seeds import Stream
from lianbing.errors import BlueprintShort

_LOOK_AHEAD = 3
"""How many questions are weighed for each place: enough to come near the shares, few enough that papers differ."""


def draw(stock: Stock, seed: str, avoided: Mapping[str, int] | None = None) -> list[list[Question]]:
    """Draws the questions of each section, in an order of the seed's own.

    Named items come first, then those of clauses, reserved ones and the rest. Each place takes, of a few questions
    drawn by seed, the one whose topic and importance the paper lacks most. Then questions are exchanged for easier or
    harder ones until the expected total lies within the totals of the stock.

    Args:
        stock: what there is to draw from.
        seed: determines the draw, together with the other arguments.
        avoided: by question id, how much a question is to be avoided; it is drawn only where no other fits.

    Raises:
        BlueprintShort: a cell of the blueprint can't be filled; the message names it.
    """
    numbers = stock.numbers
    levels = {numbers[item]: level for item, level in (avoided or {}).items() if item in numbers}
    drawing = _Drawing(stock, seed, levels)
    drawing.fill()
    drawing.balance()
    return drawing.by_section()


class _Few:
    """The questions of a pile in an order of their own, a few at a time."""

    def __init__(self, pile: Pile) -> None:
        self.left = [*pile.questions]
        self.few: list[int] = []
        self.avoided: list[int] = []


class _Drawing:
    """One paper in the making: ``chosen`` has a question for each place."""

    def __init__(self, stock: Stock, seed: str, avoided: Mapping[int, int]) -> None:
        self._stock, self._avoided = stock, avoided
        self._random = Stream(seed, "paper")
        self._owners: dict[int, int] = {}
        self._chosen = [-1] * len(stock.places)
        self._piles: dict[Pile, _Few] = {}
        self._topics = [0] * (len(stock.blueprint.topic_weights) + 1)
        self._importance = [0] * (len(stock.blueprint.importance) + 1)

    def fill(self) -> None:
        """Fills all places."""
        for place, pile in enumerate(self._stock.places):
            few = self._few(pile)
            question = self._best(few) if few else self._least_avoided(pile)
            if question is None:
                self._rearrange(place)
            else:
                self._take(place, question)

    def _few(self, pile: Pile) -> list[int]:
        """A few questions of a pile that are neither taken nor avoided; those not chosen come back later."""
        own = self._piles.get(pile)
        if own is None:
            own = self._piles[pile] = _Few(pile)
        few: list[int] = []
        owners, avoided, left = self._owners, self._avoided, own.left
        left += [question for question in own.few if question not in owners]
        while left and len(few) < _LOOK_AHEAD:
            place = self._random.below(len(left))
            question, left[place] = left[place], left[-1]
            left.pop()
            if question in avoided:
                own.avoided.append(question)
            elif question not in owners:
                few.append(question)
        own.few = few
        return few

    def _best(self, few: Sequence[int]) -> int:
        """The question whose topic and importance the paper lacks most; the first among equals."""
        if len(few) == 1:
            return few[0]
        topics, importance, best, most = self._topics, self._importance, few[0], -1
        for question in few:
            topic_lacks, topic, importance_lacks, level = self._stock.lacking[question]
            lacks = topic_lacks[topics[topic]] + importance_lacks[importance[level]]
            if lacks > most:
                best, most = question, lacks
        return best

    def _least_avoided(self, pile: Pile) -> int | None:
        """The question of a pile that is to be avoided least."""
        free = [question for question in self._piles[pile].avoided if question not in self._owners]
        least = min((self._avoided[question] for question in free), default=0)
        few = [question for question in free if self._avoided[question] == least]
        return self._best(few[:_LOOK_AHEAD]) if few else None

    def _take(self, place: int, question: int) -> None:
        self._chosen[place] = question
        self._owners[question] = place
        self._count(question, 1)

    def _count(self, question: int, by: int) -> None:
        _, topic, _, importance = self._stock.lacking[question]
        self._topics[topic] += by
        self._importance[importance] += by

    def _rearrange(self, place: int) -> None:
        """Fills a place whose questions are all taken by moving others; raises BlueprintShort."""
        places = self._stock.places
        pile = places[place]
        if not assign(places, self._owners, place, self._shuffled(pile.questions)):
            title, section = self._stock.blueprint.title, self._stock.blueprint.sections[pile.section].title
            raise BlueprintShort(f"题库不够组成《{title}》：“{section}”与其他各段争用同一批题。请补题或改细目表。")
        for question in self._chosen:
            if question >= 0:
                self._count(question, -1)
        for question, owner in self._owners.items():
            self._chosen[owner] = question
            self._count(question, 1)

    def _shuffled(self, things: Sequence[int]) -> list[int]:
        left = [*things]
        for place in range(len(left) - 1, 0, -1):
            other = self._random.below(place + 1)
            left[place], left[other] = left[other], left[place]
        return left

    def balance(self) -> None:
        """Exchanges questions for easier or harder ones until the expected total is within the totals.

        Each exchange brings the total nearer to the totals; of several, the one that brings it nearest. An avoided
        question is taken only if no other brings it nearer at all. Raises BlueprintShort.
        """
        totals = self._stock.totals
        if totals is None:
            return
        total = sum(self._gives(place) for place in range(len(self._chosen)))
        while not totals.lowest <= total <= totals.highest:
            exchange = next(self._exchanges(total, anything=False), None) or next(
                self._exchanges(total, anything=True), None
            )
            if exchange is None:
                raise BlueprintShort(self._unbalanced(total))
            place, question = exchange
            total -= self._gives(place)
            self._count(self._chosen[place], -1)
            del self._owners[self._chosen[place]]
            self._take(place, question)
            total += self._gives(place)

    def _gives(self, place: int) -> int:
        return self._stock.expected[self._stock.places[place].section][self._stock.difficulties[self._chosen[place]]]

    def _exchanges(self, total: int, anything: bool) -> Iterator[tuple[int, int]]:
        """Places with other questions for them that bring the total nearer to the totals, the nearest first."""
        stock = self._stock
        away = self._distance(total)
        nearer = []
        for order, place in enumerate(self._shuffled(range(len(self._chosen)))):
            pile = stock.places[place]
            if pile.fixed:
                continue
            gives, own = stock.expected[pile.section], stock.difficulties[self._chosen[place]]
            for level in stock.by_difficulty[pile]:
                then = self._distance(total + gives[level] - gives[own])
                if then < away:
                    nearer.append((then, order, place, level))
        for _, _, place, level in sorted(nearer):
            question = self._exchanged(stock.by_difficulty[stock.places[place]][level], anything)
            if question is not None:
                yield place, question

    def _distance(self, total: int) -> int:
        totals = self._stock.totals
        return max(totals.lowest - total, total - totals.highest, 0) if totals else 0

    def _exchanged(self, questions: Sequence[int], anything: bool) -> int | None:
        """A question out of those of one difficulty; among avoided ones, the least avoided."""
        start, size = self._random.below(len(questions)), len(questions)
        rotated = (questions[(start + step) % size] for step in range(size))
        free = (question for question in rotated if question not in self._owners)
        if anything:
            return min(free, key=lambda question: self._avoided.get(question, 0), default=None)
        few = [*islice((question for question in free if question not in self._avoided), _LOOK_AHEAD)]
        return self._best(few) if few else None

    def _unbalanced(self, total: int) -> str:
        blueprint, unit = self._stock.blueprint, self._stock.unit
        totals = self._stock.totals
        wanted = f"{totals.lowest / unit:.1f} 到 {totals.highest / unit:.1f}" if totals else ""
        return (
            f"题库不够组成《{blueprint.title}》：难易凑不到 difficulty 要的范围，预期总分 {total / unit:.1f}，"
            f"要在 {wanted} 之间。请补易一些或难一些的题，或放宽 band、spread。"
        )

    def by_section(self) -> list[list[Question]]:
        """The questions of each section in a drawn order."""
        sections: list[list[int]] = [[] for _ in self._stock.blueprint.sections]
        for place, question in enumerate(self._chosen):
            sections[self._stock.places[place].section].append(question)
        return [[self._stock.questions[number] for number in self._shuffled(sorted(own))] for own in sections]
