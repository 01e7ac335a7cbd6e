"""Where forking doesn't serve: kernels as processes, each notebook its own, the next one started ahead."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest
from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from lianbing.engine import papermill_engine
from lianbing.engine.forked import ForkedKernel
from lianbing.engine.papermill_engine import kernel_for
from lianbing.engine.portable import QuickKernel, close_kernels
from tests.engine.kit import cell, failed, notebook, printed, run, statuses, value
from tests.engine.test_isolation import _Client, alive, eventually

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # jupyter_client leaves sockets to the collector


@pytest.fixture(autouse=True)
def portable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LIANBING_ENGINE", "portable")
    yield
    close_kernels()


def _kernels() -> set[int]:
    ours = psutil.Process().children()
    return {one.pid for one in ours if "ipykernel_launcher" in " ".join(one.cmdline())}


WHO = "import os, sys\nprint(os.getpid(), os.getcwd(), os.environ.get('TOLD'), 'pandas' in sys.modules)"


def test_every_notebook_has_a_kernel_of_its_own_and_the_next_is_started_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for n in range(4):
        folder = tmp_path / str(n)
        folder.mkdir()
        monkeypatch.setenv("TOLD", str(n))
        ahead = _kernels()
        made = run(notebook(WHO, "a_name = 1", "%who"), cwd=folder, preload=("pandas",))
        pid, cwd, variable, imported = printed(made, 0).split()
        told.append((int(pid) in ahead, cwd == str(folder), variable == str(n), imported == "True"))
        assert printed(made, 2).split() == ["a_name", "os", "sys"]
        assert int(pid) not in _kernels()
        assert [one.execution_count for one in made.cells] == [1, 2, 3]

    # The first is alone as far as anybody knows; from the second on, there is another.
    assert told == [(False, True, True, False), (False, True, True, False), (True,) * 4, (True,) * 4]


def test_folders_may_go_with_their_notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in grading: the next kernel boots while the folder that it was started from is removed."""
    for n in range(4):
        with TemporaryDirectory(dir=tmp_path) as folder:
            monkeypatch.chdir(folder)
            made = run(notebook("import os; os.getcwd()"))
            monkeypatch.chdir(tmp_path)
        assert value(made) == repr(folder), n


def test_kernels_that_die_before_their_notebook_are_replaced() -> None:
    for _ in range(2):
        run(notebook("1"))
    for pid in _kernels():
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

    assert value(run(notebook("6 * 7"))) == "42"


def test_kernels_have_nothing_to_say_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        run(notebook("1"))

    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("import sys; sys.exit(0)", PapermillExecutionError),
        ("import os; os._exit(0)", DeadKernelError),
        ("import time; time.sleep(60)", CellTimeoutError),
        ("1 / 0", PapermillExecutionError),
    ],
)
def test_statuses_tell_the_truth(tmp_path: Path, source: str, kind: type[BaseException]) -> None:
    error, saved = failed(notebook("1", source, "2"), tmp_path / "out.ipynb", execution_timeout=2)

    assert isinstance(error, kind)
    assert statuses(saved) == ["completed", "failed", "pending"]
    assert eventually(lambda: not _kernels())


def test_skipped_cell_is_a_failure(tmp_path: Path) -> None:
    _, saved = failed(notebook("1", cell("2", "skip-execution")), tmp_path / "out.ipynb")

    assert statuses(saved) == ["completed", "failed"]


def test_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    for _ in range(2):
        run(notebook("1"))
    (tmp_path / "gone").mkdir()
    before = Path.cwd()
    os.chdir(tmp_path / "gone")
    try:
        (tmp_path / "gone").rmdir()
        with pytest.raises((RuntimeError, OSError)):
            run(notebook("1"))
    finally:
        os.chdir(before)


def test_no_kernel_outlives_a_killed_client() -> None:
    with _Client([notebook("1"), notebook("1"), notebook("import time; time.sleep(300)")]) as client:
        assert [client.says(), client.says()] == ["fine", "fine"]
        assert eventually(lambda: len(client.family()) >= 3)
        family = client.family()
        client.process.kill()
        client.process.wait()

    assert eventually(lambda: not any(map(alive, family)))


def test_no_kernel_outlives_a_client_that_ends() -> None:
    with _Client([notebook("1")] * 3) as client:
        assert [client.says() for _ in range(2)] == ["fine"] * 2
        family = client.family()
        client.process.wait(30)

        assert family
        assert eventually(lambda: not any(map(alive, family)), 2)


MINIMAL_KERNEL = """
import sys
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

class Echo(Kernel):
    implementation = language = "echo"
    implementation_version = language_version = banner = "1"
    language_info = {"name": "echo", "mimetype": "text/plain", "file_extension": ".txt"}

    async def do_execute(self, code, silent, store_history=True, *_, **__):
        if not silent:
            self.send_response(self.iopub_socket, "stream", {"name": "stdout", "text": code})
        return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}

IPKernelApp.launch_instance(kernel_class=Echo)
"""


@pytest.fixture
def kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of kernel specifications beside those of this Python."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    papermill_engine._spec.cache_clear()
    yield tmp_path / "jupyter" / "kernels"
    papermill_engine._spec.cache_clear()


def _install(folder: Path, name: str, **specification: object) -> None:
    (folder / name).mkdir(parents=True)
    specification = {"display_name": name, "language": "python", **specification}
    (folder / name / "kernel.json").write_text(json.dumps(specification))


LOCAL = {"provisioner_name": "local-provisioner"}
PLAIN = ["-m", "ipykernel_launcher", "-f", "{connection_file}"]


def test_kernel_of_another_language(kernels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIANBING_ENGINE")
    (tmp_path / "echo.py").write_text(MINIMAL_KERNEL)
    _install(
        kernels, "echo", argv=[sys.executable, str(tmp_path / "echo.py"), "-f", "{connection_file}"], language="echo"
    )
    spec = {"name": "echo", "display_name": "echo", "language": "echo"}
    for _ in range(3):
        made = run(notebook("say this", kernelspec=spec))
        assert printed(made) == "say this"
        assert made.metadata.language_info.name == "echo"


@pytest.mark.parametrize(
    ("specification", "forked"),
    [
        ({"argv": ["python", *PLAIN]}, True),
        ({"argv": ["python3", "-Xfrozen_modules=off", *PLAIN]}, True),
        ({"argv": [sys.executable, *PLAIN]}, True),
        ({"argv": ["/usr/bin/python3", *PLAIN]}, False),
        ({"argv": ["python2", *PLAIN]}, False),
        ({"argv": ["/no/such/python", *PLAIN]}, False),
        ({"argv": [sys.executable, *PLAIN, "--pylab=inline"]}, False),
        ({"argv": [sys.executable, *PLAIN], "env": {"A": "1"}}, False),
        (
            {
                "argv": [sys.executable, *PLAIN],
                "metadata": {"kernel_provisioner": {"provisioner_name": "local-provisioner"}},
            },
            False,
        ),
        ({"argv": ["R", "--slave", "-f", "{connection_file}"], "language": "R"}, False),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="forks are made on Linux")
def test_only_the_plain_kernel_of_this_python_is_forked(
    kernels: Path, monkeypatch: pytest.MonkeyPatch, specification: dict[str, object], forked: bool
) -> None:
    monkeypatch.delenv("LIANBING_ENGINE")
    _install(kernels, "some", **specification)

    assert isinstance(kernel_for("some"), ForkedKernel) == forked
    assert isinstance(kernel_for("some", arguments=["--debug"]), QuickKernel)


def test_interpreter_of_another_environment_is_not_this_one(
    kernels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are links to the same file."""
    monkeypatch.delenv("LIANBING_ENGINE")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    _install(kernels, "other", argv=[str(tmp_path / "bin" / "python"), *PLAIN])

    assert isinstance(kernel_for("other"), QuickKernel)


def test_unknown_kernel_is_told() -> None:
    with pytest.raises(NoSuchKernel):
        run(notebook("1"), kernel_name="no-such-kernel")


def test_it_says_once_why_it_does_not_fork(caplog: pytest.LogCaptureFixture) -> None:
    papermill_engine._warn_once.cache_clear()
    for _ in range(2):
        kernel_for("python3")

    assert [one.message.split(",")[0] for one in caplog.records] == [
        "engine lianbing: LIANBING_ENGINE is set to portable"
    ]


def test_value_of_a_cell(tmp_path: Path) -> None:
    assert value(run(notebook("6 * 7"), extra_arguments=["--log-level=40"])) == "42"
