"""The two journals of a live session: one JSON object a line, written before anybody is told that it counts.

A line of the journal of happenings holds the SHA-256 of the line before it (``previous``; the first one has none), so
that a line that was changed or taken out is seen. The list of seats alone says who somebody is; it has no chain, so
that a person can be taken out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from lianbing.domain.sessions.happenings import (
    ActivityBegun,
    Happening,
    NoteTaken,
    PhoneEntry,
    QuizAnswered,
    QuizClosed,
    QuizOpened,
    ResultsShown,
    SceneDecided,
    SceneOpened,
    SceneShown,
    SceneVote,
    SeatEntry,
    SessionClosed,
    SessionOpened,
    VoteCast,
    VotingClosed,
    VotingOpened,
)
from lianbing.wire.shapes.documents import Document, Tagged
from lianbing.wire.shapes.kinds import GivenAnswer, Whole
from lianbing.wire.shapes.shape import Says, Shape, optional

_AT = "when"
_SEAT = "whose seat"
_ITEM = "the question"
_VOTE = Says(text="1 before the discussion, 2 after", kind=Whole(least=1))
_ANSWER = Says(text="the answer", kind=GivenAnswer())
_SCENE = {"scenario": "the scenario", "node": "the node"}

SEAT_ENTRY = Document(
    "session-seat",
    1,
    Shape(
        SeatEntry,
        {
            "seat": "the number of the seat",
            "number": "the employee number; empty for a stranger",
            "name": "the name",
            "unit": "the unit",
            "at": "from when on",
            "by": "how the person came into the list",
            "same_as": optional("another seat of the same person"),
            "left": optional("the person was not there after all"),
        },
    ),
)

PHONE_ENTRY = Document(
    "session-phone",
    1,
    Shape(
        PhoneEntry,
        {"phone": "SHA-256 of the phone's secret", "seat": "its seat", "at": "from when on"},
    ),
)

_SHAPES: tuple[Shape[Any], ...] = (
    Shape(SessionOpened, {"at": _AT, "computer": "which computer", "prepared": "SHA-256 of what was prepared"}),
    Shape(ActivityBegun, {"at": _AT, "activity": "its place in the plan, from 0"}),
    Shape(VotingOpened, {"at": _AT, "activity": "its place in the plan, from 0", "item": _ITEM, "vote": _VOTE}),
    Shape(VotingClosed, {"at": _AT, "item": _ITEM, "vote": _VOTE}),
    Shape(VoteCast, {"at": _AT, "seat": _SEAT, "item": _ITEM, "vote": _VOTE, "answer": _ANSWER}),
    Shape(ResultsShown, {"at": _AT, "item": _ITEM, "vote": _VOTE, "key": "the key, not how people voted"}),
    Shape(QuizOpened, {"at": _AT, "quiz": "which quiz"}),
    Shape(QuizClosed, {"at": _AT, "quiz": "which quiz"}),
    Shape(
        QuizAnswered,
        {"at": _AT, "seat": _SEAT, "quiz": "which quiz", "form": "`A` or `B`", "item": _ITEM, "answer": _ANSWER},
    ),
    Shape(SceneOpened, {"at": _AT, **_SCENE}),
    Shape(SceneVote, {"at": _AT, "seat": _SEAT, **_SCENE, "choice": "the choice"}),
    Shape(SceneShown, {"at": _AT, **_SCENE}),
    Shape(
        SceneDecided,
        {"at": _AT, **_SCENE, "choice": "how it went on", "by_trainer": "the trainer decided, not the room"},
    ),
    Shape(NoteTaken, {"at": _AT, "text": "what was written down"}),
    Shape(SessionClosed, {"at": _AT}),
)
HAPPENING: Tagged[Happening] = Tagged(
    "happening",
    "kind",
    lambda: {shape.of.kind: shape for shape in _SHAPES},
    tag_of=lambda happening: happening.kind,
)


@dataclass(frozen=True, kw_only=True)
class JournalLine:
    """A line of the journal of a live session."""

    previous: Annotated[str, "SHA-256 of the line before; empty on the first line"]
    happening: Annotated[Happening, Says(text="what happened", kind=HAPPENING)]


JOURNAL_LINE = Document("session-happening", 1, Shape(JournalLine))
