"""Opening a session: what has to be there, and what stays the same from one start to the next."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lianbing.app.sessions.acting import TrainerDesk
from lianbing.app.sessions.live_views import LiveSurroundings, LiveViews
from lianbing.app.sessions.opening import OpenedSession, ThisComputer, opened_session
from lianbing.app.workspace import Workspace
from lianbing.errors import NothingToDo, SessionFaults, WrongUsage
from lianbing.sessions.folder import SIGNED, SessionFolder
from lianbing.sessions.journal_files import JournalWriter, read_journals
from lianbing.sessions.reading import read_session
from lianbing.wire.sessions.requests import TakeNote
from tests.server.rooms import SESSION

HERE = ThisComputer(host="laptop", random_hex=lambda size: "0a" * size)


def _workspace(data: Path) -> Workspace:
    return Workspace(root=data, data=data)


def _opened(data: Path, *, rehearsal: bool = False) -> OpenedSession:
    with opened_session(_workspace(data), SESSION, HERE, rehearsal=rehearsal) as opened:
        return opened


def test_keys_and_codes_stay_from_start_to_start_and_differ_elsewhere(
    data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first, second, tried = _opened(data), _opened(data), _opened(data, rehearsal=True)
    assert (first.key, first.desk.codes) == (second.key, second.desk.codes)
    assert first.key != tried.key
    assert first.desk.codes != tried.desk.codes
    assert len(first.key) == 32


@pytest.mark.parametrize("session", ["../2026-12", "2026-13", "2026-12/..", "2026", "2026-12-0", "２０２６-12", ""])
def test_what_is_no_session_is_said_so(data: Path, session: str) -> None:
    with pytest.raises(WrongUsage, match="不是培训的编号"), opened_session(_workspace(data), session, HERE):
        pass


def test_a_session_that_is_not_packed_says_what_to_run(data: Path) -> None:
    with (
        pytest.raises(NothingToDo, match="lianbing session pack 2026-11"),
        opened_session(_workspace(data), "2026-11", HERE),
    ):
        pass


DAMAGED = [b"", b"{", b"[]", b'{"schema": "lianbing/prepared-session@9"}', b"\xff", b"[" * 100_000]


@pytest.mark.parametrize("content", DAMAGED)
def test_damaged_material_is_named(data: Path, content: bytes) -> None:
    (data / "sessions" / SESSION / "prepared.json").write_bytes(content)
    with pytest.raises(SessionFaults, match=r"prepared\.json"), opened_session(_workspace(data), SESSION, HERE):
        pass


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_list_of_people_is_named_and_locks_nobody_out(data: Path, content: bytes) -> None:
    (data / "sessions" / SESSION / "people.json").write_bytes(content)
    desk = _opened(data).desk
    warnings: Any = LiveViews(desk).trainer(LiveSurroundings(address="http://a", qr=""))["warnings"]
    (warning,) = warnings
    assert (desk.setting.people, "名单没有用上" in warning, "people.json" in warning) == ((), True, True)


def test_without_a_list_of_people_it_can_be_held(data: Path) -> None:
    (data / "sessions" / SESSION / "people.json").unlink()
    assert _opened(data).desk.setting.people == ()


def test_another_computers_journals_are_noticed_and_read_together(data: Path) -> None:
    folder = SessionFolder(data / "sessions" / SESSION)
    _opened(data)
    JournalWriter(folder.live / SIGNED).close()
    other = ThisComputer(host="other", random_hex=lambda size: "0b" * size)
    (data / "computer").unlink()
    with opened_session(_workspace(data), SESSION, other) as opened:
        assert opened.others == ("laptop-0a0a",)
    assert read_session(folder).held.computers == ("laptop-0a0a", "other-0b0b")


def test_each_rehearsal_begins_anew_and_what_counts_goes_on(data: Path) -> None:
    for rehearsal, left in ((True, []), (False, ["说到这里"])):
        with opened_session(_workspace(data), SESSION, HERE, rehearsal=rehearsal) as opened:
            opened.desk.together([partial(TrainerDesk(opened.desk).act, TakeNote(text="说到这里"))])
        assert _opened(data, rehearsal=rehearsal).desk.room.notes == left


def test_a_rehearsal_is_read_by_nobody(data: Path) -> None:
    folder = SessionFolder(data / "sessions" / SESSION)
    rehearsed = _opened(data, rehearsal=True)
    assert rehearsed.desk.room.activity is None
    assert len(read_journals(rehearsed.folder).happenings) == 1
    assert read_session(folder).held.computers == ()
