"""A session that is held in tests: a folder with what is prepared, and computers whose journals are written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from lianbing.domain.drills.papers import Basis, Employee, PaperItem, PaperSection
from lianbing.domain.items.lettering import relettered
from lianbing.domain.items.question import Item, Skill
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.truefalse import TRUE_FALSE, TrueFalseKey
from lianbing.domain.sessions.happenings import (
    Happening,
    QuizAnswered,
    QuizKind,
    SeatEntry,
    SessionClosed,
    SessionOpened,
    SignedInBy,
    VoteCast,
)
from lianbing.domain.sessions.plans import Activity, ActivityKind, ParallelForms, SessionGoal, SessionPlan
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.journal_files import JournalWriter
from lianbing.wire.sessions.expected import EXPECTED, ExpectedPeople
from lianbing.wire.sessions.prepared import PREPARED, PreparedSession
from tests.unit.objects import item

PEOPLE = tuple(
    Employee(id=f"C000{number}", name=name, team=team)
    for number, name, team in (
        (1, "样例一", "城区一部"),
        (2, "样例二", "城区一部"),
        (3, "样例三", "城区二部"),
        (4, "样例四", "城区二部"),
    )
)
PLAN = SessionPlan(
    id="2026-12",
    title="十二月培训：拜访流程",
    date="2026-12-10",
    begins="09:00",
    place="二楼培训室",
    trainer="培训师样例",
    goals=(SessionGoal(clause="VIS-01", why="上次练兵 12 人得分率 45%"),),
    activities=(
        Activity(kind=ActivityKind.SIGN_IN, minutes=5),
        Activity(kind=ActivityKind.WARM_UP, minutes=10),
        Activity(kind=ActivityKind.VOTE, minutes=20, title="先投再议", items=("q-5",), clauses=("VIS-01",)),
        Activity(kind=ActivityKind.EXIT, minutes=10),
    ),
    forms=ParallelForms(a=("q-1", "q-2"), b=("q-3", "q-4")),
)
BASIS = {"VIS-01": Basis(title="每日拜访", text="每天拜访不少于规定的户数。", status="完整")}


def questions() -> tuple[Item, ...]:
    """Four of two quizzes and one to vote on, with options shown in another order than in the bank."""
    made = [item(f"q-{number}", stem=f"第 {number} 题的题干") for number in (1, 3, 5)]
    several = item("q-2", MultipleKey(frozenset("AC"), tuple("ABCD")), type=MULTIPLE, stem="第 2 题的题干")
    true = item("q-4", TrueFalseKey(True), type=TRUE_FALSE, options={}, stem="第 4 题的题干")
    return tuple(relettered(each, "DCBA") if each.options else each for each in (*made, several, true))


def prepared(plan: SessionPlan = PLAN) -> PreparedSession:
    items = [replace(each, rests_on=("VIS-01",)) for each in questions()]
    return PreparedSession(
        at="2026-12-08T10:00:00+08:00",
        plan=plan,
        sections=(
            PaperSection(
                "知识", Skill.KNOWLEDGE, tuple(PaperItem(place, Decimal(1), one) for place, one in enumerate(items, 1))
            ),
        ),
        basis=BASIS,
        scenarios=(),
    )


def at(minute: int, second: int = 0) -> str:
    """A time on the day of the session, so many minutes after nine."""
    return f"2026-12-10T{9 + minute // 60:02}:{minute % 60:02}:{second:02}+08:00"


@dataclass
class Room:
    """A session's folder; ``computer`` gives one that holds it."""

    path: Path
    people: Sequence[Employee] = PEOPLE
    what: PreparedSession = field(default_factory=prepared)

    def __post_init__(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        self.write("prepared.json", PREPARED.encode(self.what))
        self.write("people.json", EXPECTED.encode(ExpectedPeople(source="名单", people=tuple(self.people))))

    @property
    def folder(self) -> SessionFolder:
        return SessionFolder(self.path)

    def write(self, name: str, data: Any) -> None:
        (self.path / name).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    def computer(self, name: str = "培训一号", folder: Path | None = None) -> Computer:
        return Computer((folder or self.folder.live) / name)


@dataclass
class Computer:
    """A computer while a session is held: a program that is started anew for each thing that happens."""

    folder: Path

    def opens(self, minute: int = 0) -> Computer:
        self.write(SessionOpened(at=at(minute), computer=self.folder.name, prepared=""))
        return self

    def closes(self, minute: int = 60) -> None:
        self.write(SessionClosed(at=at(minute)))

    def write(self, *happenings: Happening) -> None:
        with closing(JournalWriter(self.folder)) as journals:
            journals.write(happenings)

    def sits(self, seat: str, person: Employee | str, minute: int = 1, **changes: Any) -> None:
        """Somebody of the roster comes in, or a stranger with this name."""
        known = person if isinstance(person, Employee) else Employee(id="", name=person, team="")
        entry = SeatEntry(
            seat=seat, number=known.id, name=known.name, unit=known.team, at=at(minute), by=SignedInBy.CODE
        )
        with closing(JournalWriter(self.folder)) as journals:
            journals.write_seats([replace(entry, **changes)])

    def votes(self, seat: str, answer: Any, vote: int = 1, minute: int = 20, item_id: str = "q-5") -> None:
        self.write(VoteCast(at=at(minute), seat=seat, item=item_id, vote=vote, answer=answer))

    def answers(self, seat: str, quiz: QuizKind, form: str, minute: int = 10, **given: Any) -> None:
        """Answers a quiz; ``q_1="A"`` is the answer to question ``q-1``."""
        for name, answer in given.items():
            self.write(
                QuizAnswered(at=at(minute), seat=seat, quiz=quiz, form=form, item=name.replace("_", "-"), answer=answer)
            )
