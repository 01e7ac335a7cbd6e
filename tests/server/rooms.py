"""A session that is packed from the shipped content, and the program that holds it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

from lianbing.app.sessions.live import LiveDesk, LiveSetting
from lianbing.content.checks import load_workbook
from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.plans import ParallelForms, SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.sessions.preparing import prepare
from lianbing.wire.sessions.expected import EXPECTED, ExpectedPeople
from lianbing.wire.sessions.prepared import PREPARED, PreparedSession
from tests.unit.sessions.objects import session_plan

T = TypeVar("T")
SESSION = "2026-12"
OPENED: list[LiveDesk] = []
ROOT = Path(__file__).parent.parent.parent
PEOPLE = (
    Employee(id="C0001", name="样例一", team="城区一部"),
    Employee(id="C0002", name="样例二", team="城区一部"),
    Employee(id="C0003", name="样例三", team="城区二部"),
    Employee(id="D0003", name="样例三", team="城区三部"),
    Employee(id="0042", name="样例·四", team="城区三部"),
)


def live_plan() -> SessionPlan:
    forms = ParallelForms(a=("vis-0002", "vis-0003"), b=("vis-0004", "vis-0005"))
    return replace(session_plan(SESSION), forms=forms)


def prepared_from(workbook: Workbook, plan: SessionPlan | None = None) -> PreparedSession:
    return prepare(plan or live_plan(), workbook, "2026-12-01T09:00:00+08:00")


def packed(data: Path, prepared: PreparedSession, people: tuple[Employee, ...] = PEOPLE) -> Path:
    """The folder of a session that is ready to be held."""
    folder = data / "sessions" / prepared.plan.id
    folder.mkdir(parents=True)
    for name, content in (
        ("prepared.json", PREPARED.encode(prepared)),
        ("people.json", EXPECTED.encode(ExpectedPeople(source="名单", people=people))),
    ):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return folder


def in_a_loop(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What an asynchronous function comes to, in a thread: Playwright keeps a loop running in the one of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


class HandClock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.at = datetime.fromisoformat("2026-12-15T14:00:00+08:00")

    def __call__(self) -> datetime:
        return self.at

    def goes_on(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def desk_in(
    folder: Path, prepared: PreparedSession, clock: Callable[[], datetime] | None = None, **more: Any
) -> LiveDesk:
    setting = LiveSetting(
        prepared=prepared,
        people=more.pop("people", PEOPLE),
        folder=folder,
        computer=folder.name,
        secret=b"secret",
        clock=clock or HandClock(),
        **more,
    )
    return opened(setting)


def opened(setting: LiveSetting) -> LiveDesk:
    """A desk that is closed after the test."""
    OPENED.append(LiveDesk(setting))
    return OPENED[-1]


class Program:
    """``lianbing session live`` in a process of its own."""

    def __init__(self, data: Path, *options: str) -> None:
        command = [sys.executable, "-m", "lianbing", "--root", str(ROOT), "--data", str(data)]
        self.process = subprocess.Popen(
            [*command, "session", "live", SESSION, "--no-browser", "--host", "127.0.0.1", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
        )
        self.lines: list[str] = []
        self.trainer = self.key = self.address = ""

    def wait(self) -> Program:
        """Waits until it says where it is."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if "控制台" in line:
                self.trainer = line[line.index("http") :].strip()
            if line.startswith("停下"):
                break
        parts = urlsplit(self.trainer)
        assert self.process.stderr
        assert parts.netloc, (self.lines, self.process.stderr.read())
        self.address = f"http://{parts.netloc}"
        self.key = parse_qs(parts.query)["key"][0]
        return self

    def ended(self, signal_number: int) -> tuple[int, str, str]:
        """Sends a signal; returns the exit code and what it says."""
        self.process.send_signal(signal_number)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err

    def post(self, path: str, **fields: Any) -> tuple[int, Any]:
        return _asked(Request(self.address + path, json.dumps(fields).encode(), {"content-type": "application/json"}))

    def get(self, path: str) -> tuple[int, Any]:
        return _asked(Request(self.address + path))

    def act(self, do: str, **fields: Any) -> None:
        status, body = self.post("/api/trainer", key=self.key, do=do, **fields)
        assert status == 200, body

    def state(self, path: str) -> Any:
        """The first state of an event stream."""
        with urlopen(self.address + path, timeout=30) as stream:
            for line in stream:
                if line.startswith(b"data: "):
                    return json.loads(line[6:])
        raise AssertionError("no state")

    def screen(self) -> Any:
        return self.state("/api/screen/events")


def _asked(request: Request) -> tuple[int, Any]:
    try:
        with urlopen(request, timeout=30) as answer:
            content, status = answer.read(), answer.status
    except HTTPError as error:
        content, status = error.read(), error.code
    try:
        return status, json.loads(content)
    except ValueError:
        return status, content.decode()


@contextmanager
def running(data: Path, *options: str) -> Iterator[Program]:
    program = Program(data, *options)
    try:
        yield program.wait()
    finally:
        if program.process.poll() is None:
            program.process.kill()
        program.process.communicate()


def main(data: str) -> None:
    """Packs a session to try the program on: ``python -m tests.server.rooms FOLDER``."""
    packed(Path(data), prepared_from(load_workbook(ROOT)))


def secret_of(number: int) -> str:
    """What a phone has made for itself."""
    return f"{number:032x}"


def right(prepared: PreparedSession, item: str) -> Any:
    return prepared.items[item].item.key.right_answer()


def wrong(prepared: PreparedSession, item: str) -> Any:
    return prepared.items[item].item.key.wrong_answer()


State = Mapping[str, Any]


if __name__ == "__main__":
    main(sys.argv[1])
