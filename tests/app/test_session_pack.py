"""Packing a session: what is written, the same bytes again, no answer where there must be none, and what is refused."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from lianbing.app.sessions.earlier_answers import EarlierAnswers, earlier_answers, expectation_of
from lianbing.domain.drills.papers import Employee
from lianbing.domain.sessions.happenings import SeatEntry, SignedInBy, VoteCast
from lianbing.domain.sessions.plans import Activity, ActivityKind, ParallelForms, SessionPlan
from lianbing.errors import PackageMissing, PrinterAbsent
from lianbing.files import write_whole
from lianbing.sessions.computers import LOCK, held_alone
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.journal_files import HAPPENINGS, JournalWriter
from lianbing.sessions.plan_files import plan_text
from lianbing.wire.canonical import canonical
from lianbing.wire.sessions.expected import EXPECTED, ExpectedPeople
from lianbing.wire.sessions.prepared import PREPARED, PreparedSession
from tests.app.kit import Bench, Ran, told
from tests.unit.sessions.objects import answered, session_plan

MONTH = "2026-12"
HANDOUT = ("--only", "handout")
DOCUMENTS = ("讲义", "测验-甲卷", "测验-乙卷", "测验-答案与讲评", "签到表", "分组案例单", "教师用书")


@dataclass(frozen=True)
class Packing:
    """A packed session, and what the command printed."""

    bench: Bench
    ran: Ran


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """PDFs take seconds, and the slides have tests of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lianbing.app.sessions.materials.document_pdf", lambda document: b"%PDF")
        patch.setattr("lianbing.app.sessions.materials.write_deck", lambda *_: None)
        yield


@pytest.fixture(scope="module")
def packed_once(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Packing:
    bench = Bench(shipped, tmp_path_factory.mktemp("session"))
    plan(bench, session_plan())
    people = ExpectedPeople(source="名单", people=(Employee(id="C0001", name="样例甲", team="一部"),))
    write_whole(folder(bench).people, canonical(EXPECTED.encode(people)).encode())
    return Packing(bench, bench("session", "pack", MONTH))


@pytest.fixture
def bench(packed_once: Packing, tmp_path: Path) -> Bench:
    """A session that is packed, for a test to change."""
    return Bench(packed_once.bench.root, shutil.copytree(packed_once.bench.data, tmp_path / "data"))


def folder(bench: Bench) -> SessionFolder:
    return SessionFolder(bench.data / "sessions" / MONTH)


def plan(bench: Bench, wanted: SessionPlan) -> None:
    write_whole(folder(bench).plan, plan_text(wanted, (), lambda _: "").encode())


def prepared(bench: Bench) -> PreparedSession:
    return PREPARED.decode(json.loads(folder(bench).prepared.read_bytes()))


def answer(bench: Bench) -> None:
    """Somebody voted."""
    writer = JournalWriter(folder(bench).live / "一号机")
    writer.write([VoteCast(at="2026-12-15T14:31:00+08:00", seat="1", item="vis-0001", vote=1, answer="A")])
    writer.close()


def sit(bench: Bench) -> None:
    """Somebody signed in."""
    writer = JournalWriter(folder(bench).live / "一号机")
    at = "2026-12-15T14:01:00+08:00"
    writer.write_seats([SeatEntry(seat="1", number="C0001", name="样例甲", unit="一部", at=at, by=SignedInBy.CODE)])
    writer.close()


def texts(path: Path) -> str:
    """All words of a Word document, those of its tables and feet included."""
    document: Any = Document(io.BytesIO(path.read_bytes()))
    parts = [document.element.body, document.sections[0].footer._element]
    return "\n".join(node.text or "" for part in parts for node in part.iter() if node.tag.endswith("}t"))


def word(bench: Bench, stem: str) -> str:
    return texts(folder(bench).materials / f"{stem}.docx")


def test_everything_is_written_and_named_for_the_user_alone(packed_once: Packing) -> None:
    bench, ran = packed_once.bench, packed_once.ran
    assert ran.code == 0, ran.said
    for piece in ("程序选了", "甲卷 6 题，乙卷 6 题", "条款次数相同", "个百分点", "不要给别人"):
        assert piece in ran.out, piece
    for stem in DOCUMENTS:
        assert f"材料/{stem}" in ran.out
        for ending in ("docx", "pdf"):
            assert (folder(bench).materials / f"{stem}.{ending}").stat().st_mode & 0o077 == 0
    assert folder(bench).prepared.stat().st_mode & 0o077 == 0


def test_the_plan_stays_as_the_trainer_wrote_it(bench: Bench) -> None:
    before = folder(bench).plan.read_bytes()
    bench("session", "pack", MONTH, *HANDOUT)
    assert folder(bench).plan.read_bytes() == before
    assert len(prepared(bench).plan.forms.a) == 6


def test_packing_again_gives_the_same_bytes(bench: Bench) -> None:
    before = {path: path.read_bytes() for path in folder(bench).path.rglob("*") if path.is_file()}
    bench("session", "pack", MONTH)
    assert {path: path.read_bytes() for path in folder(bench).path.rglob("*") if path.is_file()} == before


def test_forms_of_the_plan_are_taken_and_their_balance_is_said(bench: Bench) -> None:
    plan(bench, replace(session_plan(), forms=ParallelForms(a=("vis-0034",), b=("vis-0030",))))
    ran = bench("session", "pack", MONTH, *HANDOUT)
    assert "程序选了" not in ran.out
    assert "甲卷 1 题，乙卷 1 题" in ran.out
    assert prepared(bench).plan.forms.a == ("vis-0034",)


def test_papers_for_learners_hold_no_answer_of_a_quiz(bench: Bench) -> None:
    session = prepared(bench)
    quizzed = [session.items[item].item for item in (*session.plan.forms.a, *session.plan.forms.b)]
    for stem in ("讲义", "签到表", "分组案例单", "测验-甲卷", "测验-乙卷"):
        shown = word(bench, stem)
        for item in quizzed:
            assert item.explain not in shown
            assert not any(why in shown for why in item.why.values())
        assert "答案" not in shown or stem == "讲义"
    handout = word(bench, "讲义")
    for asked in session.items.values():
        assert asked.item.stem not in handout
        assert asked.item.explain not in handout
    case = session.items["dth-0101"].item.key.shown()
    assert not any(line in word(bench, "分组案例单") for line in case.split("\n"))


def test_the_trainer_has_every_answer(bench: Bench) -> None:
    session = prepared(bench)
    key, notes = word(bench, "测验-答案与讲评"), word(bench, "教师用书")
    for item in (*session.plan.forms.a, *session.plan.forms.b):
        assert session.items[item].item.explain in key
    for item in ("vis-0001", "cmp-0001", "dth-0101"):
        assert session.items[item].item.explain in notes
    for piece in ("14:30–14:40", "最好的走法", "两卷一样难吗", "预计得分率", "只给培训师"):
        assert piece in notes, piece


def test_the_handout_has_the_words_of_every_clause_with_limit_and_source(bench: Bench) -> None:
    shown = word(bench, "讲义")
    for name in session_plan().clauses:
        clause = bench.workspace.workbook.clauses[name]
        assert clause.wording in shown
        assert clause.place in shown
        assert all(limit.in_words in shown for limit in clause.limits)


def test_the_sign_in_sheet_has_everybody_and_lines_for_strangers(bench: Bench) -> None:
    long_name = "阿卜杜热合曼·买买提吐尔逊"
    people = [Employee(id=f"C{n:04}", name=f"样例{n}", team=("二部", "一部")[n % 2]) for n in range(299)]
    everybody = (*people, Employee(id="C9999", name=long_name, team="一部"))
    write_whole(folder(bench).people, canonical(EXPECTED.encode(ExpectedPeople(source="", people=everybody))).encode())
    bench("session", "pack", MONTH, "--only", "sign-in")
    (table,) = [
        table
        for table in Document(str(folder(bench).materials / "签到表.docx")).tables
        if table.rows[0].cells[0].text == "序号"
    ]
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert len(rows) == 304
    units = [row[3] for row in rows[:300]]
    assert units == ["二部"] * 150 + ["一部"] * 150
    assert rows[299][1:3] == ["C9999", long_name]
    assert all(not any(row[1:]) for row in rows[300:])


def test_only_what_is_wanted_is_written(bench: Bench) -> None:
    shutil.rmtree(folder(bench).materials)
    ran = bench("session", "pack", MONTH, "--only", "handout", "--json")
    assert [Path(path).name for path in ran.data["files"]] == ["讲义.docx", "讲义.pdf"]
    assert sorted(path.name for path in folder(bench).materials.iterdir()) == ["讲义.docx", "讲义.pdf"]


def test_what_a_plan_has_no_more_goes(bench: Bench) -> None:
    assert [*folder(bench).materials.glob("分组案例单.*")]
    activities = tuple(one for one in session_plan().activities if one.kind is not ActivityKind.GROUPS)
    plan(bench, replace(session_plan(), activities=activities))
    bench("session", "pack", MONTH, "--only", "cases")
    assert not [*folder(bench).materials.glob("分组案例单.*")]


def test_once_something_was_answered_the_questions_stay(bench: Bench) -> None:
    answer(bench)
    before = folder(bench).prepared.read_bytes()
    assert bench("session", "pack", MONTH, *HANDOUT).code == 0
    more = Activity(kind=ActivityKind.VOTE, minutes=5, items=("vis-0003",))
    plan(bench, replace(session_plan(), activities=(*session_plan().activities, more)))
    ran = bench("session", "pack", MONTH)
    told(ran, "已经有人作答（1 个答案）", "--as-packed", "2026-12-2", code=1)
    assert folder(bench).prepared.read_bytes() == before
    assert bench("session", "pack", MONTH, "--as-packed", *HANDOUT).code == 0
    assert folder(bench).prepared.read_bytes() == before


def test_what_was_answered_to_lost_questions_is_not_packed_over(bench: Bench) -> None:
    answer(bench)
    folder(bench).prepared.write_text("坏了", encoding="utf-8")
    told(bench("session", "pack", MONTH), "从上课的电脑", code=1)
    assert folder(bench).prepared.read_text(encoding="utf-8") == "坏了"


def test_the_questions_of_a_session_that_runs_stay(bench: Bench) -> None:
    """Nobody has answered yet, but the phones show what was packed."""
    sit(bench)
    before = folder(bench).prepared.read_bytes()
    with held_alone(folder(bench).live / "一号机" / LOCK):
        assert bench("session", "pack", MONTH, *HANDOUT).code == 0
        plan(bench, replace(session_plan(), title="改过的题目"))
        told(bench("session", "pack", MONTH), "现在开着，已经有 1 人签到", "Ctrl+C", "--as-packed", code=1)
        assert folder(bench).prepared.read_bytes() == before
        assert bench("session", "pack", MONTH, "--as-packed", *HANDOUT).code == 0
    ran = bench("session", "pack", MONTH, *HANDOUT)
    assert ran.code == 0
    assert "已经有 1 人签到，还没有人作答" in ran.out
    assert prepared(bench).plan.title == "改过的题目"


def test_nothing_is_packed_over_answers_that_can_not_be_read(bench: Bench) -> None:
    answer(bench)
    journal = folder(bench).live / "一号机" / HAPPENINGS
    journal.write_bytes(b"[" * 200_000 + b"\n")
    plan(bench, replace(session_plan(), title="改过的题目"))
    told(bench("session", "pack", MONTH), "不知道有没有人作答", "--as-packed", code=1)


def test_before_anything_was_answered_a_changed_plan_is_packed_anew(bench: Bench) -> None:
    plan(bench, replace(session_plan(), title="改过的题目"))
    bench("session", "pack", MONTH, *HANDOUT)
    assert prepared(bench).plan.title == "改过的题目"
    assert "改过的题目" in word(bench, "讲义")


def test_without_a_printer_there_are_word_documents_and_a_sentence(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(_: object) -> bytes:
        raise PrinterAbsent("这台机器还不能做 PDF：装上")

    monkeypatch.setattr("lianbing.app.sessions.materials.document_pdf", absent)
    ran = bench("session", "pack", MONTH)
    assert ran.code == 0
    assert ran.out.count("只写了 .docx，没有 PDF") == 1
    assert not [*folder(bench).materials.glob("*.pdf")], "one of an earlier packing would look like today's"
    assert len([*folder(bench).materials.glob("*.docx")]) == len(DOCUMENTS)


def test_without_reveal_js_everything_else_is_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object) -> None:
        raise PackageMissing("没有 reveal.js：运行 npm ci")

    monkeypatch.setattr("lianbing.app.sessions.materials.write_deck", absent)
    ran = bench("session", "pack", MONTH)
    assert ran.code == 1
    assert "没有 reveal.js" in ran.err
    assert (folder(bench).materials / "教师用书.docx").is_file()


@pytest.mark.parametrize(
    ("words", "pieces", "code"),
    [
        (("2026-13",), ("不是月度培训的编号",), 2),
        (("2027-01",), ("session plan 2027-01",), 1),
        ((MONTH, "--as-packed"), ("还没有打包过",), 1),
        ((MONTH, "--only", "posters"), ("slides、handout",), 2),
        ((MONTH, "--count", "0"), ("--count",), 2),
    ],
)
def test_what_can_not_be_packed_is_said(
    bench: Bench, words: tuple[str, ...], pieces: tuple[str, ...], code: int
) -> None:
    folder(bench).prepared.unlink()
    told(bench("session", "pack", *words), *pieces, code=code)
    assert not folder(bench).prepared.exists()


def test_a_list_that_is_not_there_leaves_lines_to_write_on(bench: Bench) -> None:
    shutil.move(folder(bench).people, folder(bench).path / "elsewhere.json")
    ran = bench("session", "pack", MONTH, "--only", "sign-in")
    assert ran.code == 0
    assert "没有名单" in ran.out
    assert "没有名单" in word(bench, "签到表")


def test_a_list_that_is_damaged_is_named_beside_the_sheet_without_people(bench: Bench) -> None:
    folder(bench).people.write_text("{", encoding="utf-8")
    ran = bench("session", "pack", MONTH, "--as-packed", "--only", "sign-in")
    assert ran.code == 1
    assert all(piece in ran.err for piece in ("签到表上没有人", "people.json", f"session plan {MONTH} --roster"))


def test_what_was_answered_before_is_known(graded_once: Bench) -> None:
    """Four people: every item has its history, and none enough answers to count as easier or harder than it looks."""
    earlier = earlier_answers(graded_once.workspace)
    assert earlier.figures
    assert all(one.people <= 4 for one in earlier.figures.values())
    assert expectation_of(graded_once.workspace, earlier.figures).facilities == {}


def test_forms_that_were_chosen_stay_when_people_have_answered_since(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit quiz itself says how hard its questions are; that must not change what was asked."""
    before = folder(bench).prepared.read_bytes()
    hard = dict.fromkeys(prepared(bench).plan.forms.a, answered("A" + "B" * 9))
    known = EarlierAnswers(figures=hard, unread=2)
    monkeypatch.setattr("lianbing.app.sessions.packing.earlier_answers", lambda _: known)
    ran = bench("session", "pack", MONTH, *HANDOUT)
    assert folder(bench).prepared.read_bytes() == before
    assert "预计得分率 10%" in ran.out
    assert "2 处以前的作答读不出来" in ran.out
