"""What a grading run reads and writes: one folder per submission, with its input and its record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from lianbing.domain.marks import GradingRecord, is_mark, mark_paper
from lianbing.domain.papers import Paper
from lianbing.errors import ResultRejected
from lianbing.files import write_whole
from lianbing.wire.canonical import canonical
from lianbing.wire.papers import paper_digest, paper_from_json, paper_to_json
from lianbing.wire.results import result_from_json, result_to_json
from lianbing.wire.submissions import Submission, read_submission, sha256

MARKED = "判卷.ipynb"
"""The marked paper in a run's folder …"""

MARKED_PAGE = "判卷.html"
"""… and the same as a page."""


@dataclass(frozen=True)
class Job:
    """One submission to grade: its paper, its bytes, and a number that only this run knows."""

    paper: Paper
    submission: bytes
    nonce: str

    @property
    def digest(self) -> str:
        """SHA-256 of the submission's bytes."""
        return sha256(self.submission)


def write_job(job: Job, folder: Path) -> None:
    """Puts the input where the notebook reads it."""
    write_whole(folder / "paper.json", canonical(paper_to_json(job.paper)).encode())
    write_whole(folder / "submission.ipynb", job.submission)


def read_job(folder: Path, nonce: str) -> Job:
    """What :func:`write_job` wrote."""
    paper = paper_from_json(json.loads((folder / "paper.json").read_text(encoding="utf-8")))
    return Job(paper, (folder / "submission.ipynb").read_bytes(), nonce)


def grade_job(job: Job) -> tuple[Submission, GradingRecord]:
    """Marks every item of the paper against the submission."""
    submission = read_submission(job.submission)
    record = GradingRecord(
        paper=job.paper.id,
        employee=job.paper.employee.id,
        submission=job.digest,
        paper_digest=paper_digest(job.paper),
        nonce=job.nonce,
        marks=mark_paper(job.paper, submission.answers),
    )
    return submission, record


def write_record(record: GradingRecord, folder: Path) -> None:
    """Hands the record out of the notebook."""
    write_whole(folder / "result.json", canonical(result_to_json(record)).encode())


def read_record(job: Job, folder: Path) -> GradingRecord:
    """The record of this very run, complete for this very paper; raises ResultRejected for anything less."""
    try:
        text = (folder / "result.json").read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ResultRejected("判分记录的格式不对，这份答卷没有得分：请重新运行 lianbing grade") from error
    except OSError as error:
        raise ResultRejected("判分没有产生记录，这份答卷没有得分：请重新运行 lianbing grade") from error
    record = result_from_json(text)
    told = (record.nonce, record.paper, record.employee, record.submission, record.paper_digest)
    due = (job.nonce, job.paper.id, job.paper.employee.id, job.digest, paper_digest(job.paper))
    if told != due:
        raise ResultRejected("判分记录不是这份答卷、这次运行的，没有采用：请重新运行 lianbing grade")
    _check_marks(job.paper, record)
    return record


def _check_marks(paper: Paper, record: GradingRecord) -> None:
    due = [(item.item.id, item.number, item.item.skill, item.points) for item in paper.items]
    if [(mark.item, mark.number, mark.skill, mark.worth) for mark in record.marks] != due:
        raise ResultRejected("判分记录与试卷的题目对不上，没有采用：请重新运行 lianbing grade")
    for mark in record.marks:
        if mark.points is not None and not is_mark(mark.points, mark.worth):
            raise ResultRejected(f"第 {mark.number} 题的得分 {mark.points} 超出 0–{mark.worth}，整份没有采用")
