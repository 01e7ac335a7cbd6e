"""Giving a submission to a worker."""

from __future__ import annotations

from lianbing.domain.items.question import ItemType
from lianbing.errors import SubmissionRejected
from lianbing.grading.coding import Coded, coded_answers
from lianbing.grading.jobs import Job, background_text, paper_text
from lianbing.grading.work import Assignment
from lianbing.wire.submissions import read_submission

TIMEOUT = 120
"""Seconds that a cell of the grading notebook may take; it takes hundredths."""


def assignment(notebook: bytes, job: Job) -> Assignment:
    """The job as a worker gets it."""
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


def code_of(job: Job) -> dict[str, Coded]:
    """The code that a submission holds; nothing where it can't be read, which the notebook will say."""
    if not any(item.item.type is ItemType.CODE for item in job.paper.items):
        return {}
    try:
        return coded_answers(job.paper, read_submission(job.submission).answers)
    except SubmissionRejected:
        return {}
