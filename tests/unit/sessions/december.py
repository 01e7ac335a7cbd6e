"""A December that was held, with questions of the shipped workbook: twelve people expected, ten there, one stranger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from lianbing.domain.drills.papers import Employee
from lianbing.domain.items.question import Item
from lianbing.domain.sessions.forms import Expectation
from lianbing.domain.sessions.happenings import (
    ActivityBegun,
    NoteTaken,
    QuizKind,
    SceneDecided,
    SceneVote,
)
from lianbing.domain.sessions.plans import Activity, ActivityKind, SessionGoal, SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.sessions.preparing import choose, prepare
from lianbing.wire.sessions.prepared import PreparedSession
from tests.unit.sessions.rooms import Computer, Room, at

CLAUSES = ("VIS-06", "VIS-07", "VIS-09")
SCENARIO = "complaint-supply"
_NAMES = "一二三四五六七八九十甲乙"
PEOPLE = tuple(
    Employee(id=f"C{place:04}", name=f"样例{name}", team="城区一部" if place % 2 else "城区二部")
    for place, name in enumerate(_NAMES, 1)
)
_MINUTES = (0, 6, 18, 40, 65, 84, 97)


def planned(workbook: Workbook, votes: tuple[str, ...]) -> SessionPlan:
    return SessionPlan(
        id="2026-12",
        title="十二月培训：拜访的次数和路线",
        date="2026-12-10",
        begins="09:00",
        place="二楼培训室",
        trainer="样例培训师",
        goals=tuple(SessionGoal(clause=name, why="上次练兵 12 人，得分率 45%（31% 到 59%）") for name in CLAUSES),
        activities=(
            Activity(kind=ActivityKind.SIGN_IN, minutes=5),
            Activity(kind=ActivityKind.WARM_UP, minutes=10),
            Activity(kind=ActivityKind.TEACH, minutes=20, title="看条款、讲例子", clauses=CLAUSES),
            Activity(kind=ActivityKind.VOTE, minutes=25, title="先投再议", items=votes),
            Activity(kind=ActivityKind.SCENARIO, minutes=20, scenario=SCENARIO),
            Activity(kind=ActivityKind.EXIT, minutes=10),
            Activity(kind=ActivityKind.CLOSE, minutes=5),
        ),
    )


def december(workbook: Workbook) -> PreparedSession:
    """What is prepared: votes on two single choices, two quizzes that are alike, a scenario."""
    asked = [
        question.id
        for question in workbook.questions.values()
        if question.practisable and question.type.name == "single" and {*question.rests_on} & {*CLAUSES}
    ]
    plan = planned(workbook, tuple(asked[:2]))
    expected = Expectation(rates=dict.fromkeys(range(1, 6), 0.6))
    plan = replace(plan, forms=choose(plan, workbook, expected, 4).forms)
    return prepare(plan, workbook, "2026-12-08T10:00:00+08:00")


def held(path: Path, what: PreparedSession) -> Room:
    """Everybody but the last two comes, one late; a stranger, too; two do one quiz alone."""
    room = Room(path, PEOPLE, what)
    computer = room.computer("培训一号").opens()
    for place, minute in enumerate(_MINUTES):
        computer.write(ActivityBegun(at=at(minute), activity=place))
    for place, person in enumerate(PEOPLE[:10], 1):
        computer.sits(f"s{place:03}", person, minute=35 if place == 10 else 1)
    computer.sits("s011", "外单位样例", minute=3)
    seats = [f"s{place:03}" for place in range(1, 12)]
    for number, seat in enumerate(seats):
        _quiz(computer, seat, number, what)
        for item in what.plan.activities[3].items:
            _vote(computer, seat, number, what.items[item].item)
    start = what.scenarios_by_id[SCENARIO]
    first = start.nodes[start.start]
    for number, seat in enumerate(seats):
        choice = first.choices[number % 2].id
        computer.write(SceneVote(at=at(86), seat=seat, scenario=SCENARIO, node=start.start, choice=choice))
    computer.write(
        SceneDecided(at=at(88), scenario=SCENARIO, node=start.start, choice=first.choices[0].id, by_trainer=False),
        NoteTaken(at=at(70), text="二部的人把“每月两次”记成“每周两次”，当场对照条款改了过来。"),
        NoteTaken(at=at(90), text="缺货时先道歉还是先说明，意见不一；约好下次带一张实际的订单来议。"),
    )
    computer.closes(103)
    return room


def _quiz(computer: Computer, seat: str, number: int, what: PreparedSession) -> None:
    forms = {"A": what.plan.forms.a, "B": what.plan.forms.b}
    order = ("A", "B") if number % 2 else ("B", "A")
    for quiz, form, minute in ((QuizKind.WARM_UP, order[0], 8), (QuizKind.EXIT, order[1], 98)):
        if (number, quiz) in ((8, QuizKind.EXIT), (9, QuizKind.WARM_UP)):
            continue
        for place, item in enumerate(forms[form]):
            is_right = (number * 3 + place * 5) % 7 < (5 if quiz is QuizKind.EXIT else 3)
            computer.answers(seat, quiz, form, minute, **{item: _answer(what.items[item].item, is_right)})


def _vote(computer: Computer, seat: str, number: int, item: Item) -> None:
    options = [*item.options]
    right = str(item.key.right_answer())
    computer.votes(seat, right if number % 3 == 0 else options[number % len(options)], 1, 45, item.id)
    if number != 5:
        computer.votes(seat, right if number % 4 else options[number % len(options)], 2, 55, item.id)


def _answer(item: Item, is_right: bool) -> Any:
    return item.key.right_answer() if is_right else item.key.wrong_answer()
