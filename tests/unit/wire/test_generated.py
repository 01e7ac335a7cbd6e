from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lianbing.wire.__main__ import PAGE, REPAIR, generated, main, stale
from lianbing.wire.assessments import ASSESSMENT
from lianbing.wire.background import BACKGROUND, BOOK_MAP
from lianbing.wire.code_runs import CODE_RUNS
from lianbing.wire.corrections import CORRECTION
from lianbing.wire.declared import BROWSER, DOCUMENTS
from lianbing.wire.papers import PAPER
from lianbing.wire.results import RESULT
from lianbing.wire.shapes.documents import Document, Tagged
from lianbing.wire.shapes.json_schema import document_schema
from lianbing.wire.shapes.shape import Shape
from lianbing.wire.shapes.tables import shown
from lianbing.wire.shapes.walking import name_of, named_in
from tests.unit.wire import samples

WRITTEN: list[tuple[Document[Any], object]] = [
    (PAPER, samples.PAPER),
    (PAPER, samples.AMENDED),
    (CORRECTION, samples.ROUND),
    (RESULT, samples.RESULT),
    (CODE_RUNS, samples.CODE_RUNS),
    (ASSESSMENT, samples.ASSESSMENT),
    (ASSESSMENT, samples.HALF_YEAR),
    (BACKGROUND, samples.SOURCED),
    (BOOK_MAP, samples.BACKGROUND.map),
]


def test_what_is_generated_from_the_shapes_is_fresh(root: Path) -> None:
    assert stale(root) == [], f"run {REPAIR}"


def test_every_shape_has_its_table_once(root: Path) -> None:
    declared = named_in([*BROWSER, *(document.shape for document in DOCUMENTS)])
    due = {name_of(kind) for kind in declared if isinstance(kind, Shape | Tagged)}
    due -= {shape.name for kind in declared if isinstance(kind, Tagged) for shape in kind.cases.values()}
    there = Counter(shown((root / PAGE).read_text(encoding="utf-8")))
    assert there == Counter(due)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_schema_is_one(document: Document[Any]) -> None:
    Draft202012Validator.check_schema(document_schema(document))


@pytest.mark.parametrize(("document", "meant"), WRITTEN, ids=lambda one: getattr(one, "name", ""))
def test_what_is_written_is_of_its_schema(document: Document[Any], meant: Any) -> None:
    schema = Draft202012Validator(document_schema(document))
    written = document.encode(meant)
    schema.validate(written)
    assert not schema.is_valid({**written, "stranger": 1})
    assert not schema.is_valid({name: value for name, value in written.items() if name != "schema"})


def test_checking_writes_nothing_and_says_how_to_mend(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in generated(root):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    spoilt = tmp_path / PAGE
    page = spoilt.read_text(encoding="utf-8")
    spoilt.write_text(page.replace("| `worth`? |", "| `points`? |"), encoding="utf-8")
    assert main(["--check"], tmp_path) == 1
    assert REPAIR in capsys.readouterr().err
    assert "| `points`? |" in spoilt.read_text(encoding="utf-8")
    assert main([], tmp_path) == 0
    assert spoilt.read_text(encoding="utf-8") == page
    assert main(["--check"], tmp_path) == 0
