"""本版变化: what has changed since the edition before, and what each edition before changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lianbing.domain.book_map import anchor
from lianbing.domain.knowledge.editions import ChangeNote, EntryKind
from lianbing.domain.workbook import Workbook

_SHOWN_BY = {EntryKind.PARAMETER: "parameters", EntryKind.FIGURE: "figure"}
_LEAD = "改了什么、从什么改成什么，后面是讲到它的章。只看过旧版的，先看这一页。"
_NOTHING = "条款、行业知识、参数、图、指标、术语都没有改。"


def changes_page(workbook: Workbook) -> str:
    """The page as Markdown; the same for the same content and the same records."""
    parts = ["# 本版变化", _LEAD]
    if workbook.changed:
        parts += [f"## 与 {workbook.edition} 版相比", *_grouped(workbook, workbook.changed)]
    for edition in reversed(workbook.editions):
        parts.append(f"## {edition.edition} 版（{edition.at[:10]}，与 {edition.before} 版相比）")
        parts += _grouped(workbook, edition.changes) if edition.changes else [_NOTHING]
    return "\n\n".join(parts) + "\n"


def _grouped(workbook: Workbook, changes: Iterable[ChangeNote]) -> Iterator[str]:
    """A list for each kind of thing."""
    lists: dict[EntryKind, list[str]] = {}
    for change in changes:
        lists.setdefault(change.kind, []).append(_line(workbook, change))
    for kind, lines in lists.items():
        yield f"**{kind.label}**"
        yield "\n".join(lines)


def _line(workbook: Workbook, change: ChangeNote) -> str:
    chapters = _chapters(workbook, change)
    links = "、".join(f"[{workbook.chapters[name].title}](../chapters/{name}.ipynb)" for name in chapters)
    shown = f"（{links}）" if links else ""
    return f"- {_named(workbook, change)}：{_plain(change.what)}{shown}"


def _named(workbook: Workbook, change: ChangeNote) -> str:
    """What people know it by: clauses and facts by their numbers, linked to their cards, all else by its title."""
    if change.kind not in (EntryKind.CLAUSE, EntryKind.FACT):
        return change.title
    chapters = workbook.chapters_of(change.id)
    number = f"[{change.id}](../chapters/{chapters[0]}.ipynb#{anchor(change.id)})" if chapters else change.id
    return f"{number} {change.title}"


def _chapters(workbook: Workbook, change: ChangeNote) -> tuple[str, ...]:
    marker = _SHOWN_BY.get(change.kind, "")
    if not marker:
        return workbook.chapters_of(change.id)
    return tuple(chapter.id for chapter in workbook.chapters.values() if change.id in chapter.marked(marker))


def _plain(text: str) -> str:
    """A difference as it can stand in Markdown: what authors write with stars or brackets is no markup here."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return text
