"""What the marked paper shows, for the notebook's cells. All learner text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from html import escape
from pathlib import Path

from IPython.display import HTML, display

from lianbing.domain.decimals import plain
from lianbing.domain.items import Skill
from lianbing.domain.marks import GradingRecord, Mark
from lianbing.domain.papers import Paper, PaperItem
from lianbing.domain.scoring import Verdict
from lianbing.grading.inputs import Job, grade_job, read_job, write_record
from lianbing.wire.submissions import Submission, receipt, shown_answer, shown_key

_SIGNS = {
    Verdict.CORRECT: "✓ 答对",
    Verdict.PARTIAL: "◐ 部分对",
    Verdict.WRONG: "✗ 答错",
    Verdict.EMPTY: "— 未作答",
    Verdict.MALFORMED: "? 待复核",
    Verdict.REVIEW: "… 待评分",
}

_STYLE = """<style>
.lb-marked table { border-collapse: collapse; width: 100%; }
.lb-marked th, .lb-marked td { border: 1px solid #c9ced6; padding: .3em .6em; text-align: left; vertical-align: top; }
.lb-marked .item { border: 1px solid #c9ced6; border-radius: .5em; padding: .6em 1em; margin: .8em 0; }
.lb-marked .item h4 { margin: 0 0 .4em; }
.lb-marked .wrong { border-left: .35em solid #b3261e; }
.lb-marked .correct { border-left: .35em solid #1b6e3c; }
.lb-marked .partial, .lb-marked .malformed, .lb-marked .empty, .lb-marked .review { border-left: .35em solid #9a6700; }
</style>"""


@dataclass(frozen=True)
class MarkedPaper:
    """A graded submission as the notebook's cells show it."""

    job: Job
    submission: Submission
    record: GradingRecord

    @classmethod
    def grade(cls, folder: str, nonce: str) -> MarkedPaper:
        """Reads the job in ``folder`` and marks it."""
        job = read_job(Path(folder), nonce)
        return cls(job, *grade_job(job))

    def head(self) -> None:
        """Who, what, when, and the total."""
        rows = [
            ("练兵", self.paper.drill),
            ("试卷", self.paper.id),
            ("工号", self.paper.employee.id),
            ("姓名", self.paper.employee.name),
            ("部门", self.paper.employee.team),
            ("开始", _when(self.submission.started_at)),
            ("交卷", _when(self.submission.submitted_at)),
            ("回执号", receipt(self.job.digest)),
            ("总分", self._total()),
        ]
        _show(_table([(f"<th scope='row'>{escape(name)}</th>", _td(value)) for name, value in rows]))

    def parts(self) -> None:
        """Points by skill part."""
        head = "".join(f"<th scope='col'>{name}</th>" for name in ("部分", "得分", "满分", "待复核"))
        skills = dict.fromkeys(mark.skill for mark in self.record.marks)
        rows = "".join(_row(skill.label, *self._part(skill)) for skill in skills)
        _show(f"<table><tr>{head}</tr>{rows}</table>")

    def items(self) -> None:
        """Every item: the answer, the key, the marks, the clauses, and why."""
        blocks = [self._item(item, mark) for item, mark in zip(self.paper.items, self.record.marks, strict=True)]
        _show("".join(blocks))

    def weak_points(self) -> None:
        """The clauses behind lost points, most lost first: what to study next."""
        lost: dict[str, Decimal] = {}
        for item, mark in zip(self.paper.items, self.record.marks, strict=True):
            if mark.points is not None and mark.points < mark.worth:
                for reference in item.item.rests_on:
                    lost[reference] = lost.get(reference, Decimal(0)) + mark.worth - mark.points
        if not lost:
            _show("<p>没有失分的条款。</p>")
            return
        ordered = sorted(lost.items(), key=lambda pair: (-pair[1], pair[0]))
        rows = "".join(
            _row(reference, self.paper.basis[reference].title, self.paper.basis[reference].text, plain(points))
            for reference, points in ordered
        )
        head = "".join(f"<th scope='col'>{name}</th>" for name in ("条款", "名称", "内容", "相关失分"))
        _show(f"<table><tr>{head}</tr>{rows}</table>")

    def hand_out(self, folder: str) -> None:
        """Writes the record. The last thing that the notebook does: without it nothing is graded."""
        write_record(self.record, Path(folder))

    @property
    def paper(self) -> Paper:
        """The paper that was answered."""
        return self.job.paper

    def _total(self) -> str:
        waiting = _ungraded(self.record.marks)
        total = f"{plain(_points(self.record.marks))} / {plain(self.paper.points)}"
        return f"{total}（另有 {waiting} 题待人工复核，总分未定）" if waiting else total

    def _part(self, skill: Skill) -> tuple[str, str, str]:
        own = [mark for mark in self.record.marks if mark.skill is skill]
        return plain(_points(own)), plain(sum((mark.worth for mark in own), Decimal(0))), str(_ungraded(own))

    def _item(self, paper_item: PaperItem, mark: Mark) -> str:
        item = paper_item.item
        earned = "待复核" if mark.points is None else plain(mark.points)
        options = "".join(f"<li>{letter}. {escape(text)}</li>" for letter, text in item.options.items())
        answer = shown_answer(item.type, self.submission.answers.get(item.id))
        why = "".join(
            f"<li>{letter} 为什么不对：{escape(text)}</li>" for letter, text in item.why.items() if letter in answer
        )
        clauses = "".join(
            f"<li>{escape(name)} {escape(self.paper.basis[name].title)}：{escape(self.paper.basis[name].text)}</li>"
            for name in item.rests_on
        )
        return (
            f"<section class='item {mark.verdict.value}'>"
            f"<h4>{paper_item.number}. {_SIGNS[mark.verdict]} {earned} / {plain(mark.worth)} 分</h4>"
            f"<p>{_lines(item.stem)}</p>"
            + (f"<ul style='list-style:none'>{options}</ul>" if options else "")
            + f"<p>作答：<strong>{_lines(answer)}</strong> {escape(item.unit)}<br>"
            f"答案：<strong>{_lines(shown_key(item))}</strong> {escape(item.unit)}</p>"
            f"<p>判分：{escape(mark.reason)}。{_lines(item.explain)}</p>"
            + (f"<ul>{why}</ul>" if why else "")
            + f"<p>依据（题目编号 {escape(item.id)}）：</p><ul>{clauses}</ul></section>"
        )


def _when(said: str) -> str:
    """A time of the submission as a person reads it; what is no time is shown as it is."""
    try:
        return datetime.fromisoformat(said).strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return said


def _points(marks: Iterable[Mark]) -> Decimal:
    return sum((mark.points for mark in marks if mark.points is not None), Decimal(0))


def _ungraded(marks: Sequence[Mark]) -> int:
    return sum(mark.points is None for mark in marks)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _td(text: str) -> str:
    return f"<td>{escape(text)}</td>"


def _row(*cells: str) -> str:
    return "<tr>" + "".join(_td(cell) for cell in cells) + "</tr>"


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    return "<table>" + "".join("<tr>" + "".join(cells) + "</tr>" for cells in rows) + "</table>"


def _show(content: str) -> None:
    display(HTML(f"{_STYLE}<div class='lb-marked'>{content}</div>"))  # type: ignore[no-untyped-call]
