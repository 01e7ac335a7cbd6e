"""The notebook that our engine leaves is the one that ordinary papermill leaves, cell by cell."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from tests.engine.kit import cell, comparable, notebook, printed, run, settled, shape, value
from tests.engine.specimens import ERRORS, SAME

Both = tuple[NotebookNode, NotebookNode]


def _in_both(given: NotebookNode, folder: Path) -> Both:
    return _in_one(given, "lianbing", folder / "lianbing"), _in_papermill(given, folder)


def _in_papermill(given: NotebookNode, folder: Path, attempts: int = 3) -> NotebookNode:
    """A kernel with threads, as papermill starts it, is sometimes stuck where a cell forks."""
    for _ in range(attempts):
        shutil.rmtree(folder / "papermill", ignore_errors=True)
        with suppress(CellTimeoutError):
            return _in_one(given, None, folder / "papermill")
    raise AssertionError("ordinary papermill was stuck every time")


def _in_one(given: NotebookNode, engine: str | None, folder: Path) -> NotebookNode:
    folder.mkdir()
    (folder / "written_badly.py").write_text("def f():\n    raise OSError('in a module')\n\nf()\n")
    given = nbformat.from_dict(given)
    options = {"cwd": folder, "request_save_on_cell_execute": False, "execution_timeout": 30}
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST")  # with it, ipykernel takes no notice of what is written below Python
        with pytest.raises(PapermillExecutionError):  # also for errors that the notebook allows
            run(given, folder / "out.ipynb", engine_name=engine, **options)
    saved: NotebookNode = nbformat.read(folder / "out.ipynb", as_version=4)
    nbformat.validate(saved)
    return saved


def _code(given: NotebookNode) -> list[NotebookNode]:
    return [one for one in given.cells if one.cell_type == "code"]


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """With a cell in the end that fails, so that what the one before it prints is saved with the rest."""
    given = notebook(*(cell(source, "raises-exception") for source in SAME.values()), "1 / 0")
    given.cells[3:3] = [nbformat.v4.new_markdown_cell("# text"), nbformat.v4.new_raw_cell("raw"), cell("")]
    return _in_both(given, tmp_path_factory.mktemp("same"))


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Both:
    given = notebook("frame = {}", *(cell(source, "raises-exception") for source in ERRORS.values()))
    return _in_both(given, tmp_path_factory.mktemp("errors"))


@pytest.mark.parametrize("name", list(SAME))
def test_cell_leaves_the_same_outputs(same: Both, name: str) -> None:
    ours, theirs = (next(one for one in _code(each) if one.source == SAME[name]) for each in same)

    assert comparable(ours.outputs) == comparable(theirs.outputs)
    assert ours.execution_count == theirs.execution_count


@pytest.mark.parametrize("name", list(ERRORS))
def test_error_is_shown_the_same(errors: Both, name: str) -> None:
    ours, theirs = (next(one for one in _code(each) if one.source == ERRORS[name]) for each in errors)

    assert comparable(ours.outputs) == comparable(theirs.outputs)
    assert ours.metadata.papermill.status == theirs.metadata.papermill.status


@pytest.mark.parametrize("which", ["same", "errors"])
def test_cells_and_metadata_have_the_same_shape(which: str, request: pytest.FixtureRequest) -> None:
    ours, theirs = (_frame(one) for one in request.getfixturevalue(which))

    assert ours == theirs


def _frame(given: NotebookNode) -> Any:
    record = shape(given.metadata)
    record["widgets"] = None
    cells = [(one.cell_type, one.source, shape(one.metadata), one.get("execution_count")) for one in given.cells]
    return record, given.metadata.kernelspec, given.metadata.language_info, cells


def test_widgets_are_saved_with_the_same_state(same: Both) -> None:
    ours, theirs = (_widget_states(one) for one in same)

    assert len(ours) > 15
    assert ours == theirs


def _widget_states(given: NotebookNode) -> list[Any]:
    """The models, without the ids by which they name each other."""
    saved = given.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    return sorted((settled(one) for one in saved.values()), key=str)


def test_what_was_printed_before_stays_before(tmp_path: Path) -> None:
    """Ordinary papermill sorts stdout, stderr and subprocesses by chance."""
    made = run(
        notebook(
            "import os, sys\nfor n in range(3):\n  print(n)\n  os.system('echo system')\n  print('e', file=sys.stderr)"
        )
    )

    said = [(one.name, one.text) for one in made.cells[0].outputs]
    assert said == [one for n in "012" for one in (("stdout", f"{n}\n"), ("stdout", "system\n"), ("stderr", "e\n"))]


def test_what_a_task_prints_after_its_cell_is_kept_with_the_cell_that_runs() -> None:
    """Ordinary papermill drops it."""
    made = run(
        notebook(
            "import asyncio, threading, time\nasync def late():\n    print('task')\ntask = asyncio.create_task(late())",
            "await task",
            "thread = threading.Timer(0.05, print, args=('thread',)); thread.start()",
            "thread.join()",
        )
    )

    assert [printed(made, n) for n in range(4)] == ["", "task\n", "", "thread\n"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("print('a\\ud800b')", "a?b\n"),
        ("import os; _ = os.write(1, b'\\xff\\xe5\\xbc')", "\N{REPLACEMENT CHARACTER}"),
        ("import sys; print(sys.__stdout__.fileno(), sys.stdout.fileno(), sys.stderr.fileno())", "1 1 2\n"),
        ("import os; _ = os.system('echo anew > /dev/stdout')", "anew\n"),
        ("import os; _ = os.system('echo wrong > /dev/stderr'); print('on')", "wrong\non\n"),
        ("import os; os.close(1); os.close(2); print('still')", "still\n"),
        ("import os\nif not os.fork(): print('forked'); os._exit(0)\nos.wait(); print('first')", "forked\nfirst\n"),
        ("import sys\nfor n in range(20000): print(n % 10, end='')", "0123456789" * 2000),
    ],
)
def test_output_that_ordinary_papermill_loses_or_orders_by_chance(source: str, expected: str) -> None:
    made = run(notebook(source, "print('next')"))

    assert printed(made, 0) == expected
    assert printed(made, 1) == "next\n"


def test_ten_megabytes_of_each_kind_arrive() -> None:
    made = run(
        notebook(
            "print('a' * 10_000_000)",
            "'b' * 10_000_000",
            "import subprocess\n_ = subprocess.run('yes 1234567 | head -n 1000000', shell=True)",
            "from IPython.display import HTML\nHTML('d' * 10_000_000)",
        )
    )

    assert printed(made, 0) == "a" * 10_000_000 + "\n"
    assert len(value(made, 1)) == 10_000_002
    assert printed(made, 2) == "1234567\n" * 1_000_000
    assert made.cells[3].outputs[0].data["text/html"] == "d" * 10_000_000


def test_output_widget_with_more_than_the_connection_holds() -> None:
    """Each output makes the client send the widget's whole state to a child that doesn't listen, as it runs a cell."""
    made = run(
        notebook(
            "import ipywidgets, time\nfrom IPython.display import display\nout = ipywidgets.Output()",
            "with out:\n    for n in range(60): display('x' * 20_000)",
            "len(out.outputs)",
        )
    )

    assert value(made) == "60"


def test_elements_of_this_package_are_the_same(tmp_path: Path, root: Path) -> None:
    chapter = nbformat.read(root / "book" / "chapters" / "concept.ipynb", as_version=4)
    chapter.cells = chapter.cells[:12]
    ours, theirs = (
        run(nbformat.from_dict(chapter), None, engine_name=engine, cwd=root) for engine in ("lianbing", None)
    )

    assert [comparable(one.outputs) for one in _code(ours)] == [comparable(one.outputs) for one in _code(theirs)]
    assert any("text/html" in output.get("data", {}) for one in _code(ours) for output in one.outputs)
