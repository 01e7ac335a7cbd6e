"""A notebook sees nothing of the one before it, and leaves nothing: no state, no descriptor, no process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import psutil
import pytest
from nbclient.exceptions import DeadKernelError

from lianbing.engine.forked import ForkedKernel
from lianbing.engine.warm import ParentUnavailable, close_parents, warm_parent
from tests.engine.kit import failed, in_a_loop_of_its_own, notebook, printed, run, value

if sys.platform != "linux":
    pytest.skip("forks are made on Linux", allow_module_level=True)


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


SPOILS = """
import builtins, decimal, json, os, random, sys, warnings
import numpy as np, pandas as pd
json.dumps = lambda *_: 'spoilt'
builtins.spoilt = True
sys.modules['spoilt'] = json
sys.path.insert(0, '/spoilt')
os.environ['SPOILT'] = '1'
os.chdir('/')
os.umask(0)
decimal.getcontext().prec = 3
warnings.simplefilter('error')
random.seed(1); np.random.seed(1)
pd.set_option('display.max_rows', 2)
held = open(os.devnull)
get_ipython().ast_node_interactivity = 'all'
spoilt_name = 1
"""

LOOKS = """
import builtins, decimal, json, os, sys, warnings
import numpy as np, pandas as pd
(json.dumps([1]), hasattr(builtins, 'spoilt'), 'spoilt' in sys.modules, '/spoilt' in sys.path, 'SPOILT' in os.environ,
 os.getcwd() == '/', os.umask(0o22), decimal.getcontext().prec, [f[0] for f in warnings.filters if f[0] == 'error'],
 pd.get_option('display.max_rows'), get_ipython().ast_node_interactivity, 'spoilt_name' in globals(), len(In))
"""

PRELOAD = ("json", "decimal", "numpy", "pandas")


def test_nothing_of_a_notebook_is_seen_by_the_next() -> None:
    before = value(run(notebook(LOOKS), preload=PRELOAD))
    run(notebook(SPOILS), preload=PRELOAD)

    assert value(run(notebook(LOOKS), preload=PRELOAD)) == before
    assert before.startswith("('[1]'")


RANDOM = """
import random, uuid, secrets
import numpy as np
(random.random(), np.random.random(), uuid.uuid4(), secrets.token_hex(4))
"""


def test_random_numbers_differ_between_notebooks() -> None:
    drawn = [value(run(notebook(RANDOM), preload=("numpy", "random", "uuid"))) for _ in range(3)]

    parts = [one.strip("()").split(", ") for one in drawn]
    assert all(len(set(column)) == 3 for column in zip(*parts, strict=True))


def test_random_numbers_are_the_same_when_seeded() -> None:
    seeded = (
        "import random\nimport numpy as np\nrandom.seed(7); np.random.seed(7)\n(random.random(), np.random.random())"
    )

    assert len({value(run(notebook(seeded), preload=("numpy",))) for _ in range(3)}) == 1


def test_environment_and_folder_are_those_of_the_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look = "import os\nprint(os.environ.get('FIRST'), os.environ.get('SECOND'), os.getcwd())"
    monkeypatch.setenv("FIRST", "1")
    assert printed(run(notebook(look))) == f"1 None {Path.cwd()}\n"
    monkeypatch.delenv("FIRST")
    monkeypatch.setenv("SECOND", "2")
    assert printed(run(notebook(look), cwd=tmp_path)) == f"None 2 {tmp_path}\n"


def test_child_holds_no_descriptor_of_others() -> None:
    look = "import os\nfolder = '/proc/self/fd'\n"
    look += "sorted(os.readlink(f'{folder}/{n}').split(':')[0] for n in os.listdir(folder)[:-1])"
    made = run(notebook(look))

    # nothing, two files in memory, the two connections, and what an event loop needs
    assert value(made).count("socket") == 4
    assert value(made).count("memfd") == 4


def test_subprocess_inherits_no_descriptor() -> None:
    made = run(notebook("!ls /proc/self/fd"))

    assert set(printed(made).split()) <= {"0", "1", "2", "3"}


def _used() -> tuple[int, int, int]:
    ours, parent = psutil.Process(), psutil.Process(warm_parent().pid)
    return (
        ours.num_fds() + parent.num_fds(),
        ours.num_threads() + parent.num_threads(),
        len(parent.children(recursive=True)),
    )


def _repeat(count: int) -> None:
    given = notebook("import os\n1", "_ = os.system('true')")
    for _ in range(count):
        run(nbformat.from_dict(given))


def test_two_hundred_notebooks_leave_nothing(tmp_path: Path) -> None:
    _repeat(5)
    assert eventually(lambda: _used()[2] == 0)
    before = _used()
    _repeat(180)
    for source in ("1 / 0", "import os; os._exit(0)") * 10:
        failed(notebook(source), tmp_path / "out.ipynb")

    assert eventually(lambda: _used() == before), (before, _used())


@pytest.mark.long
def test_two_thousand_notebooks_leave_nothing() -> None:
    _repeat(50)
    assert eventually(lambda: _used()[2] == 0)
    before, memory = _used(), psutil.Process(warm_parent().pid).memory_info().rss
    ours = psutil.Process().memory_info().rss
    _repeat(2000)

    assert eventually(lambda: _used() == before), (before, _used())
    assert psutil.Process(warm_parent().pid).memory_info().rss - memory < 2_000_000
    assert psutil.Process().memory_info().rss - ours < 20_000_000


DAEMONS = {
    "background": "subprocess.Popen(['sleep', '300']).pid",
    "nohup": "int(subprocess.check_output('nohup sleep 300 > /dev/null 2>&1 & echo $!', shell=True))",
    "setsid": "int(subprocess.check_output('setsid sleep 300 > /dev/null 2>&1 & echo $!', shell=True))",
    "double fork": """
def daemon():
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writing, str(os.getpid()).encode())
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while True: time.sleep(300)
        os._exit(0)
    return int(os.read(reading, 20))
daemon()""",
}
IMPORTS = "import os, signal, subprocess, time\n"


@pytest.mark.parametrize("name", DAEMONS)
def test_what_a_notebook_has_started_ends_with_it(name: str) -> None:
    pid = int(value(run(notebook(IMPORTS + DAEMONS[name]))))

    assert eventually(lambda: not alive(pid))


def test_what_a_notebook_has_started_ends_though_another_is_running() -> None:
    started = int(value(run(notebook(IMPORTS + DAEMONS["double fork"]))))
    other = "import time\nprint(time.time()); time.sleep(1)"
    with _Client([notebook(other)]):
        assert eventually(lambda: not alive(started))


def test_daemon_of_a_running_notebook_is_left_alone() -> None:
    made = run(
        notebook(
            IMPORTS
            + "pid = daemon_pid = (\n    "
            + "None)"
            + DAEMONS["double fork"].replace("\ndaemon()", "\npid = daemon()"),
            "subprocess.run(['true']); time.sleep(0.3)\nos.kill(pid, 0)\nopen(f'/proc/{pid}/stat').read().split()[2]",
        )
    )

    assert value(made) == "'S'"


class _Client:
    """Another process that runs notebooks; it tells its own id, its parent's and what the first cell has printed."""

    SOURCE = """
import json, signal, sys
import nbformat, papermill
from lianbing.engine.warm import warm_parent
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore Ctrl-C
print(warm_parent().pid, flush=True)
for text in json.load(sys.stdin):
    nb = nbformat.reads(text, 4)
    try:
        papermill.execute_notebook(nb, None, engine_name='lianbing', progress_bar=False, log_output=False)
    except BaseException as error:
        print(type(error).__name__, flush=True)
    else:
        print('fine', flush=True)
"""

    def __init__(self, notebooks: list[nbformat.NotebookNode]) -> None:
        import json

        self.process = subprocess.Popen(
            [sys.executable, "-c", self.SOURCE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([nbformat.writes(one) for one in notebooks]).encode())
        self.process.stdin.close()
        self.parent = int(self.says())

    def says(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode().strip()

    def family(self) -> list[int]:
        return [one.pid for one in psutil.Process(self.process.pid).children(recursive=True)]

    def __enter__(self) -> _Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def _busy(folder: Path) -> nbformat.NotebookNode:
    """A notebook that has started processes of all kinds, tells their ids in a file, and goes on."""
    pids = "pids = [os.getpid()]\n" + "\n".join(
        f"pids.append({source})" if "\n" not in source else source.replace("\ndaemon()", "\npids.append(daemon())")
        for source in DAEMONS.values()
    )
    part, whole = str(folder / "part"), str(folder / "pids")
    told = f"open({part!r}, 'w').write(' '.join(map(str, pids)))\nos.rename({part!r}, {whole!r})"
    return notebook(IMPORTS + pids + "\n" + told + "\ntime.sleep(300)")


def _pids(folder: Path) -> list[int]:
    assert eventually((folder / "pids").exists, 30)
    return [int(pid) for pid in (folder / "pids").read_text().split()]


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> bool:
    """Sends a signal, as one who presses Ctrl-C again when nothing happens; whether the process has ended."""
    process.send_signal(number)
    time.sleep(1)
    return process.poll() is not None


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_the_client_is_ended(tmp_path: Path, number: signal.Signals) -> None:
    with _Client([_busy(tmp_path)]) as client:
        pids = [*_pids(tmp_path), client.parent]
        assert all(map(alive, pids))
        assert eventually(lambda: client.process.poll() is not None or _signal(client.process, number), 20)

    assert eventually(lambda: not any(map(alive, pids)))


def test_killed_parent_ends_its_notebook_and_the_next_has_a_new_one(tmp_path: Path) -> None:
    with _Client([_busy(tmp_path), notebook("1"), notebook("1")]) as client:
        pids = _pids(tmp_path)
        os.kill(client.parent, signal.SIGKILL)
        assert client.says() == "DeadKernelError"
        assert client.says() == "fine"
        assert client.says() == "fine"

        # What left the notebook's process group is beyond reach when the parent that adopts it is killed.
        assert eventually(lambda: not any(map(alive, pids[:3])))
        for pid in filter(alive, pids[3:]):
            os.kill(pid, signal.SIGKILL)


def test_parent_that_was_killed_between_notebooks_is_replaced() -> None:
    run(notebook("1"))
    before = warm_parent().pid
    os.kill(before, signal.SIGKILL)

    assert value(run(notebook("1 + 1"))) == "2"
    assert warm_parent().pid != before


def test_parents_end_on_request() -> None:
    run(notebook("1"))
    pid = warm_parent().pid
    close_parents()

    assert not alive(pid)
    assert value(run(notebook("1 + 1"))) == "2"


def test_module_that_cannot_be_imported_is_told(tmp_path: Path) -> None:
    error, saved = failed(notebook("1"), tmp_path / "out.ipynb", preload=("no_such_module",))

    assert isinstance(error, ParentUnavailable)
    assert saved.cells[0].metadata.papermill.status == "pending"


def test_child_that_cannot_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(ParentUnavailable):
        in_a_loop_of_its_own(ForkedKernel().start_kernel(cwd=str(tmp_path / "absent")))

    assert value(run(notebook("1 + 1"))) == "2"


def test_forked_copy_of_the_client_has_parents_of_its_own(tmp_path: Path) -> None:
    run(notebook("1"))
    ours = warm_parent().pid
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            run(notebook("1"))
            status = 0 if warm_parent().pid != ours else 2
            close_parents()
        finally:
            os._exit(status)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert value(run(notebook("1 + 1"))) == "2"
    assert warm_parent().pid == ours


def test_dead_kernel_is_noticed_at_once(tmp_path: Path) -> None:
    """Ordinary papermill asks once a second."""
    error, _ = failed(notebook("import os; os._exit(0)"), tmp_path / "out.ipynb", execution_timeout=30)

    assert isinstance(error, DeadKernelError)
