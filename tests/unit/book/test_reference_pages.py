"""The pages that lead from a clause, a role, a term to the places in the book."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from lianbing.book.cards import clause_card
from lianbing.book.reference import entry_kinds, reference_pages, table_of_contents
from lianbing.book.usage import places_of_questions, usages
from lianbing.domain.items.question import Exposure
from lianbing.domain.workbook import Workbook

_LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def pages(workbook: Workbook) -> Mapping[str, str]:
    return reference_pages(workbook)


def entry(pages: Mapping[str, str], clause: str) -> str:
    """What the index says of a clause."""
    page = pages[f"clauses-{clause.partition('-')[0].lower()}"]
    found = re.search(rf"^### {clause} .*?(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, clause
    return found[0]


def test_every_clause_has_one_entry_with_the_chapters_that_teach_it(
    workbook: Workbook, pages: Mapping[str, str]
) -> None:
    everything = "\n".join(pages.values())
    for clause in workbook.clauses.values():
        assert everything.count(f"### {clause.id} ") == 1
        links = _LINK.findall(entry(pages, clause.id))
        for chapter in workbook.chapters_of(clause.id):
            assert f"../chapters/{chapter}.ipynb#{clause.id.lower()}" in links


def test_an_entry_names_the_roles_that_answer_for_the_clause(workbook: Workbook, pages: Mapping[str, str]) -> None:
    for clause in workbook.clauses.values():
        links = _LINK.findall(entry(pages, clause.id))
        assert [f"roles-{role}.md" for role in clause.roles] == [link for link in links if link.startswith("roles-")]


def test_every_question_that_the_book_asks_is_linked_from_its_clauses(
    workbook: Workbook, pages: Mapping[str, str]
) -> None:
    places = places_of_questions(workbook)
    assert places["vis-0001"].anchor == "vis-0001"
    for name, place in places.items():
        for clause in workbook.questions[name].rests_on:
            if clause in workbook.clauses:
                assert f"../chapters/{place.chapter}.ipynb#{place.anchor}" in _LINK.findall(entry(pages, clause))


def test_of_reserved_questions_there_is_a_number_and_nothing_else(workbook: Workbook, pages: Mapping[str, str]) -> None:
    everything = "\n".join(pages.values())
    reserved = [q for q in workbook.questions.values() if q.classification.exposure is Exposure.RESERVED]
    assert reserved
    assert [q.id for q in reserved if q.id in everything or q.stem[:16] in everything] == []
    counted = {name: usage.reserved for name, usage in usages(workbook).items() if name in workbook.clauses}
    name = max(counted, key=counted.__getitem__)
    assert counted[name] == sum(name in q.rests_on for q in reserved)
    assert f"练兵专用题 {counted[name]} 道" in entry(pages, name)


def test_every_scenario_and_exercise_is_linked_from_its_clauses(workbook: Workbook, pages: Mapping[str, str]) -> None:
    for scenario in workbook.scenarios.values():
        for name in scenario.clauses:
            if name in workbook.clauses:
                assert f"#{scenario.id})" in entry(pages, name)
    for task in workbook.tasks.values():
        for name in task.rests_on:
            if name in workbook.clauses:
                assert f"#{task.id})" in entry(pages, name)


def test_a_card_leads_to_its_entry(workbook: Workbook, pages: Mapping[str, str]) -> None:
    card = clause_card(workbook, workbook.clauses["VIS-06"])
    assert "[出处与考法](../reference/clauses-vis.md#vis-06)" in card
    assert "### VIS-06 " in pages["clauses-vis"]


def test_a_clause_that_nothing_asks_about_says_so(workbook: Workbook, pages: Mapping[str, str]) -> None:
    unasked = [
        name
        for name, usage in usages(workbook).items()
        if name in workbook.clauses and not usage.questions and not usage.reserved
    ]
    assert unasked
    for name in unasked:
        assert "考在：还没有题" in entry(pages, name)


def test_roles_are_chosen_by_links_and_each_has_its_page(workbook: Workbook, pages: Mapping[str, str]) -> None:
    chosen = re.findall(r"^- \[(.+?)\]\(roles-([a-z-]+)\.md\)", pages["roles"], re.MULTILINE)
    answering = {role for clause in workbook.clauses.values() for role in clause.roles}
    assert {role for _, role in chosen} == answering
    for title, role in chosen:
        assert pages[f"roles-{role}"].startswith(f"# {title}\n")


def test_a_role_page_lists_its_clauses_chapters_and_visits(workbook: Workbook, pages: Mapping[str, str]) -> None:
    page = pages["roles-customer-manager"]
    clauses = [clause for clause in workbook.clauses.values() if "customer-manager" in clause.roles]
    assert f"{len(clauses)} 条条款" in page
    assert re.search(r"、\d+ 道可练的题", page)
    for clause in clauses:
        assert f"[{clause.id} {clause.title}]" in page
    for chapter in workbook.chapters.values():
        assert (f"](../chapters/{chapter.id}.ipynb)" in page) == ("customer-manager" in chapter.roles)
    for scenario in workbook.scenarios.values():
        assert (f"#{scenario.id})" in page) == (scenario.role == "customer-manager")


def test_a_term_shows_what_else_it_is_called(pages: Mapping[str, str]) -> None:
    assert "## 走访\n\n到店里去看、去问、去办事。\n\n也叫：拜访、上门\n\n见：" in pages["glossary"]


def test_pages_stand_in_the_contents_below_the_one_that_lists_them(pages: Mapping[str, str]) -> None:
    contents = table_of_contents(pages)
    assert [name for name in contents if name != "changes"] == ["roles", "clauses", "formulas", "glossary"]
    assert "clauses-vis" in contents["clauses"]
    assert "roles-customer-manager" in contents["roles"]
    assert {*contents, *(name for below in contents.values() for name in below)} == set(pages)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("glossary", ("reference", "term")),
        ("formulas", ("reference", "formula")),
        ("roles-customer-manager", ("role", "")),
        ("roles", ("reference", "")),
        ("clauses-vis", ("reference", "")),
    ],
)
def test_only_what_stands_nowhere_else_is_searched_section_by_section(name: str, kinds: tuple[str, str]) -> None:
    assert entry_kinds(name) == kinds
