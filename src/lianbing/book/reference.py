"""查阅: pages that lead from a role, a clause, an indicator or a term to the places in the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lianbing.book.changes_page import changes_page
from lianbing.book.clause_pages import clause_pages
from lianbing.book.headings import indicator_heading
from lianbing.book.role_pages import role_pages
from lianbing.domain.book_map import REFERENCE, anchor
from lianbing.domain.knowledge.reference import Definition, Indicator, Term
from lianbing.domain.workbook import Workbook

TITLE = "查阅"
FOLDER = REFERENCE.rstrip("/")
GLOSSARY = "glossary"
FORMULAS = "formulas"
CHANGES = "changes"


def reference_pages(workbook: Workbook) -> dict[str, str]:
    """Markdown by file name without ending, in the order of the table of contents."""
    pages = {**role_pages(workbook), **clause_pages(workbook)}
    if workbook.indicators:
        pages[FORMULAS] = _formulas(workbook)
    if workbook.terms:
        pages[GLOSSARY] = _glossary(workbook)
    if workbook.changed or workbook.editions:
        pages[CHANGES] = changes_page(workbook)
    return pages


def table_of_contents(pages: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The pages that stand in the contents by themselves, each with those below it."""
    contents: dict[str, list[str]] = {}
    for name in pages:
        above = name.partition("-")[0]
        contents.setdefault(above, [])
        if name != above:
            contents[above].append(name)
    return {name: tuple(below) for name, below in contents.items()}


def entry_kinds(name: str) -> tuple[str, str]:
    """For the search: the kind of a page, and that of its sections, empty if they list what stands elsewhere."""
    if name in (FORMULAS, GLOSSARY):
        return "reference", "formula" if name == FORMULAS else "term"
    return ("role" if name.startswith("roles-") else "reference"), ""


def _page(title: str, lead: str, parts: Iterable[str]) -> str:
    return "\n\n".join([f"# {title}", lead, *parts]) + "\n"


def _link(workbook: Workbook, name: str) -> str:
    """A link to the card of a clause or fact in the first chapter that shows it."""
    chapters = workbook.chapters_of(name)
    return f"[{name}](../chapters/{chapters[0]}.ipynb#{anchor(name)})" if chapters else name


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
    return "\n\n".join([f"## {indicator_heading(indicator)}", *lines, *example])


def _definition(workbook: Workbook, definition: Definition, prefix: str) -> str:
    basis = "、".join(_link(workbook, name) for name in definition.basis)
    note = f" {definition.note}" if definition.note else ""
    return f"{prefix}**{definition.formula}**（依据 {basis}）{note}"


def _glossary(workbook: Workbook) -> str:
    lead = "按书里的用法解释；后面的编号点开就到原处。"
    return _page("术语表", lead, (_term(workbook, term) for term in workbook.terms))


def _term(workbook: Workbook, term: Term) -> str:
    return "\n\n".join([f"## {term.term}", *_about(workbook, term)])


def _about(workbook: Workbook, term: Term) -> Iterator[str]:
    yield term.meaning
    if term.aliases:
        yield f"也叫：{'、'.join(term.aliases)}"
    if term.see:
        yield f"见：{'、'.join(_link(workbook, name) for name in term.see)}"
