"""Clauses, facts, parameters and roles as plain Markdown, readable in JupyterLab and styled in the built book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lianbing.domain.book_map import anchor, clause_page
from lianbing.domain.kernel.quantities import show
from lianbing.domain.knowledge.clauses import Clause, Contradiction, Fact, Parameter, Status
from lianbing.domain.knowledge.limits import Limit
from lianbing.domain.workbook import Workbook

LOST = "原文缺"


def clause_card(workbook: Workbook, clause: Clause, first: Mapping[str, str] | None = None) -> str:
    """A quotation: id and title, wording, limits, roles, status, source, readings and contradictions.

    Where the company has set a number of its own, the card says both. ``first`` are the cards of the page that tell
    what sources say differently, by contradiction: the others lead there.

    Numbers of contradictions and of the inventory's requirements are for trainers: ``lianbing coverage`` has them.
    """
    lines = [f"**{clause.id} {clause.title}**", clause.wording]
    lines += [f"{clause.own_numbers}。"] if clause.own_numbers else []
    lines += [f"读法{place}：{reading}" for place, reading in zip("甲乙丙丁", clause.readings, strict=False)]
    usage = f"[出处与考法](../reference/{clause_page(clause.standard)}.md#{anchor(clause.id)})"
    lines.append(" · ".join([*_facts_line(workbook, clause), usage]))
    lines += [_difference(workbook.contradictions[name], clause, first or {}) for name in clause.contradictions]
    if clause.note:
        lines.append(f"说明：{clause.note}")
    return _quoted(lines)


def _facts_line(workbook: Workbook, clause: Clause) -> list[str]:
    limits = [_limit(workbook, limit) for limit in clause.limits]
    roles = "、".join(workbook.roles[role].title for role in clause.roles)
    status = clause.status.value + (f"（{LOST}部分不补）" if clause.status is Status.DAMAGED else "")
    return [*limits, f"岗位 {roles}", f"状态 {status}", f"来源 {_place(clause)}"]


def _place(clause: Clause) -> str:
    """Where the clause stands, with the numbers that stand there if the company has set others or more."""
    differs = any(limit.is_own or limit.added for limit in clause.limits)
    written = [limit.spoken(limit.source_value) for limit in clause.limits if differs and not limit.added]
    return f"{clause.place}（原写 {'、'.join(written)}）" if written else clause.place


def _limit(workbook: Workbook, limit: Limit) -> str:
    parameter = f"（本单位参数：{workbook.parameters[limit.parameter].title}）" if limit.parameter else ""
    own = "（本单位另定）" if limit.added and not parameter else ""
    return f"限额 {f'{limit.title} {limit}'.strip()}{parameter}{own}"


def first_cards(workbook: Workbook, clauses: Iterable[str]) -> dict[str, str]:
    """For each contradiction, the first of the clauses whose card tells it."""
    first: dict[str, str] = {}
    for name in clauses:
        for contradiction in workbook.clauses[name].contradictions:
            first.setdefault(contradiction, name)
    return first


def _difference(contradiction: Contradiction, clause: Clause, first: Mapping[str, str]) -> str:
    there = first.get(contradiction.id, clause.id)
    if there != clause.id:
        return f"说法不一（{contradiction.title}）：见 [{there}](#{anchor(there)})。"
    return f"说法不一：{contradiction.title}。{'。'.join(contradiction.sides)}。取法：{contradiction.treatment}"


def fact_card(fact: Fact) -> str:
    """A quotation: id, text, confidence, source."""
    facts = [f"置信度 {fact.confidence.value}", f"来源 {fact.source}"]
    if fact.configurable:
        facts.append("各地不同，以本单位规定为准")
    lines = [f"**{fact.id} {fact.title}**", fact.text, " · ".join(facts)]
    return _quoted([*lines, f"说明：{fact.note}"] if fact.note else lines)


def _quoted(paragraphs: Iterable[str]) -> str:
    return "\n>\n".join("> " + paragraph.strip().replace("\n", "\n> ") for paragraph in paragraphs)


def parameter_card(parameter: Parameter) -> str:
    """A quotation: title and id, the value in force, what each source says."""
    default = f"{show(parameter.default)} {parameter.unit}".strip()
    if parameter.local is None:
        value = f"取值：{default}（默认；本单位另有规定的，以本单位的为准）"
    else:
        value = f"取值：{show(parameter.local)} {parameter.unit}".rstrip() + f"（本单位；默认 {default}）"
    lines = [f"**{parameter.title}** `{parameter.id}`", value]
    lines += ["只作了解：没有条款、题目和练习按它算。"] if parameter.information else []
    lines += [
        f"{reading.source} 作 {show(reading.value)}" + (f"：{reading.note}" if reading.note else "")
        for reading in parameter.readings
    ]
    return _quoted([*lines, f"说明：{parameter.note}"] if parameter.note else lines)


def role_table(workbook: Workbook, clauses: Iterable[str]) -> str:
    """For each role, the clauses of a chapter that it answers for."""
    by_role: dict[str, list[str]] = {}
    for clause in clauses:
        for role in workbook.clauses[clause].roles:
            by_role.setdefault(role, []).append(clause)
    rows = [
        (workbook.roles[role].title, str(len(names)), " ".join(f"[{name}](#{anchor(name)})" for name in names))
        for role, names in by_role.items()
    ]
    return markdown_table(("岗位", "条数", "条款"), rows)


def markdown_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
