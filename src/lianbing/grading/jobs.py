"""One grading job: the files in its folder, the grading, and the check of its record.

Each submission has a folder of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from lianbing.characters import simplified
from lianbing.domain.background import Background
from lianbing.domain.drills.papers import Paper
from lianbing.domain.items.scoring import is_blank
from lianbing.domain.marking.code_marks import CodeRuns
from lianbing.domain.marking.marks import GradingRecord, is_mark, mark_paper
from lianbing.errors import ResultRejected
from lianbing.files import write_whole
from lianbing.wire.background import background_from_json, background_to_json
from lianbing.wire.canonical import canonical
from lianbing.wire.code_runs import code_runs_from_text
from lianbing.wire.papers import paper_digest, paper_from_json, paper_to_json
from lianbing.wire.results import result_from_json, result_to_json
from lianbing.wire.submissions import Submission, read_submission, sha256

PAPER, SUBMISSION, BACKGROUND, RECORD = "paper.json", "submission.ipynb", "background.json", "result.json"
CODE_RUNS = "code-runs.json"
"""The files that the grading notebook reads, and the record that it writes."""

MARKED, MARKED_PAGE = "判卷.ipynb", "判卷.html"
"""The marked paper: the executed notebook, and the same as an HTML page."""


@dataclass(frozen=True)
class Job:
    """One submission to grade.

    ``submission`` is the bytes of its file. ``nonce`` is a random text that only this run knows.
    ``background`` is what the marked paper says beyond the paper itself. ``code_runs`` are the
    results of the submission's code, which ran before.
    """

    paper: Paper
    submission: bytes
    nonce: str
    background: Background = field(default_factory=Background)
    code_runs: CodeRuns = field(default_factory=CodeRuns)

    @property
    def digest(self) -> str:
        """The SHA-256 of the submission's bytes, in hexadecimal."""
        return sha256(self.submission)


def read_job(folder: Path, nonce: str) -> Job:
    """The job whose files a worker has put into ``folder``."""
    return Job(
        paper=paper_from_json(json.loads((folder / PAPER).read_text(encoding="utf-8"))),
        submission=(folder / SUBMISSION).read_bytes(),
        nonce=nonce,
        background=_background(folder / BACKGROUND),
        code_runs=_code_runs(folder / CODE_RUNS),
    )


def _background(path: Path) -> Background:
    """The background in a file; an empty one for folders of versions that wrote no such file."""
    return background_from_json(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else Background()


def _code_runs(path: Path) -> CodeRuns:
    return code_runs_from_text(path.read_text(encoding="utf-8")) if path.is_file() else CodeRuns()


def paper_text(job: Job) -> str:
    """The paper as the JSON text that is written into the job's folder."""
    return canonical(paper_to_json(job.paper))


def background_text(job: Job) -> str:
    """The background as the JSON text that is written into the job's folder."""
    return canonical(background_to_json(job.background))


def was_given(folder: Path, paper: Paper) -> bool:
    """Whether the last run in ``folder`` used exactly this paper, with the same corrections."""
    try:
        return paper_from_json(json.loads((folder / PAPER).read_text(encoding="utf-8"))) == paper
    except (OSError, ValueError):
        return False


def grade_job(job: Job) -> tuple[Submission, GradingRecord]:
    """Reads the submission and marks every item of the paper; raises SubmissionRejected."""
    submission = read_submission(job.submission)
    doubts = answer_doubts(job.paper, submission)
    record = GradingRecord(
        paper=job.paper.id,
        employee=job.paper.employee.id,
        submission=job.digest,
        paper_digest=paper_digest(job.paper),
        nonce=job.nonce,
        marks=mark_paper(job.paper, submission.answers, simplified, job.code_runs, doubts),
    )
    return submission, record


def answer_doubts(paper: Paper, submission: Submission) -> dict[str, str]:
    """Why it can't be told what somebody answered, by item: cells were copied, split or added in another program."""
    doubts = {}
    for paper_item in paper.items:
        item = paper_item.item
        if item.id not in submission.pieces:
            continue
        if item.id not in submission.answers:
            doubts[item.id] = "这道题在答卷里有几格，内容不一样，不知道哪一格是答案"
        elif item.type.is_run and is_blank(item.key, submission.answers[item.id]):
            doubts[item.id] = "给的那一格没有写，旁边另有一格代码，不知道是不是答案"
    return doubts


_NEXT_CELL = "\n\n# ---- 另一格 ----\n"


def answers_to_show(paper: Paper, submission: Submission) -> dict[str, object]:
    """The answers as people see them: of an item in doubt, what stands in all of its cells."""
    doubtful = {item: _NEXT_CELL.join(submission.pieces[item]) for item in answer_doubts(paper, submission)}
    return {**submission.answers, **doubtful}


def write_record(record: GradingRecord, folder: Path) -> None:
    """Writes the record into ``folder``, where the notebook's worker looks for it."""
    write_whole(folder / RECORD, canonical(result_to_json(record)).encode(), durable=False)


def read_record(job: Job, content: bytes | None) -> GradingRecord:
    """Reads the record of a job from the bytes of its file; ``None`` stands for a missing file.

    Raises:
        ResultRejected: the record is missing, damaged, of another run, paper or submission, or its
            marks don't fit the paper.
    """
    if content is None:
        raise ResultRejected("判分没有产生记录，这份答卷没有得分：请重新运行 lianbing grade")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ResultRejected("判分记录的格式不对，这份答卷没有得分：请重新运行 lianbing grade") from error
    record = result_from_json(text)
    recorded = (record.nonce, record.paper, record.employee, record.submission, record.paper_digest)
    due = (job.nonce, job.paper.id, job.paper.employee.id, job.digest, paper_digest(job.paper))
    if recorded != due:
        raise ResultRejected("判分记录不是这份答卷、这次运行的，没有采用：请重新运行 lianbing grade")
    _check_marks(job.paper, record)
    return record


def _check_marks(paper: Paper, record: GradingRecord) -> None:
    due = [(item.item.id, item.number, item.item.skill, item.worth) for item in paper.items]
    if [(mark.item, mark.number, mark.skill, mark.worth) for mark in record.marks] != due:
        raise ResultRejected("判分记录与试卷的题目对不上，没有采用：请重新运行 lianbing grade")
    for mark in record.marks:
        if mark.earned is not None and not is_mark(mark.earned, mark.worth):
            raise ResultRejected(f"第 {mark.number} 题的得分 {mark.earned} 超出 0–{mark.worth}，整份没有采用")
