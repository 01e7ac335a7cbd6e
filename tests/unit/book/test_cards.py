"""Cards as learners read them: values and Chinese names, no ids of the content's own bookkeeping."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from lianbing.book.cards import clause_card, parameter_card
from lianbing.book.generation import for_readers, generated_files
from lianbing.domain.changes.traces import trace_clause, trace_parameter
from lianbing.domain.workbook import Workbook

# A contradiction, a line of the inventory of requirements, a parameter.
_BOOKKEEPING = re.compile(r"(?<![A-Za-z0-9])[XR]\d{2,3}(?![A-Za-z0-9])|\b[a-z][a-z0-9]*(?:\.[a-z][a-z0-9_]*)+\b")


def _texts(workbook: Workbook) -> Iterator[tuple[str, str]]:
    for path, text in generated_files(workbook).items():
        if path.suffix == ".md":
            yield path.name, text
        elif path.suffix == ".ipynb":
            for cell in json.loads(text)["cells"]:
                if cell["cell_type"] == "markdown":
                    yield f"{path.name} {cell['id']}", "".join(cell["source"])


def _prose(text: str, parameters: set[str]) -> str:
    """Less addresses of links, and less the id that stands small behind the title of a parameter's card."""
    without_links = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(
        r"^(> \*\*[^*]+\*\*) `([a-z0-9_.]+)`$",
        lambda found: found[1] if found[2] in parameters else found[0],
        without_links,
        flags=re.MULTILINE,
    )


def test_no_learner_meets_an_id_of_the_bookkeeping(workbook: Workbook) -> None:
    parameters = set(workbook.parameters)
    kept = {*parameters, *workbook.contradictions}
    found = [
        (place, name)
        for place, text in _texts(workbook)
        for name in _BOOKKEEPING.findall(_prose(text, parameters))
        if name in kept or name[0] == "R"
    ]
    assert found == []


def test_a_limit_from_a_parameter_shows_its_name_and_value(workbook: Workbook) -> None:
    card = clause_card(workbook, workbook.clauses["VIS-06"])
    value = workbook.parameters["visit.min_per_day"].value
    assert f"限额 ≥ {value} 户/天（本单位参数：每天走访户数下限）" in card


def test_a_card_says_both_sides_in_words(workbook: Workbook) -> None:
    contradiction = workbook.contradictions["X01"]
    card = clause_card(workbook, workbook.clauses["VIS-06"])
    line = next(line for line in card.splitlines() if line.startswith("> 说法不一："))
    assert contradiction.title in line
    assert all(side in line for side in contradiction.sides)
    assert contradiction.treatment in line


def test_a_parameter_is_called_by_its_name(workbook: Workbook) -> None:
    card = parameter_card(workbook.parameters["visit.min_per_day"])
    assert card.startswith("> **每天走访户数下限** `visit.min_per_day`\n")
    assert "取值：30 户/天" in card


def test_facts_write_no_half_typeset_formula(workbook: Workbook) -> None:
    raw = [fact.id for fact in workbook.facts.values() if re.search(r"[A-Za-zα-ω]_[\w{]", fact.text + fact.note)]
    assert raw == []


def test_trainers_find_the_bookkeeping_in_the_coverage(workbook: Workbook) -> None:
    clause = workbook.clauses["VIS-06"]
    trace = trace_clause(workbook, clause)
    assert trace.requirements == clause.sources != ()
    assert trace.contradictions == clause.contradictions != ()
    parameter = workbook.parameters["visit.min_per_day"]
    assert trace_parameter(workbook, parameter).contradictions == parameter.contradictions != ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("套错（X06）。", "套错。"),
        ("当成两份。** 时点看参数（X23、X25）。", "当成两份。** 时点看参数。"),
        ("另外一件事（X14），别混。", "另外一件事，别混。"),
        ("依据（VIS-06）和（K165）。", "依据（VIS-06）和（K165）。"),
    ],
)
def test_marks_for_authors_stay_in_the_syllabus(written: str, read: str) -> None:
    assert for_readers(written) == read
