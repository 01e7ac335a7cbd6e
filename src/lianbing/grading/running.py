"""Giving a submission to a worker, and believing nothing but a complete record."""

from __future__ import annotations

from pathlib import Path

from lianbing.domain.marking.marks import GradingRecord
from lianbing.errors import ResultRejected, SubmissionRejected
from lianbing.files import write_whole
from lianbing.grading.coding import Coded, coded_answers
from lianbing.grading.inputs import (
    BACKGROUND,
    CODE_RUNS,
    MARKED,
    MARKED_PAGE,
    PAPER,
    RECORD,
    SUBMISSION,
    Job,
    background_text,
    paper_text,
    read_record,
)
from lianbing.grading.work import Assignment, Product
from lianbing.wire.submissions import read_submission

TIMEOUT = 120
"""Seconds that a cell of the grading notebook may take; it takes hundredths."""

FAILED = ".failed.ipynb"
"""The notebook of a run that gave no mark, for whoever looks into it."""


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
    if not any(item.item.type.is_run for item in job.paper.items):
        return {}
    try:
        return coded_answers(job.paper, read_submission(job.submission).answers)
    except SubmissionRejected:
        return {}


def accept_product(job: Job, product: Product, folder: Path) -> GradingRecord:
    """Checks what a worker handed back and keeps it in ``folder``; the marked paper is ``folder / MARKED``.

    Raises:
        ResultRejected: there is no complete record of this very run; nothing of it counts, and no marked paper stays.
    """
    for stale in (RECORD, MARKED, MARKED_PAGE, FAILED, CODE_RUNS):
        (folder / stale).unlink(missing_ok=True)
    write_whole(folder / PAPER, paper_text(job).encode(), durable=False)
    write_whole(folder / BACKGROUND, background_text(job).encode(), durable=False)
    write_whole(folder / SUBMISSION, job.submission, durable=False)
    if product.code_runs:
        write_whole(folder / CODE_RUNS, product.code_runs.encode(), durable=False)
    try:
        record = _checked(job, product, folder)
    except ResultRejected:
        if product.marked:
            write_whole(folder / FAILED, product.marked, durable=False)
        raise
    write_whole(folder / RECORD, product.record or b"", durable=False)
    write_whole(folder / MARKED_PAGE, product.page.encode(), durable=False)
    write_whole(folder / MARKED, product.marked, durable=False)
    return record


def _checked(job: Job, product: Product, folder: Path) -> GradingRecord:
    if product.unable:
        raise ResultRejected(
            f"判分用的笔记本 grade_submission.ipynb 运行不了（{product.fault}）："
            "请从备份或安装包恢复 grading/grade_submission.ipynb，并检查 Jupyter 的内核 python3"
        )
    if product.fault:
        raise ResultRejected(f"判分时出错（{product.fault}），这份答卷没有得分：请看 {folder.name} 里的 {FAILED}")
    return read_record(job, product.record)
