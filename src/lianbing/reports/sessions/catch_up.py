"""补学: what a session taught and asked, as one page for those who missed it; it opens offline, on a phone, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from jinja2 import Environment
from markupsafe import Markup

from lianbing.design import PAGES, Theme, declared
from lianbing.domain.drills.papers import Basis
from lianbing.domain.items.question import Item
from lianbing.domain.knowledge.clauses import Status
from lianbing.domain.sessions.plans import SessionPlan
from lianbing.templates import environment_of
from lianbing.widgets.assets import Bundle, script_text
from lianbing.widgets.markup import markup
from lianbing.wire.exercises.scenarios import SCENARIO
from lianbing.wire.items import practice
from lianbing.wire.references import Reference
from lianbing.wire.sessions.prepared import PreparedSession

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A clause or fact of the session, with its title, its words, and how sure they are."""

    name: str
    basis: Basis

    @property
    def status(self) -> str:
        """How sure the words are, in words; empty where there is nothing to say."""
        return _STATUS.get(self.basis.status, self.basis.status)


_STATUS: Mapping[str, str] = {
    Status.COMPLETE: "",
    Status.TYPO: "原文有错字，意思明确，已改正",
    Status.DAMAGED: "原文掉了词句，意思不全，缺的没有补",
    Status.REBUILT: "原文有残缺，按上下文补的",
    Status.DOUBTFUL: "原文不止一种读法，以本单位规定为准",
}
"""What a status of a clause means; there is nothing to say of one that is complete."""


@dataclass(frozen=True, kw_only=True)
class CatchUpElement:
    """A question, whose number people write down to report it, or a scenario, which has none (0)."""

    element: Markup
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class CatchUpPart:
    """Elements under one heading."""

    title: str
    lead: str
    elements: tuple[CatchUpElement, ...]


def catch_up_page(prepared: PreparedSession, asked: Collection[str], day: str, lectures: str) -> str:
    """The page.

    Args:
        prepared: the session.
        asked: the questions that learners may see; others are left out.
        day: when the session was held, an ISO date; may be empty.
        lectures: who held it; may be empty.
    """
    lessons = [
        Lesson(name=name, basis=prepared.basis[name]) for name in prepared.plan.clauses if name in prepared.basis
    ]
    return _ENVIRONMENT.get_template("catchup.html.j2").render(
        plan=prepared.plan,
        day=day,
        lectures=lectures,
        lessons=lessons,
        parts=[part for part in _parts(prepared, asked, count(1)) if part.elements],
        policy=POLICY,
        # Our own script; nothing of the content is in it.
        script=Markup(script_text(Bundle.PRACTICE)),  # noqa: S704
    )


def _parts(prepared: PreparedSession, asked: Collection[str], numbers: Iterator[int]) -> Iterable[CatchUpPart]:
    plan = prepared.plan
    voted = [item for activity in plan.activities if activity.is_voted_on for item in activity.items]
    cases = [item for activity in plan.activities if not activity.is_voted_on for item in activity.items]
    shown = {name for name in prepared.items if name in asked}

    def questions(names: Iterable[str]) -> tuple[CatchUpElement, ...]:
        items = [prepared.items[name].item for name in dict.fromkeys(names) if name in shown]
        return tuple(CatchUpElement(element=_item(prepared, item), number=next(numbers)) for item in items)

    yield CatchUpPart(title="课上讨论的题", lead="先自己选，再看讲评。", elements=questions(voted))
    yield CatchUpPart(
        title="情景演练",
        lead="按你会做的走一遍，走完看讲评。",
        elements=tuple(CatchUpElement(element=_scenario(prepared, name)) for name in _scenarios(plan)),
    )
    yield CatchUpPart(title="分组案例", lead="先写下自己的做法，再对照参考答案。", elements=questions(cases))
    yield CatchUpPart(
        title="测验题",
        lead="做完再翻回去看条款；答错的过两天再做一遍。",
        elements=questions((*plan.forms.a, *plan.forms.b)),
    )


def _scenarios(plan: SessionPlan) -> dict[str, None]:
    return dict.fromkeys(activity.scenario for activity in plan.activities if activity.scenario)


def _item(prepared: PreparedSession, item: Item) -> Markup:
    return Markup(markup(practice([item], lambda name: Reference(_basis(prepared, name))), "item"))  # noqa: S704


def _basis(prepared: PreparedSession, name: str) -> Basis:
    return prepared.basis.get(name) or Basis(title=name, text="", status="")


def _scenario(prepared: PreparedSession, name: str) -> Markup:
    """Each walk at home has an order of choices of its own."""
    played = prepared.scenarios_by_id.get(name)
    return Markup(markup(SCENARIO.encode(replace(played, seed="")), "scenario")) if played else Markup()  # noqa: S704


def _environment() -> Environment:
    environment = environment_of("lianbing.reports")
    environment.globals.update(design={theme.name.lower(): declared(PAGES, theme) for theme in Theme})
    return environment


_ENVIRONMENT = _environment()
