"""Plans a session: looks at what is weak, what waits and what the calendar asks, and writes a plan to edit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from lianbing.app.analysing.gathering import GatheredAnswers, SourceChoice, gather
from lianbing.app.sessions.clause_needs import (
    KnownAnswers,
    clause_needs,
    mastery_of,
    shares_of_items,
    weak_for_others,
)
from lianbing.app.sessions.expecting import PeopleChoice, expected_people
from lianbing.app.sessions.moments import Moments
from lianbing.app.sessions.proposing import Proposing
from lianbing.app.sessions.session_files import all_sessions, was_held
from lianbing.app.sessions.taught_then import Aftermath
from lianbing.app.workspace import Workspace
from lianbing.domain.assessment.clause_mastery import Mastery, MasteryReport, TopicMastery
from lianbing.domain.kernel.days import number_of
from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.domain.sessions.calendar import month_of, months_named, short_months
from lianbing.domain.sessions.choosing import ChosenGoals, ClauseNeed, choose_goals, longest_untaught
from lianbing.domain.sessions.plans import SessionGoal, SessionPlan
from lianbing.domain.sessions.rules import SessionRules
from lianbing.domain.sessions.taught import TaughtThen
from lianbing.domain.workbook import Workbook
from lianbing.errors import Fault, LianbingError, NothingToDo, WrongUsage
from lianbing.files import write_whole
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.plan_files import plan_text
from lianbing.sessions.plan_reading import is_clock, read_plan
from lianbing.sessions.reading import read_session
from lianbing.wire.sessions.expected import EXPECTED, ExpectedPeople

_SHOWN = 12
"""How many weak clauses, and how many topics that wait, are listed."""
_LOOKED_BACK = 2
"""Of how many sessions a plan says what became of them."""


@dataclass(frozen=True, kw_only=True)
class PlanWishes:
    """What the trainer wants; ``minutes`` 0: as the rules say. ``records`` is a folder of learners' records."""

    people: PeopleChoice = field(default_factory=PeopleChoice)
    records: Path | None = None
    minutes: int = 0
    date: str = ""
    begins: str = ""
    place: str = ""
    trainer: str = ""
    replace: bool = False


@dataclass(frozen=True, kw_only=True)
class SeenBefore:
    """What a plan rests on.

    ``usual`` is the rate of all answers in per cent; ``weak`` are the clauses that are surely weak, ``weak_for_others``
    those of other posts, each with its title, ``too_few`` how many had answers but too few. ``units`` are those in
    which the chosen topic is weak.
    """

    calendar: tuple[str, ...]
    aftermath: tuple[TaughtThen, ...]
    answers: int
    sittings: tuple[str, ...]
    usual: Decimal | None
    weak: tuple[ClauseNeed, ...]
    weak_for_others: tuple[tuple[str, str], ...]
    too_few: int
    waiting: tuple[tuple[str, str], ...]
    units: tuple[TopicMastery, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlannedSession:
    """A plan and where it was written; ``is_beside``: another plan was there already and stays as it is.

    ``unasked`` are sentences about goals that the quizzes can't ask as they should.
    """

    plan: SessionPlan
    because: str
    unasked: tuple[str, ...]
    seen: SeenBefore
    people: ExpectedPeople | None
    file: Path
    is_beside: bool


def plan_session(workspace: Workspace, session: str, wishes: PlanWishes) -> PlannedSession:
    """Proposes a session and writes its plan, and who is expected.

    Raises:
        WrongUsage: no id of a session, it was held already, or the time is too short. NothingToDo: nothing to teach.
        RosterFaults: of the list of people. ContentFaults, StoreFault: as ever.
    """
    month, folder = month_of(session), SessionFolder(workspace.sessions / session)
    workbook, sessions = workspace.workbook, all_sessions(workspace)
    rules = _rules(workbook)
    if any(was_held(files) for files in sessions if files.folder.id == session):
        again = f"这个月再办一次，编号写 {month}-2、{month}-3……"
        raise WrongUsage(f"{session} 已经办过，计划不再改：{again}；只换名单，加 --roster 名单文件，别的都不写")
    _check_when(wishes, month)
    wishes = _as_before(folder, workbook, wishes)
    people = expected_people(workspace, folder, wishes.people)
    planner = _Planner(
        workbook=workbook,
        rules=rules,
        gathered=gather(workspace, SourceChoice(records=wishes.records)),
        moments=Moments.read(workspace, sessions),
        numbers=frozenset(each.id for each in people.people) if people else frozenset(),
    )
    chosen, seen = planner.choose(session)
    if month < workspace.now()[: len(month)]:
        past = f"{month} 已经过去了，照样写了计划：要的是别的月份，就用那个月的编号再运行。"
        seen = replace(seen, notes=(past, *seen.notes))
    plan = planner.plan(session, chosen, wishes)
    unasked = tuple(filter(None, (goal.unasked(planner.rules.goals.questions) for goal in chosen.goals)))
    short = (f"{sentence}。" for sentence in unasked)
    about = [*seen.calendar, f"选“{plan.title}”：{chosen.because}。", *planner.sources(seen), *short]
    file, is_beside = _write(folder, plan_text(plan, about, _Names(workbook)), replaces=wishes.replace)
    if people:
        _write_people(folder, people)
    return PlannedSession(
        plan=plan,
        because=str(chosen.because),
        unasked=unasked,
        seen=seen,
        people=people,
        file=file,
        is_beside=is_beside,
    )


def list_people_again(workspace: Workspace, session: str, wishes: PlanWishes) -> ExpectedPeople | None:
    """Writes the list of people of a session that was held, where nothing else is wanted; else does nothing.

    A list may be damaged, or be mended, after the session; the plan stays. Raises what ``expected_people`` raises.
    """
    month_of(session)
    folder, people = SessionFolder(workspace.sessions / session), wishes.people
    if wishes != PlanWishes(people=people) or not (people.roster or people.drill) or not was_held(read_session(folder)):
        return None
    listed = expected_people(workspace, folder, people)
    if listed:
        _write_people(folder, listed)
    return listed


def _write_people(folder: SessionFolder, people: ExpectedPeople) -> None:
    text = json.dumps(EXPECTED.encode(people), ensure_ascii=False, indent=1)
    write_whole(folder.people, f"{text}\n".encode())


def _rules(workbook: Workbook) -> SessionRules:
    if workbook.sessions is None:
        raise WrongUsage("没有 grading/sessions.yml，不知道一次培训多长、讲几条：从新版的工作簿里拷一份来")
    return workbook.sessions


def _check_when(wishes: PlanWishes, month: str) -> None:
    if wishes.date:
        number_of(wishes.date)
        if not wishes.date.startswith(f"{month}-"):
            raise WrongUsage(f"--date {wishes.date} 不在 {month}：改日期，或改编号")
    if wishes.begins and not is_clock(wishes.begins):
        raise WrongUsage(f"--begins {wishes.begins} 不是时刻：写成 14:00 这样")


def _as_before(folder: SessionFolder, workbook: Workbook, wishes: PlanWishes) -> PlanWishes:
    """Keeps day, time, place and trainer of the plan that is there, where nothing else is wanted."""
    try:
        plan = read_plan(folder.plan, workbook)
    except LianbingError:  # none, or one that is being edited: the new one lies beside it
        return wishes
    return replace(
        wishes,
        date=wishes.date or plan.date,
        begins=wishes.begins or plan.begins,
        place=wishes.place or plan.place,
        trainer=wishes.trainer or plan.trainer,
    )


@dataclass(frozen=True, kw_only=True)
class _Planner:
    workbook: Workbook
    rules: SessionRules
    gathered: GatheredAnswers
    moments: Moments
    numbers: frozenset[str]

    def choose(self, session: str) -> tuple[ChosenGoals, SeenBefore]:
        """What the session is for, and what that rests on."""
        month, known = month_of(session), self._known()
        mastery = mastery_of(known, self.workbook, self.rules.weak)
        needs = clause_needs(known, self.workbook, mastery, self.rules.roles)
        usual = mastery.rate if mastery else ZERO
        chosen = choose_goals(needs, usual, month, self.rules.goals, 2 * self.rules.quiz)
        if chosen is None:
            raise NothingToDo("没有哪个知识点有足够的条款可讲：都刚讲过，或题库里可用的题太少；改 grading/sessions.yml")
        weak = sorted((need for need in needs if need.is_weak), key=_estimate)
        titles = {topic.id: topic.title for topic in self.workbook.syllabus.topics}
        aftermath = Aftermath(self.workbook, self.moments, self.gathered.answers)
        return chosen, SeenBefore(
            calendar=tuple(self._calendar(month)),
            aftermath=tuple(aftermath.of(files) for files in self.moments.sessions[-_LOOKED_BACK:]),
            answers=len(known.answers),
            sittings=tuple(self._sittings(known)),
            usual=mastery.rate if mastery else None,
            weak=tuple(weak[:_SHOWN]),
            weak_for_others=weak_for_others(self.workbook, mastery, self.rules.roles),
            too_few=sum(_has_too_few(need) for need in needs),
            waiting=longest_untaught(needs, titles, _SHOWN),
            units=_weak_units(mastery, chosen.topic),
            faults=tuple(fault for fault in self.gathered.faults if not fault.file.startswith(f"培训 {session} ")),
            notes=(*self.gathered.notes, *_left_out(len(self.gathered.answers) - len(known.answers))),
        )

    def _known(self) -> KnownAnswers:
        own = [each for each in self.gathered.answers if not self.numbers or each.person in self.numbers]
        return KnownAnswers(answers=own, moments=self.moments)

    def _sittings(self, known: KnownAnswers) -> Iterator[str]:
        """What people call the sittings that these answers are from."""
        labels = {sitting.id: sitting.label for sitting in self.gathered.sittings}
        for sitting in dict.fromkeys(answer.sitting for answer in known.answers):
            yield labels.get(sitting, sitting)

    def _calendar(self, month: str) -> Iterator[str]:
        clause = self.workbook.clauses[self.rules.every_month]
        least = int(self.workbook.limit_value(clause.id))
        yield f"{clause.id} {clause.title}：{clause.wording}"
        held = [month_of(files.folder.id) for files in self.moments.sessions]
        short = short_months(held, month, least)
        empty = [each for each, count in short.items() if not count]
        if not held:
            yield "还没有办过培训的记载。"
        if empty:
            yield f"{months_named(empty, month[:4])}没有办过培训。"
        for each, count in short.items():
            if count:
                yield f"{months_named([each], month[:4])}只办过 {count} 次。"

    def plan(self, session: str, chosen: ChosenGoals, wishes: PlanWishes) -> SessionPlan:
        """The plan; raises WrongUsage if its time is too short."""
        shares = shares_of_items(self.gathered.answers, self.rules.weak.least_answers)
        proposing = Proposing(workbook=self.workbook, rules=self.rules, shares=shares)
        titles = {topic.id: topic.title for topic in self.workbook.syllabus.topics}
        return SessionPlan(
            id=session,
            title=titles.get(chosen.topic, chosen.topic),
            date=wishes.date,
            begins=wishes.begins,
            place=wishes.place,
            trainer=wishes.trainer,
            goals=tuple(SessionGoal(clause=goal.clause, why=goal.why) for goal in chosen.goals),
            activities=proposing.activities(chosen, wishes.minutes or self.rules.minutes),
        )

    def sources(self, seen: SeenBefore) -> Iterator[str]:
        """What the plan rests on, in sentences."""
        if seen.usual is None:
            yield "还没有练兵、测验或学习记录，不知道哪里弱：按没有讲过的先后选。"
            return
        yield f"依据：{'、'.join(seen.sittings)}，共 {seen.answers} 题次，全体得分率 {plain(seen.usual)}%。"
        for unit in seen.units:
            low, high = plain(unit.figures.low), plain(unit.figures.high)
            yield f"{unit.unit}在这个知识点上更弱：{plain(unit.figures.estimate)}%（{low}%–{high}%）。"


def _left_out(answers: int) -> Iterator[str]:
    if answers:
        yield f"{answers} 题次不是名单上的人答的，没有算。"


def _estimate(need: ClauseNeed) -> tuple[Decimal, str]:
    return need.figures.estimate if need.figures else ZERO, need.clause


def _has_too_few(need: ClauseNeed) -> bool:
    return need.figures is not None and need.figures.mastery is Mastery.TOO_FEW


def _weak_units(mastery: MasteryReport | None, topic: str) -> tuple[TopicMastery, ...]:
    weak: Mapping[str, Iterable[TopicMastery]] = mastery.weak_in_units if mastery else {}
    return tuple(each for own in weak.values() for each in own if each.topic == topic)


@dataclass(frozen=True)
class _Names:
    """What an id is called, for comments in the file."""

    workbook: Workbook

    def __call__(self, name: str) -> str:
        if name in self.workbook.questions:
            stem = " ".join(self.workbook.questions[name].stem.split())
            return stem if len(stem) <= _STEM else f"{stem[:_STEM]}……"
        if name in self.workbook.scenarios:
            return self.workbook.scenarios[name].title
        basis = self.workbook.find_basis(name)
        return basis.title if basis else ""


_STEM = 30


def _write(folder: SessionFolder, text: str, *, replaces: bool) -> tuple[Path, bool]:
    """Writes the plan; one that somebody may have edited stays, and the new one lies beside it."""
    content = text.encode()
    old = folder.plan.read_bytes() if folder.plan.is_file() else content
    is_beside = old != content and not replaces
    if old != content and replaces:
        write_whole(folder.path / "plan.old.yml", old)
    path = folder.path / "plan.new.yml" if is_beside else folder.plan
    write_whole(path, content)
    return path, is_beside
