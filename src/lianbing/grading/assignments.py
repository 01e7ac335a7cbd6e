"""The assignment that a worker gets for a grading job."""

from __future__ import annotations

from dataclasses import replace

from lianbing.domain.drills.papers import Paper
from lianbing.domain.marking.marks import GradingRecord
from lianbing.errors import SubmissionRejected
from lianbing.grading.coding import CodeAnswer, coded_answers, run_code
from lianbing.grading.jobs import Job, background_text, grade_job, paper_text
from lianbing.grading.work import Assignment
from lianbing.wire.submissions import read_submission

TIMEOUT = 120
"""The seconds that a cell of the grading notebook may take; it usually takes a hundredth of one."""


def assignment(notebook: bytes, job: Job) -> Assignment:
    """The assignment for a job; ``notebook`` is the bytes of the grading notebook."""
    return Assignment(
        name=job.paper.id,
        notebook=notebook,
        paper=paper_text(job),
        background=background_text(job),
        submission=job.submission,
        nonce=job.nonce,
        timeout=TIMEOUT,
        code=code_of(job),
    )


def code_of(job: Job) -> dict[str, CodeAnswer]:
    """The code in a submission, by item id.

    It is empty if the submission can't be read: the grading notebook will fail on that.
    """
    if not any(item.item.type.is_run for item in job.paper.items):
        return {}
    try:
        return coded_answers(job.paper, read_submission(job.submission).answers)
    except SubmissionRejected:
        return {}


def grade_here(paper: Paper, submission: bytes) -> GradingRecord:
    """Marks a submission in this process, code included, by the function that the grading notebook runs.

    Nothing is written, and no marked paper is made; raises SubmissionRejected.
    """
    job = Job(paper, submission, nonce="")
    _, record = grade_job(replace(job, code_runs=run_code(code_of(job))))
    return record
