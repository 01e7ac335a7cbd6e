"""Records that learners hand over: held against the bank, whose they are, and what is wrong with them, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lianbing.app.analysing.bank_today import BankToday
from lianbing.app.analysing.gathering import GatheredAnswers, SourceChoice, gather
from lianbing.app.workspace import Workspace
from lianbing.content.checks import load_workbook
from lianbing.domain.sessions.answers import AnswerSource
from lianbing.domain.workbook import Workbook
from tests.app.kit import PEOPLE, Bench
from tests.learner_files import entry, exported, record

NOW = datetime.fromisoformat("2026-12-01T10:00:00+08:00")
Files = Mapping[str, dict[str, Any]]


@pytest.fixture(scope="module")
def book(shipped: Path) -> Workbook:
    return load_workbook(shipped)


@pytest.fixture(scope="module")
def names(book: Workbook) -> list[str]:
    """Single choices that may be practised."""
    return [each.id for each in book.questions.values() if each.type.name == "single" and each.practisable]


@pytest.fixture(scope="module")
def bank(book: Workbook) -> BankToday:
    return BankToday(book)


def done(bank: BankToday, names: list[str], **more: Any) -> dict[str, Any]:
    """Entries of these questions as they are asked today."""
    return {name: entry(bank.digest(name), **more) for name in names}


def gathered(bench: Bench, folder: Path, files: Mapping[str, Any], **choice: Any) -> GatheredAnswers:
    """What a folder with these records gives, without drills."""
    folder = folder / "收来的"
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else exported(content))
    workspace = Workspace(root=bench.root, data=bench.data, clock=lambda: NOW)
    try:
        return gather(workspace, SourceChoice(records=folder, until="2026-12-01", **choice))
    finally:
        workspace.close()


def of_records(got: GatheredAnswers) -> list[Any]:
    return [answer for answer in got.answers if answer.source is AnswerSource.RECORD]


def test_the_last_answers_of_a_known_person(issued: Bench, bank: BankToday, names: list[str], tmp_path: Path) -> None:
    items = {**done(bank, names[:2]), **done(bank, names[2:3], answer="B", fraction=0.5)}
    days = {"2026-11-19": {"answered": 2, "right": 1}, "2026-11-20": {"answered": 3, "right": 2}}
    got = gathered(issued, tmp_path, {"C0001-练兵学习记录-2026-11-21.json": record(items, days=days)})
    assert not got.faults
    answers = {answer.item: answer for answer in of_records(got)}
    assert [answers[name].earned for name in names[:3]] == [Decimal(1), Decimal(1), Decimal("0.5")]
    one = answers[names[2]]
    assert (one.person, one.sitting, one.worth, one.answer, one.at) == ("C0001", "record", 1, "B", "2026-11-20")
    assert one.topic
    assert one.rests_on
    (learner,) = got.learners
    assert (learner.label, learner.unit) == ("样例甲", answers[names[0]].unit)
    assert learner.items == {names[0]: True, names[1]: True, names[2]: False}
    assert learner.days == ("2026-11-19", "2026-11-20")


@pytest.mark.parametrize(
    "name",
    [
        "C0002/练兵学习记录-2026-11-21.json",
        "一部/c0002 样例乙/练兵学习记录-2026-11-21(1).json",
        "C0002的记录.json",
        "C0001/C0002-练兵学习记录.json",
    ],
)
def test_the_number_is_in_the_name_of_the_file_or_of_its_folder(
    issued: Bench, bank: BankToday, names: list[str], tmp_path: Path, name: str
) -> None:
    got = gathered(issued, tmp_path, {name: record(done(bank, names[:1]))})
    assert [answer.person for answer in of_records(got)] == ["C0002"]


def test_whose_nobody_knows_is_a_learner_without_a_name(
    issued: Bench, bank: BankToday, names: list[str], tmp_path: Path
) -> None:
    files = {
        "练兵学习记录-2026-11-21.json": record(done(bank, names[:1])),
        "C0001和C0002.json": record(done(bank, names[:2])),
        "Z9999-练兵学习记录.json": record(done(bank, names[:3])),
    }
    got = gathered(issued, tmp_path, files)
    assert {answer.person for answer in of_records(got)} == {""}
    assert [learner.label for learner in got.learners] == [f"没有署名的学员 {number}" for number in (1, 2, 3)]
    (note,) = [note for note in got.notes if "看不出是谁的" in note]
    assert note.startswith("3 份")
    assert all(name in note for name in files)


def test_of_two_files_of_one_person_the_later_answer_counts(
    issued: Bench, bank: BankToday, names: list[str], tmp_path: Path
) -> None:
    phone = done(bank, names[:1], answer="A", at="2026-11-10T09:00:00+08:00") | done(
        bank, names[1:2], answer="A", at="2026-11-12T09:00:00+08:00"
    )
    computer = done(bank, names[:2], answer="B", fraction=0, at="2026-11-12T00:00:00Z")
    files = {"C0001-手机.json": record(phone), "C0001-电脑.json": record(computer)}
    got = gathered(issued, tmp_path, files)
    assert {answer.item: answer.answer for answer in of_records(got)} == {names[0]: "B", names[1]: "A"}
    assert len(got.learners) == 1
    (note,) = [note for note in got.notes if "有 2 份" in note]
    assert all(name in note for name in files)


def test_another_book_is_named_and_not_used(issued: Bench, bank: BankToday, names: list[str], tmp_path: Path) -> None:
    strange = {f"abc-{number:04}": entry("d") for number in range(8)}
    files = {
        "C0001.json": record({**done(bank, names[:2]), **strange}),
        "C0002.json": record({**done(bank, names[:8]), "abc-0001": entry("d")}),
    }
    got = gathered(issued, tmp_path, files)
    (fault,) = got.faults
    assert fault.file == "C0001.json"
    assert "另一本书" in fault.message
    assert "10 道题里有 8 道" in fault.message
    assert {answer.person for answer in of_records(got)} == {"C0002"}
    assert "C0002.json：1 道题已不在题库里，没有算。" in got.notes


def test_answers_to_an_earlier_wording_are_left_out_and_counted(
    issued: Bench, bank: BankToday, names: list[str], tmp_path: Path
) -> None:
    items = {**done(bank, names[:2]), names[2]: entry("000000000000"), names[3]: entry("")}
    got = gathered(issued, tmp_path, {"C0001.json": record(items)})
    assert {answer.item for answer in of_records(got)} == {*names[:2], names[3]}  # without a digest nothing is known
    assert "学习记录：1 道题答的是改版以前的题面，没有算。" in got.notes


def test_a_clock_that_is_ahead_is_named(issued: Bench, bank: BankToday, names: list[str], tmp_path: Path) -> None:
    items = done(bank, names[:1], at="2027-03-01T09:00:00+08:00")
    days = {"2027-03-01": {"answered": 1, "right": 1}}
    got = gathered(issued, tmp_path, {"C0001.json": record(items, at="2027-03-01T10:00:00+08:00", days=days)})
    assert [answer.at for answer in of_records(got)] == ["2026-12-01"]
    assert got.learners[0].days == ()
    (note,) = [note for note in got.notes if "时钟" in note]
    assert note.startswith("C0001.json：导出的时刻是 2027-03-01")


def test_an_open_answer_that_nobody_rated_says_nothing(
    issued: Bench, bank: BankToday, book: Workbook, names: list[str], tmp_path: Path
) -> None:
    name = next(each.id for each in book.questions.values() if each.type.name == "case" and each.practisable)
    unrated = entry(bank.digest(name), answer="先问清楚", fraction=0, verdict="review", prior={"card": None})
    got = gathered(issued, tmp_path, {"C0001.json": record({**done(bank, names[:1]), name: unrated})})
    assert {answer.item for answer in of_records(got)} == {names[0]}
    assert "学习记录：1 道题是还没有自评的主观题，没有算。" in got.notes


def test_a_record_without_answers_is_a_learner_who_did_nothing(issued: Bench, tmp_path: Path) -> None:
    got = gathered(issued, tmp_path, {"C0001.json": record({})})
    assert not got.faults
    assert [learner.items for learner in got.learners] == [{}]


def test_fields_of_data_exercises_count_for_their_clauses(
    issued: Bench, bank: BankToday, book: Workbook, tmp_path: Path
) -> None:
    name = next(iter(bank._fields))
    got = gathered(issued, tmp_path, {"C0001.json": record(done(bank, [name]))})
    (answer,) = of_records(got)
    assert answer.item == name
    assert answer.rests_on


def test_where_people_are_hidden_no_name_of_a_file_shows_one(
    issued: Bench, bank: BankToday, names: list[str], tmp_path: Path
) -> None:
    files = {
        "C0001-样例甲.json": record(done(bank, names[:1])),
        "样例乙/C0002-手机.json": record(done(bank, names[:2])),
        "样例乙/C0002-电脑.json": record(done(bank, names[:3])),
        "C0003-样例丙.json": b"{",
        "样例丁.json": record(done(bank, names[:4])),
        "样例丁（2）.json": record(done(bank, names[:4])),
    }
    got = gathered(issued, tmp_path, files, pseudonyms=True)
    shown = repr(replace(got, questions={}))  # which may tell of a shop by such a number
    assert [word for person in PEOPLE for word in person if word in shown] == []
    assert len(of_records(got)) == 1 + 3 + 4
    assert "没有传完整" in got.faults[0].message
    assert len({answer.person for answer in of_records(got)}) == 3


def test_dates_choose_answers_of_records_too(issued: Bench, bank: BankToday, names: list[str], tmp_path: Path) -> None:
    items = done(bank, names[:1], at="2026-10-01T09:00:00+08:00") | done(bank, names[1:2])
    got = gathered(issued, tmp_path, {"C0001.json": record(items)}, since="2026-11-01")
    assert {answer.item for answer in of_records(got)} == {names[1]}
