"""我的岗位该看什么: one page per role, with its chapters, scenarios and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lianbing.book.usage import places_of
from lianbing.domain.book_map import anchor
from lianbing.domain.items.scenarios import Scenario
from lianbing.domain.knowledge.clauses import Clause, Role
from lianbing.domain.knowledge.syllabus import Chapter
from lianbing.domain.workbook import Workbook

ROLES = "roles"


@dataclass(frozen=True)
class _Duties:
    """What belongs to a role."""

    role: Role
    clauses: tuple[Clause, ...]
    chapters: tuple[Chapter, ...]
    scenarios: tuple[Scenario, ...]
    questions: int

    @property
    def counts(self) -> str:
        parts = [
            (len(self.chapters), "章"),
            (len(self.clauses), "条条款"),
            (len(self.scenarios), "个情景演练"),
            (self.questions, "道可练的题"),
        ]
        return "、".join(f"{count} {what}" for count, what in parts if count)


def role_pages(workbook: Workbook) -> dict[str, str]:
    """The page to choose one's role on, and a page for every role that answers for a clause."""
    shown = [duties for duties in (_duties(workbook, role) for role in workbook.roles.values()) if duties.clauses]
    return {ROLES: _picker(shown), **{f"{ROLES}-{one.role.id}": _page(workbook, one) for one in shown}}


def _duties(workbook: Workbook, role: Role) -> _Duties:
    clauses = tuple(clause for clause in workbook.clauses.values() if role.id in clause.roles)
    named = {clause.id for clause in clauses}
    asked = [q for q in workbook.questions.values() if q.practisable and named.intersection(q.rests_on)]
    return _Duties(
        role,
        clauses,
        tuple(chapter for chapter in workbook.chapters.values() if role.id in chapter.roles),
        tuple(scenario for scenario in workbook.scenarios.values() if scenario.role == role.id),
        len(asked),
    )


def _picker(shown: Iterable[_Duties]) -> str:
    lead = "点自己的岗位，看它要读哪些章、走哪些情景、担哪些条款。"
    lines = (f"- [{duties.role.title}]({ROLES}-{duties.role.id}.md)：{duties.counts}" for duties in shown)
    return f"# 我的岗位该看什么\n\n{lead}\n\n" + "\n".join(lines) + "\n"


def _page(workbook: Workbook, duties: _Duties) -> str:
    lead = f"共 {duties.counts}。换岗位请回[我的岗位该看什么]({ROLES}.md)。"
    parts = [f"# {duties.role.title}", lead, *_reading(workbook, duties), *_visits(workbook, duties)]
    return "\n\n".join([*parts, *_clauses(workbook, duties)]) + "\n"


def _reading(workbook: Workbook, duties: _Duties) -> Iterator[str]:
    if not duties.chapters:
        return
    minutes = sum(chapter.minutes for chapter in duties.chapters)
    yield f"## 要读的章\n\n按学习次序排，合计约 {minutes} 分钟。"
    own = _count_by_chapter(workbook, duties)
    yield "\n".join(
        f"- [{chapter.title}](../chapters/{chapter.id}.ipynb)（{chapter.minutes} 分钟{own.get(chapter.id, '')}）"
        for chapter in duties.chapters
    )


def _count_by_chapter(workbook: Workbook, duties: _Duties) -> Mapping[str, str]:
    counts: dict[str, int] = {}
    for clause in duties.clauses:
        for chapter in workbook.chapters_of(clause.id):
            counts[chapter] = counts.get(chapter, 0) + 1
    return {chapter: f"，本岗位条款 {count} 条" for chapter, count in counts.items()}


def _visits(workbook: Workbook, duties: _Duties) -> Iterator[str]:
    places = places_of(workbook, "scenario")
    lines = [
        f"- [{scenario.title}](../chapters/{places[scenario.id].chapter}.ipynb#{scenario.id})"
        for scenario in duties.scenarios
        if scenario.id in places
    ]
    if lines:
        yield "## 情景演练"
        yield "\n".join(lines)


def _clauses(workbook: Workbook, duties: _Duties) -> Iterator[str]:
    yield "## 担的条款\n\n点开就到讲它的那一章。"
    for standard in workbook.standards.values():
        own = [clause for clause in duties.clauses if clause.standard == standard.id]
        if own:
            yield f"### {standard.title}（{len(own)} 条）"
            yield "\n".join(f"- {_link(workbook, clause)}" for clause in own)


def _link(workbook: Workbook, clause: Clause) -> str:
    chapters = workbook.chapters_of(clause.id)
    text = f"{clause.id} {clause.title}"
    return f"[{text}](../chapters/{chapters[0]}.ipynb#{anchor(clause.id)})" if chapters else text
