"""export marks: every mark of a drill or period for training and statistics, without anything that names a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.ledger import Entry, rests_on
from lianbing.drills.tokens import pseudonym
from lianbing.errors import NothingToDo, WrongUsage
from lianbing.files import write_whole
from lianbing.store.records import Records

COLUMNS = ("人", "单位", "练兵", "考评期", "题", "题型", "技能", "条款", "满分", "得分", "判定", "人评")


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """Which marks: a drill, or a period with all drills in it. ``purpose`` keeps exports from being matched.

    Units get pseudonyms ``with_units``; else they are left out.
    """

    what: str
    purpose: str
    with_units: bool = False


@dataclass(frozen=True, kw_only=True)
class Exported:
    """How many people and how many marks there are in the file."""

    people: int
    rows: int


def export_marks(workspace: Workspace, request: ExportRequest, path: Path) -> Exported:
    """Writes a .csv (UTF-8), sorted by pseudonym, so that the order tells nothing; the same store, the same bytes.

    It holds no name, no number, no text that anybody wrote, and no time but the period.

    Raises:
        WrongUsage: no purpose, or the file is no .csv. NothingToDo: no such drill, or nothing was marked.
    """
    if not request.purpose.strip():
        raise WrongUsage("写明用途（--purpose），例如 月度培训：用途不同，代号就不同，两份数据对不到一起")
    if path.suffix.lower() != ".csv":
        raise WrongUsage(f"导出的是 .csv 文件：把 {path.name} 的结尾改成 .csv")
    with workspace.store.transaction() as records:
        rows = sorted(
            row for drill in _drills(records, request.what) for row in _rows(workspace, records, drill, request)
        )
    if not rows:
        raise NothingToDo(f"{request.what} 还没有判过的题：先运行 lianbing grade")
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([COLUMNS, *rows])
    write_whole(path, written.getvalue().encode("utf-8-sig"))
    return Exported(people=len({row[0] for row in rows}), rows=len(rows))


def _drills(records: Records, what: str) -> list[Drill]:
    drill = records.drills.get(what)
    if drill:
        return [drill]
    try:
        period = Period.parse(what)
    except WrongUsage as error:
        raise NothingToDo(f"没有练兵 {what}，它也不是考评期：核对编号，考评期写成 2026H2") from error
    return records.drills.within(period)


def _rows(workspace: Workspace, records: Records, drill: Drill, request: ExportRequest) -> Iterator[tuple[str, ...]]:
    current = records.submissions.current(drill.id)
    for issued in records.drills.each_paper(drill.id, only=current):
        entries, submission = records.ledger.current(issued.paper.id), current[issued.paper.id].digest
        counting = {item: entry for item, entry in entries.items() if rests_on(entry, submission)}
        who = (
            pseudonym(workspace.secret, request.purpose, "人", issued.person.id),
            pseudonym(workspace.secret, request.purpose, "单位", issued.person.team) if request.with_units else "",
        )
        yield from ((*who, drill.id, drill.period.code, *row) for row in _marks(issued, counting))


def _marks(issued: IssuedPaper, entries: dict[str, Entry]) -> Iterator[tuple[str, ...]]:
    for paper_item in issued.corrected.items:
        item, entry = paper_item.item, entries.get(paper_item.item.id)
        if entry is None:
            continue
        change = entry.change
        yield (
            item.id,
            item.type.name,
            item.skill.value,
            " ".join(item.rests_on),
            plain(paper_item.worth),
            "" if change.after is None else plain(change.after),
            change.evidence.verdict.value if change.evidence.verdict else "",
            "是" if change.cause.holds else "否",
        )
