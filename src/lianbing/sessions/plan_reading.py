"""Reads the plan that a trainer edited: every fault at its line, with what was probably meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated
from unicodedata import category, normalize

from pydantic import AfterValidator, BeforeValidator, Field

from lianbing.content.reading.validation import Model, Text, validate
from lianbing.content.reading.yaml_source import Path_, YamlDocument, parse, read_text
from lianbing.domain.items.question import ItemStatus, Question
from lianbing.domain.kernel.days import number_of
from lianbing.domain.knowledge.clauses import Clause, Fact
from lianbing.domain.sessions.calendar import month_of
from lianbing.domain.sessions.forms import serves_quiz
from lianbing.domain.sessions.plans import Activity, ActivityKind, ParallelForms, SessionGoal, SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.errors import ContentFaults, Fault, LianbingError, SessionFaults, UnknownReference

_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)
_KINDS = {kind.label: kind.value for kind in ActivityKind}
_DAY = 24 * 60
_WIDE_COMMAS = frozenset("，、；")
_NEAR_KIND = 0.5
"""How alike a word and a kind must be; they have two to four characters."""
_ONCE = (ActivityKind.SIGN_IN, ActivityKind.WARM_UP, ActivityKind.EXIT)


def _empty(value: object) -> object:
    return "" if value is None else value


def _none_listed(value: object) -> object:
    return () if value is None else value


def _kind(value: object) -> ActivityKind:
    name = str(value).strip()
    if name not in {*_KINDS, *_KINDS.values()}:
        near = get_close_matches(name, _KINDS, 1, _NEAR_KIND)
        meant = f"，是不是“{near[0]}”" if near else ""
        raise ValueError(f"“kind”不能写“{name}”{meant}：只能写 {'、'.join(_KINDS)}")
    return ActivityKind(_KINDS.get(name, name))


def _count(value: object) -> object:
    if isinstance(value, bool):  # pydantic takes true for 1
        raise ValueError("“minutes”要写成整数")
    return value


def _printable(text: str) -> str:
    if any(category(sign) == "Cc" and sign not in "\n\t" for sign in text):
        raise ValueError("里面有看不见的控制字符：删掉重写")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("“title”不能空着：写上这次培训讲什么")
    return text


Line = Annotated[Text, BeforeValidator(_empty), AfterValidator(_printable)]
Title = Annotated[Text, BeforeValidator(_empty), AfterValidator(_printable), AfterValidator(_not_blank)]
Ids = Annotated[tuple[Annotated[str, BeforeValidator(_empty)], ...], BeforeValidator(_none_listed)]
Minutes = Annotated[int, BeforeValidator(_count), Field(gt=0, le=480)]


class GoalModel(Model):
    """What the session is for."""

    clause: Annotated[str, Field(min_length=1)]
    why: Line = ""


class PlannedActivityModel(Model):
    """A stretch of the session."""

    kind: Annotated[ActivityKind, BeforeValidator(_kind)]
    minutes: Minutes
    title: Line = ""
    clauses: Ids = ()
    items: Ids = ()
    scenario: Line = ""
    notes: Line = ""

    def build(self) -> Activity:
        """The activity."""
        return Activity(**dict(self))


class FormsModel(Model):
    """The two quizzes."""

    a: Ids = ()
    b: Ids = ()
    swapped: bool = True


class PlanFile(Model):
    """``plan.yml``."""

    title: Title
    date: Line = ""
    begins: Line = ""
    place: Line = ""
    trainer: Line = ""
    goals: Annotated[list[GoalModel], Field(min_length=1)]
    activities: Annotated[list[PlannedActivityModel], Field(min_length=1)]
    forms: FormsModel = FormsModel()

    def build(self, session: str) -> SessionPlan:
        """The plan."""
        return SessionPlan(
            id=session,
            title=self.title,
            date=self.date,
            begins=self.begins,
            place=self.place,
            trainer=self.trainer,
            goals=tuple(SessionGoal(clause=goal.clause, why=goal.why) for goal in self.goals),
            activities=tuple(each.build() for each in self.activities),
            forms=ParallelForms(**dict(self.forms)),
        )


def read_plan(path: Path, workbook: Workbook) -> SessionPlan:
    """The plan of the session whose folder holds ``path``.

    Raises:
        SessionFaults: everything that is wrong with the file, each with its line.
        UnknownReference: there is no such file.
    """
    session = path.parent.name
    if not path.is_file():
        raise UnknownReference(f"没有 {session} 的计划 {path}：先运行 lianbing session plan {session}")
    file = f"{session}/{path.name}"
    try:
        document = parse(read_text(path, file), file)
        plan = validate(document, PlanFile).build(session)
    except ContentFaults as error:
        raise SessionFaults(error.faults) from error
    checking = _Checking(document, workbook, plan)
    faults = [*checking.faults()]
    if faults:
        raise SessionFaults(faults)
    return plan


@dataclass(frozen=True)
class _Checking:
    """Compares a plan with the workbook."""

    document: YamlDocument
    workbook: Workbook
    plan: SessionPlan
    _basis: dict[str, Clause | Fact] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._basis.update({**self.workbook.clauses, **self.workbook.facts})

    def faults(self) -> Iterator[Fault]:
        yield from self._when()
        for place, goal in enumerate(self.plan.goals):
            yield from self._unknown(goal.clause, self._basis, "条款或行业知识", ("goals", place, "clause"))
        for name, times in Counter(goal.clause for goal in self.plan.goals).items():
            if times > 1:
                yield self._at(("goals",), f"{name} 写了 {times} 次：留一处")
        for place, activity in enumerate(self.plan.activities):
            yield from self._activity(activity, ("activities", place))
        yield from self._voted_twice()
        if self.plan.minutes > _DAY:
            yield self._at(("activities",), f"各段加起来 {self.plan.minutes} 分钟，比一天还长：改短")
        for kind in _ONCE:
            if sum(each.kind is kind for each in self.plan.activities) > 1:
                yield self._at(("activities",), f"{kind.label}写了不止一次：留一次")
        yield from self._forms()

    def _at(self, path: Path_, message: str) -> Fault:
        return self.document.fault(path, message)

    def _when(self) -> Iterator[Fault]:
        month = month_of(self.plan.id)
        if self.plan.date:
            try:
                number_of(self.plan.date)
            except LianbingError:
                yield self._at(("date",), f"“{self.plan.date}”不是日期：写成 {month}-15 这样，没有定就空着")
            else:
                if self.plan.date[:7] != month:
                    yield self._at(("date",), f"{self.plan.date} 不在 {month}：改日期，或用那个月的编号另做计划")
        if self.plan.begins and not is_clock(self.plan.begins):
            yield self._at(("begins",), f"“{self.plan.begins}”不是时刻：写成 14:00 这样")

    def _activity(self, activity: Activity, path: Path_) -> Iterator[Fault]:
        for place, clause in enumerate(activity.clauses):
            yield from self._unknown(clause, self._basis, "条款或行业知识", (*path, "clauses", place))
        for place, item in enumerate(activity.items):
            asks = self._vote if activity.kind is ActivityKind.VOTE else self._shown
            yield from self._question(item, (*path, "items", place), asks)
        if activity.kind is ActivityKind.VOTE and not activity.items:
            yield self._at(path, "投票讨论没有题：在 items 下面写题的编号，或删掉这一段")
        if activity.kind is ActivityKind.SCENARIO and not activity.scenario:
            yield self._at(path, "情景演练没有情景：写上 scenario，或删掉这一段")
        if activity.scenario:
            yield from self._unknown(activity.scenario, self.workbook.scenarios, "情景", (*path, "scenario"))

    def _voted_twice(self) -> Iterator[Fault]:
        """The room knows a vote by its question: of two votes on one, the second can't be opened."""
        voted: set[str] = set()
        for place, activity in enumerate(self.plan.activities):
            for at, item in enumerate(activity.items if activity.kind is ActivityKind.VOTE else ()):
                if item in voted:
                    message = f"题 {item} 前面已经投过：每题只写一次，第一次、第二次投票都在那里"
                    yield self._at(("activities", place, "items", at), message)
                voted.add(item)

    def _forms(self) -> Iterator[Fault]:
        forms = self.plan.forms
        if len(forms.a) != len(forms.b):
            yield self._at(("forms",), f"甲卷 {len(forms.a)} 题，乙卷 {len(forms.b)} 题：要一样多，或都空着")
        elsewhere = {item for activity in self.plan.activities for item in activity.items}
        times = Counter((*forms.a, *forms.b))
        for name, form in (("a", forms.a), ("b", forms.b)):
            for place, item in enumerate(form):
                path = ("forms", name, place)
                yield from self._question(item, path, self._quizzed)
                if item in elsewhere:
                    yield self._at(path, f"题 {item} 投票或案例里已经用了，测验再考就不作数：换一题")
                if times[item] > 1:
                    yield self._at(path, f"题 {item} 写了 {times[item]} 次：甲卷、乙卷里每题只写一次")

    def _question(self, item: str, path: Path_, why_not: Callable[[Question], str]) -> Iterator[Fault]:
        question = self.workbook.questions.get(item)
        if question is None:
            yield from self._unknown(item, self.workbook.questions, "题", path)
        elif message := _not_shown(question) or why_not(question):
            yield self._at(path, f"题 {item} {message}")

    def _vote(self, question: Question) -> str:
        return "" if serves_vote(question) else f"是{question.type.label}，投票只能用单选、多选、判断：换一题"

    def _shown(self, question: Question) -> str:
        return "要运行代码，课上做不了：换一题" if question.type.is_run else ""

    def _quizzed(self, question: Question) -> str:
        return (
            "" if serves_quiz(question) else f"是{question.type.label}，手机上当堂判不了：换成选择、判断、填空或计算题"
        )

    def _unknown(self, name: str, known: Iterable[str], word: str, path: Path_) -> Iterator[Fault]:
        names = [*known]
        if name not in names:
            if _WIDE_COMMAS & set(name):
                yield self._at(path, f"{name}：编号之间的逗号要用半角，写成 [{_with_commas(name)}]")
                return
            near = near_names(name, names)
            meant = f"，是不是 {'、'.join(near)}" if near else ""
            yield self._at(path, f"没有{word} {name or '（空着）'}{meant}：改编号")


def is_clock(text: str) -> bool:
    """Whether a text is a time of day such as 9:30 or 14:00."""
    return _CLOCK.fullmatch(text) is not None


def near_names(name: str, known: Sequence[str]) -> list[str]:
    """The ids that somebody probably meant: the same but for capitals and letters like digits, or else similar ones."""
    folded = {_folded(each): each for each in known}
    if _folded(name) in folded:
        return [folded[_folded(name)]]
    return [folded[each] for each in get_close_matches(_folded(name), folded, n=3)]


def _with_commas(name: str) -> str:
    return ", ".join(filter(None, re.split(f"[{''.join(_WIDE_COMMAS)}\\s]+", name)))


def _folded(name: str) -> str:
    """An id as it is compared: O and 0, I, L and 1 look alike, and so do full-width letters."""
    plain = normalize("NFKC", name).strip().upper()
    return plain.translate(str.maketrans("OIL_—–", "011---"))


def serves_vote(question: Question) -> bool:
    """Whether people can vote on a question: it has options, and a key that says which are right."""
    return serves_quiz(question) and bool(question.options or question.type.name == "truefalse")


def _not_shown(question: Question) -> str:
    marks = question.classification
    if marks.status is not ItemStatus.REVIEWED:
        word = "已经停用" if marks.status is ItemStatus.RETIRED else "还是草稿"
        return f"{word}，培训里不用：换一题"
    return "" if question.practisable else "只在练兵里出，培训里给人看了就不能再考：换一道书里有的"
