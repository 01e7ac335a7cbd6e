"""Checks what a worker handed back: without a complete record there are no marks."""

from __future__ import annotations

from pathlib import Path

from lianbing.domain.marking.marks import GradingRecord
from lianbing.errors import ResultRejected
from lianbing.files import write_whole
from lianbing.grading.jobs import (
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
from lianbing.grading.work import Product

FAILED = ".failed.ipynb"
"""The notebook of a failed run, kept so that people can find out why it failed."""


def accept_product(job: Job, product: Product, folder: Path) -> GradingRecord:
    """Checks what a worker handed back and writes it into ``folder``, over the last run's files.

    Raises:
        ResultRejected: there is no complete record of this run; no marked paper is left then.
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
