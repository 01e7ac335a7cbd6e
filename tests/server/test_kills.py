"""The program is killed with -9 while a room answers: whatever was acknowledged is there afterwards."""

from __future__ import annotations

import random
import signal
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest

from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.happenings import VoteCast
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.reading import read_session
from lianbing.wire.sessions.prepared import PreparedSession
from tests.server.rooms import SESSION, Program, packed, running, secret_of

ITEM = "vis-0001"
PHONES = 8
PEOPLE = tuple(Employee(id=f"X{number:04}", name=f"样例{number}", team="样例部") for number in range(PHONES))


def _keep_voting(program: Program, number: int, stored: dict[int, list[str]], seed: str) -> None:
    """Votes until the program has gone, and notes each answer that it has acknowledged."""
    chance = random.Random(f"{seed}/{number}")
    while True:
        answer = chance.choice("ABCD")
        try:
            status, _ = program.post("/api/vote", phone=secret_of(number), item=ITEM, vote=1, answer=answer)
        except (OSError, HTTPException):
            return
        if status == 200:
            stored[number].append(answer)


@pytest.mark.long
@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_nothing_that_was_acknowledged_is_lost(tmp_path: Path, prepared: PreparedSession, seed: str) -> None:
    """Each phone's acknowledged answers stand in the journal in their order, with none but the last one in doubt."""
    packed(tmp_path, prepared, PEOPLE)
    chance = random.Random(seed)
    stored: dict[int, list[str]] = {number: [] for number in range(PHONES)}
    with running(tmp_path) as program:
        digits = program.screen()["join"]["digits"]
        for number in range(PHONES):
            assert program.post("/api/join", phone=secret_of(number), code=digits, who=f"X{number:04}")[0] == 200
        program.act("open-vote", item=ITEM, vote=1)
    for _ in range(3):
        with running(tmp_path) as program:
            voters = [
                threading.Thread(target=_keep_voting, args=(program, number, stored, f"{seed}{chance.random()}"))
                for number in range(PHONES)
            ]
            for voter in voters:
                voter.start()
            time.sleep(chance.uniform(0.1, 1.0))
            program.process.send_signal(signal.SIGKILL)
            for voter in voters:
                voter.join()
    files = read_session(SessionFolder(tmp_path / "sessions" / SESSION))
    assert files.faults == ()
    (journals,) = files.journals
    written: dict[str, list[str]] = {}
    for one in journals.happenings:
        if isinstance(one, VoteCast):
            written.setdefault(one.seat, []).append(one.answer)
    assert sum(map(len, stored.values())) > PHONES
    seat_of = {entry.number: entry.seat for entry in journals.seats}
    for number, answers in stored.items():
        assert _is_within(_changes(answers), written[seat_of[f"X{number:04}"]])


def _changes(answers: list[str]) -> list[str]:
    """An answer that is given again is acknowledged without a line of its own."""
    return [answer for place, answer in enumerate(answers) if not place or answer != answers[place - 1]]


def _is_within(answers: list[str], written: list[str]) -> bool:
    """Whether answers stand in the journal in their order."""
    lines = iter(written)
    return all(answer in lines for answer in answers)
