"""The folder of a session, ``var/sessions/SESSION``: what lies where in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lianbing.domain.sessions.calendar import is_session, order_of

LIVE, REHEARSAL = "live", "live-rehearsal"
SIGNED = "补签"
"""The folder beside those of the computers with the list of who was entered after the session."""


@dataclass(frozen=True)
class SessionFolder:
    """Where the files of a session are; none of them needs to be there."""

    path: Path

    @property
    def id(self) -> str:
        """The session."""
        return self.path.name

    @property
    def plan(self) -> Path:
        """The plan that the trainer edits."""
        return self.path / "plan.yml"

    @property
    def people(self) -> Path:
        """Who is expected."""
        return self.path / "people.json"

    @property
    def prepared(self) -> Path:
        """What is asked and taught, with keys; written by packing, read by all that follows."""
        return self.path / "prepared.json"

    @property
    def minutes(self) -> Path:
        """How long it took, where the trainer states it; the journals say it otherwise."""
        return self.path / "minutes.json"

    @property
    def materials(self) -> Path:
        """What the trainer takes along or prints: slides and documents."""
        return self.path / "材料"

    @property
    def live(self) -> Path:
        """The journals, in a folder for each computer that held the session."""
        return self.path / LIVE

    @property
    def rehearsal(self) -> Path:
        """What ``live`` is when the session is only tried out: nothing else reads it."""
        return self.path / REHEARSAL

    @property
    def record(self) -> Path:
        """What is written after the session."""
        return self.path / "记录"

    @property
    def journals(self) -> tuple[Path, ...]:
        """The folders of the computers that held it, in order."""
        if not self.live.is_dir():
            return ()
        return tuple(sorted(each for each in self.live.iterdir() if each.is_dir() and each.name != SIGNED))


def session_folders(sessions: Path) -> tuple[SessionFolder, ...]:
    """The folders of all sessions in the order of their months; other things that lie there are passed over."""
    if not sessions.is_dir():
        return ()
    names = [each.name for each in sessions.iterdir() if each.is_dir() and is_session(each.name)]
    return tuple(SessionFolder(sessions / name) for name in sorted(names, key=order_of))
