"""Whether journals that somebody brings can be read, and are those of this session."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lianbing.domain.sessions.happenings import QuizAnswered, SessionOpened, VoteCast
from lianbing.sessions.journal_files import HAPPENINGS, PHONES, SEATS
from lianbing.wire.sessions.journals import JOURNAL_LINE, PHONE_ENTRY, SEAT_ENTRY, JournalLine
from lianbing.wire.sessions.prepared import PreparedSession
from lianbing.wire.shapes.documents import Document

_LINES: Mapping[str, Document[Any]] = {HAPPENINGS: JOURNAL_LINE, SEATS: SEAT_ENTRY, PHONES: PHONE_ENTRY}


def why_not_ours(session: str, prepared: PreparedSession | None, files: Mapping[str, bytes]) -> str:
    """Why the journals of a computer, by name, are not taken in; empty where they are."""
    for name, content in files.items():
        if content.strip() and next(_entries(name, content), None) is None:
            return f"{name} 里没有一行读得出来，没有拷进来：文件坏了，或不是上课的记录，从上课的电脑重新拷一次"
    if prepared is None:
        return ""
    happenings = [line.happening for line in _entries(HAPPENINGS, files[HAPPENINGS]) if isinstance(line, JournalLine)]
    editions = {one.prepared for one in happenings if isinstance(one, SessionOpened)}
    asked = {one.item for one in happenings if isinstance(one, VoteCast | QuizAnswered)}
    if asked and not asked & prepared.items.keys() and prepared.edition not in editions:
        return (
            f"答过的题没有一道是 {session} 的，像是别的培训的记录，没有拷进来：核对是哪一次的。"
            f"确实是 {session}，只是上课以后又打包过，先从上课的电脑把 sessions/{session}/prepared.json 拷过来"
        )
    return ""


def _entries(name: str, content: bytes) -> Iterator[object]:
    """What can be read, line by line."""
    for line in content.split(b"\n"):
        try:
            yield _LINES[name].decode(json.loads(line))
        except (ValueError, RecursionError):
            continue
