"""What did not run to its end is a failure: raised, marked so in the notebook, and nothing after it is completed."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter
from papermill.exceptions import PapermillExecutionError

from tests.engine.kit import cell, failed, notebook, printed, run, statuses

FAILURES: dict[str, tuple[str, type[BaseException], str]] = {
    "exception": ("1 / 0", PapermillExecutionError, "ZeroDivisionError"),
    "syntax": ("x = (", PapermillExecutionError, "SyntaxError"),
    "sys.exit": ("import sys; sys.exit()", PapermillExecutionError, "SystemExit"),
    "sys.exit(0)": ("import sys; sys.exit(0)", PapermillExecutionError, "SystemExit"),
    "sys.exit(1)": ("import sys; sys.exit(1)", PapermillExecutionError, "SystemExit"),
    "raise SystemExit": ("raise SystemExit", PapermillExecutionError, "SystemExit"),
    "exit": ("exit()", PapermillExecutionError, "SystemExit"),
    "quit": ("quit()", PapermillExecutionError, "SystemExit"),
    "exit, then more": ("exit()\n1", PapermillExecutionError, "SystemExit"),
    "os._exit(0)": ("import os; os._exit(0)", DeadKernelError, ""),
    "kill": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", DeadKernelError, ""),
    "terminate": ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", DeadKernelError, ""),
    "segfault": ("import ctypes; ctypes.string_at(0)", DeadKernelError, ""),
    "abort": ("import os; os.abort()", DeadKernelError, ""),
    "timeout": ("import time; time.sleep(60)", CellTimeoutError, ""),
    "busy timeout": ("while True: pass", CellTimeoutError, ""),
    "keyboard interrupt": ("raise KeyboardInterrupt", PapermillExecutionError, "KeyboardInterrupt"),
    "interrupt": (
        "import os, signal; os.kill(os.getpid(), signal.SIGINT)\nwhile True: pass",
        PapermillExecutionError,
        "",
    ),
    "interrupt of async": (
        "import asyncio, os, signal\nasyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGINT)\n"
        "await asyncio.sleep(60)",
        PapermillExecutionError,
        "CancelledError",
    ),
    "closed descriptors": ("import os; os.closerange(3, 4096); print('on')", DeadKernelError, ""),
    "no memory": (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)); x = bytearray(2**31)",
        PapermillExecutionError,
        "MemoryError",
    ),
    "endless recursion": ("def f(): f()\nf()", PapermillExecutionError, "RecursionError"),
    "unknown magic": ("%no_such_magic", PapermillExecutionError, ""),
    "exception group": ("raise ExceptionGroup('g', [ValueError()])", PapermillExecutionError, ""),
    "failing shell cell": ("%%bash\nexit 3", PapermillExecutionError, "CalledProcessError"),
    "broken display": ("class B:\n  def __repr__(self): raise OSError('x')\nB()", PapermillExecutionError, "OSError"),
    "input": ("input()", PapermillExecutionError, "StdinNotImplementedError"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_cell_that_did_not_end_well_fails_the_notebook(tmp_path: Path, name: str) -> None:
    source, kind, ename = FAILURES[name]
    error, saved = failed(
        notebook("1", source, "2", "3"), tmp_path / "out.ipynb", execution_timeout=2 if "timeout" in name else 60
    )

    assert isinstance(error, kind)
    assert ename in getattr(error, "ename", "")
    assert statuses(saved) == ["completed", "failed", "pending", "pending"]
    assert saved.metadata.papermill.exception is True
    assert [one.get("execution_count") for one in saved.cells if one.cell_type == "code"][2:] == [None, None]
    assert "pending" not in HTMLExporter().from_notebook_node(saved)[0][:100]


def test_skipped_cell_is_a_failure(tmp_path: Path) -> None:
    error, saved = failed(notebook("1", cell("2", "skip-execution"), "3"), tmp_path / "out.ipynb")

    assert isinstance(error, PapermillExecutionError)
    assert error.ename == "CellSkipped"
    assert statuses(saved) == ["completed", "failed", "pending"]


def test_tagged_cell_without_code_is_none(tmp_path: Path) -> None:
    made = run(notebook(cell("", "skip-execution"), "3"))

    assert statuses(made) == ["completed", "completed"]


def test_failed_notebook_is_saved_though_saving_is_switched_off(tmp_path: Path) -> None:
    _, saved = failed(
        notebook("1", "import os; os._exit(0)"), tmp_path / "out.ipynb", request_save_on_cell_execute=False
    )

    assert statuses(saved) == ["completed", "failed"]


def test_system_exit_in_a_cell_that_may_raise_goes_on(tmp_path: Path) -> None:
    made = run(notebook(cell("import sys; sys.exit(0)", "raises-exception"), "print('on')"))

    assert statuses(made) == ["completed", "completed"]
    assert made.cells[0].outputs[0].ename == "SystemExit"
    assert printed(made) == "on\n"


def test_process_that_dies_in_a_cell_that_may_raise_is_a_failure(tmp_path: Path) -> None:
    error, saved = failed(notebook(cell("import os; os._exit(0)", "raises-exception"), "1"), tmp_path / "out.ipynb")

    assert isinstance(error, DeadKernelError)
    assert statuses(saved) == ["failed", "pending"]


def test_process_that_dies_between_cells_is_a_failure(tmp_path: Path) -> None:
    given = notebook(
        "import os, threading; threading.Timer(0.05, os._exit, (0,)).start()", "import time; time.sleep(60)"
    )
    error, saved = failed(given, tmp_path / "out.ipynb")

    assert isinstance(error, DeadKernelError)
    assert statuses(saved) == ["completed", "failed"]


def test_what_was_said_before_the_death_is_kept(tmp_path: Path) -> None:
    source = "from IPython.display import display\nprint('printed')\ndisplay('shown')\nimport os; os._exit(0)"
    _, saved = failed(notebook(source), tmp_path / "out.ipynb")

    assert printed(saved) == "printed\n"
    assert any(output.output_type == "display_data" for one in saved.cells for output in one.get("outputs", []))


def test_cell_that_forks_and_lets_both_return_runs_once(tmp_path: Path) -> None:
    made = run(
        notebook(
            "import os\nchild = os.fork()", "import time; time.sleep(0.1); print('once')", "os.waitpid(child, 0)[1]"
        )
    )

    assert statuses(made) == ["completed"] * 3
    assert printed(made, 1) == "once\n"
    assert made.cells[2].outputs[0].data["text/plain"] == "0"


def test_thread_that_raises_is_told_and_no_failure(tmp_path: Path) -> None:
    made = run(notebook("import threading\nt = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()", "2"))

    assert statuses(made) == ["completed", "completed"]
    assert "ZeroDivisionError" in printed(made, 0)


def test_allowed_errors_go_on_and_are_raised_in_the_end(tmp_path: Path) -> None:
    error, saved = failed(notebook("1 / 0", "2"), tmp_path / "out.ipynb", allow_errors=True)

    assert isinstance(error, PapermillExecutionError)
    assert statuses(saved) == ["completed", "completed"]


def test_hook_that_raises_leaves_the_cell_failed(tmp_path: Path) -> None:
    def refuse(**_: object) -> None:
        raise LookupError("refused")

    error, saved = failed(notebook("1", "2"), tmp_path / "out.ipynb", on_cell_execute=refuse)

    assert isinstance(error, LookupError)
    assert statuses(saved) == ["failed", "pending"]
