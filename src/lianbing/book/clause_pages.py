"""条款索引: one page per standard; each clause with where it is taught, tested and used, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lianbing.book.headings import indicator_heading, section_anchors
from lianbing.book.usage import Place, Usage, places_of, places_of_questions, usages
from lianbing.domain.book_map import anchor, clause_page
from lianbing.domain.items.question import Question
from lianbing.domain.knowledge.clauses import Clause, Standard
from lianbing.domain.workbook import Workbook

CLAUSES = "clauses"


@dataclass(frozen=True, kw_only=True)
class _Book:
    """The workbook, and where everything of it stands."""

    workbook: Workbook
    usages: Mapping[str, Usage]
    questions: Mapping[str, Place]
    scenarios: Mapping[str, Place]
    tasks: Mapping[str, Place]
    forms: Mapping[str, Place]


def clause_pages(workbook: Workbook) -> dict[str, str]:
    """The list of standards, and a page for each."""
    book = _Book(
        workbook=workbook,
        usages=usages(workbook),
        questions=places_of_questions(workbook),
        scenarios=places_of(workbook, "scenario"),
        tasks=places_of(workbook, "task"),
        forms=places_of(workbook, "form"),
    )
    standards = workbook.standards.values()
    return {CLAUSES: _overview(standards), **{clause_page(one.id): _standard(book, one) for one in standards}}


def _overview(standards: Iterable[Standard]) -> str:
    lead = "每份标准一页。每条写明讲在哪里、考在哪里、用在哪里、归哪个岗位；章里每张条款卡片上的“出处与考法”也到这里。"
    lines = (
        f"- [{standard.title}（{standard.id}）]({clause_page(standard.id)}.md)：{len(standard.clauses)} 条"
        for standard in standards
    )
    return f"# 条款索引\n\n{lead}\n\n" + "\n".join(lines) + "\n"


def _standard(book: _Book, standard: Standard) -> str:
    lead = f"出自《{standard.document}》，版次 {standard.edition}，共 {len(standard.clauses)} 条。"
    parts = [f"# {standard.title}（{standard.id}）", lead]
    for section in standard.sections:
        clauses = [clause for clause in standard.clauses if clause.section == section.id]
        if clauses:
            parts += [f"## {section.title}", *(_clause(book, clause) for clause in clauses)]
    return "\n\n".join(parts) + "\n"


def _clause(book: _Book, clause: Clause) -> str:
    lines = "\n".join(f"- {line}" for line in _about(book, clause))
    return f"### {clause.id} {clause.title}\n\n{clause.full_wording}\n\n{lines}"


def _about(book: _Book, clause: Clause) -> Iterator[str]:
    usage = book.usages[clause.id]
    roles = "、".join(f"[{book.workbook.roles[role].title}](roles-{role}.md)" for role in clause.roles)
    yield f"岗位：{roles}；状态：{clause.status.value}"
    chapters = book.workbook.chapters_of(clause.id)
    named = ((book.workbook.chapters[name].title, Place(chapter=name, anchor=anchor(clause.id))) for name in chapters)
    yield "讲在：" + ("、".join(_link(title, place) for title, place in named) or "没有章讲到")
    yield f"考在：{_tested(book, usage)}"
    used = [*_scenarios(book, usage), *_tasks(book, usage), *_forms(book, usage), *_indicators(book, usage)]
    if used:
        yield "用在：" + "、".join(used)


def _link(title: str, place: Place) -> str:
    return f"[{title}](../chapters/{place.chapter}.ipynb#{place.anchor})"


def _tested(book: _Book, usage: Usage) -> str:
    asked = [_link(question.type.label, place) for question, place in _placed(book, usage.questions)]
    unplaced = len(usage.questions) - len(asked)
    counts = [f"另有可练的题 {unplaced} 道" if asked else f"可练的题 {unplaced} 道"] if unplaced else []
    counts += [f"练兵专用题 {usage.reserved} 道"] if usage.reserved else []
    return "；".join(["、".join(asked), *counts] if asked else counts) or "还没有题"


def _placed(book: _Book, questions: Iterable[Question]) -> Iterator[tuple[Question, Place]]:
    for question in questions:
        place = book.questions.get(question.id)
        if place:
            yield question, place


def _scenarios(book: _Book, usage: Usage) -> Iterator[str]:
    for scenario in usage.scenarios:
        if scenario.id in book.scenarios:
            yield "情景演练" + _link(scenario.title, book.scenarios[scenario.id])


def _tasks(book: _Book, usage: Usage) -> Iterator[str]:
    for task in usage.tasks:
        if task.id in book.tasks:
            yield "数据练习" + _link(task.title, book.tasks[task.id])


def _forms(book: _Book, usage: Usage) -> Iterator[str]:
    for form in usage.forms:
        if form.id in book.forms:
            yield "表单" + _link(form.title, book.forms[form.id])


def _indicators(book: _Book, usage: Usage) -> Iterator[str]:
    indicators = book.workbook.indicators
    anchors = section_anchors([indicator_heading(indicator) for indicator in indicators])
    anchor_of = {indicator.id: name for indicator, name in zip(indicators, anchors, strict=True)}
    for indicator in usage.indicators:
        yield f"指标[{indicator.title}](formulas.md#{anchor_of[indicator.id]})"
