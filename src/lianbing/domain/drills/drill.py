"""练兵: the plan of a drill, and the drill once its papers are issued."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.papers import Employee
from lianbing.domain.drills.terms import Terms
from lianbing.domain.kernel.periods import Period
from lianbing.errors import WrongUsage

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_TIME = re.compile(rf"{_DAY.pattern}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII)
_ZONE = re.compile(r"(Z|[+-]\d\d:\d\d)$", re.ASCII)
_DAY_LENGTH, _MONTH_LENGTH = len("2026-11-01"), len("2026-11")


@dataclass(frozen=True, kw_only=True)
class Window:
    """When a drill may be answered: ISO days, both included, or times with their zone. Empty: no limit."""

    opens: str = ""
    closes: str = ""

    @classmethod
    def parse(cls, opens: str, closes: str) -> Window:
        """Takes days or times with a zone; raises WrongUsage."""
        for what, moment in (("opens（开始）", opens), ("closes（截止）", closes)):
            if moment and not _is_day_or_time(moment):
                form = "写成 2026-11-01，或带时区的时刻 2026-11-01T09:00+08:00"
                raise WrongUsage(f"{what}“{moment}”写得不对：{form}")
        if opens and closes and _backwards(opens, closes):
            raise WrongUsage(f"closes（截止）{closes} 比 opens（开始）{opens} 还早：改正其中一个")
        return cls(opens=opens, closes=closes)


def _is_day_or_time(moment: str) -> bool:
    if not (_DAY.fullmatch(moment) or _TIME.fullmatch(moment)):
        return False
    return Period.parse(moment[:_MONTH_LENGTH]).contains(moment)


def _backwards(opens: str, closes: str) -> bool:
    """Whether the end is before the start; times are compared as far as their zones allow."""
    zones = {match[0] if match else "" for match in map(_ZONE.search, (opens[_DAY_LENGTH:], closes[_DAY_LENGTH:]))}
    if len(zones) == 1 and "" not in zones:
        return closes < opens
    return closes[:_DAY_LENGTH] < opens[:_DAY_LENGTH]


@dataclass(frozen=True, kw_only=True)
class DrillPlan:
    """The plan of a drill before its papers are issued; empty values are taken from the blueprint.

    ``makes_up`` is the drill whose make-up (补考) this is; empty for an ordinary drill.
    ``terms`` is ``None`` where the plan says nothing of them.
    """

    id: str
    blueprint: str
    period: Period
    title: str = ""
    kind: str = ""
    window: Window = field(default_factory=Window)
    minutes: int | None = None
    makes_up: str = ""
    terms: Terms | None = None


@dataclass(frozen=True, kw_only=True)
class Drill:
    """A drill whose papers are issued, drawn by ``blueprint``; ``edition`` is the blueprint's SHA-256.

    ``edition`` is empty for drills issued by an earlier version of the program, which did not record it.
    """

    id: str
    title: str
    kind: str
    period: Period
    window: Window
    minutes: int
    blueprint: str
    edition: str
    seed: str
    issued_at: str
    makes_up: str = ""


@dataclass(frozen=True, kw_only=True)
class Roster:
    """名单: the employees listed for a drill at a time, in the order of the file."""

    drill: str
    listed_at: str
    employees: tuple[Employee, ...]


def start(plan: DrillPlan, blueprint: Blueprint, edition: str, seed: str, issued_at: str) -> Drill:
    """Creates the drill of a plan when its first papers are drawn."""
    return Drill(
        id=plan.id,
        title=plan.title or f"{plan.period.title}{blueprint.title}",
        kind=plan.kind or blueprint.kind,
        period=plan.period,
        window=plan.window,
        minutes=blueprint.minutes if plan.minutes is None else plan.minutes,
        blueprint=blueprint.id,
        edition=edition,
        seed=seed,
        issued_at=issued_at,
        makes_up=plan.makes_up,
    )


def departures(drill: Drill, plan: DrillPlan) -> tuple[str, ...]:
    """Describes where a plan differs from the issued drill, which is not changed."""
    settings = (
        ("标题", plan.title, drill.title),
        ("类别", plan.kind, drill.kind),
        ("考评期", plan.period.code, drill.period.code),
        ("开始", plan.window.opens, drill.window.opens),
        ("截止", plan.window.closes, drill.window.closes),
        ("补哪一场", plan.makes_up, drill.makes_up),
        ("限时", "" if plan.minutes is None else str(plan.minutes), str(drill.minutes)),
    )
    return tuple(
        f"{what}现在写的是 {now}，发卷时是 {then or '没有写'}" for what, now, then in settings if now and now != then
    )
