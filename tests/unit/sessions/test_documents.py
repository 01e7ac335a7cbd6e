"""What is printed for a session, as blocks: the parts that depend on the plan, and words that must be right."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from lianbing.content.loader import workbook_of
from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.forms import ChosenForms, Expectation, serves_quiz
from lianbing.domain.sessions.plans import Activity, ActivityKind, ParallelForms, SessionGoal, SessionPlan
from lianbing.errors import PrinterAbsent
from lianbing.printing.as_pdf import document_html, document_pdf
from lianbing.printing.as_word import document_docx
from lianbing.printing.blocks import (
    FramedText,
    Grid,
    Heading,
    LeadIn,
    LetteredQuestion,
    NewPage,
    PaperDocument,
    RuledLines,
    Sentence,
)
from lianbing.sessions.documents.balance import balance_line
from lianbing.sessions.documents.case_sheets import case_sheets
from lianbing.sessions.documents.handout import handout
from lianbing.sessions.documents.history import history_sentence
from lianbing.sessions.documents.house_style import OPEN, clock_time, day_in_words, when_and_where
from lianbing.sessions.documents.questions import question_block
from lianbing.sessions.documents.quizzes import FORM_A, quiz_paper
from lianbing.sessions.documents.sign_in import by_unit, sign_in_sheet
from lianbing.sessions.documents.trainer_notes import TrainerBackground, trainer_notes
from lianbing.sessions.preparing import choose, prepare
from lianbing.wire.sessions.prepared import PreparedSession
from tests.machine import absent
from tests.unit.objects import item
from tests.unit.sessions.objects import AT, answered, session_plan

BOOK = workbook_of(Path(__file__).parents[3])
RATES = Expectation(rates={1: 0.85, 2: 0.7, 3: 0.55})


def packed(plan: SessionPlan | None = None) -> tuple[PreparedSession, ChosenForms]:
    wanted = plan or session_plan()
    chosen = choose(wanted, BOOK, RATES)
    return prepare(replace(wanted, forms=chosen.forms), BOOK, AT), chosen


def page(document: PaperDocument) -> str:
    return document_html(document)


def test_times_are_those_of_the_clock_or_counted_from_the_beginning() -> None:
    plan = session_plan()
    assert clock_time(plan, 95) == "15:35"
    assert clock_time(replace(plan, begins=""), 95) == "第 95 分钟"
    assert day_in_words("2026-12-15") == "2026 年 12 月 15 日（周二）"
    assert day_in_words("") == ""


def test_what_is_open_is_called_open() -> None:
    blank = SessionPlan(id="2026-12", title="没有定")
    assert dict(when_and_where(blank).pairs) == {
        "日期": OPEN,
        "时间": OPEN,
        "时长": "0 分钟",
        "地点": OPEN,
        "培训师": OPEN,
    }


def test_people_stand_unit_by_unit_in_the_order_of_the_list() -> None:
    people = [Employee(id=f"C{n}", name="样例", team=team) for n, team in enumerate("乙甲乙丙甲")]
    assert [each.id for each in by_unit(people)] == ["C0", "C2", "C1", "C4", "C3"]


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (20, 1), (60, 2), (300, 9)])
def test_the_list_to_sign_fills_its_pages(people: int, pages: int) -> None:
    listed = [Employee(id=f"C{number:04}", name="样例", team="城区一部") for number in range(people)]
    try:
        printed = document_pdf(sign_in_sheet(packed()[0], listed))
    except PrinterAbsent as error:
        absent(error.message)
    read = PdfReader(io.BytesIO(printed)).pages
    assert len(read) == pages
    if people:
        assert read[-1].extract_text().count("样例") > 15


def test_every_case_has_a_page_with_lines_and_no_answer() -> None:
    groups = Activity(kind=ActivityKind.GROUPS, minutes=20, items=("dth-0101", "dth-0201"))
    prepared, _ = packed(replace(session_plan(), activities=(groups,)))
    sheets = case_sheets(prepared)
    assert sum(isinstance(block, NewPage) for block in sheets.blocks) == 1
    assert sum(isinstance(block, RuledLines) for block in sheets.blocks) == 2
    for name in groups.items:
        for line in prepared.items[name].item.key.shown().split("\n"):
            assert line not in page(sheets)


def test_a_paper_has_boxes_brackets_or_a_line_for_every_question_and_no_key() -> None:
    prepared, chosen = packed()
    blocks = [
        block for block in quiz_paper(prepared, FORM_A, chosen.forms.a).blocks if isinstance(block, LetteredQuestion)
    ]
    assert [block.number for block in blocks] == [1, 2, 3, 4, 5, 6]
    for block in blocks:
        assert block.boxes or block.bracket or "____" in "".join(block.lines)


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        (("vis-0001", "flow-0030"), "选择题把字母写在括号里。每题"),
        (("vis-0010", "vis-0030"), "判断题在方框里打勾，计算题写在横线上。每题"),
        (("ana-0028",), "填空题写在横线上。每题"),
    ],
)
def test_a_paper_explains_the_types_that_it_has(asked: tuple[str, ...], how: str) -> None:
    plan = replace(session_plan(), activities=(), forms=ParallelForms(a=asked))
    notes = [
        block for block in quiz_paper(prepare(plan, BOOK, AT), FORM_A, asked).blocks if isinstance(block, Sentence)
    ]
    assert notes[1].text.startswith(how)


def test_the_notes_show_the_best_walk_and_every_moment_of_the_scenario() -> None:
    prepared, chosen = packed()
    shown = page(trainer_notes(prepared, TrainerBackground(balance=chosen.balance)))
    scenario = prepared.scenarios[0]
    node = scenario.nodes[scenario.start]
    for choice in node.choices:
        assert choice.text.replace('"', "&#34;") in shown
    for verdict in ("得当", "欠妥", "违规"):
        assert verdict in shown


def test_the_notes_call_for_what_the_plan_has_and_name_it() -> None:
    prepared, chosen = packed()
    with_cases = trainer_notes(prepared, TrainerBackground(balance=chosen.balance))
    assert "分组案例单，每组一份" in page(with_cases)
    (timetable,) = (block for block in with_cases.blocks if isinstance(block, Grid) and len(block.columns) == 5)
    used = "".join(row[3] for row in timetable.rows)
    assert prepared.scenarios[0].title in used
    assert not any(name in used for name in (prepared.scenarios[0].id, *prepared.plan.questions))
    others = tuple(one for one in session_plan().activities if one.kind is not ActivityKind.GROUPS)
    prepared, chosen = packed(replace(session_plan(), activities=others))
    assert "案例单" not in page(trainer_notes(prepared, TrainerBackground(balance=chosen.balance)))


def test_a_note_of_the_trainer_stays_with_what_it_is_about() -> None:
    vote = Activity(kind=ActivityKind.VOTE, minutes=9, items=("vis-0001",), notes="先各自投")
    last = Activity(kind=ActivityKind.CLOSE, minutes=5, notes="每人说一条")
    prepared, chosen = packed(replace(session_plan(), activities=(vote, last)))
    blocks = trainer_notes(prepared, TrainerBackground(balance=chosen.balance)).blocks
    first, end = (
        place
        for place, block in enumerate(blocks)
        if isinstance(block, LeadIn | Sentence) and block.text.startswith("备注：")
    )
    kinds = [type(block) for block in blocks[first - 2 : first + 3]]
    assert kinds == [Heading, LeadIn, LeadIn, LetteredQuestion, FramedText]
    assert [type(block) for block in blocks[end - 2 : end + 1]] == [Heading, LeadIn, Sentence]


def test_the_history_is_in_the_letters_of_the_session() -> None:
    asked = item(options={"A": "甲", "B": "乙"}, origin={"A": "B", "B": "A"})
    assert history_sentence(asked, answered("AAAAABBB")) == (
        "以前：8 人答过，得分率 63%（24～91）；选过的：A 3 次、B 5 次。"
    )


def test_the_history_of_a_vote_is_in_the_notes() -> None:
    prepared, chosen = packed()
    figures = {"vis-0001": answered("AB" * 20)}
    shown = page(trainer_notes(prepared, TrainerBackground(balance=chosen.balance, figures=figures)))
    assert "以前：40 人答过，得分率 50%（" in shown
    assert "以前没有人在练兵或培训里答过这道题" in shown


def test_clauses_that_the_forms_ask_differently_often_are_named() -> None:
    _, chosen = packed()
    counts = {**chosen.balance.a.clauses, "VIS-06": 9}
    uneven = replace(chosen.balance, b=replace(chosen.balance.b, clauses=counts))
    assert "VIS-06 两卷次数不同" in balance_line(uneven)
    assert "条款次数相同" in balance_line(chosen.balance)


def test_facts_are_taught_like_clauses() -> None:
    fact = next(iter(BOOK.facts.values()))
    plan = replace(session_plan(), activities=(Activity(kind=ActivityKind.TEACH, minutes=5, clauses=(fact.id,)),))
    prepared, _ = packed(plan)
    cards = [block for block in handout(prepared, BOOK).blocks if isinstance(block, FramedText)]
    assert any(card.text == fact.text and fact.source in card.notes[0] for card in cards)


def test_the_bounds_of_clauses_are_in_words() -> None:
    plan = replace(session_plan(), goals=tuple(SessionGoal(clause=name) for name in ("VIS-06", "VIS-30")))
    prepared, _ = packed(plan)
    shown = page(handout(prepared, BOOK))
    assert "限额：不少于 30 户/天，本单位参数" in shown
    assert "限额：正好 4 类。" in shown
    assert "限额：=" not in shown
    bounds = [limit.in_words for clause in BOOK.clauses.values() for limit in clause.limits]
    assert not any(sign in bound for bound in bounds for sign in "=≥≤")
    assert {"约 10%", "07:30"} <= {*bounds}


def test_a_session_without_anything_still_prints() -> None:
    prepared = prepare(SessionPlan(id="2026-12", title="空的"), BOOK, AT)
    chosen = choose(prepared.plan, BOOK, RATES)
    for document in (handout(prepared, BOOK), trainer_notes(prepared, TrainerBackground(balance=chosen.balance))):
        assert document_docx(document)
    assert balance_line(chosen.balance) == "没有测验"


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        (("三次", "四次"), 4),
        (("一个不长也不短的选项", "短"), 2),
        (("这一个选项长得一行里放不下两个，只好各占一行", "短"), 1),
    ],
)
def test_short_options_stand_side_by_side(texts: tuple[str, ...], columns: int) -> None:
    block = LetteredQuestion(number=1, lines=("问",), options=tuple(zip("AB", texts, strict=True)))
    assert block.columns == columns
    assert sum(len(row) for row in block.rows) % columns == 0


def test_names_that_want_to_be_markup_are_only_names() -> None:
    plan = replace(session_plan(), title="<script>alert(1)</script>", trainer="=1+1\x07")
    prepared, _ = packed(plan)
    shown = page(handout(prepared, BOOK))
    assert "<script>" not in shown
    assert document_docx(handout(prepared, BOOK))


def test_the_same_session_gives_the_same_bytes() -> None:
    (first, chosen), (again, _) = packed(), packed()
    background = TrainerBackground(balance=chosen.balance)
    assert document_docx(trainer_notes(first, background)) == document_docx(trainer_notes(again, background))


def test_a_number_has_its_line_and_its_unit() -> None:
    prepared = prepare(replace(session_plan(), forms=replace(session_plan().forms, a=("vis-0030",))), BOOK, AT)
    assert question_block(prepared.items["vis-0030"].item, 1).lines[-1].endswith("户")
    assert not any(isinstance(block, Sentence) and not block.text for block in handout(prepared, BOOK).blocks)


def test_an_example_is_about_what_is_taught_where_a_question_is_left() -> None:
    plan = replace(session_plan(), goals=(SessionGoal(clause="TRN-61"), SessionGoal(clause="K050")), activities=())
    prepared = prepare(plan, BOOK, AT)
    example, basis = printed_example(prepared)
    assert "K050" in basis
    assert not any(prepared.items[name].item.stem.startswith(example.lines[0]) for name in plan.questions)


@pytest.mark.parametrize(
    ("taught", "chapter"),
    [(("VIS-29", "VIS-25", "VIS-63", "VIS-30"), "visit-flow"), (("TRN-61", "K052", "K048"), "analysis")],
)
def test_an_example_is_of_the_same_chapter_where_the_quizzes_use_up_what_is_taught(
    taught: tuple[str, ...], chapter: str
) -> None:
    goals = tuple(SessionGoal(clause=name) for name in taught)
    every = tuple(one.id for one in BOOK.questions.values() if serves_quiz(one) and {*one.rests_on} & {*taught})
    plan = replace(session_plan(), goals=goals, activities=(), forms=ParallelForms(a=every))
    _, basis = printed_example(prepare(plan, BOOK, AT))
    first = re.findall(r"[A-Z]+-?\d+", basis)[0]
    assert chapter in BOOK.chapters_of(first)


def test_there_is_no_example_rather_than_one_on_something_else() -> None:
    asked = tuple(one.id for one in BOOK.questions.values() if serves_quiz(one))
    plan = replace(session_plan(), activities=(), forms=ParallelForms(a=asked))
    blocks = handout(prepare(plan, BOOK, AT), BOOK).blocks
    assert not any(isinstance(block, LetteredQuestion) for block in blocks)
    assert not any(isinstance(block, Heading) and block.text.startswith("例题") for block in blocks)


def printed_example(prepared: PreparedSession) -> tuple[LetteredQuestion, str]:
    """The example of a handout and what it rests on."""
    blocks = handout(prepared, BOOK).blocks
    (place,) = (number for number, block in enumerate(blocks) if isinstance(block, LetteredQuestion))
    example, answer = blocks[place : place + 2]
    assert isinstance(example, LetteredQuestion)
    assert isinstance(answer, FramedText)
    return example, answer.notes[-1]


def test_the_handout_is_a_few_pages_even_for_many_clauses() -> None:
    many = tuple(BOOK.clauses)[:10]
    plan = replace(session_plan(), goals=tuple(SessionGoal(clause=name) for name in many), activities=())
    prepared, _ = packed(plan)
    try:
        printed = document_pdf(handout(prepared, BOOK))
    except PrinterAbsent as error:
        absent(error.message)
    assert 2 <= len(PdfReader(io.BytesIO(printed)).pages) <= 4


@pytest.mark.parametrize("goals", [5, 7])
def test_lines_to_write_on_fill_the_last_page_and_begin_no_other(goals: int) -> None:
    taught = tuple(SessionGoal(clause=name) for name in [*BOOK.clauses][20 : 20 + goals])
    paper = handout(packed(replace(session_plan(), goals=taught, activities=()))[0], BOOK)
    assert isinstance(paper.blocks[-1], RuledLines)
    counts = [
        _pages(replace(paper, blocks=(*paper.blocks[:-1], RuledLines(lines))))
        for lines in (1, paper.blocks[-1].count, paper.blocks[-1].count + 12)
    ]
    assert counts[0] == counts[1] < counts[2]


def _pages(paper: PaperDocument) -> int:
    try:
        return len(PdfReader(io.BytesIO(document_pdf(paper))).pages)
    except PrinterAbsent as error:
        absent(error.message)


def test_properties_of_paragraphs_and_tables_stand_in_the_order_that_word_asks_for() -> None:
    """Word refuses a document whose elements are in another order; LibreOffice takes it."""
    orders = {
        "pPr": [
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "numPr",
            "pBdr",
            "tabs",
            "spacing",
            "ind",
            "jc",
            "rPr",
        ],
        "tblPr": ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"],
    }
    prepared, chosen = packed()
    papers = (
        handout(prepared, BOOK),
        case_sheets(prepared),
        quiz_paper(prepared, FORM_A, chosen.forms.a),
        trainer_notes(prepared, TrainerBackground(balance=chosen.balance)),
    )
    for paper in papers:
        body = Document(io.BytesIO(document_docx(paper))).element.body
        for name, order in orders.items():
            for properties in body.iter(f"{{*}}{name}"):
                names = [child.tag.rpartition("}")[2] for child in properties]
                assert names == sorted(names, key=order.index)
