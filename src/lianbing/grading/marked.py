"""The parts of the marked paper, each shown by a cell of the grading notebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from IPython.display import HTML, display

from lianbing.domain.drills.papers import Paper
from lianbing.domain.kernel.decimals import HUNDRED, ZERO, plain, ratio, round_half_up
from lianbing.domain.marking.marks import GradingRecord
from lianbing.grading.fragments import bar, table, text, typed
from lianbing.grading.items_shown import ItemsShown, SkillMarks, parts_of
from lianbing.grading.jobs import Job, answers_to_show, grade_job, read_job, write_record
from lianbing.grading.level_shown import level_line
from lianbing.grading.study_next import study_next
from lianbing.grading.style import STYLE
from lianbing.wire.submissions import Submission, receipt

_LONGEST = 60
"""How many characters are shown of a time; those that booklets write are shorter."""


@dataclass(frozen=True)
class MarkedPaper:
    """A graded submission; each public method is called by a cell of the grading notebook."""

    job: Job
    submission: Submission
    record: GradingRecord

    @classmethod
    def grade(cls, folder: str, nonce: str) -> MarkedPaper:
        """Reads the job in ``folder`` and marks it."""
        job = read_job(Path(folder), nonce)
        return cls(job, *grade_job(job))

    def head(self) -> None:
        """Shows the person, the paper, the times, the total, and the level if it is known."""
        employee, background = self.paper.employee, self.job.background
        rows = (
            ("练兵", text(f"{background.title}（{self.paper.drill}）" if background.title else self.paper.drill)),
            ("试卷", text(self.paper.id)),
            ("工号", text(employee.id)),
            ("部门", text(employee.team)),
            ("作答", self._times()),
            ("回执号", receipt(self.job.digest)),
        )
        level = level_line(background, self.paper, self.record)
        _show(f"{STYLE}", f"<h2>{text(employee.name)}</h2>{self._total()}{level}{table(rows)}")

    def parts(self) -> None:
        """Shows the points of each part with a bar and the numbers."""
        _show(table(map(_part_row, parts_of(self.record.marks)), ("部分", "得分率", "得分")))

    def weak_points(self) -> None:
        """Shows which clauses to study next: those behind lost points, the most lost first."""
        _show(study_next(self._shown, self.record.marks))

    def items(self) -> None:
        """Shows each item with its answer, key, mark, reason and clauses."""
        lead = "<p>每部分先列没有得满分的题；答对的收在后面，点开可看。</p>"
        _show(lead + self._shown.html(self.record.marks))

    def hand_out(self, folder: str) -> None:
        """Writes the record into ``folder``.

        It is the last cell of the notebook, because without a record the submission is ungraded.
        """
        write_record(self.record, Path(folder))

    @property
    def paper(self) -> Paper:
        """The paper that was answered."""
        return self.job.paper

    @cached_property
    def _shown(self) -> ItemsShown:
        return ItemsShown(
            self.paper, answers_to_show(self.paper, self.submission), self.job.background, self.job.code_runs
        )

    def _total(self) -> str:
        marks = self.record.marks
        earned = sum((mark.earned for mark in marks if mark.earned is not None), ZERO)
        waiting = [mark.worth for mark in marks if mark.earned is None]
        total = f'<b style="font-size:200%">{plain(earned)} / {plain(self.paper.worth)}</b> 分'
        if not waiting:
            return f"<p>{total}</p>"
        return f"<p>{total}（另有 {len(waiting)} 题、{plain(sum(waiting, ZERO))} 分待人工评分或复核，总分未定）</p>"

    def _times(self) -> str:
        """The times of start and end in Chinese, by the clock of the learner's device or as somebody typed them in."""
        start, end, typed_by = self.submission.started_at, self.submission.submitted_at, self.submission.typed_by
        typed = f"；由 {text(typed_by[:_LONGEST])} 从纸质答题卡录入" if typed_by else ""
        return f"{_when(start)} 开始，{_when(end, start)} 交卷{_taken(start, end)}{typed}"


def _part_row(part: SkillMarks) -> tuple[str, str, str]:
    rate = _rate(part.earned, part.worth)
    waiting = f"（{part.waiting} 题待评）" if part.waiting else ""
    earned = f"{plain(part.earned)} / {plain(part.worth)}{waiting}"
    drawn = bar(int(rate), f"{part.skill.label}得 {plain(part.earned)} 分，满分 {plain(part.worth)} 分")
    return part.skill.label, f"{drawn}{plain(rate)}%", earned


def _rate(earned: Decimal, worth: Decimal) -> Decimal:
    return round_half_up(ratio(earned * HUNDRED, worth), 1) if worth else ZERO


def _when(written: str, after: str = "") -> str:
    """A time of the submission for people to read; the day is left out if it is that of ``after``.

    A text that is no time is shown as it is.
    """
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        return typed(written, _LONGEST)
    return time.strftime("%H:%M:%S" if after[:10] == written[:10] else "%Y-%m-%d %H:%M:%S")


def _taken(start: str, end: str) -> str:
    """The minutes between two times, in Chinese; empty unless both are times in order."""
    try:
        seconds = (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
    except (ValueError, TypeError):
        return ""
    if seconds < 0:
        return ""
    return f"，用时 {int(seconds // 60)} 分钟" if seconds >= 60 else "，用时不到 1 分钟"


def _show(*content: str) -> None:
    *before, body = content
    display(HTML(f"{''.join(before)}<div class='lb-marked'>{body}</div>"))  # type: ignore[no-untyped-call]
