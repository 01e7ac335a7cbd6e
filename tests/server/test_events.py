"""Event streams of a real server: whole states, at once and on each change, and what a phone sees of a restart."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.server.rooms import Program, in_a_loop, running, secret_of

_LONG = 30


class Stream:
    """An event stream as a browser reads it."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self.event = ""

    async def state(self) -> Any:
        """The next state; ``None`` at the end of the stream."""
        self.event = ""
        async with asyncio.timeout(_LONG):
            while line := await self._reader.readline():
                if line.startswith(b"event: "):
                    self.event = line[7:].decode().strip()
                if line.startswith(b"data: "):
                    return json.loads(line[6:])
        return None

    async def until(self, is_so: Callable[[Any], bool]) -> Any:
        while not is_so(state := await self.state()):
            pass
        return state


@asynccontextmanager
async def listening(program: Program, path: str) -> AsyncIterator[Stream]:
    host, _, port = program.address.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port), limit=1 << 20)
    writer.write(f"GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert b"200 OK" in head, head
    assert b"no-store" in head
    try:
        yield Stream(reader)
    finally:
        writer.close()


def _phone(number: int) -> str:
    return f"/api/phone/events?phone={secret_of(number)}"


async def _in_thread(call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    return await asyncio.to_thread(call, *arguments, **named)


def run(work: Awaitable[None]) -> None:
    async def main() -> None:
        await work

    in_a_loop(main)


def test_screens_follow_the_room(data: Path) -> None:
    async def work(program: Program) -> None:
        digits = program.screen()["join"]["digits"]
        await _in_thread(program.post, "/api/join", phone=secret_of(1), code=digits, who="C0001")
        async with (
            listening(program, _phone(1)) as phone,
            listening(program, "/api/screen/events") as screen,
            listening(program, f"/api/trainer/events?key={program.key}") as trainer,
        ):
            assert (await phone.state())["me"]["name"] == "样例一"
            await trainer.until(lambda state: state["seats"] and state["seats"][0]["is_connected"])
            await _in_thread(program.act, "open-vote", item="vis-0001", vote=1)
            assert (await phone.until(lambda state: "vote" in state))["vote"]["is_open"]
            await _in_thread(program.post, "/api/vote", phone=secret_of(1), item="vis-0001", vote=1, answer="A")
            assert (await phone.state())["vote"]["mine"] == "A"
            assert (
                "tallies" not in (await screen.until(lambda state: state.get("vote", {}).get("answered") == 1))["vote"]
            )
            await _in_thread(program.act, "show-results")
            await screen.until(lambda state: state["vote"].get("tallies"))
            await _in_thread(program.post, "/api/join", phone=secret_of(2), code=digits, who="C0001", again=True)
            assert "另一部手机" in (await phone.until(lambda state: "error" in state))["error"]
            assert phone.event == "moved"
            assert await phone.state() is None, "and the stream ends"

    with running(data) as program:
        run(work(program))


def test_the_code_in_the_picture_changes_by_itself(data: Path) -> None:
    async def work(program: Program) -> None:
        async with listening(program, "/api/screen/events") as screen:
            first = (await screen.state())["join"]["qr"]
            await screen.until(lambda state: state["join"]["qr"] != first)

    with running(data) as program:
        run(work(program))


def test_phones_come_back_after_a_kill_and_see_what_they_had_stored(data: Path) -> None:
    """Two votes are stored; the third is under way when the program is killed."""
    phones = range(1, 4)

    async def before(program: Program) -> None:
        digits = program.screen()["join"]["digits"]
        for number, who in zip(phones, ("C0001", "C0002", "C0003"), strict=True):
            await _in_thread(program.post, "/api/join", phone=secret_of(number), code=digits, who=who)
        await _in_thread(program.act, "open-vote", item="vis-0001", vote=1)
        for number in (1, 2):
            status, _ = await _in_thread(
                program.post, "/api/vote", phone=secret_of(number), item="vis-0001", vote=1, answer="B"
            )
            assert status == 200
        async with listening(program, _phone(1)) as phone:
            assert (await phone.state())["vote"]["mine"] == "B"
            program.ended(signal.SIGKILL)
            assert await phone.state() is None

    async def after(program: Program) -> None:
        for number in phones:
            async with listening(program, _phone(number)) as phone:
                assert (await phone.state())["vote"].get("mine") == ("B" if number < 3 else None)

    with running(data) as first:
        run(before(first))
    with running(data) as second:
        assert second.address == first.address
        run(after(second))


def test_stopping_ends_open_streams_at_once(data: Path) -> None:
    async def work(program: Program) -> None:
        async with listening(program, "/api/screen/events") as screen:
            await screen.state()
            program.process.send_signal(signal.SIGINT)
            while await screen.state() is not None:
                pass

    with running(data) as program:
        run(work(program))
        assert program.process.wait(_LONG) == 0
