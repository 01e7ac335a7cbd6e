"""A made-up cohort of any size: papers of the shipped drill, and submissions that are partly right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from lianbing.app.drills import receiving
from lianbing.app.issuing.issue import issue
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.drills.rosters import read_roster
from lianbing.files import write_whole
from lianbing.wire.papers import DrillHead, opened
from lianbing.wire.submission_files import write_submission

DRILL = "2026H2-skill"
TIMES = ("2026-11-21T09:00:00+08:00", "2026-11-21T09:35:00+08:00")


@dataclass(frozen=True)
class Handed:
    """One person's paper and the bytes of the submission."""

    issued: IssuedPaper
    content: bytes


def hand_in(workspace: Workspace, people: int) -> list[Handed]:
    """Issues the drill to as many people, and answers it for them; nothing is collected yet."""
    roster = workspace.data / "名单.csv"
    lines = [f"S{number:05},样例{number},样例部" for number in range(1, people + 1)]
    write_whole(roster, "\n".join(["工号,姓名,部门", *lines]).encode())
    issue(workspace, DRILL, read_roster(roster))
    with workspace.store.transaction() as records:
        papers = records.drills.papers(DRILL)
        drill = records.drills.get(DRILL)
    head = DrillHead.of(drill) if drill else DrillHead(id=DRILL, title=DRILL, period="", minutes=0)
    return [Handed(issued, _submission(issued, head)) for issued in papers]


def collect(workspace: Workspace, handed: list[Handed]) -> None:
    """Takes the submissions in, as the command does."""
    inbox = workspace.data / "收到的答卷"
    for one in handed:
        write_whole(inbox / f"{one.issued.paper.id}.ipynb", one.content, durable=False)
    receiving.collect(workspace, DRILL, [inbox])


def _submission(issued: IssuedPaper, head: DrillHead) -> bytes:
    paper = issued.paper
    answers = {
        item.item.id: item.item.key.right_answer()
        if _lucky(paper.employee.id, item.item.id)
        else item.item.key.wrong_answer()
        for item in paper.items
    }
    return write_submission(opened(paper, head, issued.token), answers, TIMES)


def _lucky(*parts: str) -> bool:
    return hashlib.sha256("/".join(parts).encode()).digest()[0] < 180
