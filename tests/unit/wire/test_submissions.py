from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from jsonschema import Draft202012Validator

from lianbing.domain.items.question import ItemType
from lianbing.domain.items.types.multiple import MULTIPLE
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.items.types.single import SINGLE
from lianbing.domain.items.types.truefalse import TRUE_FALSE
from lianbing.errors import SubmissionRejected
from lianbing.wire.shapes.json_schema import document_schema
from lianbing.wire.submissions import MAX_BYTES, SUBMISSION, read_submission, receipt, sha256
from tests.unit.objects import item, paper, saved

TIMES = ("2026-11-01T09:00:00+08:00", "2026-11-01T09:40:00+08:00")
PAPER = paper([item("q-1"), item("q-2"), item("q-3")])
ANSWERS: dict[str, Any] = {"q-1": "B", "q-2": ["A", "C"]}
WRITTEN = saved(PAPER, ANSWERS, TIMES)


def notebook() -> dict[str, Any]:
    return json.loads(WRITTEN)  # type: ignore[no-any-return]


def packed(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def code_of(content: bytes) -> str:
    with pytest.raises(SubmissionRejected) as caught:
        read_submission(content)
    assert caught.value.message
    return caught.value.why


def test_what_was_written_is_read_back() -> None:
    read = read_submission(WRITTEN)
    assert (read.drill, read.paper, read.employee, read.token) == ("drill", "drill-C0001", "C0001", "token")
    assert (read.started_at, read.submitted_at) == TIMES
    assert read.answers == {"q-1": "B", "q-2": ["A", "C"], "q-3": None}


def test_a_submission_is_a_sound_notebook_that_a_person_can_read() -> None:
    read = nbformat.reads(WRITTEN.decode(), as_version=nbformat.NO_CONVERT)
    nbformat.validate(read)
    assert (read.nbformat, read.nbformat_minor) == (4, 5)
    assert [cell.id for cell in read.cells] == ["cover", "item-01", "item-02", "item-03"]
    assert "**作答：** B. 乙" in read.cells[1].source
    assert "**作答：** A. 甲；C. 丙" in read.cells[2].source
    assert "未作答" in read.cells[3].source


def test_a_byte_order_mark_and_other_layout_change_nothing() -> None:
    assert read_submission(b"\xef\xbb\xbf" + packed(notebook())) == read_submission(WRITTEN)


def test_what_jupyterlab_adds_changes_no_answer() -> None:
    data = notebook()
    data["metadata"]["widgets"] = {}
    data["cells"].append(
        {"cell_type": "code", "id": "own", "metadata": {}, "source": "1 + 1", "outputs": [], "execution_count": 1}
    )
    data["cells"][1]["source"] = ["### 1. 题干\n", "改过的文字"]
    data["cells"][1]["attachments"] = {}
    assert read_submission(packed(data)).answers == read_submission(WRITTEN).answers


def test_a_file_of_unlikely_size_is_not_even_parsed() -> None:
    assert code_of(b" " * (MAX_BYTES + 1)) == "too-large"
    assert read_submission(WRITTEN + b" " * (MAX_BYTES - len(WRITTEN)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        WRITTEN[:-20],
        b"\xff\xfe\x00",
        WRITTEN.decode().encode("gbk"),
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 100_000,
    ],
)
def test_bytes_that_are_no_json_are_unreadable(content: bytes) -> None:
    assert code_of(content) == "unreadable"


def spoilt(spoil: Callable[[dict[str, Any]], object]) -> bytes:
    data = notebook()
    spoil(data)
    return packed(data)


@pytest.mark.parametrize(
    "content",
    [
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        spoilt(lambda data: data.pop("cells")),
        spoilt(lambda data: data.update(cells={})),
        spoilt(lambda data: data.update(cells=[None])),
        spoilt(lambda data: data.update(metadata=[])),
        spoilt(lambda data: data.update(nbformat=3)),
        spoilt(lambda data: data.update(nbformat="4")),
        spoilt(lambda data: data.update(nbformat_minor="5")),
        spoilt(lambda data: data.update(nbformat=3, worksheets=data.pop("cells"))),
        spoilt(lambda data: data.update(nbformat=3, worksheets=[{"cells": 7}])),
        spoilt(lambda data: data["cells"][0].update(cell_type="html")),
        spoilt(lambda data: data["cells"][0].update(source=7)),
        spoilt(lambda data: data["cells"][0].update(metadata=None)),
    ],
)
def test_json_that_is_no_notebook_is_told_so(content: bytes) -> None:
    assert code_of(content) == "not-a-notebook"


def _without_ids(data: dict[str, Any], minor: int) -> None:
    data["nbformat_minor"] = minor
    for cell in data["cells"]:
        del cell["id"]


def _from_colab(data: dict[str, Any]) -> None:
    _without_ids(data, 0)
    data["metadata"].update(colab={"provenance": []}, kernelspec={"name": "python3", "display_name": "Python 3"})
    for place, cell in enumerate(data["cells"]):
        cell["source"] = cell["source"].splitlines(keepends=True)
        cell["metadata"].update(id=f"cell{place}", outputId="1c-8", colab={"base_uri": "https://example.com"})


def _of_format_3(data: dict[str, Any]) -> None:
    _without_ids(data, 0)
    data["cells"][0].update(cell_type="heading", level=1)
    data.update(nbformat=3, worksheets=[{"cells": data.pop("cells"), "metadata": {}}])


@pytest.mark.parametrize(
    "saved_by",
    [
        *(lambda data, minor=minor: _without_ids(data, minor) for minor in range(6)),
        _from_colab,
        _of_format_3,
        lambda data: data["cells"][0].update(id="no spaces"),
        lambda data: data.update(nbformat_minor=9, newer={}),
    ],
)
def test_other_programs_and_older_formats_change_no_answer(saved_by: Callable[[dict[str, Any]], object]) -> None:
    assert read_submission(spoilt(saved_by)) == read_submission(WRITTEN)


def test_code_is_read_from_format_3() -> None:
    cell = {"cell_type": "code", "input": ["a = 1\n", "b"], "language": "python", "outputs": [], "metadata": {}}
    cell["metadata"] = {"lianbing": {"item": "code-1"}}
    data = notebook()
    data.update(nbformat=3, nbformat_minor=0, worksheets=[{"cells": [*data.pop("cells"), cell]}])
    assert read_submission(packed(data)).answers["code-1"] == "a = 1\nb"


@pytest.mark.parametrize(
    "content",
    [
        spoilt(lambda data: data["metadata"].pop("lianbing")),
        spoilt(lambda data: data["metadata"].update(lianbing="lianbing/submission@1")),
        spoilt(lambda data: data["metadata"]["lianbing"].update(schema="lianbing/submission@2")),
        spoilt(lambda data: data["metadata"]["lianbing"].pop("schema")),
    ],
)
def test_a_notebook_that_is_no_submission_is_foreign(content: bytes) -> None:
    assert code_of(content) == "foreign"


@pytest.mark.parametrize("name", ["drill", "paper", "employee", "token", "started_at", "submitted_at"])
def test_a_head_that_is_not_whole_is_damage(name: str) -> None:
    assert code_of(spoilt(lambda data: data["metadata"]["lianbing"].pop(name))) == "damaged-answers"
    assert code_of(spoilt(lambda data: data["metadata"]["lianbing"].update({name: 7}))) == "damaged-answers"


def test_what_others_add_to_the_head_or_to_an_answer_is_passed_over() -> None:
    data = notebook()
    data["metadata"]["lianbing"]["stranger"] = 1
    answer_cell(data)["stranger"] = 1
    assert read_submission(packed(data)) == read_submission(WRITTEN)


def test_what_is_written_is_of_the_declared_shapes() -> None:
    schema = Draft202012Validator(document_schema(SUBMISSION))
    head = notebook()["metadata"]["lianbing"]
    schema.validate(head)
    assert SUBMISSION.encode(SUBMISSION.decode(head)) == head
    assert not schema.is_valid({**head, "token": None})


def answer_cell(data: dict[str, Any]) -> dict[str, Any]:
    return data["cells"][1]["metadata"]["lianbing"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "content",
    [
        spoilt(lambda data: answer_cell(data).pop("item")),
        spoilt(lambda data: answer_cell(data).pop("answer")),
        spoilt(lambda data: answer_cell(data).update(item=1)),
        spoilt(lambda data: data["cells"][1]["metadata"].update(lianbing="B")),
    ],
)
def test_an_answer_that_is_not_whole_is_damage(content: bytes) -> None:
    assert code_of(content) == "damaged-answers"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("50 户\ud83d", "50 户"), (["A", "\udfff"], ["A", ""]), ({"\ud800": "B"}, {"": "B"}), ("\ud800", "")],
)
def test_half_a_character_is_left_out_of_an_answer_and_costs_nothing_else(typed: object, read: object) -> None:
    # Half a surrogate pair is legal in JSON, and raises wherever it is encoded later: in the store, in a report.
    data = notebook()
    item = answer_cell(data)["item"]
    answer_cell(data).update(answer=typed)
    assert read_submission(json.dumps(data).encode()).answers[item] == read


def test_half_a_character_in_the_head_changes_it() -> None:
    data = notebook()
    data["metadata"]["lianbing"].update(drill="2026H2\ud800-skill")
    assert read_submission(json.dumps(data).encode()).drill == "2026H2-skill"


def test_the_receipt_is_the_head_of_the_files_sha_256() -> None:
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert receipt(sha256(b"")) == "E3B0-C442-98FC"


@pytest.mark.parametrize(
    ("kind", "answer", "shown"),
    [
        (SINGLE, "B", "B"),
        (MULTIPLE, ["C", "A"], "A、C"),
        (TRUE_FALSE, True, "对"),
        (TRUE_FALSE, False, "错"),
        (NUMERIC, "0", "0"),
        (NUMERIC, "1,200 户", "1,200 户"),
        (SINGLE, None, "（未作答）"),
        (NUMERIC, "", "（未作答）"),
        (MULTIPLE, [], "（未作答）"),
        (MULTIPLE, [1, "A"], "1、A"),
    ],
)
def test_an_answer_as_people_read_it(kind: ItemType, answer: object, shown: str) -> None:
    assert kind.shown_answer(answer) == shown
