"""What phones and the trainer's page send to the server of a live session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Protocol

from lianbing.domain.sessions.happenings import QuizKind
from lianbing.wire.shapes.documents import Tagged
from lianbing.wire.shapes.kinds import GivenAnswer
from lianbing.wire.shapes.shape import Says, Shape, optional

_PHONE = "the phone's secret"
_ANSWER = Says(text="the answer", kind=GivenAnswer())


@dataclass(frozen=True, kw_only=True)
class JoinRequest:
    """Somebody comes in."""

    phone: Annotated[str, "the secret that the phone has made for itself, 32 hexadecimal digits"]
    code: Annotated[str, "the code of the picture, or the four digits"]
    who: Annotated[str, "number or name"]
    as_stranger: Annotated[bool, optional("come in although not on the list")] = False
    again: Annotated[bool, optional("take the seat over from another phone")] = False


@dataclass(frozen=True, kw_only=True)
class VoteRequest:
    """An answer to a question that is voted on."""

    phone: Annotated[str, _PHONE]
    item: Annotated[str, "the question"]
    vote: Annotated[int, "1 before the discussion, 2 after"]
    answer: Annotated[Any, _ANSWER]


@dataclass(frozen=True, kw_only=True)
class QuizRequest:
    """An answer to a question of a quiz."""

    phone: Annotated[str, _PHONE]
    quiz: Annotated[QuizKind, "which quiz"]
    item: Annotated[str, "the question"]
    answer: Annotated[Any, _ANSWER]


@dataclass(frozen=True, kw_only=True)
class SceneRequest:
    """A choice in a scenario."""

    phone: Annotated[str, _PHONE]
    scenario: Annotated[str, "the scenario"]
    node: Annotated[str, "the node"]
    choice: Annotated[str, "the choice"]


class TrainerAction(Protocol):
    """Something that the trainer does; ``do`` names it."""

    do: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class Begin:
    """Goes to an activity of the plan."""

    do: ClassVar[str] = "begin"
    activity: Annotated[int, "its place from 0"]


@dataclass(frozen=True, kw_only=True)
class OpenVote:
    """Opens a vote on a question."""

    do: ClassVar[str] = "open-vote"
    item: Annotated[str, "the question"]
    vote: Annotated[int, "1 before the discussion, 2 after"]


@dataclass(frozen=True, kw_only=True)
class CloseVote:
    """Ends the vote."""

    do: ClassVar[str] = "close-vote"


@dataclass(frozen=True, kw_only=True)
class ShowResults:
    """Shows how the vote went, which ends it."""

    do: ClassVar[str] = "show-results"


@dataclass(frozen=True, kw_only=True)
class ShowKey:
    """Shows the answer, which ends the vote."""

    do: ClassVar[str] = "show-key"


@dataclass(frozen=True, kw_only=True)
class OpenQuiz:
    """Opens a quiz."""

    do: ClassVar[str] = "open-quiz"
    quiz: Annotated[QuizKind, "which quiz"]


@dataclass(frozen=True, kw_only=True)
class CloseQuiz:
    """Ends the quiz."""

    do: ClassVar[str] = "close-quiz"


@dataclass(frozen=True, kw_only=True)
class OpenScene:
    """Begins a scenario, or lets the room choose where it stands."""

    do: ClassVar[str] = "open-scene"
    scenario: Annotated[str, "the scenario"]


@dataclass(frozen=True, kw_only=True)
class ShowScene:
    """Shows what the room chose, which ends the choosing."""

    do: ClassVar[str] = "show-scene"


@dataclass(frozen=True, kw_only=True)
class Decide:
    """Goes on in the scenario."""

    do: ClassVar[str] = "decide"
    choice: Annotated[str, optional("the choice; empty for that of the majority")] = ""


@dataclass(frozen=True, kw_only=True)
class TakeNote:
    """Writes something down."""

    do: ClassVar[str] = "note"
    text: Annotated[str, "what"]


@dataclass(frozen=True, kw_only=True)
class MendSeat:
    """Mends a line of the list, or adds somebody by hand."""

    do: ClassVar[str] = "seat"
    seat: Annotated[str, optional("the seat; empty to add somebody")] = ""
    number: Annotated[str, optional("the employee number; empty for a stranger to the list")] = ""
    name: Annotated[str, optional("the name; may be empty where the number is on the list")] = ""
    left: Annotated[bool, optional("the person is not there after all")] = False
    same_as: Annotated[str, optional("another seat of the same person")] = ""


@dataclass(frozen=True, kw_only=True)
class CloseSession:
    """Ends the session."""

    do: ClassVar[str] = "close"


JOIN, CAST_VOTE = Shape(JoinRequest), Shape(VoteRequest)
ANSWER_QUIZ, CHOOSE = Shape(QuizRequest), Shape(SceneRequest)
_ACTIONS: tuple[type[TrainerAction], ...] = (
    Begin,
    OpenVote,
    CloseVote,
    ShowResults,
    ShowKey,
    OpenQuiz,
    CloseQuiz,
    OpenScene,
    ShowScene,
    Decide,
    TakeNote,
    MendSeat,
    CloseSession,
)
ACTION: Tagged[TrainerAction] = Tagged(
    "TrainerAction",
    "do",
    lambda: {action.do: Shape(action) for action in _ACTIONS},
    tag_of=lambda action: action.do,
)
