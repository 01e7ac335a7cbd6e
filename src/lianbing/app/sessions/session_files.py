"""The sessions of a workspace, in the order of their months."""

from __future__ import annotations

from collections.abc import Iterable

from lianbing.app.workspace import Workspace
from lianbing.sessions.folder import session_folders
from lianbing.sessions.reading import SessionFiles, read_session


def all_sessions(workspace: Workspace) -> tuple[SessionFiles, ...]:
    """What each session has come to."""
    return tuple(map(read_session, session_folders(workspace.sessions)))


def was_held(files: SessionFiles) -> bool:
    """Whether somebody was there."""
    return bool(files.held.present)


def held_sessions(sessions: Iterable[SessionFiles]) -> tuple[SessionFiles, ...]:
    """Those with somebody in them."""
    return tuple(filter(was_held, sessions))


def day_of(files: SessionFiles) -> str:
    """The ISO date on which a session was held; without journals the planned one, or else its month."""
    planned = files.plan.date if files.plan else ""
    return files.held.began[: len("2026-12-01")] or planned or files.folder.id[: len("2026-12")]
