"""The program as people run it: killed at any moment, started twice, stopped."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from lianbing.wire.sessions.prepared import PreparedSession
from tests.server.rooms import SESSION, Program, right, running, secret_of, wrong


def test_what_was_acknowledged_outlives_a_killed_program(data: Path, prepared: PreparedSession) -> None:
    """The phone keeps its seat, the trainer's page its key, the room what it was asked."""
    phone = secret_of(7)
    with running(data) as first:
        digits = first.screen()["join"]["digits"]
        assert first.post("/api/join", phone=phone, code=digits, who="样例一")[0] == 200
        first.act("open-vote", item="vis-0001", vote=1)
        answer = wrong(prepared, "vis-0001")
        assert first.post("/api/vote", phone=phone, item="vis-0001", vote=1, answer=answer) == (200, {"stored": True})
        assert first.ended(signal.SIGKILL)[0] == -signal.SIGKILL
    with running(data) as second:
        assert (second.key, second.address) == (first.key, first.address)
        assert second.get(f"/api/me?phone={phone}")[1]["seat"]["number"] == "C0001"
        state = second.state(f"/api/phone/events?phone={phone}")
        assert (state["vote"]["is_open"], state["vote"]["mine"]) == (True, answer)
        better = right(prepared, "vis-0001")
        assert second.post("/api/vote", phone=phone, item="vis-0001", vote=1, answer=better)[0] == 200
        assert second.screen()["vote"]["answered"] == 1


def test_the_second_program_of_a_session_is_refused_in_a_sentence(data: Path) -> None:
    with running(data) as first:
        second = Program(data)
        out, err = second.process.communicate(timeout=60)
        assert (second.process.returncode, out) == (1, "")
        assert "已经在这台电脑的另一个窗口里开着" in err
        assert first.trainer in err
        assert "Traceback" not in err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_says_what_is_kept_and_how_to_go_on(data: Path, how: int) -> None:
    with running(data) as program:
        program.post("/api/join", phone=secret_of(1), code=program.screen()["join"]["digits"], who="样例二")
        code, out, err = program.ended(how)
    assert (code, err) == (0, "")
    assert "停了。签到 1 人" in out
    assert f"再运行 lianbing session live {SESSION}" in out


def test_a_rehearsal_leaves_nothing_in_the_record(data: Path) -> None:
    with running(data, "--rehearsal") as program:
        state = program.screen()
        assert "试讲，不记录" in state["title"]
        program.post("/api/join", phone=secret_of(1), code=state["join"]["digits"], who="样例二")
    assert not (data / "sessions" / SESSION / "live").exists()
    assert [*(data / "sessions" / SESSION / "live-rehearsal").glob("*/seats.jsonl")]


def test_a_port_in_use_gives_way_to_the_next_or_is_refused_where_it_was_asked_for(
    data: Path, tmp_path_factory: pytest.TempPathFactory, prepared: PreparedSession
) -> None:
    from tests.server.rooms import packed

    other = tmp_path_factory.mktemp("other")
    packed(other, prepared)
    with running(data) as first:
        port = first.address.rpartition(":")[2]
        with running(other) as second:
            assert second.address != first.address
        refused = Program(other, "--port", port)
        _, err = refused.process.communicate(timeout=60)
        assert refused.process.returncode == 2
        assert f"端口 {port} 已经有程序在用" in err


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (("--address", "http://192.168.1.5:8000"), "只写地址本身"),
        (("--host", "192.0.2.77"), "这台电脑上没有地址 192.0.2.77"),
        (("--host", "no such host"), "这台电脑上没有地址 no such host"),
    ],
)
def test_what_is_no_address_is_refused_in_a_sentence(data: Path, options: tuple[str, ...], text: str) -> None:
    program = Program(data, *options)
    _, err = program.process.communicate(timeout=60)
    assert program.process.returncode == 2
    assert text in err
    assert "Traceback" not in err


def test_phones_are_shown_the_address_that_is_served(data: Path) -> None:
    with running(data) as program:
        assert program.screen()["join"]["address"] == program.address
        assert program.state(f"/api/trainer/events?key={program.key}")["warnings"] == []


def test_what_was_not_packed_is_named(tmp_path: Path) -> None:
    program = Program(tmp_path)
    _, err = program.process.communicate(timeout=60)
    assert program.process.returncode == 1
    assert f"lianbing session pack {SESSION}" in err
