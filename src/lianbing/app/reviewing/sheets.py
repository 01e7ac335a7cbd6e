"""review sheet, review collect: marking in .xlsx workbooks, one for each marker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lianbing.app.reviewing.desk import AnswerOnDesk, Desk, ExampleOnDesk, QuestionOnDesk, desk_of, newest_round
from lianbing.app.reviewing.sheet_rows import Conflict, RowOutcome, SheetMarks
from lianbing.app.reviewing.stack import read_stack
from lianbing.app.workspace import Workspace
from lianbing.domain.reviewing.rounds import ReviewRound
from lianbing.drills.mark_sheets.layout import REAL, TRAINING, MarkedQuestion, MarkRow, MarkSheetHead
from lianbing.drills.mark_sheets.reading import FilledSheet, read_mark_sheet
from lianbing.drills.mark_sheets.writing import mark_sheet_bytes
from lianbing.errors import Fault, MarkSheetFaults, NothingToDo, UnknownReference, WrongUsage
from lianbing.files import write_whole
from lianbing.naming import unit_stems
from lianbing.store.records import Records

FOLDER = "评分表"


@dataclass(frozen=True, kw_only=True)
class SheetWritten:
    """A marker's workbook: how many answers, or examples, it holds, and how many of them are not marked yet."""

    marker: str
    path: Path
    rows: int
    open: int
    training: bool


@dataclass(frozen=True, kw_only=True)
class SheetsWritten:
    """The result of ``review sheet``.

    ``idle`` are the markers with nothing to do; ``kept`` workbooks hold marks that were not collected yet, and were
    left as they are.
    """

    folder: Path
    written: tuple[SheetWritten, ...]
    idle: tuple[str, ...]
    kept: tuple[Path, ...]


@dataclass(frozen=True, kw_only=True)
class SheetCollected:
    """What came of one workbook: marks that are new or changed, rows that were recorded before, and conflicts."""

    file: str
    marker: str
    marked: int
    known: int
    conflicts: tuple[Conflict, ...]


def write_sheets(workspace: Workspace, drill_id: str, markers: Sequence[str] = ()) -> SheetsWritten:
    """Writes a workbook for each marker with anything to mark, or for those named.

    Raises:
        NothingToDo: the drill was not issued here, or no round was opened. UnknownReference: there is no such marker.
    """
    folder = workspace.drill_folder(drill_id) / FOLDER
    with workspace.store.transaction() as records:
        review_round = newest_round(records, drill_id)
        stack = read_stack(workspace, records, drill_id)
    names = [*markers] or [marker.name for marker in review_round.markers]
    desks = [desk_of(workspace, stack, review_round, name) for name in names]
    stems = unit_stems(desk.marker.name for desk in desks)
    written, idle, kept = [], [], []
    for place, desk in enumerate(desks, 1):
        questions = [*_questions(desk)]
        path = folder / f"{stems[desk.marker.name]}.xlsx"
        if not questions:
            idle.append(desk.marker.name)
        elif _has_uncollected(desk, path):
            kept.append(path)
        else:
            write_whole(path, mark_sheet_bytes(_head(desk), questions, _made(review_round)))
            written.append(_written(desk, path, questions))
        workspace.progress.step("写评分表", place, len(desks))
    return SheetsWritten(folder=folder, written=tuple(written), idle=tuple(idle), kept=tuple(kept))


def _head(desk: Desk) -> MarkSheetHead:
    return MarkSheetHead(
        drill=desk.stack.drill.id,
        title=desk.stack.drill.title,
        marker=desk.marker.name,
        role=desk.marker.role,
        plan=desk.round.plan.title,
    )


def _made(review_round: ReviewRound) -> datetime:
    return datetime.fromisoformat(review_round.at).astimezone(UTC).replace(tzinfo=None)


def _written(desk: Desk, path: Path, questions: Sequence[MarkedQuestion]) -> SheetWritten:
    rows = [row for question in questions for row in question.rows]
    return SheetWritten(
        marker=desk.marker.name,
        path=path,
        rows=len(rows),
        open=sum(row.given is None for row in rows),
        training=any(question.kind == TRAINING for question in questions),
    )


def _questions(desk: Desk) -> Iterator[MarkedQuestion]:
    """The sheets of a desk; a rubric whose examples have to be marked first comes once, instead of its answers."""
    trained: set[str] = set()
    for question in desk.questions():
        if not question.to_train:
            yield _real(question, desk.answers(question.item))
        elif question.rubric.id not in trained:
            trained.add(question.rubric.id)
            yield _training(desk, question, desk.examples(question.item))


def _real(question: QuestionOnDesk, answers: Iterable[AnswerOnDesk]) -> MarkedQuestion:
    return MarkedQuestion(
        item=question.item,
        kind=REAL,
        title=question.section,
        stem=question.stem,
        rubric=question.rubric,
        step=question.step,
        rows=tuple(
            MarkRow(
                code=answer.code,
                text=answer.text,
                note=_note(question, answer),
                given=answer.own,
                number=answer.own_number,
                locked=answer.locked,
            )
            for answer in answers
        ),
    )


def _note(question: QuestionOnDesk, answer: AnswerOnDesk) -> str:
    """What a marker should know beside the answer: a stem of its own, the step, and the marks to settle between."""
    lines = [] if answer.stem == question.stem else [f"题目：{answer.stem}"]
    if answer.seen:
        lines.append("仲裁，此前的分：" + "；".join(answer.seen))
    if answer.locked:
        lines.append("已经定分，或有人在后面评过，不能再改")
    return "\n".join(lines)


def _training(desk: Desk, question: QuestionOnDesk, examples: Iterable[ExampleOnDesk]) -> MarkedQuestion:
    rubric = desk.training(question.item).rubric
    return MarkedQuestion(
        item=rubric.id,
        kind=TRAINING,
        title="试评例卷：评完交回，同商定的分差在允许的范围里，才发正式的作答",
        stem=question.stem,
        rubric=rubric,
        step=question.step,
        rows=tuple(
            MarkRow(code=each.id, text=each.text, note=_agreed(each), given=each.own, number=each.own_number)
            for each in examples
        ),
    )


def _agreed(example: ExampleOnDesk) -> str:
    if example.agreed is None:
        return ""
    return f"商定 {example.agreed:f} 分：{example.why}。{'差在允许的范围里' if example.close else '差得多，再看一遍'}"


def _has_uncollected(desk: Desk, path: Path) -> bool:
    """Whether a workbook that is there was filled in, and not collected since."""
    if not path.exists():
        return False
    filled = read_mark_sheet(path.name, path.read_bytes())
    if filled.faults or not filled.rows:
        return bool(filled.faults)
    with desk.workspace.store.transaction() as records:
        marks = SheetMarks(desk, records)
        return not all(marks.is_known(row) for row in filled.rows)


def collect_sheets(workspace: Workspace, drill_id: str, paths: Sequence[Path]) -> tuple[SheetCollected, ...]:
    """Records the marks of workbooks, or of all in folders; without paths, of all that were written here.

    Only rows that were changed since the workbook was written count. Either all marks of all workbooks are recorded
    or, where anything is wrong, none.

    Raises:
        NothingToDo: no round was opened, or there is no workbook. MarkSheetFaults: with everything that is wrong.
    """
    filled = [
        read_mark_sheet(path.name, path.read_bytes())
        for path in _workbooks(paths or [workspace.drill_folder(drill_id) / FOLDER])
    ]
    if not filled:
        raise NothingToDo(f"没有找到评分表（.xlsx）：先运行 lianbing review sheet {drill_id}")
    with workspace.store.writing() as records:
        return _collected(workspace, records, drill_id, filled)


def _workbooks(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.glob("*.xlsx") if not each.name.startswith(("~$", ".")))
        elif path.is_file():
            yield path
        else:
            raise WrongUsage(f"没有这个文件或文件夹：{path}")


def _collected(
    workspace: Workspace, records: Records, drill_id: str, filled: Sequence[FilledSheet]
) -> tuple[SheetCollected, ...]:
    review_round = newest_round(records, drill_id)
    stack = read_stack(workspace, records, drill_id)
    faults: list[Fault] = []
    collected = []
    for sheet in filled:
        faults += sheet.faults
        if sheet.drill and sheet.drill != drill_id:
            faults.append(Fault(sheet.file, 0, f"这是另一场练兵（{sheet.drill[:64]}）的评分表：收到那一场去"))
            continue
        if not sheet.drill:
            continue
        try:
            marks = SheetMarks(desk_of(workspace, stack, review_round, sheet.marker), records)
        except UnknownReference as error:
            faults.append(Fault(sheet.file, 0, error.message))
            continue
        outcomes = [marks.record(sheet, row) for row in sheet.rows]
        faults += [fault for each in outcomes if isinstance(each, tuple) for fault in each]
        collected.append(_summary(sheet, [each for each in outcomes if isinstance(each, RowOutcome)]))
    if faults:
        raise MarkSheetFaults(faults)  # undoes the transaction
    return tuple(collected)


def _summary(sheet: FilledSheet, outcomes: Sequence[RowOutcome]) -> SheetCollected:
    return SheetCollected(
        file=sheet.file,
        marker=sheet.marker,
        marked=sum(each.is_new for each in outcomes),
        known=sum(not each.is_new for each in outcomes),
        conflicts=tuple(each.conflict for each in outcomes if each.conflict),
    )
