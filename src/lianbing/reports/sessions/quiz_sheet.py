"""The sheet into which quizzes that were answered on paper are typed: a table for each quiz, a line for each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.reports.cells import HEAD, Layout, finish, new_workbook, put, put_row
from lianbing.spreadsheets import workbook_bytes

NUMBER, NAME, UNIT, FORM = "工号", "姓名", "部门", "卷"
FORMS = {"甲": "A", "A": "A", "乙": "B", "B": "B"}
"""What is typed for a form."""
_NOTE = (
    "“卷”写甲或乙；答案照卷上的字母写，多选连着写（ACD），判断写对、错，没有答的写／；没有做这次测验的人，那一行空着。"
)


def question_head(number: int) -> str:
    """The heading of a question by its place in the form, from 1."""
    return f"第 {number} 题"


def quiz_sheet(people: Mapping[QuizKind, Sequence[Employee]], questions: int, made: datetime) -> bytes:
    """The workbook; ``questions`` are those of the longer form, ``made`` (UTC, without a zone) is every time in it."""
    book = new_workbook()
    heads = (NUMBER, NAME, UNIT, FORM, *map(question_head, range(1, questions + 1)))
    for quiz, persons in people.items():
        sheet = book.create_sheet(quiz.label)
        put_row(sheet, 1, heads, HEAD)
        for row, person in enumerate(persons, 2):
            put_row(sheet, row, (person.id, person.name, person.team, *("",) * (questions + 1)))
        put(sheet, (len(persons) + 3, 2), _NOTE)
        finish(sheet, Layout(widths=(14, 14, 22, 8, *(9,) * questions), fixed_columns=4), quiz.label)
    return workbook_bytes(book, "测验录入表", made)
