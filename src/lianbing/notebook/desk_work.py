"""A marker's work at the desk: which answer is shown, what is being given for it, and what the keys do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from lianbing.app.reviewing.desk import AnswerOnDesk, Desk, ExampleOnDesk, QuestionOnDesk
from lianbing.domain.kernel.decimals import ZERO, plain, read_number
from lianbing.domain.reviewing.rounds import GivenMark, MarkedIn
from lianbing.domain.reviewing.rubrics import Rubric, RubricLevel, to_step
from lianbing.errors import LianbingError

LEVEL_KEYS = "abcdefgh"
FLAG_KEY = "m"
_TYPED = "0123456789."
Card = AnswerOnDesk | ExampleOnDesk


class CardsShown(StrEnum):
    """Which answers of a question are gone through; the value is the text that users see."""

    UNMARKED = "没评的"
    ALL = "全部"
    FLAGGED = "做了记号的"


@dataclass(frozen=True, kw_only=True)
class MarkDraft:
    """What is being given; ``points`` as they are typed."""

    points: str = ""
    level: str = ""
    deductions: tuple[str, ...] = ()
    comment: str = ""


class DeskWork:
    """The state behind the widgets; it knows nothing of them.

    ``draft`` may be changed from outside; everything else changes by the methods. Flags last as long as this object.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shown = CardsShown.UNMARKED
        self.draft = MarkDraft()
        self.message = ""
        self.question: QuestionOnDesk | None = None
        self.cards: tuple[Card, ...] = ()
        self.place = 0
        self._flags: set[str] = set()
        self.questions = self.desk.questions()
        first = sorted(self.questions, key=lambda question: question.done >= question.total)[:1]
        self.choose(first[0].item if first else "")

    @property
    def card(self) -> Card | None:
        """The answer or example that is shown."""
        return self.cards[self.place] if self.place < len(self.cards) else None

    @property
    def is_training(self) -> bool:
        """Whether examples are marked, before answers show."""
        return bool(self.question and self.question.to_train)

    @property
    def is_flagged(self) -> bool:
        """Whether the answer carries a flag."""
        return isinstance(self.card, AnswerOnDesk) and self.card.code in self._flags

    @property
    def rubric(self) -> Rubric | None:
        """By what the card is marked: examples in the points that their rubric was written in."""
        if self.question is None or not self.is_training:
            return self.question.rubric if self.question else None
        fitted = self.question.rubric
        return next((rubric for rubric in self.desk.round.rubrics if rubric.id == fitted.id), fitted)

    @property
    def levels(self) -> Sequence[RubricLevel]:
        """The levels of the rubric."""
        return self.rubric.levels if self.rubric else ()

    def span(self, level: RubricLevel) -> tuple[Decimal, Decimal]:
        """The lowest and the highest points of a level."""
        if self.question is None or self.rubric is None:
            return level.low, level.low
        return self.rubric.span(level, self.question.step)

    def choose(self, item: str) -> None:
        """Shows a question from its first answer that is not marked on."""
        self.questions = self.desk.questions()
        self.question = next((each for each in self.questions if each.item == item), None)
        self._deal()

    def show(self, shown: CardsShown) -> None:
        """Goes through other answers of the question."""
        self.shown = shown
        self._deal()

    def move(self, step: int) -> None:
        """Goes to the next (1) or the previous (−1) answer; the ends stay."""
        self.message = ""
        self._go(min(max(self.place + step, 0), max(len(self.cards) - 1, 0)))

    def flag(self) -> None:
        """Sets the flag of the answer, or takes it away."""
        if isinstance(self.card, AnswerOnDesk):
            self._flags ^= {self.card.code}

    def choose_level(self, title: str) -> None:
        """Takes a level, and the points in the middle of it where those given are not in it."""
        level = self.rubric.level_called(title) if self.rubric else None
        if self.question is None or level is None:
            return
        low, high = self.span(level)
        points = read_number(self.draft.points)
        if points is None or not low <= points <= high:
            points = min(max(to_step((low + high) / 2, self.question.step, high), low), high)
        self.draft = replace(self.draft, level=title, points=plain(points))

    def type_points(self, points: str) -> None:
        """Takes points as they are typed, with the level that they lie in."""
        value, rubric = read_number(points), self.rubric
        level = rubric.level_at(value) if rubric and value is not None and value >= 0 else None
        self.draft = replace(self.draft, points=points, level=level.title if level else "")

    def step_points(self, steps: int) -> None:
        """One step of points more or fewer, between nought and the most."""
        if self.question:
            points = (read_number(self.draft.points) or ZERO) + steps * self.question.step
            self.type_points(plain(min(max(points, ZERO), self._worth)))

    def press(self, key: str) -> None:
        """Does what a key means; others mean nothing."""
        typed = self.draft.points
        meanings: dict[str, Callable[[], None]] = {
            "Enter": self.save,
            "ArrowLeft": lambda: self.move(-1),
            "ArrowRight": lambda: self.move(1),
            "ArrowUp": lambda: self.step_points(1),
            "ArrowDown": lambda: self.step_points(-1),
            "Backspace": lambda: self.type_points(typed[:-1]),
            FLAG_KEY: self.flag,
        }
        places = dict(zip(LEVEL_KEYS, self.levels, strict=False))
        if key in _TYPED:
            self.type_points(typed + key)
        elif level := places.get(key.lower()):
            self.choose_level(level.title)
        elif meaning := meanings.get(key if len(key) > 1 else key.lower()):
            meaning()

    def save(self) -> None:
        """Records the draft and goes to the next answer that is not marked, or says what is wrong with it."""
        card, points = self.card, read_number(self.draft.points)
        if card is None or self.question is None:
            return
        if points is None:
            self.message = "先给分：按档的字母，或输入得分，再按回车"
            return
        given = GivenMark(
            points=points,
            level=self.draft.level,
            deductions=self.draft.deductions,
            comment=self.draft.comment.strip(),
        )
        try:
            message = self._record(card, given)
        except LianbingError as error:
            self.message = error.message
            return
        self.message = message

    def _record(self, card: Card, given: GivenMark) -> str:
        """Records a mark and shows what comes next; returns what to tell."""
        item = self.question.item if self.question else ""
        if isinstance(card, ExampleOnDesk):
            example = self.desk.train(item, card.id, given, MarkedIn.NOTEBOOK)
            self._trained(item, example)
            agreed = f"商定 {plain(example.agreed or ZERO)} 分，你给 {plain(given.points)} 分。{example.why}"
            return f"{agreed}{'' if example.close else '差得多：对照细则再评一次。'}"
        mark = self.desk.mark(card.code, given, MarkedIn.NOTEBOOK)
        self._note(card, mark.given)
        self._go_on()
        text = f"已记：{plain(mark.earned)} 分{f'（{mark.given.level}）' if mark.given.level else ''}"
        return text if self._left else f"{text}。这道题没有等你评的了"

    @property
    def _left(self) -> int:
        return self.question.total - self.question.done if self.question else 0

    def _note(self, card: AnswerOnDesk, given: GivenMark) -> None:
        """Shows a recorded mark. Reading the whole desk anew after each would keep people waiting."""
        self.cards = tuple(replace(each, own=given) if each is card else each for each in self.cards)
        if card.own is None and self.question:
            before, self.question = self.question, replace(self.question, done=self.question.done + 1)
            self.questions = tuple(self.question if each is before else each for each in self.questions)

    def _trained(self, item: str, example: ExampleOnDesk) -> None:
        """The examples as they are now, and after the last of them the answers."""
        self.questions = self.desk.questions()
        self.question = next((each for each in self.questions if each.item == item), None)
        if self.is_training:
            self.cards = tuple(example if _name(each) == example.id else each for each in self.cards)
            self._go(self.place)
        else:
            self._deal()

    def _go_on(self) -> None:
        """To the next card without a mark, from here on and then from the beginning."""
        order = [*range(self.place, len(self.cards)), *range(self.place)]
        self._go(next((place for place in order if self.cards[place].own is None), self.place))

    def _deal(self) -> None:
        self.message = ""
        cards = self._all(self.question) if self.question else ()
        if not self.is_training and self.shown is CardsShown.UNMARKED:
            cards = tuple(card for card in cards if card.own is None)
        elif not self.is_training and self.shown is CardsShown.FLAGGED:
            cards = tuple(card for card in cards if _name(card) in self._flags)
        self.cards = cards
        self._go(next((place for place, card in enumerate(cards) if card.own is None), 0))

    def _all(self, question: QuestionOnDesk) -> tuple[Card, ...]:
        return self.desk.examples(question.item) if question.to_train else self.desk.answers(question.item)

    def _go(self, place: int) -> None:
        self.place = place
        own = self.card.own if self.card else None
        self.draft = MarkDraft()
        if own:
            self.draft = MarkDraft(
                points=plain(own.points), level=own.level, deductions=own.deductions, comment=own.comment
            )

    @property
    def _worth(self) -> Decimal:
        return self.card.worth if self.card else ZERO


def _name(card: Card) -> str:
    return card.code if isinstance(card, AnswerOnDesk) else card.id
