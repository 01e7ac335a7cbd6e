"""bank analyse: what answers say about the bank, worked out and written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lianbing.app.analysing.evidence import ClauseEvidence
from lianbing.app.analysing.exposure import ItemExposures
from lianbing.app.analysing.gathering import GatheredAnswers, SourceChoice, gather
from lianbing.app.analysing.item_figures import (
    Periods,
    by_clause,
    by_item,
    facility_of,
    figures_of,
    self_study_share,
    split,
)
from lianbing.app.analysing.looking import Looking
from lianbing.app.analysing.progress import chapter_progress, learner_totals
from lianbing.app.workspace import Workspace
from lianbing.domain.items.question import ItemStatus
from lianbing.domain.sessions.answers import GatheredAnswer
from lianbing.domain.workbook import Workbook
from lianbing.files import write_if_changed
from lianbing.reports.analysis.analysis import AnalysedClause, AnalysedItem, BankAnalysis, Source
from lianbing.reports.analysis.page import analysis_page
from lianbing.reports.analysis.workbook import analysis_workbook

FOLDER, STEM = "题库分析", "题库分析"
_STATUS = {ItemStatus.DRAFT: "草稿", ItemStatus.REVIEWED: "在用", ItemStatus.RETIRED: "已停用"}
_GONE = "已不在题库里"
_MOST_NAMES = 8


def analyse(workspace: Workspace, choice: SourceChoice) -> BankAnalysis:
    """Works everything out; stores nothing. Raises as :func:`gather`."""
    gathered = gather(workspace, choice)
    workbook = workspace.workbook
    items = by_item(gathered.answers)
    counts = Counter(answer.sitting for answer in gathered.answers)
    looking = Looking(workspace.root)
    return BankAnalysis(
        at=workspace.now(),
        chosen=tuple(_chosen(choice)),
        sources=tuple(
            Source(id=each.id, label=each.label, people=each.people, answers=counts[each.id])
            for each in gathered.sittings
        ),
        notes=(*gathered.notes, *_reworded(gathered)),
        faults=gathered.faults,
        items=tuple(_items(workspace, gathered, items, looking)),
        clauses=tuple(_clauses(workbook, items)),
        progress=tuple(chapter_progress(workbook, gathered.learners)),
        learners=tuple(learner_totals(gathered.learners)),
        topics={topic.id: topic.title for topic in workbook.syllabus.topics},
        look_notes=looking.notes,
        is_pseudonymous=choice.pseudonyms,
    )


def _reworded(gathered: GatheredAnswers) -> Iterator[str]:
    """What is said of answers to earlier wordings."""
    if gathered.reworded:
        count = sum((answer.sitting, answer.item) in gathered.reworded for answer in gathered.answers)
        names = sorted({item for _, item in gathered.reworded})
        shown = "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")
        yield f"{len(names)} 道题（{shown}）改过题面或答案：改以前的 {count} 题次只算进条款，不算进题目的数。"


def _chosen(choice: SourceChoice) -> Iterator[str]:
    """What was asked for, in words."""
    yield f"练兵：{'、'.join(choice.drills) or '全部'}"
    if choice.since or choice.until:
        yield f"作答日期：{choice.since or '最早'} 到 {choice.until or '最近'}"
    yield "课堂测验：" + ("全部" if choice.with_sessions else "不算")
    yield "学习记录：" + ("收来的文件" if choice.records else "没有给（--records）")


def _items(
    workspace: Workspace,
    gathered: GatheredAnswers,
    items: Mapping[str, Sequence[GatheredAnswer]],
    looking: Looking,
) -> Iterator[AnalysedItem]:
    questions, workbook = gathered.questions, workspace.workbook
    figures = figures_of(gathered)
    periods = Periods(gathered)
    changes = periods.drifts()
    in_force = {name for name in items if _status(workbook, name) == _STATUS[ItemStatus.REVIEWED]}
    looking.look(
        {name: own for name, own in figures.items() if name in in_force},
        {name: change.own for name, change in changes.items() if name in in_force},
    )
    exposures, evidence = ItemExposures(workspace), ClauseEvidence(workbook)
    for name, answers in items.items():
        _, alone = split(answers)
        yield AnalysedItem(
            question=questions[name],
            topic=answers[-1].topic,
            chapter=_chapter(workbook, answers[-1].rests_on),
            status=_status(workbook, name),
            figures=figures.get(name),
            self_study=self_study_share(alone) if alone else None,
            exposure=exposures.of(name),
            periods=periods.facilities(name),
            drift=changes.get(name),
            reasons=looking.reasons(name),
            rank=looking.rank(name),
            lost=tuple(evidence.lost_with(name)),
        )


def _status(workbook: Workbook, name: str) -> str:
    question = workbook.questions.get(name)
    if question is None:
        return "数据练习" if "." in name else _GONE
    return _STATUS[question.classification.status]


def _chapter(workbook: Workbook, references: Sequence[str]) -> str:
    """The title of the first chapter that shows one of these clauses."""
    chapters = (chapter for reference in references for chapter in workbook.chapters_of(reference))
    return next((workbook.chapters[chapter].title for chapter in chapters), "")


def _clauses(workbook: Workbook, items: Mapping[str, Sequence[GatheredAnswer]]) -> list[AnalysedClause]:
    evidence = ClauseEvidence(workbook)
    clauses = []
    for reference, answers in by_clause(items).items():
        supervised, alone = split(answers)
        clauses.append(
            AnalysedClause(
                reference=reference,
                title=evidence.title(reference),
                chapter=_chapter(workbook, (reference,)),
                answers=len(supervised),
                facility=facility_of(supervised),
                self_study=self_study_share(alone),
                items=tuple(sorted({answer.item for answer in answers})),
                in_force=evidence.in_force(reference),
            )
        )
    return sorted(clauses, key=_weakness)


def _weakness(clause: AnalysedClause) -> tuple[bool, float, float, str]:
    """By the upper end of the interval, what is surely weak first; what only learners answered comes last."""
    known = clause.facility if clause.answers else clause.self_study
    return (not clause.answers, 1.0 if known.high is None else known.high, known.value or 0.0, clause.reference)


@dataclass(frozen=True, kw_only=True)
class WrittenAnalysis:
    """The files that were written."""

    page: Path
    workbook: Path


def write_analysis(workspace: Workspace, analysis: BankAnalysis, folder: Path | None = None) -> WrittenAnalysis:
    """Writes the page and the workbook; the same analysis gives the same bytes."""
    folder = folder or workspace.data / "reports" / FOLDER
    written = WrittenAnalysis(page=folder / f"{STEM}.html", workbook=folder / f"{STEM}.xlsx")
    made = datetime.fromisoformat(analysis.at).astimezone(UTC).replace(tzinfo=None)
    write_if_changed(written.page, analysis_page(analysis).encode())
    write_if_changed(written.workbook, analysis_workbook(analysis, made))
    return written
