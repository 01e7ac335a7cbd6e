"""``lianbing demo``: from content to assessment with sample people, in a data folder of its own."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from lianbing.app import assessing, building, chapters, grading
from lianbing.app.assessing import Assessed
from lianbing.app.chapters import Counts
from lianbing.app.drills import receiving
from lianbing.app.grading import GradingRun
from lianbing.app.issuing.issue import issue
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.drills.rosters import read_roster
from lianbing.errors import NothingToDo
from lianbing.files import write_whole
from lianbing.wire.papers import DrillHead, opened
from lianbing.wire.submission_files import write_submission

SAMPLES = Path("grading") / "samples"
DRILL, PERIOD = "2026H2-skill", "2026H2"
_MINUTES = 35


@dataclass(frozen=True, kw_only=True)
class Demo:
    """The result of the demo: what it did and which files to open."""

    counts: Counts
    index: Path
    booklets: Path
    marked: Path
    reports: Path
    collected: int
    graded: GradingRun
    assessed: Assessed


def demo(workspace: Workspace) -> Demo:
    """Checks and builds the book, issues the sample drill, answers, collects, grades and assesses it.

    The sample cohort's answers are made up by seed; the last person on its list submits nothing.
    """
    counts = chapters.check(workspace).counts
    site = building.build(workspace)
    roster = workspace.root / SAMPLES / "roster.csv"
    issued = issue(workspace, DRILL, read_roster(roster))
    inbox = workspace.data / "样例答卷"
    for name, content in _sample_submissions(workspace, roster):
        write_whole(inbox / name, content)
    collected = receiving.collect(workspace, DRILL, [inbox])
    graded = grading.grade(workspace, DRILL)
    assessed = assessing.assess_period(workspace, PERIOD)
    return Demo(
        counts=counts,
        index=site.start,
        booklets=issued.folder,
        marked=workspace.data / "runs" / DRILL,
        reports=workspace.data / "reports" / PERIOD,
        collected=len(collected.accepted) + collected.known,
        graded=graded,
        assessed=assessed,
    )


def _sample_submissions(workspace: Workspace, roster: Path) -> Iterator[tuple[str, bytes]]:
    abilities = _abilities(workspace.root / SAMPLES / "abilities.csv")
    with workspace.store.transaction() as records:
        papers = {issued.paper.employee.id: issued for issued in records.drills.papers(DRILL)}
        drill = records.drills.get(DRILL)
    if drill is None:
        raise NothingToDo(f"练兵 {DRILL} 没有发成")
    started = workspace.clock().fromisoformat(drill.issued_at)
    times = (drill.issued_at, (started + timedelta(minutes=_MINUTES)).isoformat(timespec="seconds"))
    for employee in read_roster(roster).employees:
        if employee.id in abilities:
            issued = papers[employee.id]
            answers = _answers(issued, abilities[employee.id])
            yield (
                f"{issued.paper.id}.ipynb",
                write_submission(opened(issued.paper, DrillHead.of(drill), issued.token), answers, times),
            )


def _abilities(path: Path) -> dict[str, dict[str, int]]:
    """The chance of a right answer in percent, by employee and skill; employees left out submit nothing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["工号"]: {skill: int(value) for skill, value in row.items() if skill != "工号"} for row in rows}


def _answers(issued: IssuedPaper, ability: dict[str, int]) -> dict[str, object]:
    employee = issued.paper.employee.id
    return {
        item.item.id: item.item.key.right_answer()
        if _chance(employee, item.item.id) < ability[item.item.skill.value]
        else item.item.key.wrong_answer()
        for item in issued.paper.items
    }


def _chance(*parts: str) -> int:
    return int.from_bytes(hashlib.sha256("/".join(parts).encode()).digest()[:4]) % 100


def scratch(workspace: Workspace) -> Workspace:
    """Returns a workspace with the given content and a separate data folder for the demo."""
    return replace(workspace, data=workspace.data / "demo", database="")
