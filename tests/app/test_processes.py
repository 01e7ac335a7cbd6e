"""A worker process that is killed costs no product but, at worst, the one that it had in hand."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import nbformat
import psutil
import pytest

from lianbing.grading.processes import GONE, Crew
from lianbing.grading.work import Assignment, Product, work

if sys.platform != "linux":
    pytest.skip("the notebook finds its worker by the warmed parent between them", allow_module_level=True)

KILL = "import psutil, os, time; psutil.Process().parents()[1].kill(); time.sleep(60)"
"""Ends the worker: the notebook's process is a child of the warmed parent, and that is the worker's."""


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _assignment(name: str, source: str) -> Assignment:
    cell = nbformat.v4.new_code_cell(source, id="only")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    return Assignment(
        name=name,
        notebook=nbformat.writes(notebook).encode(),
        paper="{}",
        background="{}",
        submission=b"",
        nonce="nonce",
        timeout=30,
    )


def _done(sources: Sequence[str]) -> list[Product]:
    with Crew(2) as crew:
        return list(crew.work(_assignment(f"L-{place:02d}", source) for place, source in enumerate(sources)))


def _printed(product: Product) -> str:
    notebook = nbformat.reads(product.marked.decode(), 4)
    return "".join(output.text for cell in notebook.cells for output in cell.outputs if output.output_type == "stream")


def _say(place: int) -> str:
    return f"import time; time.sleep({0.3 if place % 2 else 0}); print({place})"


def test_products_come_in_the_order_of_the_assignments() -> None:
    assert [_printed(product) for product in _done([_say(place) for place in range(12)])] == [
        f"{place}\n" for place in range(12)
    ]


def test_a_killed_worker_is_replaced_and_its_work_done_again(scratch: Path) -> None:
    flag = scratch / "killed"
    once = (
        f"import pathlib\nif not pathlib.Path({str(flag)!r}).exists():\n    pathlib.Path({str(flag)!r}).touch()\n    "
    )
    sources = [_say(place) for place in range(12)]
    sources[0] = once + KILL + "\nprint(0)"

    assert [_printed(product) for product in _done(sources)] == [f"{place}\n" for place in range(12)]


def test_a_submission_that_kills_every_worker_does_not_stop_the_others() -> None:
    killed, *others = _done([KILL, *(_say(place) for place in range(1, 12))])

    assert killed == GONE
    assert [_printed(product) for product in others] == [f"{place}\n" for place in range(1, 12)]


def test_nothing_of_a_crew_is_left(scratch: Path) -> None:
    before = set(psutil.Process().children(recursive=True))
    with Crew(2) as crew:
        products = crew.work(_assignment(f"L-{place}", source) for place, source in enumerate([KILL, _say(1), _say(2)]))
        next(products)

    assert list(scratch.iterdir()) == []
    assert not psutil.wait_procs(set(psutil.Process().children(recursive=True)) - before, timeout=10)[1]


def test_a_crew_ends_in_the_middle_of_its_work(scratch: Path) -> None:
    before = set(psutil.Process().children(recursive=True))
    with Crew(2) as crew:
        products = crew.work(
            _assignment(f"L-{place}", source) for place, source in enumerate([_say(0), *["while 1: 0"] * 3])
        )
        assert _printed(next(products)) == "0\n"

    assert list(scratch.iterdir()) == []
    assert not psutil.wait_procs(set(psutil.Process().children(recursive=True)) - before, timeout=10)[1]


def test_no_assignments_no_products() -> None:
    assert _done([]) == []


def test_whatever_goes_wrong_with_a_submission_it_is_a_product(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RecursionError

    monkeypatch.setattr("lianbing.grading.work.marked_page", broken)
    assert work(_assignment("L-1", _say(0))) == Product(record=None, marked=b"", fault="RecursionError")
