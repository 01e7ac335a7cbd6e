"""What papermill's documentation promises holds with our engine."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError

from tests.engine.kit import KERNELSPEC, cell, failed, in_a_loop_of_its_own, notebook, printed, run, statuses, value

PAPERMILL = Path(sys.executable).with_name("papermill")


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A notebook with parameters, in a file."""
    path = tmp_path / "in.ipynb"
    nbformat.write(notebook(cell("n = 1\nname = 'nobody'", "parameters"), "print(n, name)"), path)
    return path


def _shell(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    command = [PAPERMILL, "--engine", "lianbing", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_command_line(given: Path, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("name: 张三\n", encoding="utf-8")
    out = tmp_path / "out.ipynb"
    done = _shell(given, out, "-p", "n", "7", "-f", tmp_path / "p.yaml", "--progress-bar", "--log-output")

    assert done.returncode == 0, done.stderr
    assert "100%" in done.stderr
    assert "7 张三" in done.stderr
    saved = nbformat.read(out, as_version=4)
    assert printed(saved) == "7 张三\n"
    assert saved.cells[1].metadata.tags == ["injected-parameters"]
    assert saved.metadata.papermill.parameters == {"n": 7, "name": "张三"}


def test_command_line_of_raw_and_encoded_parameters(given: Path, tmp_path: Path) -> None:
    import base64

    encoded = base64.b64encode(yaml.safe_dump({"name": "encoded"}).encode()).decode()
    done = _shell(given, tmp_path / "out.ipynb", "-r", "n", "007", "-b", encoded, "--no-progress-bar")

    assert done.returncode == 0, done.stderr
    assert printed(nbformat.read(tmp_path / "out.ipynb", as_version=4)) == "007 encoded\n"


def test_command_line_from_one_stream_to_another(given: Path) -> None:
    done = _shell("-", "-", "--no-progress-bar", "-p", "n", "3", input=given.read_text())

    assert printed(nbformat.reads(done.stdout, as_version=4)) == "3 nobody\n"


def test_command_line_of_a_failure(tmp_path: Path) -> None:
    nbformat.write(notebook("import sys; sys.exit(0)"), tmp_path / "in.ipynb")
    done = _shell(tmp_path / "in.ipynb", tmp_path / "out.ipynb")

    assert done.returncode != 0
    assert "SystemExit" in done.stderr


def test_undeclared_parameter_is_passed_and_told(given: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = run(given, parameters={"other": 1})

    assert "Passed unknown parameter: other" in caplog.text
    assert "other = 1" in made.cells[1].source


def test_report_mode(given: Path) -> None:
    made = run(given, parameters={"n": 2}, report_mode=True)

    assert all(one.metadata.jupyter.source_hidden for one in made.cells)


def test_prepare_only(given: Path, tmp_path: Path) -> None:
    made = run(given, tmp_path / "out.ipynb", parameters={"n": 2}, prepare_only=True)

    assert all(one.outputs == [] for one in made.cells)
    assert "n = 2" in (tmp_path / "out.ipynb").read_text()


def test_working_folder_and_paths_with_parameters(given: Path, tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    nbformat.write(notebook("import os\nprint(os.getcwd())"), tmp_path / "here.ipynb")
    made = run(tmp_path / "here.ipynb", tmp_path / "out-{n}.ipynb", cwd=tmp_path / "inside", parameters={"n": 5})

    assert printed(made) == f"{tmp_path / 'inside'}\n"
    assert (tmp_path / "out-5.ipynb").exists()


def test_output_is_logged_and_written_to_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    out, err = io.StringIO(), io.StringIO()
    with caplog.at_level("INFO", "papermill"):
        run(
            notebook("import sys\nprint('出')\nprint('err', file=sys.stderr)\n'result'"),
            log_output=True,
            stdout_file=out,
            stderr_file=err,
        )

    assert (out.getvalue(), err.getvalue()) == ("出\n", "err\n")
    messages = [one.message for one in caplog.records]
    assert {"出\n", "err\n", "'result'"} <= set(messages)
    assert any(one.startswith("Ending Cell 1") for one in messages)


def test_output_is_logged_while_the_cell_runs(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "papermill"):
        run(notebook("import time\nfor n in range(3):\n    print(n)\n    time.sleep(0.3)"), log_output=True)

    assert sum(one.message.strip() in {"0", "1", "2", "0\n1"} for one in caplog.records) >= 2


def test_saved_while_it_runs(tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    look = f"import json\n[c['metadata']['papermill']['status'] for c in json.load(open({str(out)!r}))['cells']]"

    assert value(run(notebook("1", look, "2"), out)) == "2"
    assert value(nbformat.read(out, as_version=4), 1) == "['completed', 'running', 'pending']"


def test_not_saved_while_it_runs_when_switched_off(tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    made = run(notebook(f"import os\nos.path.exists({str(out)!r})"), out, request_save_on_cell_execute=False)

    assert value(made) == "False"
    assert out.exists()


def test_saved_within_a_long_cell(tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    goes_on = "import time\nfor n in range(12):\n    print(n, flush=True)\n    time.sleep(0.1)\n"
    look = goes_on + f"'7' in open({str(out)!r}).read()"

    assert value(run(notebook(look), out, autosave_cell_every=0.3)) == "True"


def test_timeout(tmp_path: Path) -> None:
    error, saved = failed(notebook("import time; time.sleep(60)"), tmp_path / "out.ipynb", execution_timeout=1)

    assert isinstance(error, CellTimeoutError)
    assert statuses(saved) == ["failed"]


def test_timeout_that_interrupts(tmp_path: Path) -> None:
    given = notebook(cell("import time; time.sleep(60)", "raises-exception"), "print('on')")
    # Papermill raises in the end for the error that was allowed.
    _, made = failed(given, tmp_path / "out.ipynb", execution_timeout=1, interrupt_on_timeout=True)

    assert printed(made) == "on\n"


def test_timeout_that_interrupts_a_subprocess(tmp_path: Path) -> None:
    """``os.system`` takes no notice of an interrupt; its process does."""
    given = notebook(cell("import os; os.system('sleep 60'); print('ended')", "raises-exception"), "print('on')")
    made = run(given, execution_timeout=1, interrupt_on_timeout=True)

    assert printed(made) == "on\n"


def test_timeout_with_an_error_of_its_own(tmp_path: Path) -> None:
    given = notebook("import time; time.sleep(60)", "1")
    own = {"ename": "TooLong", "evalue": "it took too long", "traceback": []}
    error, saved = failed(
        given, tmp_path / "out.ipynb", execution_timeout=1, interrupt_on_timeout=True, error_on_timeout=own
    )

    assert isinstance(error, PapermillExecutionError)
    assert statuses(saved) == ["failed", "pending"]


def test_notebook_without_kernel(tmp_path: Path) -> None:
    assert value(run(notebook("1 + 1", kernelspec=None), kernel_name="python3")) == "2"
    with pytest.raises(ValueError, match="kernel name"):
        run(notebook("1 + 1", kernelspec=None))


def test_kernel_of_python_by_its_old_name() -> None:
    assert value(run(notebook("1 + 1", kernelspec={**KERNELSPEC, "name": "python"}), kernel_name="python3")) == "2"


def test_hooks_are_called_in_order() -> None:
    called: list[str] = []
    hooks = ("on_notebook_start", "on_cell_start", "on_cell_execute", "on_cell_complete", "on_cell_executed")
    given: dict[str, Any] = {name: lambda name=name, **_: called.append(name) for name in hooks}
    made = run(notebook("1"), **given)

    assert value(made) == "1"
    assert called == list(hooks)


def test_called_where_an_event_loop_runs() -> None:
    async def within() -> str:
        return value(run(notebook("import asyncio\nawait asyncio.sleep(0, 'slept')")))

    assert [in_a_loop_of_its_own(within()) for _ in range(2)] == ["'slept'"] * 2


def test_called_from_several_threads_at_once() -> None:
    def one(n: int) -> tuple[str, str]:
        made = run(notebook(f"import os, time\ntime.sleep(0.1)\nprint({n})", "os.getpid()"))
        return printed(made, 0), value(made)

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(one, range(12)))

    assert [text for text, _ in made] == [f"{n}\n" for n in range(12)]
    assert len({pid for _, pid in made}) == 12


def test_several_notebooks_at_once_in_one_event_loop() -> None:
    async def all_of_them() -> list[nbformat.NotebookNode]:
        loop = asyncio.get_running_loop()
        return await asyncio.gather(*(loop.run_in_executor(None, run, notebook(f"{n}")) for n in range(4)))

    assert [value(one) for one in in_a_loop_of_its_own(all_of_them())] == ["0", "1", "2", "3"]


def test_language_and_times_are_recorded() -> None:
    made = run(notebook("1"))

    record = made.metadata.papermill
    assert made.metadata.language_info.name == "python"
    assert record.duration >= made.cells[0].metadata.papermill.duration >= 0
    assert record.start_time <= made.cells[0].metadata.papermill.start_time <= record.end_time
    assert set(made.cells[0].metadata.execution) == {
        "iopub.execute_input", "iopub.status.busy", "iopub.status.idle", "shell.execute_reply",
    }  # fmt: skip


def test_importing_papermill_imports_no_kernel() -> None:
    """It imports every registered engine, also for those who use another."""
    loaded = "import sys, papermill; print({'ipykernel', 'IPython.core.interactiveshell', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("first", ["papermill", "lianbing.engine.papermill_engine"])
def test_engine_is_found_by_name_whatever_is_imported_first(first: str) -> None:
    found = (
        f"import {first}, papermill.engines; print(papermill.engines.papermill_engines.get_engine('lianbing').__name__)"
    )
    done = subprocess.run([sys.executable, "-c", found], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "LianbingEngine"
