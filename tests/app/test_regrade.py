"""A key that proves wrong after the drill: seen before it is written, written once, and traceable for ever."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from lianbing.content.checks import load_workbook
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.workbook import Workbook
from lianbing.store.tables import CorrectionRow
from tests.app.kit import DRILL, Bench, Ran, put, told

Edit = Callable[[dict[str, Any]], None]
LATER = ("2026-11-22T09:00:00+08:00", "2026-11-22T09:30:00+08:00")
WHY = "第三期答疑会确认原答案有误"


class _Loader(yaml.SafeLoader):
    """Reads true and false alone as truths, as our own reader does: ``on`` is a name."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, words) for tag, words in found if not tag.endswith(":bool") or first in "tTfF"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _bank(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)


def _keep(path: Path, bank: object) -> None:
    path.write_text(yaml.safe_dump(bank, allow_unicode=True, sort_keys=False), encoding="utf-8")


class Desk(Bench):
    """A graded drill with a bank of its own, and the trainer's and HR's hands on both."""

    def file_of(self, item: str) -> Path:
        """The bank file that a question stands in."""
        files = (self.root / "quizzes").glob("*.yml")
        return next(path for path in files if f"id: {item}\n" in path.read_text(encoding="utf-8"))

    def correct(self, item: str, edit: Edit) -> None:
        """Changes a question in its file."""
        bank = _bank(self.file_of(item))
        edit(next(question for question in bank["items"] if question["id"] == item))
        _keep(self.file_of(item), bank)

    def change_key(self, item: str, key: str) -> None:
        """Makes another option of a single choice right; every wrong one says why."""

        def edit(question: dict[str, Any]) -> None:
            old, question["key"] = question["key"], key
            question["why"] = {letter: why for letter, why in question["why"].items() if letter != key}
            question["why"][old] = "复查以后，它不对"

        self.correct(item, edit)

    def retire(self, item: str) -> None:
        self.correct(item, lambda question: question.update(status="retired"))

    def retirable(self, employee: str) -> str:
        """A single choice on someone's paper that no chapter shows: one that a chapter shows must leave it first."""
        chapters = "".join(path.read_text(encoding="utf-8") for path in (self.root / "syllabus").rglob("*.md"))
        items = (self.item(employee, "single", place) for place in range(8))
        return next(item for item in items if item not in chapters)

    def preview(self, *words: object) -> Ran:
        return self("grade", DRILL, "--regrade", *words)

    def plan(self, *words: object) -> dict[str, Any]:
        plan: dict[str, Any] = json.loads(self.preview(*words, "--json").out)
        return plan

    def confirm(self, *words: object, code: str = "", why: str = WHY) -> Ran:
        code = code or self.plan(*words)["code"] or "没有"
        return self("grade", DRILL, "--regrade", *words, "--confirm", code, "--why", why)

    def single(self, employee: str, place: int = 0) -> tuple[str, str]:
        """A single choice on someone's paper, and the bank's letter of an option that is wrong."""
        item = self.item(employee, "single", place)
        asked = self.asked(employee, item).item
        assert isinstance(asked.key, ChoiceKey)
        return item, next(bank for here, bank in sorted(asked.origin.items()) if here != asked.key.correct)

    def points(self, employee: str, item: str) -> Decimal:
        points = self.marks()[employee, item]
        assert points is not None
        return Decimal(points)

    def asked(self, employee: str, item: str) -> PaperItem:
        """An item as it stands on someone's paper."""
        return next(each for each in self.paper(employee).paper.items if each.item.id == item)

    def asked_of(self, item: str) -> set[str]:
        """Who has an item on their paper, of those who handed in."""
        return {
            number
            for number in ("C0001", "C0002", "C0003")
            if item in {each.item.id for each in self.paper(number).paper.items}
        }

    def state(self) -> tuple[object, ...]:
        return self.ledger(), self.rows("correction"), self.rows("paper")

    def total(self, employee: str) -> Decimal:
        return sum(
            (Decimal(points) for (who, _), points in self.marks().items() if who == employee and points), Decimal(0)
        )


_WORKBOOKS: dict[str, Workbook] = {}


@pytest.fixture(autouse=True)
def _read_each_bank_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the shipped content takes a second; these tests change nothing of it but banks and schemes."""

    def load(root: Path) -> Workbook:
        files = [*sorted((root / "quizzes").glob("*.yml")), *sorted((root / "grading").rglob("*.yml"))]
        name = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
        if name not in _WORKBOOKS:
            _WORKBOOKS[name] = load_workbook(root)
        return _WORKBOOKS[name]

    monkeypatch.setattr("lianbing.content.checks.load_workbook", load)


@pytest.fixture
def desk(graded: Bench, own_content: Path) -> Desk:
    return Desk(own_content, graded.data, graded.url)


@pytest.fixture
def corrected(desk: Desk) -> tuple[Desk, str]:
    """A desk whose bank says otherwise of an item that C0001 had right, and the item."""
    item, wrong = desk.single("C0001")
    desk.change_key(item, wrong)
    return desk, item


def test_without_changes_there_is_nothing_to_regrade(desk: Desk) -> None:
    before = desk.state()
    ran = desk.preview()
    assert (ran.code, ran.err.replace("比对题库 4/4\n", "").replace("试重判 3/3\n", "")) == (0, "")
    assert ran.out == "没有变化：已发的卷子同题库现在的答案一致\n"
    assert desk.state() == before


def test_a_preview_shows_each_person_and_writes_nothing(corrected: tuple[Desk, str]) -> None:
    desk, item = corrected
    before = desk.state()
    shown = desk.preview()
    assert shown.code == 0
    plan = desk.plan()
    assert desk.state() == before
    assert [(each["item"], each["kind"]) for each in plan["items"]] == [(item, "答案更正")]
    change = next(each for each in plan["changes"] if each["employee"] == "C0001")
    assert (change["item"], change["before"], change["after"]) == (item, change["worth"], "0")
    person = next(each for each in plan["people"] if each["employee"] == "C0001")
    assert Decimal(person["before"]) - Decimal(person["after"]) == Decimal(change["worth"])
    assert Decimal(person["before"]) == desk.total("C0001")
    assert re.search(r"答案由 [A-D] 更正为 [A-D]", change["reason"])
    for words in (item, "C0001", "样例甲", "以上还没有写进台账", plan["code"], "降 "):
        assert words in shown.out


def test_a_confirmed_correction_goes_down_for_who_had_the_old_key_and_up_for_who_had_the_new(
    desk: Desk, tmp_path: Path
) -> None:
    item, wrong = desk.single("C0001")
    asked = desk.asked("C0001", item)
    here = next(letter for letter, bank in asked.item.origin.items() if bank == wrong)
    again = put(tmp_path / f"{DRILL}-C0001.ipynb", desk.submission("C0001", times=LATER, said={item: here}))
    desk("drill", "collect", DRILL, again)
    desk("grade", DRILL)
    assert desk.marks()["C0001", item] == "0"
    before = desk.ledger()
    desk.change_key(item, wrong)
    ran = desk.confirm()
    assert ran.code == 0, ran.said
    assert "记为第 1 次更正" in ran.out
    assert desk.marks()["C0001", item] == str(asked.worth)
    rows = desk.ledger()[len(before) :]
    assert {row["employee"] for row in rows} == desk.asked_of(item)
    assert {(row["cause"], row["by"]) for row in rows} == {("重新判分", "测试员")}
    assert all(WHY in row["reason"] for row in rows)
    for row in rows:
        evidence = json.loads(row["evidence"])
        assert evidence["key"] != evidence["key_before"]
        assert evidence["correction"] == desk.rows("correction")[0]["digest"]
        assert evidence["paper_digest"] == desk.paper(row["employee"]).digest
    assert desk("ledger", "verify").code == 0


def test_totals_of_the_assessment_follow(corrected: tuple[Desk, str]) -> None:
    desk, item = corrected
    assert desk.standings()["C0001"]["total"] == "100.00"
    assert desk.confirm().code == 0
    person = desk.standings()["C0001"]
    assert Decimal(person["total"]) < 100
    mark = next(each for each in person["marks"] if each["item"] == item)
    assert (mark["earned"], mark["note"]) == ("0", "答案已更正")
    assert mark["entry"] == next(row["sequence"] for row in desk.ledger(f"item = '{item}' and cause = '重新判分'"))
    assert "答案已更正" in next((desk.reports / "个人").glob("C0001-*-成绩单.html")).read_text(encoding="utf-8")
    assert desk("assess", "2026H2", "--rebuild").code == 0


def test_the_issued_paper_stays_as_it_was(corrected: tuple[Desk, str]) -> None:
    desk, _ = corrected
    papers = desk.rows("paper")
    desk.confirm()
    assert desk.rows("paper") == papers


def test_the_marked_paper_shows_the_corrected_key_and_why(corrected: tuple[Desk, str]) -> None:
    desk, _ = corrected
    assert "100 / 100" in (desk.run_folder("C0001") / "判卷.html").read_text(encoding="utf-8")
    desk.confirm()
    for name in ("判卷.ipynb", "判卷.html"):
        page = (desk.run_folder("C0001") / name).read_text(encoding="utf-8")
        assert WHY in page
        assert f"{desk.total('C0001').normalize():f} / 100" in page


def test_an_entry_tells_which_key_it_rests_on(corrected: tuple[Desk, str]) -> None:
    desk, item = corrected
    desk.confirm()
    row = desk.ledger(f"item = '{item}' and cause = '重新判分'")[0]
    shown = desk("ledger", "entry", row["sequence"]).out
    assert "依据第 1 次更正" in shown
    assert WHY in shown
    assert re.search("更正后：答案 [A-D]", shown)
    assert "更正" not in desk("ledger", "entry", "1").out
    assert re.findall("依据 [a-z_]+：", shown) == []


def test_a_second_regrade_says_that_nothing_changed(corrected: tuple[Desk, str]) -> None:
    desk, _ = corrected
    code = desk.plan()["code"]
    assert desk.confirm(code=code).code == 0
    before = desk.state()
    assert "没有变化" in desk.preview().out
    again = desk.confirm(code=code)
    assert again.code == 0
    assert "没有变化" in again.out
    assert "重写判卷 0 份" in again.out
    assert desk.state() == before


def test_grading_afterwards_changes_nothing(corrected: tuple[Desk, str]) -> None:
    desk, _ = corrected
    desk.confirm()
    before = desk.state()
    (desk.run_folder("C0001") / "判卷.ipynb").unlink()
    assert desk("grade", DRILL, "--json").data["entries"] == 0
    assert desk.state() == before


@pytest.fixture
def all_or_nothing(corrected: tuple[Desk, str]) -> tuple[Desk, str]:
    """A scheme whose highest level takes every point."""
    desk, item = corrected
    path = desk.root / "grading" / "schemes" / "half-year-skill.yml"
    put(path, path.read_text(encoding="utf-8").replace("minimum: 90", "minimum: 100"))
    return desk, item


def test_a_preview_says_whose_level_changes(all_or_nothing: tuple[Desk, str]) -> None:
    desk, _ = all_or_nothing
    plan = desk.plan()
    first = next(each for each in plan["levels"] if each["employee"] == "C0001")
    assert (first["level_before"], first["level_after"], first["period"]) == ("优秀", "良好", "2026H2")
    shown = desk.preview().out
    assert re.search(r"C0001.*half-year-skill.*优秀.*良好", shown)
    before = desk.standings()["C0001"]
    desk.confirm()
    after = desk.standings()["C0001"]
    assert [Decimal(first[when]) for when in ("total_before", "total_after")] == [
        Decimal(each["total"]) for each in (before, after)
    ]


def test_no_change_of_level_is_said_too(corrected: tuple[Desk, str]) -> None:
    assert "没有人的等级因此改变" in corrected[0].preview().out


def test_only_raising_keeps_what_would_fall_for_good(all_or_nothing: tuple[Desk, str]) -> None:
    desk, item = all_or_nothing
    had = desk.points("C0001", item)
    plan = desk.plan("--only-raise")
    assert [(each["employee"], each["regraded"]) for each in plan["spared"]] == [("C0001", "0")]
    assert plan["levels"] == []
    assert plan["code"] != desk.plan()["code"]
    assert "就高：C0001" in desk.preview("--only-raise").out
    ran = desk.confirm("--only-raise")
    assert ran.code == 0, ran.said
    (row,) = desk.ledger(f"item = '{item}' and employee = 'C0001' and cause = '就高不降'")
    assert (Decimal(row["before"]), Decimal(row["after"])) == (had, had)
    assert "重判不降分" in row["reason"]
    assert desk("grade", DRILL).code == 0
    assert desk.points("C0001", item) == had
    assert desk.plan("--only-raise")["code"] == ""
    assert desk("ledger", "verify").code == 0


def test_the_sheet_to_sign_says_what_the_screen_says(all_or_nothing: tuple[Desk, str], tmp_path: Path) -> None:
    desk, item = all_or_nothing
    ran = desk.preview("--sheet", tmp_path / "签字表.xlsx")
    assert "签字表" in ran.out
    sheet = openpyxl.load_workbook(tmp_path / "签字表.xlsx").active
    assert sheet is not None
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    for words in (item, "C0001", "样例甲", "优秀", "良好", "等级变化", f"校验号 {desk.plan()['code']}"):
        assert words in cells
    assert any("负责人" in cell and "日期" in cell for cell in cells)
    assert desk.rows("correction") == []


def test_grading_says_that_the_bank_has_changed(collected: Bench, own_content: Path) -> None:
    desk = Desk(own_content, collected.data, collected.url)
    item, wrong = desk.single("C0001")
    desk.change_key(item, wrong)
    ran = desk("grade", DRILL)
    assert ran.code == 0
    assert item in ran.err
    assert f"lianbing grade {DRILL} --regrade" in ran.err
    assert "--regrade" not in desk("grade", DRILL).err


def test_grading_by_an_unchanged_bank_says_nothing_of_it(graded: Bench) -> None:
    assert "--regrade" not in graded("grade", DRILL).said


def test_a_correction_can_be_taken_back(corrected: tuple[Desk, str], shipped: Path) -> None:
    desk, item = corrected
    desk.confirm()
    shutil.copytree(shipped / "quizzes", desk.root / "quizzes", dirs_exist_ok=True)
    ran = desk.confirm(why="原答案是对的")
    assert "第 2 次更正" in ran.out
    assert desk.standings()["C0001"]["total"] == "100.00"
    assert [row["after"] for row in desk.ledger(f"item = '{item}' and employee = 'C0001'")] == ["3", "0", "3"]
    assert desk("ledger", "verify").code == 0
    assert "没有变化" in desk.preview().out


def test_an_answer_handed_in_later_is_marked_by_the_corrected_key(corrected: tuple[Desk, str], tmp_path: Path) -> None:
    desk, item = corrected
    desk.confirm()
    again = put(tmp_path / f"{DRILL}-C0001.ipynb", desk.submission("C0001", times=LATER))
    desk("drill", "collect", DRILL, again)
    assert desk("grade", DRILL).code == 0
    assert desk.marks()["C0001", item] == "0"
    last = [row for row in desk.ledger(f"item = '{item}'") if row["employee"] == "C0001"][-1]
    assert last["cause"] == "重交答卷后判分"
    assert json.loads(last["evidence"])["correction"] == desk.rows("correction")[0]["digest"]
    assert desk("ledger", "verify").code == 0
    assert "没有变化" in desk.preview().out


def test_a_correction_before_grading_is_what_grading_goes_by(collected: Bench, own_content: Path) -> None:
    desk = Desk(own_content, collected.data, collected.url)
    item, wrong = desk.single("C0001")
    desk.change_key(item, wrong)
    plan = desk.plan()
    assert (plan["changes"], plan["ungraded"]) == ([], 3)
    assert desk.confirm().code == 0
    assert desk.marks()["C0001", item] == "0"
    assert {row["cause"] for row in desk.ledger()} == {"判分"}
    assert desk("ledger", "verify").code == 0


# Withdrawn items


def test_a_withdrawn_item_gives_everybody_its_points(desk: Desk) -> None:
    item = desk.retirable("C0002")  # among the ten that C0002 has wrong
    worth = next(each.worth for each in desk.paper("C0002").paper.items if each.item.id == item)
    desk.retire(item)
    ran = desk.confirm()
    assert ran.code == 0
    assert f"{item}：作废，全员给分" in ran.out
    for number in desk.asked_of(item):
        assert desk.marks()[number, item] == str(worth)
    page = (desk.run_folder("C0002") / "判卷.html").read_text(encoding="utf-8")
    assert "作废，全员给分" in page
    mark = next(each for each in desk.standings()["C0002"]["marks"] if each["item"] == item)
    assert (mark["earned"], mark["note"]) == (str(worth), "作废，全员给分")
    assert "作废，全员给分" in next((desk.reports / "个人").glob("C0002-*-成绩单.html")).read_text(encoding="utf-8")
    assert desk("ledger", "verify").code == 0
    told(desk("review", "mark", DRILL, "C0002", item, "1", "--why", "x"), "作废", code=2)


def test_a_dropped_item_counts_neither_for_nor_against(desk: Desk) -> None:
    item = desk.retirable("C0001")
    worth = next(each.worth for each in desk.paper("C0001").paper.items if each.item.id == item)
    desk.retire(item)
    plan = desk.plan("--withdrawn", "drop")
    person = next(each for each in plan["people"] if each["employee"] == "C0001")
    assert Decimal(person["worth_after"]) == Decimal(person["worth_before"]) - worth == 100 - worth
    assert desk.confirm("--withdrawn", "drop").code == 0
    result = desk.standings()["C0001"]
    assert result["total"] == "100.00"
    part = result["parts"][0]
    assert part["earned"] == part["worth"] == str(40 - worth)
    assert desk("ledger", "verify").code == 0
    assert "没有变化" in desk.preview().out, "how it was withdrawn is on record; nobody need say it again"


def test_how_withdrawn_items_count_can_be_decided_anew(desk: Desk) -> None:
    item = desk.retirable("C0001")
    desk.retire(item)
    desk.confirm()
    assert desk.confirm("--withdrawn", "drop", why="工会意见").code == 0
    assert desk.marks()["C0001", item] == "0"
    assert desk.ledger(f"item = '{item}'")[-1]["worth"] == "0"


def test_a_reviewed_mark_of_a_withdrawn_item_is_shown_as_such_and_replaced(desk: Desk) -> None:
    item = desk.retirable("C0002")
    desk("review", "mark", DRILL, "C0002", item, "1", "--why", "有歧义")
    desk.retire(item)
    assert "原为人工复核" in desk.preview().out
    desk.confirm()
    assert desk.marks()["C0002", item] == "3"


# Refused, kept, reopened


@pytest.mark.parametrize(
    "edit",
    [
        lambda question: question.update(stem=question["stem"] + "（单选）"),
        lambda question: question["options"].update(A=question["options"]["B"] + "？"),
    ],
    ids=["stem", "options"],
)
def test_a_changed_question_can_t_regrade_what_people_answered(corrected: tuple[Desk, str], edit: Edit) -> None:
    desk, item = corrected
    desk.correct(item, edit)
    before = desk.state()
    told(desk.preview(), item, "题面", "与发卷时不一样")
    told(desk.confirm(), item)
    assert desk.state() == before


def test_a_changed_question_does_not_stop_the_others(corrected: tuple[Desk, str]) -> None:
    desk, item = corrected
    other = desk.item("C0001", "single", 1)
    desk.correct(other, lambda question: question.update(stem=question["stem"] + "（单选）"))
    told(desk.confirm(), other)
    assert desk.marks()["C0001", item] == "0"
    assert desk.preview("--item", item).code == 0


def test_a_question_that_was_deleted_is_named(desk: Desk) -> None:
    item = desk.retirable("C0001")
    path = desk.file_of(item)
    bank = _bank(path)
    bank["items"] = [question for question in bank["items"] if question["id"] != item]
    _keep(path, bank)
    told(desk.preview("--item", item), item, "status: retired")


def test_a_reviewed_mark_is_kept_and_somebody_is_asked_to_look(corrected: tuple[Desk, str]) -> None:
    desk, item = corrected
    desk("review", "mark", DRILL, "C0001", item, "2", "--why", "有歧义")
    ran = desk.confirm()
    assert ran.code == 0
    assert "需要人再看：C0001" in ran.err
    assert desk.marks()["C0001", item] == "2"
    again = desk.preview()
    assert "没有变化" in again.out
    assert "需要人再看：C0001" in again.err, "it is not forgotten before somebody has looked"
    (open_item,) = [one for one in desk("review", "list", DRILL, "--json").data if one["item"] == item]
    assert (open_item["employee"], "答案更正过" in open_item["reason"]) == ("C0001", True)
    assert desk("review", "mark", DRILL, "C0001", item, "2", "--why", "看过了，维持").code == 0
    assert "需要人再看" not in desk.preview().err
    assert item not in desk("review", "list", DRILL).out
    assert desk("ledger", "verify").code == 0


def test_reviewed_marks_can_be_given_back_explicitly(corrected: tuple[Desk, str]) -> None:
    desk, item = corrected
    desk("review", "mark", DRILL, "C0001", item, "2", "--why", "有歧义")
    desk.confirm()
    assert desk.confirm("--reopen", why="按新答案统一重判").code == 0
    assert desk.marks()["C0001", item] == "0"
    assert len(desk.rows("correction")) == 1, "the key was corrected once"
    assert desk("ledger", "verify").code == 0


def test_a_tolerance_is_a_rule_and_can_be_corrected(desk: Desk) -> None:
    """The wide tolerance takes in the wrong answer, which is off by one."""
    item = desk.item("C0002", "numeric")
    issued = desk.asked("C0002", item)
    assert isinstance(issued.item.key, NumericKey)
    near = str(issued.item.key.value + 1)
    again = desk.submission("C0002", times=LATER, said={item: near})
    desk("drill", "collect", DRILL, put(desk.data.parent / f"{DRILL}-C0002.ipynb", again))
    desk("grade", DRILL)
    assert desk.marks()["C0002", item] == "0"
    desk.correct(item, lambda question: question.update(tolerance={"absolute": 5}))
    plan = desk.plan()
    assert {each["kind"] for each in plan["items"]} == {"评分规则更正"}
    assert desk.confirm().code == 0
    assert desk.marks()["C0002", item] == str(issued.worth)


def test_the_rule_of_a_multiple_choice_can_be_corrected(desk: Desk) -> None:
    item = desk.item("C0002", "multiple")
    asked = desk.asked("C0002", item)
    assert isinstance(asked.item.key, MultipleKey)
    some = [min(asked.item.key.correct)]
    again = desk.submission("C0002", times=LATER, said={item: some})
    desk("drill", "collect", DRILL, put(desk.data.parent / f"{DRILL}-C0002.ipynb", again))
    desk("grade", DRILL)
    rule = "exact" if asked.item.key.rule.value == "half" else "half"
    before = desk.points("C0002", item)
    desk.correct(item, lambda question: question.update(rule=rule))
    assert desk.confirm("--item", item).code == 0
    after = desk.points("C0002", item)
    assert {before, after} == {Decimal(0), asked.worth / 2}


# Killed, raced, tampered with


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("where", "written"),
    [
        ("lianbing.store.corrections.Corrections.add", False),
        ("lianbing.app.regrading.chain", False),
        ("lianbing.store.ledger.Ledger.append", False),
        ("lianbing.app.regrading.grading.grade", True),
    ],
)
def test_killed_at_a_step_and_run_again(
    corrected: tuple[Desk, str], monkeypatch: pytest.MonkeyPatch, where: str, written: bool
) -> None:
    desk, _ = corrected
    before, code = desk.state(), desk.plan()["code"]
    with monkeypatch.context() as patch:
        patch.setattr(where, _killed)
        assert desk.confirm(code=code).code == 130
    assert (desk.state() == before) is not written
    assert desk.confirm(code=code).code == 0
    assert len(desk.rows("correction")) == 1
    assert len(desk.ledger()) == len({(row["sequence"], row["digest"]) for row in desk.ledger()})
    assert {row["employee"] for row in desk.ledger("cause = '重新判分'")} == desk.asked_of(corrected[1])
    assert WHY in (desk.run_folder("C0001") / "判卷.html").read_text(encoding="utf-8")
    assert desk("ledger", "verify").code == 0


def test_plain_grading_brings_marked_papers_up_to_a_correction(
    corrected: tuple[Desk, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, item = corrected
    with monkeypatch.context() as patch:
        patch.setattr("lianbing.app.regrading.grading.grade", _killed)
        desk.confirm()
    ran = desk("grade", DRILL, "--json")
    assert (ran.data["graded"], ran.data["entries"]) == (len(desk.asked_of(item)), 0)
    assert WHY in (desk.run_folder("C0001") / "判卷.html").read_text(encoding="utf-8")


def test_what_is_confirmed_is_what_was_shown(corrected: tuple[Desk, str]) -> None:
    desk, _ = corrected
    code = desk.plan()["code"]
    desk.change_key(*desk.single("C0001", 1))
    before = desk.state()
    told(desk.confirm(code=code), "校验号", "先看一遍", code=2)
    assert desk.state() == before


def test_a_review_in_between_asks_for_another_look(corrected: tuple[Desk, str]) -> None:
    """Of another question, too: the totals that were shown are no longer true."""
    desk, _ = corrected
    code = desk.plan()["code"]
    desk("review", "mark", DRILL, "C0002", desk.item("C0002", "single"), "1", "--why", "x")
    before = desk.state()
    told(desk.confirm(code=code), "校验号", "先看一遍", code=2)
    assert desk.state() == before


def test_a_ledger_that_moved_between_looking_and_writing_is_left_alone(
    corrected: tuple[Desk, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianbing.app import regrading

    desk, item = corrected
    code, write = desk.plan()["code"], regrading._write

    def late(*arguments: Any) -> int | None:
        desk("review", "mark", DRILL, "C0002", desk.item("C0002", "single"), "1", "--why", "x")
        return write(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(regrading, "_write", late)
        told(desk.confirm(code=code), "这次没有写", code=2)
    assert desk.rows("correction") == []
    assert desk.marks()["C0001", item] == "3"


def test_a_grading_that_began_before_a_correction_gives_no_marks_by_the_old_key(
    collected: Bench, own_content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lianbing.app import grading

    desk = Desk(own_content, collected.data, collected.url)
    item, wrong = desk.single("C0001")
    desk.change_key(item, wrong)
    record = grading.record_marks
    corrections: list[bool] = []

    def late(*arguments: Any) -> int:
        if not corrections:
            corrections.append(True)
            with monkeypatch.context() as patch:
                patch.setattr("lianbing.app.regrading.grading.grade", lambda *_: None)
                assert desk.confirm().code == 0
        return record(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(grading, "record_marks", late)
        told(desk("grade", DRILL), "更正")
    assert desk.ledger() == []
    assert desk("grade", DRILL).code == 0
    assert desk.marks()["C0001", item] == "0"


TAMPERED = {
    "sequence": "update correction set sequence = 5",
    "drill": "update correction set drill = '2026-11-theme-1'",
    "digest": "update correction set digest = replace(digest, substr(digest, 1, 1), 'x')",
    "content": "update correction set content = replace(content, '测试员', '别人')",
    "remaining": "update correction set remaining = digest",
}


def test_every_column_of_an_act_is_tried() -> None:
    assert list(TAMPERED) == [column.name for column in CorrectionRow.__table__.columns]


@pytest.mark.parametrize("edit", TAMPERED.values(), ids=TAMPERED)
def test_an_edited_act_is_found(corrected: tuple[Desk, str], edit: str) -> None:
    desk, _ = corrected
    desk.confirm()
    desk.tamper(edit)
    told(desk("ledger", "verify"), "更正", "备份")


def test_a_removed_act_is_found(corrected: tuple[Desk, str]) -> None:
    desk, _ = corrected
    desk.confirm()
    desk.tamper("delete from correction")
    told(desk("ledger", "verify"), "更正", "备份")


def test_a_forged_act_is_found(corrected: tuple[Desk, str]) -> None:
    """Somebody rewrites the key and the digest: the marks still name the digest that was."""
    desk, _ = corrected
    desk.confirm()
    (row,) = desk.rows("correction")
    from lianbing.wire.canonical import canonical, digest

    act = json.loads(row["content"])
    act["why"] = "别的理由"
    desk.tamper("update correction set content = ?, digest = ?", canonical(act), digest(act))
    told(desk("ledger", "verify"), "更正", "备份")


def test_a_changed_answer_file_gives_no_regrading(corrected: tuple[Desk, str]) -> None:
    desk, _ = corrected
    for path in (desk.data / "submissions").iterdir():
        path.write_bytes(path.read_bytes() + b" ")
    told(desk.preview(), "字节变了", "备份")


# Wrong usage


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (("--item", "vis-0001"), ("--item", "--regrade")),
        (("--why", "x"), ("--why", "--regrade")),
        (("--withdrawn", "full"), ("--withdrawn", "--regrade")),
        (("--reopen",), ("--reopen", "--regrade")),
        (("--confirm", "1234-5678"), ("--confirm", "--regrade")),
        (("--regrade", "--why", "x"), ("--confirm",)),
        (("--regrade", "--confirm", "1234-5678"), ("--why", "理由")),
        (("--regrade", "--confirm", "1234-5678", "--why", "  "), ("--why", "理由")),
        (("--regrade", "--withdrawn", "half"), ("--withdrawn",)),
    ],
)
def test_wrong_usage(graded: Bench, words: tuple[str, ...], pieces: tuple[str, ...]) -> None:
    before = graded.ledger()
    told(graded("grade", DRILL, *words), *pieces, code=2)
    assert graded.ledger() == before


def test_an_item_that_no_paper_has(graded: Bench) -> None:
    told(graded("grade", DRILL, "--regrade", "--item", "没有-0001"), "没有-0001", "核对题目编号")


def test_a_drill_that_was_not_issued(empty: Bench) -> None:
    told(empty("grade", DRILL, "--regrade"), "lianbing drill issue")


def test_a_purge_takes_a_person_out_of_a_correction_and_leaves_it_to_the_others(corrected: tuple[Desk, str]) -> None:
    desk, _ = corrected
    assert desk.confirm().code == 0
    code = desk("purge", "--number", "C0001", "--json").data["code"]
    ran = desk("purge", "--number", "C0001", "--confirm", code, "--reason", "保存年限已满")
    assert ran.code == 0, ran.said
    assert all("C0001" not in row["content"] for row in desk.rows("correction"))
    assert desk("ledger", "verify").code == 0
    assert desk.preview().out == "没有变化：已发的卷子同题库现在的答案一致\n"
