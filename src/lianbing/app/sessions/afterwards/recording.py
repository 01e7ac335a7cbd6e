"""session record: what came of a session, written for the file, for the absent, and for the next plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lianbing.app.sessions.taught_then import taught_then
from lianbing.app.workspace import Workspace
from lianbing.characters import simplified
from lianbing.domain.sessions.hours import CountedMinutes, session_time
from lianbing.domain.sessions.records import RollCall, doubts, held_activities, roll_call, time_doubts
from lianbing.domain.sessions.taught import TaughtThen
from lianbing.domain.sessions.votes import voted_questions
from lianbing.drills.tokens import pseudonym
from lianbing.errors import Fault, NothingToDo, PrinterAbsent, UnknownReference
from lianbing.files import write_if_changed, write_whole
from lianbing.printing.as_pdf import document_pdf
from lianbing.printing.as_word import document_docx
from lianbing.reports.sessions import words
from lianbing.reports.sessions.catch_up import catch_up_page
from lianbing.reports.sessions.gains import quiz_gain
from lianbing.reports.sessions.record import SessionRecord
from lianbing.reports.sessions.record_document import record_document
from lianbing.reports.sessions.result_page import result_page
from lianbing.reports.sessions.sheets import Naming, hours_xlsx, moves_xlsx
from lianbing.sessions.bringing import BroughtIn, bring_in
from lianbing.sessions.concurrency import computer_doubts
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.reading import SessionFiles, read_session
from lianbing.wire.canonical import canonical
from lianbing.wire.sessions.minutes import MINUTES, StatedMinutes

RECORD, HOURS, MOVES, CATCH_UP = "培训记录", "学时.xlsx", "转投.xlsx", "补学"
RESULT = "结果.html"


@dataclass(frozen=True, kw_only=True)
class RecordOutcome:
    """What came of a session, and the files that say so.

    ``outside`` are those of the people present who are not on the list; ``faults`` are what could not be read.
    """

    session: str
    brought: tuple[BroughtIn, ...]
    expected: int
    present: int
    outside: int
    absent: int
    hours: str
    gain: str
    taught: TaughtThen | None
    notes: tuple[str, ...]
    doubts: tuple[str, ...]
    faults: tuple[Fault, ...]
    files: tuple[Path, ...]


def record_session(
    workspace: Workspace,
    session: str,
    sources: Sequence[Path] = (),
    *,
    with_pseudonyms: bool = False,
    minutes: int | None = None,
) -> RecordOutcome:
    """Takes over the journals of other computers and writes the record; the same journals give the same bytes.

    ``minutes`` is how long the session took, kept for whatever counts hours from then on.

    Raises:
        UnknownReference: there is no such session. NothingToDo: it was not packed, or nobody was there.
        SessionFaults: what was brought holds no journals.
    """
    folder = known_session(workspace, session)
    prepared = read_session(folder).prepared if sources else None
    brought = tuple(each for source in sources for each in bring_in(folder, source, prepared))
    if minutes is not None:
        stated = MINUTES.encode(StatedMinutes(minutes=minutes))
        write_whole(folder.minutes, canonical(stated).encode())
    files = read_session(folder)
    record = replace(record_of(workspace, files), taught=taught_then(workspace, session))
    left_out = _left_out(workspace, record)
    written, missing = _write(workspace, record, folder, with_pseudonyms=with_pseudonyms)
    rule = record.rules.hours if record.rules else None
    return RecordOutcome(
        session=session,
        brought=brought,
        expected=len(record.roll.expected),
        present=len(record.roll.present),
        outside=len(record.roll.strangers) + len(record.roll.uninvited),
        absent=len(record.roll.absent),
        hours=words.whole_hours(record.time, rule) if rule else "",
        gain=words.change(record.gain.whole.gain),
        taught=record.taught,
        notes=(*words.gain_notes(record), *left_out, *missing),
        doubts=tuple(doubt.with_command for doubt in record.doubts),
        faults=files.faults,
        files=written,
    )


def known_session(workspace: Workspace, session: str) -> SessionFolder:
    """The folder of a session; raises UnknownReference."""
    folder = SessionFolder(workspace.sessions / session)
    if not folder.path.is_dir() or folder.path.parent != workspace.sessions:
        raise UnknownReference(f"没有 {session} 这次培训：lianbing session list 列出有哪些")
    return folder


def without_prepared(files: SessionFiles, so: str) -> str:
    """Why nothing can be done with a session of which is not known what was prepared, ``so`` in Chinese."""
    name, session = files.folder.prepared.name, files.folder.id
    if files.folder.prepared.exists():
        return (
            f"{session} 的 {name} 读不出来：从上课的电脑或备份把 sessions/{session}/{name} 拷回来；"
            f"还没有上课的，重新打包：lianbing session pack {session}"
        )
    return f"{session} 还没有打包，{so}：先 lianbing session pack {session}"


def record_of(workspace: Workspace, files: SessionFiles) -> SessionRecord:
    """What came of a session that was held; raises NothingToDo."""
    session, prepared, held = files.folder.id, files.prepared, files.held
    if prepared is None:
        raise NothingToDo(without_prepared(files, "没有什么可记"))
    if not held.present and not held.ballots and not held.quiz_answers:
        raise NothingToDo(
            f"{session} 打包了，还没有人签到：上课用 lianbing session live {session}；"
            f"在别的电脑上过的课，把它的文件夹写在命令后面；纸上签到的，用 lianbing session sign {session} --paper 补"
        )
    rules = workspace.workbook.training
    counted = rules.hours.counted if rules else CountedMinutes.HELD
    time = session_time(prepared.plan, held, counted, files.minutes)
    held = replace(held, ended=time.ended)
    roll = roll_call(files.people.people if files.people else (), held, time, rules.hours if rules else None)
    known = workspace.workbook
    named = rules.record.clauses if rules else ()
    return SessionRecord(
        prepared=prepared,
        held=held,
        time=time,
        roll=roll,
        activities=held_activities(prepared.plan, held),
        votes=voted_questions(prepared.plan, prepared.items, held, simplified),
        gain=quiz_gain(files.marked(simplified), prepared.items),
        rules=rules,
        titles={name: basis.title for name in named if (basis := known.find_basis(name))},
        doubts=(
            *computer_doubts(files.journals, prepared.edition),
            *time_doubts(prepared.plan, held, time),
            *doubts(session, roll, held),
        ),
        files=tuple(_filed(files.folder, roll)),
    )


def _filed(folder: SessionFolder, roll: RollCall) -> Iterator[str]:
    """The documents that are filed: what the session was prepared with, and what comes of it."""
    if folder.plan.is_file():
        yield "培训计划"
    if folder.materials.is_dir():
        yield from sorted(f"{folder.materials.name}/{each.name}" for each in folder.materials.iterdir())
    yield from (f"{folder.record.name}/{name}" for name in (f"{RECORD}.docx", HOURS, MOVES))
    if roll.absent:
        yield f"{folder.record.name}/{_catch_up(folder)}"


def _catch_up(folder: SessionFolder) -> str:
    return f"{CATCH_UP}-{folder.id}.html"


def _write(
    workspace: Workspace, record: SessionRecord, folder: SessionFolder, *, with_pseudonyms: bool
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Writes everything; returns the files, and a sentence for what this machine can't write."""
    document = record_document(record)
    contents = {
        f"{RECORD}.docx": document_docx(document),
        RESULT: result_page(record).encode(),
        HOURS: hours_xlsx(record),
        MOVES: moves_xlsx(record, _naming(workspace, record, with_pseudonyms=with_pseudonyms)),
    }
    missing: tuple[str, ...] = ()
    try:
        contents[f"{RECORD}.pdf"] = document_pdf(document)
    except PrinterAbsent as error:
        missing = (error.message,)
    if record.roll.absent:
        page = catch_up_page(record.prepared, _shown(workspace), record.day, record.plan.trainer)
        contents[_catch_up(folder)] = page.encode()
    for name in {f"{RECORD}.pdf", _catch_up(folder)} - contents.keys():
        (folder.record / name).unlink(missing_ok=True)  # of an earlier record, that is no longer true
    for name, content in contents.items():
        write_if_changed(folder.record / name, content)
    return tuple(folder.record / name for name in contents), missing


def _shown(workspace: Workspace) -> frozenset[str]:
    """The questions that learners may see."""
    return frozenset(name for name, question in workspace.workbook.questions.items() if question.practisable)


def _left_out(workspace: Workspace, record: SessionRecord) -> tuple[str, ...]:
    """Questions that were made reserved, or are gone, since the session: no learner gets them home."""
    gone = sorted({*record.plan.questions} - _shown(workspace))
    if not (gone and record.roll.absent):
        return ()
    return (f"{'、'.join(gone)} 现在只在练兵里用，或已经没有了：补学里不放",)


def _naming(workspace: Workspace, record: SessionRecord, *, with_pseudonyms: bool) -> Naming:
    """Who sits in a seat, or a pseudonym that is the same in this session alone."""
    people = {seat: one for one in record.held.present for seat in one.seats}

    def named(seat: str) -> tuple[str, str, str, str]:
        one = people.get(seat)
        if with_pseudonyms:
            who = one.number if one and one.number else seat
            return ("", pseudonym(workspace.secret, f"session/{record.plan.id}", "人", who), "", "")
        return (seat, one.number, one.name, one.unit) if one else (seat, "", "", "")

    return named
