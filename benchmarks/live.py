"""A room of 500 phones on loopback: how long an answer takes until it is stored, and a state until it is on a phone.

The server is the command itself in a process of its own, its journals on the disk; the phones are this process. After
the room has answered, what the journals hold is compared with what was sent.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from benchmarks.commands import content_copy
from lianbing.content.checks import load_workbook
from lianbing.domain.drills.papers import Employee
from lianbing.domain.items.question import Question
from lianbing.domain.sessions.happenings import QuizAnswered, VoteCast
from lianbing.domain.sessions.plans import Activity, ActivityKind, ParallelForms, SessionPlan
from lianbing.domain.workbook import Workbook
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.journal_files import read_journals
from lianbing.sessions.preparing import prepare
from lianbing.wire.sessions.expected import EXPECTED, ExpectedPeople
from lianbing.wire.sessions.prepared import PREPARED, PreparedSession

PHONES = 500
SESSION = "2026-12"
BURST = 3.0
"""Seconds within which everybody votes."""
QUIZ = 8.0
"""Seconds within which everybody answers a quiz."""


def main() -> None:
    """Prints the times, and whether anything was lost."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = SessionFolder(Path(scratch) / "data" / "sessions" / SESSION)
        prepared = _packed(folder, load_workbook(content_copy(Path(scratch))))
        process, address, key = _started(Path(scratch))
        try:
            room = BenchmarkRoom(address=address, key=key, prepared=prepared)
            asyncio.run(room.hold())
        finally:
            process.terminate()
            process.wait()
        load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
        print(f"{PHONES} 部手机，{os.cpu_count()} 个处理器，平均负载 {load}", flush=True)
        room.report()
        _compare(folder, room)


def _packed(folder: SessionFolder, workbook: Workbook) -> PreparedSession:
    questions = [one for one in workbook.questions.values() if one.practisable and one.type.name == "single"]
    names = [one.id for one in questions if not _has_numbers(one)][:11]
    vote, quiz = names[0], names[1:]
    plan = SessionPlan(
        id=SESSION,
        title="五百部手机",
        activities=(Activity(kind=ActivityKind.VOTE, minutes=10, items=(vote,)),),
        forms=ParallelForms(a=tuple(quiz[:5]), b=tuple(quiz[5:])),
    )
    prepared = prepare(plan, workbook, "2026-12-01T09:00:00+08:00")
    people = tuple(Employee(id=f"X{number:04}", name=f"样例{number}", team="样例部") for number in range(PHONES))
    folder.path.mkdir(parents=True)
    for path, content in (
        (folder.prepared, PREPARED.encode(prepared)),
        (folder.people, EXPECTED.encode(ExpectedPeople(source="样例", people=people))),
    ):
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return prepared


def _has_numbers(question: Question) -> bool:
    return bool(question.values)


def _started(scratch: Path) -> tuple[subprocess.Popen[str], str, str]:
    command = [sys.executable, "-m", "lianbing", "--root", str(scratch), "--data", str(scratch / "data")]
    process = subprocess.Popen(
        [*command, "session", "live", SESSION, "--no-browser", "--host", "127.0.0.1"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    for line in process.stdout:
        if "key=" in line:
            parts = urlsplit(line[line.index("http") :].strip())
            return process, parts.netloc, parse_qs(parts.query)["key"][0]
    raise SystemExit("服务没有开起来")


@dataclass(kw_only=True)
class BenchmarkPhone:
    """A phone: what it has sent, and the state that it has got last."""

    secret: str
    state: dict[str, Any] = field(default_factory=dict)
    arrived: float = 0.0


@dataclass(kw_only=True)
class BenchmarkRoom:
    """All phones and what was measured, in seconds by what it was."""

    address: str
    key: str
    prepared: PreparedSession
    phones: list[BenchmarkPhone] = field(default_factory=list)
    times: dict[str, list[float]] = field(default_factory=dict)
    votes: dict[tuple[str, int], str] = field(default_factory=dict)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)

    async def hold(self) -> None:
        """Everybody comes in, votes twice and answers a quiz."""
        self.phones = [BenchmarkPhone(secret=f"{number:032x}") for number in range(PHONES)]
        screen, trainer = BenchmarkPhone(secret=""), BenchmarkPhone(secret="")
        streams = [self._listening(screen, "/api/screen/events")]
        streams.append(self._listening(trainer, f"/api/trainer/events?key={self.key}"))
        await self._until(lambda: bool(screen.state))
        code = screen.state["join"]["digits"]
        await self._spread(BURST, [self._join(place, code) for place in range(PHONES)])
        streams += [self._listening(phone, f"/api/phone/events?phone={phone.secret}") for phone in self.phones]
        await self._until(lambda: all(phone.state for phone in self.phones))
        item = self.prepared.plan.activities[0].items[0]
        for vote in (1, 2):
            await self._open("vote", do="open-vote", item=item, vote=vote)
            await self._spread(BURST, [self._vote(phone, item, vote) for phone in self.phones])
            await self._act(do="show-results")
        await self._open("quiz", do="open-quiz", quiz="warm-up")
        await self._spread(QUIZ, [self._quiz(phone) for phone in self.phones])
        for stream in streams:
            stream.cancel()

    def _listening(self, phone: BenchmarkPhone, path: str) -> asyncio.Task[None]:
        return asyncio.create_task(self._listen(phone, path))

    async def _spread(self, seconds: float, tasks: Sequence[Awaitable[None]]) -> None:
        """Begins all tasks at random moments of some seconds, and waits for the last one."""
        chance = random.Random(20261201)

        async def begun(task: Awaitable[None]) -> None:
            await asyncio.sleep(chance.uniform(0, seconds))
            await task

        await asyncio.gather(*map(begun, tasks))

    async def _open(self, part: str, **action: Any) -> None:
        """Opens something for everybody, and takes the time until each phone shows that it is open."""
        for phone in self.phones:
            phone.state = {}
        start = time.perf_counter()
        await self._act(**action)
        await self._until(lambda: all(phone.state.get(part, {}).get("is_open") for phone in self.phones))
        self.times.setdefault("题到手机上", []).extend(phone.arrived - start for phone in self.phones)

    async def _until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not is_so():
                await asyncio.sleep(0.005)

    async def _join(self, place: int, code: str) -> None:
        phone = self.phones[place]
        body = await self._timed("签到", "/api/join", phone=phone.secret, code=code, who=f"X{place:04}")
        self.seats[phone.secret] = body["seat"]["seat"]

    async def _vote(self, phone: BenchmarkPhone, item: str, vote: int) -> None:
        answer = random.Random(f"{phone.secret}/{vote}").choice("ABCD")
        await self._timed("投票存下", "/api/vote", phone=phone.secret, item=item, vote=vote, answer=answer)
        self.votes[self.seats[phone.secret], vote] = answer

    async def _quiz(self, phone: BenchmarkPhone) -> None:
        for asked in phone.state["quiz"]["items"]:
            item = asked["id"]
            answer = random.Random(f"{phone.secret}/{item}").choice("ABCD")
            await self._timed("测验作答存下", "/api/quiz", phone=phone.secret, quiz="warm-up", item=item, answer=answer)
            self.answers[self.seats[phone.secret], item] = answer

    async def _act(self, **action: Any) -> None:
        await self._timed("培训师的操作", "/api/trainer", key=self.key, **action)

    async def _timed(self, what: str, path: str, **fields: Any) -> Any:
        start = time.perf_counter()
        status, body = await self._post(path, fields)
        self.times.setdefault(what, []).append(time.perf_counter() - start)
        if status != 200:
            raise SystemExit(f"{path}: {status} {body}")
        return body

    async def _post(self, path: str, fields: dict[str, Any]) -> tuple[int, Any]:
        content = json.dumps(fields).encode()
        reader, writer = await self._connected()
        fields_of_head = (f"host: {self.address}", f"content-length: {len(content)}", "connection: close")
        head = "\r\n".join((f"POST {path} HTTP/1.1", *fields_of_head, "", ""))
        writer.write(head.encode() + content)
        answer = await reader.read()
        writer.close()
        first, _, body = answer.partition(b"\r\n\r\n")
        return int(first.split()[1]), json.loads(body)

    async def _listen(self, phone: BenchmarkPhone, path: str) -> None:
        reader, writer = await self._connected()
        writer.write(f"GET {path} HTTP/1.1\r\nhost: {self.address}\r\n\r\n".encode())
        try:
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    phone.state, phone.arrived = json.loads(line[6:]), time.perf_counter()
        finally:
            writer.close()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, _, port = self.address.partition(":")
        return await asyncio.open_connection(host, int(port), limit=1 << 20)

    def report(self) -> None:
        """Prints median and 99th percentile of everything that was measured."""
        for what, times in self.times.items():
            ordered = sorted(times)
            middle, high = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
            print(
                f"{what}：{len(ordered)} 次，中位 {middle * 1000:.0f} 毫秒，p99 {high * 1000:.0f} 毫秒，"
                f"最长 {ordered[-1] * 1000:.0f} 毫秒"
            )


def _compare(folder: SessionFolder, room: BenchmarkRoom) -> None:
    """Prints how much of what was acknowledged is not in the journals as it was sent."""
    (journal,) = (read_journals(each) for each in folder.journals)
    votes = {(one.seat, one.vote): one.answer for one in journal.happenings if isinstance(one, VoteCast)}
    answers = {(one.seat, one.item): one.answer for one in journal.happenings if isinstance(one, QuizAnswered)}
    lost = sum(votes.get(name) != answer for name, answer in room.votes.items())
    lost += sum(answers.get(name) != answer for name, answer in room.answers.items())
    print(f"存下 {len(votes)} 张投票、{len(answers)} 个作答，丢 {lost} 个，读不出来的 {len(journal.faults)} 行")
