"""Between programs, between data sets, and between the sandbox and who uses it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianbing.sandbox import DataSet, FaultKind, Isolation, Limits, Program, Sandbox
from lianbing.sandbox.program import CallResult
from tests.sandbox.attacking import descendants
from tests.sandbox.kit import Run

LOOK = """
import builtins, gc, json, os, sys, signal
import numpy, pandas
def solve():
    return [
        os.listdir(), os.getcwd(), sorted(os.environ), len([1, 2]), json.dumps([1]), float(pandas.Series([1, 2]).sum()),
        "planted" in sys.modules, hasattr(builtins, "planted"), sys.getrecursionlimit(),
        str(signal.getsignal(signal.SIGALRM)),
        float(numpy.array([1.0, 2.0]).mean()), os.umask(0), pandas.get_option("display.max_rows"),
        [n for n in range(256) if not _closed(n)],
    ]
def _closed(n):
    try:
        os.fstat(n)
    except OSError:
        return True
"""
SPOIL = """
import atexit, builtins, json, os, signal, sys, time
import numpy, pandas
def solve():
    builtins.len = lambda _: 42
    builtins.planted = json.dumps = pandas.Series.sum = numpy.ndarray.mean = lambda *_, **__: 42
    sys.modules["planted"] = os
    os.environ["PLANTED"] = "1"
    sys.setrecursionlimit(5000)
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    pandas.set_option("display.max_rows", 1)
    os.umask(0o777)
    for name in (".hidden", "sitecustomize.py", "pandas.py", "-rf", "\\n"):
        open(name, "w").write("x")
    atexit.register(time.sleep, 60)
    os.chdir("/")
    return 1
"""


def test_a_program_leaves_nothing_for_the_next(run: Run) -> None:
    before = run(LOOK)
    assert before.value
    run(SPOIL)
    assert run(LOOK) == before


def test_only_three_streams_and_the_way_out_are_open(run: Run) -> None:
    found = run(LOOK).value
    assert isinstance(found, tuple)
    assert found[0] == ()
    assert found[-1] == (0, 1, 2, 3)


def test_a_data_set_can_t_answer_for_another(sandbox: Sandbox) -> None:
    """The first call finds out how a report is written and forges one; the others know nothing of it."""
    source = """
import os, sys
def solve(n):
    if n == 1:
        frame = sys._getframe()
        while "nonce" not in frame.f_locals:
            frame = frame.f_back
        report = '{"nonce": "%s", "value": 42}' % frame.f_locals["nonce"]
        for number in range(256):
            try:
                os.write(number, report.encode())
            except OSError:
                pass
        os._exit(0)
    return n
"""
    outcome = sandbox.run(
        Program(source=source, function="solve", data_sets=tuple(DataSet((n,)) for n in (1, 2, 1, 3)))
    )
    assert [result.value for result in outcome.results] == [42, 2, 42, 3]


@pytest.mark.parametrize(
    "forged", ['{"value": 42}', '{"nonce": "", "value": 42}', "42", "ready", '{"why": "", "code": 0, "cpu": 0}']
)
def test_blind_writes_to_every_descriptor_are_no_result(run: Run, forged: str) -> None:
    source = f"""
import os
def solve():
    for number in range(256):
        for _ in range(3):
            try:
                os.write(number, {forged!r}.encode())
            except OSError:
                pass
    END
"""
    for end in ("return 1", "os._exit(0)"):
        fault = run(source.replace("END", end)).fault
        assert fault
        assert fault.kind is FaultKind.RESULT
    assert run("def solve(): return 5").value == 5


def test_the_parent_keeps_nothing_of_a_learner(sandbox: Sandbox) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may look into the parent")
    token = os.urandom(16).hex()
    sandbox.run(
        Program(source=f"def solve(a): return a + {token!r}[::-1]", function="solve", data_sets=(DataSet((token,)),))
    )
    warmed = processes_of(sandbox)[-1]
    assert b"groupby" in memory(warmed)
    assert token.encode() not in memory(warmed)
    assert token[::-1].encode() not in memory(warmed)
    assert len(list(Path(f"/proc/{warmed}/task").iterdir())) == 1
    assert "rw-s" not in Path(f"/proc/{warmed}/maps").read_text()


def processes_of(sandbox: Sandbox) -> list[int]:
    """Its confined parent and what belongs to it, the warmed process last; a test may have other children."""
    host = sandbox._host
    return [host._process.pid, *descendants(host._process.pid)] if host else []


def memory(pid: int) -> bytes:
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb") as file:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            start, end = (int(place, 16) for place in line.split()[0].split("-"))
            if " rw" in line:
                with contextlib.suppress(OSError):
                    file.seek(start)
                    parts.append(file.read(end - start))
    return b"".join(parts)


def test_a_lost_parent_is_replaced(sandbox: Sandbox) -> None:
    program = Program(source="def solve(): return 5", function="solve", data_sets=(DataSet(),))
    sandbox.run(program)
    for pid in processes_of(sandbox):
        os.kill(pid, signal.SIGKILL)
    assert sandbox.run(program).results[0].value == 5


def test_a_parent_lost_in_the_middle_is_our_fault(sandbox: Sandbox) -> None:
    """Twice: it is tried once more, and then the item is ungraded instead of wrong."""
    stop = threading.Event()

    def kill() -> None:
        while not stop.wait(1.5):
            for pid in processes_of(sandbox):
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        source = "import time\ndef solve(): time.sleep(9)"
        result = sandbox.run(
            Program(source=source, function="solve", data_sets=(DataSet(),)), Limits(wall_seconds=9)
        ).results[0]
    finally:
        stop.set()
        killer.join()
    assert result.fault
    assert result.fault.kind.is_ours


def test_an_interruption_leaves_no_answer_for_the_next_call(sandbox: Sandbox) -> None:
    def slow(value: int, seconds: float) -> CallResult:
        source = f"import time\ndef solve():\n    time.sleep({seconds})\n    return {value}"
        return sandbox.run(Program(source=source, function="solve", data_sets=(DataSet(),))).results[0]

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    slow(0, 0)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            slow(1, 0.5)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert slow(2, 0).value == 2


def test_threads_take_turns(sandbox: Sandbox) -> None:
    found: dict[int, object] = {}

    def one(n: int) -> None:
        found[n] = (
            sandbox.run(Program(source="def solve(n): return n", function="solve", data_sets=(DataSet((n,)),)))
            .results[0]
            .value
        )

    threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: n for n in range(8)}


def test_a_forked_user_starts_its_own_parent(sandbox: Sandbox) -> None:
    program = Program(source="def solve(): return 5", function="solve", data_sets=(DataSet(),))
    sandbox.run(program)
    ours = processes_of(sandbox)
    child = os.fork()
    if not child:
        right = sandbox.run(program).results[0].value == 5
        sandbox.close()
        os._exit(0 if right else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert processes_of(sandbox) == ours
    assert sandbox.run(program).results[0].value == 5


def test_nothing_outlives_a_user_that_is_killed(sandbox: Sandbox) -> None:
    isolation = sandbox._given
    script = f"""
import sys, threading, time, json
from tests.sandbox.attacking import descendants
from lianbing.sandbox import *
sandbox = Sandbox(Isolation({str(isolation)!r}))
sandbox.run(Program(source="def solve(): pass", function="solve", data_sets=(DataSet(),)))
def tell():
    time.sleep(0.5)
    print(json.dumps(descendants()), flush=True)
threading.Thread(target=tell).start()
sleeping = "import time\\ndef solve(): time.sleep(60)"
sandbox.run(Program(source=sleeping, function="solve", data_sets=(DataSet(),)), Limits(wall_seconds=60))
"""
    user = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    with user:
        assert user.stdout
        pids = json.loads(user.stdout.readline())
        user.kill()
    assert len(pids) >= 2
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return
        time.sleep(0.05)
    pytest.fail("processes are left")


def test_a_flood_costs_the_reader_no_memory(run: Run) -> None:
    result = run("import os\ndef solve():\n    while True: os.write(1, b'x' * 60000)")
    assert result.fault
    assert len(result.printed) <= Limits().output_bytes


FRAGMENTS = [
    "def solve(*a):", "\n    ", "return ", "yield ", "import os", "os._exit(3)", "exec(", ")", "(", "\x00", "\ud800",
    "raise ", "class A:", "print('x' * 10**5)", "lambda: ", "0/0", "'''", "\\", "\t", "# coding: gbk", "async ",
    "__import__('os').write(3, b'x')", "sys.exit()", "[1]*10**6", "del solve", ";", "\f", "。", "global a",
]  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=st.text(st.characters()) | st.lists(st.sampled_from(FRAGMENTS)).map("".join), function=st.text())
def test_no_source_text_raises(sandbox: Sandbox, source: str, function: str) -> None:
    result = sandbox.run(Program(source=source, function=function or "solve", data_sets=(DataSet(),))).results[0]
    if result.fault:
        assert not result.fault.kind.is_ours
        result.fault.message.encode()
    result.printed.encode()
    assert isinstance(sandbox._given, Isolation)
