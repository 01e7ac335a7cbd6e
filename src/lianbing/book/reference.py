"""查阅: pages that lead from a clause, a role, a term or an indicator to the place in the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lianbing.book.cards import markdown_table
from lianbing.book.elements import anchor
from lianbing.domain.clauses import Clause, Role
from lianbing.domain.reference import Definition, Indicator
from lianbing.domain.workbook import Workbook

TITLE = "查阅"
FOLDER = "book/reference"


def reference_pages(workbook: Workbook) -> dict[str, str]:
    """Markdown by file name without ending, in the order of the table of contents."""
    pages = {"roles": _roles(workbook), "clauses": _clauses(workbook)}
    if workbook.indicators:
        pages["formulas"] = _formulas(workbook)
    if workbook.terms:
        pages["glossary"] = _glossary(workbook)
    return pages


def _page(title: str, lead: str, parts: Iterable[str]) -> str:
    return "\n\n".join([f"# {title}", lead, *parts]) + "\n"


def _link(workbook: Workbook, name: str) -> str:
    """A link to the card of a clause or fact in the first chapter that shows it."""
    chapters = workbook.chapters_of(name)
    return f"[{name}](../chapters/{chapters[0]}.ipynb#{anchor(name)})" if chapters else name


def _chapter_links(workbook: Workbook, chapters: Iterable[str]) -> str:
    return "、".join(f"[{workbook.chapters[name].title}](../chapters/{name}.ipynb)" for name in chapters)


def _roles(workbook: Workbook) -> str:
    lead = "找到自己的岗位，看它要读哪些章、担哪些条款。章按学习次序排，条款点开就到原处。"
    parts = (_role(workbook, role) for role in workbook.roles.values())
    return _page("我的岗位该看什么", lead, (part for part in parts if part))


def _role(workbook: Workbook, role: Role) -> str:
    clauses = [clause.id for clause in workbook.clauses.values() if role.id in clause.roles]
    chapters = [chapter.id for chapter in workbook.chapters.values() if role.id in chapter.roles]
    if not clauses:
        return ""
    reading = f"先读：{_chapter_links(workbook, chapters)}\n\n" if chapters else ""
    links = " ".join(_link(workbook, name) for name in clauses)
    return f"## {role.title}\n\n{reading}条款（{len(clauses)} 条）：{links}"


def _clauses(workbook: Workbook) -> str:
    lead = "全部条款按标准排列。“题”是书里能练的题数，练兵专用的题不计入。"
    questions = _questions_by_clause(workbook)
    parts = []
    for standard in workbook.standards.values():
        head = ("条款", "名称", "岗位", "状态", "讲到的章", "题")
        rows = (_clause_row(workbook, clause, questions) for clause in standard.clauses)
        parts.append(f"## {standard.title}（{standard.id}）\n\n{markdown_table(head, rows)}")
    return _page("条款索引", lead, parts)


def _questions_by_clause(workbook: Workbook) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for question in workbook.questions.values():
        if question.practisable:
            for name in question.rests_on:
                counts[name] = counts.get(name, 0) + 1
    return counts


def _clause_row(workbook: Workbook, clause: Clause, questions: Mapping[str, int]) -> tuple[str, ...]:
    roles = "、".join(workbook.roles[role].title for role in clause.roles)
    chapters = _chapter_links(workbook, workbook.chapters_of(clause.id)) or "—"
    count = str(questions.get(clause.id, 0))
    return _link(workbook, clause.id), clause.title, roles, clause.status.value, chapters, count


def _formulas(workbook: Workbook) -> str:
    lead = "同名不同式的指标，先看口径再算。每个口径都写明依据；标“以本单位为准”的数不要照搬。"
    return _page("指标口径", lead, (_indicator(workbook, indicator) for indicator in workbook.indicators))


def _indicator(workbook: Workbook, indicator: Indicator) -> str:
    several = len(indicator.definitions) > 1
    lines = [
        _definition(workbook, definition, f"口径{mark}：" if several else "")
        for mark, definition in zip("甲乙丙丁戊", indicator.definitions, strict=False)
    ]
    example = [f"例：{indicator.example}"] if indicator.example else []
    return "\n\n".join([f"## {indicator.title}（{indicator.unit}）", *lines, *example])


def _definition(workbook: Workbook, definition: Definition, prefix: str) -> str:
    basis = "、".join(_link(workbook, name) for name in definition.basis)
    note = f" {definition.note}" if definition.note else ""
    return f"{prefix}**{definition.formula}**（依据 {basis}）{note}"


def _glossary(workbook: Workbook) -> str:
    return _page("术语表", "按书里的用法解释；后面的编号点开就到原处。", _terms(workbook))


def _terms(workbook: Workbook) -> Iterator[str]:
    for term in workbook.terms:
        see = f"（见 {'、'.join(_link(workbook, name) for name in term.see)}）" if term.see else ""
        yield f"**{term.term}**　{term.meaning}{see}"
