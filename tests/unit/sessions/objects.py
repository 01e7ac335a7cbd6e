"""A session's plan on the shipped content, with one activity of each kind."""

from __future__ import annotations

from lianbing.domain.sessions.plans import Activity, ActivityKind, SessionGoal, SessionPlan
from lianbing.psychometrics.items.analysing import analyse_items
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.psychometrics.items.responses import ItemResponse

AT = "2026-12-01T09:00:00+08:00"


def session_plan(session: str = "2026-12") -> SessionPlan:
    """Four goals, and two votes, a scenario and a case about them."""
    return SessionPlan(
        id=session,
        title="走访次数与物流知识：十二月月度培训",
        date="2026-12-15",
        begins="14:00",
        place="三楼会议室",
        trainer="样例培训师",
        goals=(
            SessionGoal(clause="VIS-06", why="上半年 42 人作答 86 次，得分率 58%（51%–65%），比全体低 9 个百分点"),
            SessionGoal(clause="VIS-34", why="从没有讲过"),
            SessionGoal(clause="TRN-77"),
            SessionGoal(clause="TRN-80"),
        ),
        activities=(
            Activity(kind=ActivityKind.SIGN_IN, minutes=5),
            Activity(kind=ActivityKind.WARM_UP, minutes=10),
            Activity(kind=ActivityKind.TEACH, minutes=15, title="每天、每月走访多少", clauses=("VIS-06", "VIS-34")),
            Activity(kind=ActivityKind.VOTE, minutes=10, items=("vis-0001", "cmp-0001"), notes="先各自想，再同桌讨论"),
            Activity(kind=ActivityKind.SCENARIO, minutes=15, scenario="abnormal-order"),
            Activity(kind=ActivityKind.GROUPS, minutes=20, items=("dth-0101",)),
            Activity(kind=ActivityKind.EXIT, minutes=10),
            Activity(kind=ActivityKind.CLOSE, minutes=5),
        ),
    )


def answered(letters: str) -> ItemFigures:
    """The figures of an item that A answers, where so many people chose these options of the bank."""
    responses = [
        ItemResponse(person=f"p{place}", item="q", sitting="s", worth=1, earned=float(letter == "A"), answer=letter)
        for place, letter in enumerate(letters)
    ]
    return analyse_items(responses, {"q": frozenset("A")})["q"]
