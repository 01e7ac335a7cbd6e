"""bank analyse: what a trainer gets to know of questions, clauses and learners."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lianbing.app.analysing.bank_today import BankToday
from lianbing.content.checks import load_workbook as load_content
from lianbing.domain.drills.papers import Employee
from lianbing.domain.items.question import Item, realise
from lianbing.domain.workbook import Workbook
from tests.app.answered_drills import ability, able, add_answered_drill, drawn, people
from tests.app.kit import Bench, Ran, told
from tests.app.test_regrade import Desk
from tests.learner_files import entry, exported, record

COHORT = people(120)
EARLIER, LATER = "2026H1-skill", "2026H2-skill"
REVERSED, EASIER, REWORDED = 3, 5, 7
"""The places of the questions with something to be noticed."""


def asked(book: Workbook) -> list[Item]:
    """Ten single choices of the shipped bank."""
    questions = [each for each in book.questions.values() if each.type.name == "single" and each.practisable]
    return [realise(each, book.sources, "seed") for each in questions[:10]]


@pytest.fixture(scope="module")
def book(shipped: Path) -> Workbook:
    return load_content(shipped)


@pytest.fixture(scope="module")
def items(book: Workbook) -> list[Item]:
    return asked(book)


@pytest.fixture(scope="module")
def analysed(shipped: Path, items: list[Item], tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Two half-years: everybody answers by ability, but for three questions.

    Of one the key is wrong, one got easy in the second half-year, and one was worded anew in between.
    """
    bench = Bench(shipped, tmp_path_factory.mktemp("analysed"))
    wrong_key, easier = items[REVERSED].id, items[EASIER].id

    def chooses(person: Employee, item: Item) -> object:
        if item.id == wrong_key and drawn(person.id, "wrong key") < ability(person):
            return next(letter for letter in item.options if letter != item.key.right_answer())
        return item.key.right_answer() if item.id == wrong_key else able(person, item)

    def later(person: Employee, item: Item) -> object:
        easy = item.id == easier and drawn(person.id, "easy") < 0.98
        return item.key.right_answer() if easy else chooses(person, item)

    before = [*items]
    before[REWORDED] = replace(items[REWORDED], stem="以前是这样问的")
    workspace = bench.workspace
    add_answered_drill(workspace, EARLIER, "2026H1", before, COHORT, chooses)
    add_answered_drill(workspace, LATER, "2026H2", items, COHORT[:100], later)
    workspace.close()
    return bench


def in_json(ran: Ran) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The analysis, and its questions by id."""
    analysis = ran.data["analysis"]
    return analysis, {item["question"]["id"]: item for item in analysis["items"]}


@pytest.fixture(scope="module")
def result(analysed: Bench) -> Ran:
    return analysed("bank", "analyse", "--json")


def test_the_summary_is_a_screenful_and_the_files_are_there(analysed: Bench, items: list[Item]) -> None:
    ran = analysed("bank", "analyse")
    assert ran.code == 0, ran.said
    assert "2200 题次，10 道题有人答过" in ran.out
    assert f"（{LATER}）：100 人，1000 题次" in ran.out
    assert items[REVERSED].id in ran.out
    assert len(ran.out.splitlines()) < 40
    for name in ("题库分析.html", "题库分析.xlsx"):
        assert (analysed.data / "reports" / "题库分析" / name).is_file()


def test_a_wrong_key_is_first_to_be_looked_at(result: Ran, items: list[Item]) -> None:
    _, by_id = in_json(result)
    assert result.data["looks"][0] == items[REVERSED].id
    looked = by_id[items[REVERSED].id]
    assert any("反而" in reason for reason in looked["reasons"])
    assert looked["figures"]["item_rest"]["high"] < 0
    assert {option["option"] for option in looked["figures"]["options"]} == set("ABCD")


def test_most_questions_need_no_look(result: Ran, items: list[Item]) -> None:
    odd = {items[REVERSED].id, items[EASIER].id}
    assert odd <= {*result.data["looks"]}
    assert len({*result.data["looks"]} - odd) <= 2


def test_the_list_says_by_which_limits_it_was_made(result: Ran, analysed: Bench, tmp_path: Path) -> None:
    promise, limits = in_json(result)[0]["look_notes"]
    assert "碰巧" in promise
    assert "grading/analysis.yml" in limits
    assert "低于 30% 算太难" in limits


def test_a_retired_question_has_figures_but_needs_no_look(
    analysed: Bench, own_content: Path, items: list[Item]
) -> None:
    desk = Desk(own_content, analysed.data)
    desk.retire(items[REVERSED].id)
    for chapter in (own_content / "syllabus").rglob("*.md"):
        text = chapter.read_text(encoding="utf-8")
        chapter.write_text(text.replace(f" {items[REVERSED].id}", ""), encoding="utf-8")
    ran = Bench(own_content, analysed.data)("bank", "analyse", "--json")
    retired = in_json(ran)[1][items[REVERSED].id]
    assert (retired["status"], retired["rank"], retired["lost"]) == ("已停用", 0, [])
    assert retired["figures"]["people"] == 120


def test_a_root_without_limits_gets_everything_but_the_list(analysed: Bench, own_content: Path) -> None:
    (own_content / "grading" / "analysis.yml").unlink()
    ran = Bench(own_content, analysed.data)("bank", "analyse")
    assert ran.code == 0
    assert "值得看一看的题 0 道" in ran.out
    assert "没有 grading/analysis.yml" in ran.out


def test_a_question_that_got_easier_shows_both_half_years(result: Ran, items: list[Item]) -> None:
    looked = in_json(result)[1][items[EASIER].id]
    assert [period["period"] for period in looked["periods"]] == ["2026H1", "2026H2"]
    assert looked["drift"]["own"]["low"] > 0
    assert any("容易了" in reason for reason in looked["reasons"])


def test_every_figure_has_its_interval_or_the_reason(result: Ran) -> None:
    def estimates(data: Any) -> Any:
        if isinstance(data, dict):
            if "why_not" in data:
                yield data
            for value in data.values():
                yield from estimates(value)
        elif isinstance(data, list):
            for value in data:
                yield from estimates(value)

    known = [*estimates(result.data)]
    assert len(known) > 100
    assert all((each["low"] is None) == bool(each["why_not"]) for each in known)


def test_answers_to_another_wording_do_not_mix_with_those_of_today(result: Ran, items: list[Item]) -> None:
    analysis, by_id = in_json(result)
    reworded, other = by_id[items[REWORDED].id], by_id[items[0].id]
    assert reworded["figures"]["facility"]["count"] == 100
    assert other["figures"]["sittings"] == 220
    assert reworded["drift"] is None
    assert reworded["question"]["stem"] == items[REWORDED].stem
    (note,) = analysis["notes"]
    assert f"1 道题（{items[REWORDED].id}）改过题面或答案：改以前的 120 题次只算进条款" in note


def test_clauses_count_people_once_and_name_their_questions(result: Ran, items: list[Item]) -> None:
    clauses = {clause["reference"]: clause for clause in in_json(result)[0]["clauses"]}
    reference = items[0].rests_on[0]
    own = [item for item in items if reference in item.rests_on]
    assert clauses[reference]["items"] == sorted(item.id for item in own)
    assert clauses[reference]["answers"] == 220 * len(own)
    assert clauses[reference]["facility"]["count"] == 120
    assert clauses[reference]["in_force"] >= len(own)


def test_what_a_clause_loses_with_its_question_is_named(result: Ran, book: Workbook) -> None:
    reviewed = [each for each in book.questions.values() if each.classification.status.value == "reviewed"]
    for item in in_json(result)[1].values():
        for lost in item["lost"]:
            others = [
                each for each in reviewed if lost["clause"] in each.rests_on and each.id != item["question"]["id"]
            ]
            assert len(others) == lost["left"] < 2


def test_exposure_counts_papers_and_people(result: Ran, items: list[Item]) -> None:
    seen = in_json(result)[1][items[0].id]["exposure"]
    assert (seen["papers"], seen["people"], seen["last"], seen["in_book"]) == (220, 120, "2026-11-20", True)


def test_a_chosen_drill_is_all_that_counts(analysed: Bench) -> None:
    ran = analysed("bank", "analyse", "--drill", LATER, "--json")
    analysis, _ = in_json(ran)
    assert [source["id"] for source in analysis["sources"]] == [LATER]
    assert sum(source["answers"] for source in analysis["sources"]) == 1000


def test_the_workbook_has_numbers_as_numbers_under_a_frozen_head(analysed: Bench, tmp_path: Path) -> None:
    assert analysed("bank", "analyse", "--output", tmp_path).code == 0
    book = load_workbook(tmp_path / "题库分析.xlsx")
    assert book.sheetnames == ["题目", "选项", "条款", "章节进度", "自学", "未能使用的文件"]
    assert all(sheet.freeze_panes for sheet in book)
    sheet = book["题目"]
    place = [cell.value for cell in sheet[1]].index("得分率%") + 1
    facility, low, high = (sheet.cell(2, place + step).value for step in range(3))
    assert low < facility < high
    assert sheet.max_row == 11
    assert book["选项"].max_row == 41


def test_the_page_stands_alone_and_says_in_words_what_its_pictures_show(analysed: Bench, tmp_path: Path) -> None:
    assert analysed("bank", "analyse", "--output", tmp_path).code == 0
    page = (tmp_path / "题库分析.html").read_text(encoding="utf-8")
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert "<script" not in page
    assert page.count('class="plot"') >= 3
    for drawing in re.findall(r'<svg class="plot"[^>]*>', page):
        words = re.search(r'role="img" aria-label="([^"]+)"', drawing)
        assert words
        assert "%" in words[1]
    assert not re.search(r"\b(None|nan|inf)\b", page)


def test_every_cell_of_a_wide_table_says_on_a_phone_what_it_is(analysed: Bench, tmp_path: Path) -> None:
    assert analysed("bank", "analyse", "--output", tmp_path).code == 0
    page = (tmp_path / "题库分析.html").read_text(encoding="utf-8")
    tables = re.findall(r'<table class="wide">(.*?)</table>', page, re.DOTALL)
    assert tables
    for table in tables:
        titles = set(re.findall(r"<th[^>]*>([^<]+)</th>", table))
        cells = re.findall(r"<td([^>]*)>", table)
        labels = [label[1] if (label := re.search(r'data-label="([^"]+)"', cell)) else "" for cell in cells]
        assert set(labels) - {""} <= titles
        assert all(label or "title" in cell for label, cell in zip(labels, cells, strict=True))


def test_the_same_answers_give_the_same_analysis(analysed: Bench) -> None:
    first, again = (in_json(analysed("bank", "analyse", "--json"))[0] for _ in range(2))
    assert {**first, "at": ""} == {**again, "at": ""}


# ---- learners ----


@pytest.fixture
def handed(tmp_path: Path, book: Workbook, items: list[Item]) -> Path:
    """Two good files and three that can't be used."""
    bank, folder = BankToday(book), tmp_path / "收来的"
    own = {item.id: entry(bank.digest(item.id), fraction=place % 2) for place, item in enumerate(items)}
    files: Mapping[str, bytes] = {
        "S001-练兵学习记录-2026-11-21.json": exported(record(own, days={"2026-11-20": {"answered": 10, "right": 5}})),
        "=cmd|'/c calc'!A1.json": exported(record(dict([*own.items()][:4]), at="2026-11-22T09:00:00+08:00")),
        "S002-坏.json": b"{",
        "S003-别的书.json": exported(record({"other-0001": entry("d")})),
        "<b>S004</b>.json".replace("/", "∕"): b'{"schema": "lianbing/record@9"}',
    }
    folder.mkdir()
    for name, content in files.items():
        (folder / name.replace("/", "∕")).write_bytes(content)
    return folder


def test_learners_stand_beside_drills(analysed: Bench, handed: Path, items: list[Item]) -> None:
    ran = analysed("bank", "analyse", "--records", handed, "--json")
    assert ran.code == 1
    analysis, by_id = in_json(ran)
    assert by_id[items[1].id]["self_study"]["value"] == 1
    assert by_id[items[1].id]["self_study"]["count"] == 2
    assert by_id[items[1].id]["figures"]["sittings"] == 220
    named, unnamed = sorted(analysis["learners"], key=lambda learner: str(learner["label"]), reverse=True)[::-1]
    assert {named["person"], unnamed["person"]} == {"S001", ""}
    progress = [line for line in analysis["progress"] if line["person"] == "S001"]
    assert sum(line["done"] for line in progress) == 10
    assert sum(line["right"] for line in progress) == 5
    assert all(line["done"] <= line["questions"] for line in progress)


def test_files_that_cannot_be_used_are_named_and_the_others_count(analysed: Bench, handed: Path) -> None:
    ran = analysed("bank", "analyse", "--records", handed)
    assert ran.code == 1
    for piece in ("S002-坏.json", "没有传完整", "另一本书", "更新版本的练兵", "没有署名的学员"):
        assert piece in ran.out
    assert "Traceback" not in ran.said
    assert "  学习记录：2 人，14 题次" in ran.out


def test_names_of_files_can_start_no_formula_and_no_markup(analysed: Bench, handed: Path, tmp_path: Path) -> None:
    analysed("bank", "analyse", "--records", handed, "--output", tmp_path)
    page = (tmp_path / "题库分析.html").read_text(encoding="utf-8")
    assert "<b>S004" not in page
    assert "&lt;b&gt;S004" in page
    cells = [cell for sheet in load_workbook(tmp_path / "题库分析.xlsx") for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_where_people_are_hidden_nobody_appears(analysed: Bench, handed: Path, tmp_path: Path) -> None:
    ran = analysed("bank", "analyse", "--records", handed, "--pseudonyms", "--output", tmp_path)
    page = (tmp_path / "题库分析.html").read_text(encoding="utf-8")
    cells = [
        str(cell.value)
        for sheet in load_workbook(tmp_path / "题库分析.xlsx")
        for row in sheet
        for cell in row
        if cell.value is not None
    ]
    for shown in (ran.out, page, "\n".join(cells)):
        assert not re.search(r"S00\d|样例\d|[一二三]部", shown)
    assert "人-" in page


def test_what_is_not_there_is_named(analysed: Bench, empty: Bench) -> None:
    told(analysed("bank", "analyse", "--drill", "nothing"), "没有练兵 nothing", EARLIER)
    told(analysed("bank", "analyse", "--since", "去年"), "去年", code=2)
    told(analysed("bank", "analyse", "--records", "/没有这里"), "没有文件夹", code=2)
    ran = empty("bank", "analyse")
    assert ran.code == 0
    assert "0 题次" in ran.out
