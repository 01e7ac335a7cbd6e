"""Opens the desk of a live session: what was packed, who is expected, and the journals of this computer."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from lianbing.app.sessions.live import LiveDesk, LiveSetting
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.calendar import is_session
from lianbing.errors import NothingToDo, SessionFaults, WrongUsage
from lianbing.files import make_private_folder
from lianbing.sessions.computers import LOCK, address_of_holder, computer_id, held_alone
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.journal_files import HAPPENINGS, PHONES, SEATS
from lianbing.sessions.reading import UNREADABLE, read_document, read_session
from lianbing.wire.sessions.expected import EXPECTED
from lianbing.wire.sessions.prepared import PREPARED
from lianbing.wire.shapes.documents import Document

T = TypeVar("T")
_KEY_LENGTH = 32


@dataclass(frozen=True, kw_only=True)
class ThisComputer:
    """What is asked of the computer: the name of its host, and random hexadecimal digits by number of bytes."""

    host: str
    random_hex: Callable[[int], str]


@dataclass(frozen=True, kw_only=True)
class OpenedSession:
    """A desk that is open; ``key`` lets the trainer in, ``note_address`` tells other programs where it is served.

    ``port`` is a file that remembers where it was served last; ``others`` are other computers whose journals are here.
    """

    desk: LiveDesk
    key: str
    folder: Path
    note_address: Callable[[str], None]

    @property
    def port(self) -> Path:
        """Remembers the port, so that phones get back after a restart."""
        return self.folder / "port"

    @property
    def others(self) -> tuple[str, ...]:
        """The other computers whose journals lie beside these."""
        journals = (each for each in self.folder.parent.glob(f"*/{HAPPENINGS}") if each.stat().st_size)
        return tuple(sorted(each.parent.name for each in journals if each.parent != self.folder))


@contextmanager
def opened_session(
    workspace: Workspace, session: str, computer: ThisComputer, *, rehearsal: bool = False
) -> Iterator[OpenedSession]:
    """Opens a session on this computer, and closes its journals in the end.

    Raises:
        WrongUsage: that is no session's id.
        NothingToDo: it has not been packed.
        SessionFaults: what was packed can't be read; a list of people that can't be read is a warning alone.
        AgainstRules: another program of this computer holds it.
    """
    if not is_session(session):
        raise WrongUsage(f"{session} 不是培训的编号：写年月，如 2026-12；同一个月的第二场写 2026-12-2")
    folder = SessionFolder(workspace.sessions / session)
    prepared = _read(folder, folder.prepared, PREPARED)
    if prepared is None:
        raise NothingToDo(f"{session} 还没有备好材料：先运行 lianbing session pack {session}")
    expected, warnings = _expected(folder)
    journals = _journals(workspace, folder, computer, rehearsal=rehearsal)
    name = journals.name
    make_private_folder(journals)
    with held_alone(journals / LOCK) as note_address:
        if rehearsal:
            _forget(journals)
        setting = LiveSetting(
            prepared=prepared,
            people=expected,
            folder=journals,
            computer=name,
            secret=_secret(workspace.secret, "codes", session, name, str(rehearsal)),
            clock=workspace.clock,
            rehearsal=rehearsal,
            warnings=warnings,
        )
        key = _secret(workspace.secret, "trainer", session, name, str(rehearsal)).hex()[:_KEY_LENGTH]
        with closing(LiveDesk(setting)) as desk:
            yield OpenedSession(desk=desk, key=key, folder=journals, note_address=note_address)


def address_of_session(workspace: Workspace, session: str, computer: ThisComputer, *, rehearsal: bool = False) -> str:
    """The trainer's page of a session that another program of this computer serves; empty where none does."""
    folder = SessionFolder(workspace.sessions / session)
    return address_of_holder(_journals(workspace, folder, computer, rehearsal=rehearsal) / LOCK)


def _journals(workspace: Workspace, folder: SessionFolder, computer: ThisComputer, *, rehearsal: bool = False) -> Path:
    name = computer_id(workspace.data / "computer", computer.host, computer.random_hex)
    return (folder.rehearsal if rehearsal else folder.live) / name


def _forget(journals: Path) -> None:
    """A rehearsal begins anew each time: nothing of the one before has been shown, asked or answered."""
    for name in (SEATS, PHONES, HAPPENINGS):
        (journals / name).unlink(missing_ok=True)


def _expected(folder: SessionFolder) -> tuple[tuple[Employee, ...], tuple[str, ...]]:
    """Who is expected, and what to say: with a room full of people it goes on without a list that is damaged."""
    try:
        expected = _read(folder, folder.people, EXPECTED)
    except SessionFaults as error:
        why = "；".join(map(str, error.faults))
        return (), (f"名单没有用上，大家照写的姓名签到，课后再核对。{why}",)
    return expected.people if expected else (), ()


def _read(folder: SessionFolder, path: Path, document: Document[T]) -> T | None:
    try:
        return read_document(path, document)
    except UNREADABLE as error:
        raise SessionFaults(read_session(folder).faults_of(path)) from error


def _secret(secret: bytes, *parts: str) -> bytes:
    """A secret for one purpose, by HMAC-SHA-256 (RFC 2104): the same again after a restart."""
    return hmac.digest(secret, "\x1f".join(("live", *parts)).encode(), sha256)
