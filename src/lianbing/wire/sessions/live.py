"""What a live session tells its screens: everybody's whole state each time.

So a screen that comes late, reloads or loses the network needs nothing but the next message. Phones and the projector
never get a key, or how people voted, before the trainer lets everybody see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from lianbing.domain.items.scenarios import ChoiceVerdict
from lianbing.domain.sessions.happenings import QuizKind, SignedInBy
from lianbing.domain.sessions.plans import ActivityKind
from lianbing.wire.items import ITEM, AskedItem
from lianbing.wire.shapes.kinds import GivenAnswer, MapOf
from lianbing.wire.shapes.shape import Says, Shape, optional

_OPEN = "answers are taken"
_MAYBE_ANSWER = Says(text="the phone's own answer, as stored; left out before it", kind=GivenAnswer(), optional=True)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many gave an answer."""

    answer: Annotated[str, "the letter of an option, or the answer in words"]
    count: Annotated[int, "how many people"]


@dataclass(frozen=True, kw_only=True)
class Movement:
    """How many went from one answer to another between the votes."""

    before: Annotated[str, "the answer in vote 1"]
    after: Annotated[str, "the answer in vote 2"]
    count: Annotated[int, "how many people"]


@dataclass(frozen=True, kw_only=True)
class SeatView:
    """Who a phone is."""

    seat: Annotated[str, "the number of the seat"]
    number: Annotated[str, "the employee number; empty for a stranger to the list"]
    name: Annotated[str, "the name"]


@dataclass(frozen=True, kw_only=True)
class VoteOnPhone:
    """A question to vote on."""

    item: Annotated[AskedItem, "the question, without its key"]
    vote: Annotated[int, "1 before the discussion, 2 after"]
    is_open: Annotated[bool, _OPEN]
    mine: Annotated[Any, _MAYBE_ANSWER] = None
    key: Annotated[str, optional("the answer in words, once the trainer shows it")] = ""


@dataclass(frozen=True, kw_only=True)
class QuizOnPhone:
    """A quiz, one question after the other."""

    quiz: Annotated[QuizKind, "which quiz"]
    form: Annotated[str, "`A` or `B`"]
    items: Annotated[tuple[AskedItem, ...], "its questions, without keys"]
    answers: Annotated[Mapping[str, Any], Says(text="those that are stored", kind=MapOf(GivenAnswer()))]
    is_open: Annotated[bool, _OPEN]


@dataclass(frozen=True, kw_only=True)
class SceneChoice:
    """Something that can be done in a scene."""

    id: Annotated[str, "the choice, among those of its node"]
    text: Annotated[str, "what is done or said"]


@dataclass(frozen=True, kw_only=True)
class SceneView:
    """A moment of a scenario that the room plays; an end has no choices."""

    scenario: Annotated[str, "the scenario"]
    title: Annotated[str, "its title"]
    node: Annotated[str, "the node"]
    text: Annotated[str, "what happens; at the beginning after what is known at first"]
    choices: Annotated[tuple[SceneChoice, ...], "what can be done"]
    before: Annotated[str, "what came of the choice before; empty at the beginning"]
    is_open: Annotated[bool, _OPEN]
    debrief: Annotated[str, optional("at an end, what there is to learn")] = ""


@dataclass(frozen=True, kw_only=True)
class PhoneState:
    """What a phone shows: a vote, a quiz or a scene, or else that one waits."""

    title: Annotated[str, "the session"]
    activity: Annotated[str, "what is going on, in words"]
    is_over: Annotated[bool, "the session is closed"]
    me: Annotated[SeatView, "who the phone is"]
    vote: Annotated[VoteOnPhone | None, optional("a question to vote on")] = None
    quiz: Annotated[QuizOnPhone | None, optional("a quiz")] = None
    scene: Annotated[SceneView | None, optional("a moment of a scenario")] = None
    chosen: Annotated[str, optional("in a scene, the phone's own choice")] = ""


@dataclass(frozen=True, kw_only=True)
class JoinView:
    """How phones come in."""

    address: Annotated[str, "what a phone opens, without the code"]
    digits: Annotated[str, "four digits to type where the camera fails"]
    qr: Annotated[str, "the QR code with the code of the moment, as SVG"]
    present: Annotated[int, "how many are in"]
    expected: Annotated[int, "how many are on the list"]


@dataclass(frozen=True, kw_only=True)
class VoteOnScreen:
    """A question on the projector."""

    item: Annotated[AskedItem, "the question, without its key"]
    vote: Annotated[int, "1 before the discussion, 2 after"]
    is_open: Annotated[bool, _OPEN]
    answered: Annotated[int, "how many voted"]
    tallies: Annotated[tuple[Tally, ...], optional("how they voted, once the trainer shows it")] = ()
    earlier: Annotated[tuple[Tally, ...], optional("vote 1, beside vote 2 that is closed and shown")] = ()
    movements: Annotated[tuple[Movement, ...], optional("who moved where, likewise")] = ()
    key: Annotated[str, optional("the answer in words, once the trainer shows it")] = ""
    explain: Annotated[str, optional("why that is right, likewise")] = ""


@dataclass(frozen=True, kw_only=True)
class QuizOnScreen:
    """How a quiz goes."""

    quiz: Annotated[QuizKind, "which quiz"]
    is_open: Annotated[bool, _OPEN]
    begun: Annotated[int, "how many answered something"]
    finished: Annotated[int, "how many answered everything"]


@dataclass(frozen=True, kw_only=True)
class SceneOnScreen:
    """A scenario on the projector."""

    scene: Annotated[SceneView, "the moment"]
    answered: Annotated[int, "how many chose"]
    tallies: Annotated[tuple[Tally, ...], optional("what they chose, once the trainer shows it")] = ()


@dataclass(frozen=True, kw_only=True)
class ScreenState:
    """What the projector shows."""

    title: Annotated[str, "the session"]
    activity: Annotated[str, "what is going on, in words"]
    kind: Annotated[ActivityKind | None, "what kind of activity; `null` before the first"]
    is_over: Annotated[bool, "the session is closed"]
    join: Annotated[JoinView, "how phones come in"]
    vote: Annotated[VoteOnScreen | None, optional("a question to vote on")] = None
    quiz: Annotated[QuizOnScreen | None, optional("a quiz")] = None
    scene: Annotated[SceneOnScreen | None, optional("a moment of a scenario")] = None


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat in the trainer's list."""

    seat: Annotated[str, "the number of the seat"]
    number: Annotated[str, "the employee number; empty for a stranger to the list"]
    name: Annotated[str, "the name"]
    unit: Annotated[str, "the unit"]
    by: Annotated[SignedInBy, "how the person came in"]
    is_connected: Annotated[bool, "the phone is connected at the moment"]
    doubt: Annotated[str, optional("what is odd, in words: not on the list, two phones")] = ""


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """A question to vote on, in the trainer's list."""

    id: Annotated[str, "the question"]
    stem: Annotated[str, "what it asks"]
    votes: Annotated[tuple[int, ...], "how many voted the first and the second time"]
    may_open: Annotated[tuple[int, ...], "the votes that can be opened: 1, 2, both or none"]


@dataclass(frozen=True, kw_only=True)
class QuizQuestionLine:
    """How a question of a quiz went, for the trainer alone."""

    quiz: Annotated[QuizKind, "which quiz"]
    id: Annotated[str, "the question"]
    stem: Annotated[str, "what it asks"]
    key: Annotated[str, "the answer in words"]
    right: Annotated[int, "how many were wholly right"]
    answered: Annotated[int, "of how many who answered it"]


@dataclass(frozen=True, kw_only=True)
class ActivityLine:
    """An activity in the trainer's list."""

    title: Annotated[str, "what is going on, in words"]
    kind: Annotated[ActivityKind, "what kind"]
    minutes: Annotated[int, "how long it should take"]
    questions: Annotated[tuple[QuestionLine, ...], "the questions to vote on"]
    scenario: Annotated[str, "the scenario that is played; may be empty"]
    notes: Annotated[str, "what the trainer wants to remember"]


@dataclass(frozen=True, kw_only=True)
class ExpectedLine:
    """Somebody on the list who is not in yet."""

    number: Annotated[str, "the employee number"]
    name: Annotated[str, "the name"]
    unit: Annotated[str, "the unit"]


@dataclass(frozen=True, kw_only=True)
class TrainerState:
    """What the trainer's page shows: the projector's state, and what the projector must not show."""

    screen: Annotated[ScreenState, "what the projector shows"]
    activities: Annotated[tuple[ActivityLine, ...], "the plan"]
    activity: Annotated[int | None, "which one is going on, from 0; `null` before the first"]
    began: Annotated[str, "when it began; empty before the first"]
    tallies: Annotated[tuple[Tally, ...], "how the vote or scene stands, for the trainer alone"]
    movements: Annotated[tuple[Movement, ...], "who moved where since vote 1, for the trainer alone"]
    key: Annotated[str, "the answer in words; empty where nothing is asked"]
    verdicts: Annotated[tuple[ChoiceVerdict, ...], "in a scene, how its choices are judged, in their order"]
    quizzes: Annotated[tuple[QuizQuestionLine, ...], "how the questions of stopped quizzes went, the worst first"]
    seats: Annotated[tuple[SeatLine, ...], "who is in"]
    missing: Annotated[tuple[ExpectedLine, ...], "who is on the list and not in yet"]
    notes: Annotated[tuple[str, ...], "what was written down"]
    addresses: Annotated[tuple[str, ...], "all addresses by which phones may reach this computer"]
    warnings: Annotated[tuple[str, ...], "what the trainer should know, in sentences"] = field(default_factory=tuple)


_TALLY, _MOVEMENT = Shape(Tally), Shape(Movement)
SEAT = Shape(SeatView)
_SCENE = Shape(SceneView, uses=[Shape(SceneChoice)])
PHONE_STATE = Shape(
    PhoneState,
    uses=[SEAT, Shape(VoteOnPhone, uses=[ITEM]), Shape(QuizOnPhone, uses=[ITEM]), _SCENE],
)
SCREEN_STATE = Shape(
    ScreenState,
    uses=[
        Shape(JoinView),
        Shape(VoteOnScreen, uses=[ITEM, _TALLY, _MOVEMENT]),
        Shape(QuizOnScreen),
        Shape(SceneOnScreen, uses=[_SCENE, _TALLY]),
    ],
)
TRAINER_STATE = Shape(
    TrainerState,
    uses=[
        SCREEN_STATE,
        Shape(ActivityLine, uses=[Shape(QuestionLine)]),
        _TALLY,
        _MOVEMENT,
        Shape(QuizQuestionLine),
        Shape(SeatLine),
        Shape(ExpectedLine),
    ],
)
