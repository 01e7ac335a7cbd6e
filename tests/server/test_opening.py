"""Opening a session: what has to be there, and what stays the same from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianbing.app.sessions.opening import OpenedSession, ThisComputer, opened_session
from lianbing.app.workspace import Workspace
from lianbing.errors import NothingToDo, SessionFaults, WrongUsage
from lianbing.sessions.folder import SIGNED, SessionFolder
from lianbing.sessions.journal_files import JournalWriter, read_journals
from lianbing.sessions.reading import read_session
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


@pytest.mark.parametrize("name", ["prepared.json", "people.json"])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema": "lianbing/prepared-session@9"}', b"\xff"])
def test_a_damaged_file_is_named(data: Path, name: str, content: bytes) -> None:
    (data / "sessions" / SESSION / name).write_bytes(content)
    with pytest.raises(SessionFaults, match=name), opened_session(_workspace(data), SESSION, HERE):
        pass


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


def test_a_rehearsal_is_read_by_nobody(data: Path) -> None:
    folder = SessionFolder(data / "sessions" / SESSION)
    rehearsed = _opened(data, rehearsal=True)
    assert rehearsed.desk.room.activity is None
    assert len(read_journals(rehearsed.folder).happenings) == 1
    assert read_session(folder).held.computers == ()
