"""Reads the folder of a session: what was prepared, who was expected, and what the journals of all computers hold.

What can't be read becomes a fault with its place; the rest is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lianbing.domain.kernel.folding import Simplify, as_typed
from lianbing.domain.sessions.happenings import Happening, QuizAnswered, SceneVote, SeatEntry, VoteCast
from lianbing.domain.sessions.held import HeldSession, held
from lianbing.domain.sessions.marked import QuizMark, marked_quizzes
from lianbing.domain.sessions.plans import SessionPlan
from lianbing.errors import Fault
from lianbing.sessions.folder import SIGNED, SessionFolder
from lianbing.sessions.journal_files import HAPPENINGS, SEATS, Journals, read_journals
from lianbing.wire.sessions.expected import EXPECTED, ExpectedPeople
from lianbing.wire.sessions.minutes import MINUTES
from lianbing.wire.sessions.prepared import PREPARED, PreparedSession
from lianbing.wire.shapes.documents import Document

T = TypeVar("T")
UNREADABLE = (OSError, ValueError, RecursionError)
"""What reading a damaged file raises."""


@dataclass(frozen=True, kw_only=True)
class SessionFiles:
    """What the folder of a session holds.

    ``prepared`` and ``people`` are ``None`` where their file is absent or can't be read. ``journals`` are those of the
    computers as they are on disk, and ``signed`` is who was entered afterwards. ``typed`` are the quizzes that people
    answered on paper. ``minutes`` is how long it took, where the trainer states that.
    """

    folder: SessionFolder
    prepared: PreparedSession | None
    people: ExpectedPeople | None
    journals: tuple[Journals, ...]
    signed: tuple[SeatEntry, ...]
    typed: tuple[QuizAnswered, ...]
    held: HeldSession
    faults: tuple[Fault, ...]
    minutes: int | None = None

    @property
    def plan(self) -> SessionPlan | None:
        """The plan that was packed."""
        return self.prepared.plan if self.prepared else None

    def faults_of(self, path: Path) -> tuple[Fault, ...]:
        """What is wrong with one of its own files, such as the list of people."""
        return tuple(fault for fault in self.faults if fault.file == path.name)

    def marked(self, simplify: Simplify = as_typed) -> tuple[QuizMark, ...]:
        """The answers of both quizzes, those that were left out included; none without what was prepared."""
        if self.prepared is None:
            return ()
        return marked_quizzes(self.prepared.items, self.held, self.prepared.plan.forms, simplify)

    @cached_property
    def entries(self) -> tuple[SeatEntry, ...]:
        """All lines of the lists of seats, with seats as in ``held``."""
        several = len(self.journals) > 1
        listed = [
            entry
            for journals in self.journals
            for entry in (_of_computer(journals.computer, journals.seats) if several else journals.seats)
        ]
        return (*listed, *(self.signed if several else map(_bare, self.signed)))


def read_session(folder: SessionFolder) -> SessionFiles:
    """Reads what is there; nothing of it needs to be there."""
    faults: list[Fault] = []
    remedy = f"再写一次用时：lianbing session record {folder.id} --minutes 分钟"
    stated = _document(folder.minutes, MINUTES, faults, remedy)
    journals = tuple(read_journals(each) for each in folder.journals)
    signed = read_journals(folder.live / SIGNED)
    prepared = _document(folder.prepared, PREPARED, faults, _for_questions(folder, (*journals, signed)))
    again = f"重新写名单：lianbing session plan {folder.id} --roster 名单文件"
    people = _document(folder.people, EXPECTED, faults, again)
    read = SessionFiles(
        folder=folder,
        prepared=prepared,
        people=people,
        journals=journals,
        signed=signed.seats,
        typed=tuple(one for one in signed.happenings if isinstance(one, QuizAnswered)),
        held=held((), ()),
        faults=(
            *faults,
            *(fault for each in (*journals, signed) for fault in each.faults),
            *(fault for each in folder.journals for fault in _torn(each)),
        ),
        minutes=stated.minutes if stated else None,
    )
    several = len(journals) > 1
    typed = read.typed if several else tuple(replace(one, seat=_bare_seat(one.seat)) for one in read.typed)
    whole = replace(read, held=held(read.entries, [*_happenings(journals), *typed]))
    return replace(whole, faults=(*whole.faults, *_unknown_questions(whole)))


def qualified(seat: str, computer: str) -> str:
    """A seat by its computer: two computers number their seats alike."""
    return f"{computer}/{seat}" if seat else ""


def read_document(path: Path, document: Document[T]) -> T | None:
    """One of the files of a session, ``None`` where it is not there; raises one of :data:`UNREADABLE`."""
    return document.decode(json.loads(path.read_bytes())) if path.exists() else None


def _document(path: Path, document: Document[T], faults: list[Fault], remedy: str) -> T | None:
    try:
        return read_document(path, document)
    except UNREADABLE:
        faults.append(Fault(path.name, 0, f"这个文件读不出来，可能坏了或是更新的版本写的：{remedy}"))
        return None


def _for_questions(folder: SessionFolder, journals: Iterable[Journals]) -> str:
    """What to do where the questions can't be read: packing again is for what nobody has answered."""
    answers = (VoteCast, QuizAnswered, SceneVote)
    if any(each.faults or any(isinstance(one, answers) for one in each.happenings) for each in journals):
        return "从备份，或上课的那台电脑，把当时的 prepared.json 拷回来"
    return f"重新打包：lianbing session pack {folder.id}"


def _happenings(journals: Sequence[Journals]) -> Iterator[Happening]:
    for each in journals:
        for happening in each.happenings:
            if len(journals) > 1 and isinstance(happening, VoteCast | QuizAnswered | SceneVote):
                yield replace(happening, seat=qualified(happening.seat, each.computer))
            else:
                yield happening


def _of_computer(computer: str, entries: Sequence[SeatEntry]) -> Iterator[SeatEntry]:
    for entry in entries:
        yield replace(entry, seat=qualified(entry.seat, computer), same_as=qualified(entry.same_as, computer))


def _bare(entry: SeatEntry) -> SeatEntry:
    """The entry with the seats of the only computer, which need no computer before them."""
    return replace(entry, seat=_bare_seat(entry.seat), same_as=_bare_seat(entry.same_as))


def _bare_seat(seat: str) -> str:
    return seat.rpartition("/")[2]


def _torn(folder: Path) -> Iterator[Fault]:
    """Last lines that were not written to their end; nobody was told that they count."""
    for path in (folder / SEATS, folder / HAPPENINGS):
        try:
            content = path.read_bytes() if path.is_file() else b""
        except OSError:  # named where its lines are read
            continue
        if content and not content.endswith(b"\n"):
            message = "最后一行没有写完，没有算：上课的电脑断过电就不用管；是拷来的，重新拷一次"
            yield Fault(f"{folder.name}/{path.name}", content.count(b"\n") + 1, message)


def _unknown_questions(files: SessionFiles) -> Iterator[Fault]:
    """Answers to questions that are not prepared: the session was packed again after it was held."""
    if files.prepared is None:
        return
    answered = [one.item for one in files.held.ballots] + [one.item for one in files.held.quiz_answers]
    unknown = sorted({*answered} - files.prepared.items.keys())
    if unknown:
        count = sum(item in unknown for item in answered)
        yield Fault(
            files.folder.prepared.name,
            0,
            f"上课时答过的 {'、'.join(unknown)}（{count} 个答案）不在里面，没有算："
            "上课以后又打包过的，从上课的电脑把当时的 prepared.json 拷回来；"
            f"是别的培训的记录拷了进来的，删掉 live/ 里那台电脑的文件夹",
        )
