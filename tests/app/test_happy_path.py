"""Everything goes right: from the roster to the report, and doing it twice changes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

from lianbing.cli.console import local_time
from tests.app.kit import DRILL, PEOPLE, PERIOD, Bench, put, roster_text

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.long))


def test_each_gets_a_booklet_of_their_own_without_keys(issued_once: Bench) -> None:
    assert sorted(issued_once.booklets) == [f"{number}-{name}.html" for number, name in PEOPLE]
    for (number, _), page in zip(PEOPLE, issued_once.booklets.values(), strict=False):
        assert page
        data = re.search(
            rb'<lb-booklet><script type="application/json">(.*?)</script>',
            issued_once.booklets[f"{number}-{dict(PEOPLE)[number]}.html"],
        )
        assert data is not None
        said = json.loads(data[1])
        assert said["employee"]["id"] == number
        asked = [item for section in said["sections"] for item in section["items"]]
        assert [item["id"] for item in asked] == [item.item.id for item in issued_once.paper(number).paper.items]
        assert not {"practice", "clauses", "key", "explain", "why"} & {name for item in asked for name in item}


def test_papers_differ_between_people(issued_once: Bench) -> None:
    papers = {tuple(item.item.id for item in issued_once.paper(number).paper.items) for number, _ in PEOPLE}
    assert len(papers) == len(PEOPLE)


def test_issuing_again_changes_nothing(issued: Bench, roster: Path) -> None:
    papers, booklets = issued.rows("paper"), issued.booklets
    ran = issued("drill", "issue", DRILL, "--roster", roster)
    assert ran.code == 0
    assert "新发 0 份，原来就有 4 份" in ran.out
    assert (issued.rows("paper"), issued.booklets) == (papers, booklets)


def test_issuing_again_adds_who_is_new_and_brings_lost_booklets_back(issued: Bench, tmp_path: Path) -> None:
    papers, booklets = issued.rows("paper"), issued.booklets
    lost = issued.data / "drills" / DRILL / "答题册" / "C0002-样例乙.html"
    lost.unlink()
    longer = put(tmp_path / "新.csv", roster_text((("C0005", "样例戊"), *PEOPLE)))
    ran = issued("drill", "issue", DRILL, "--roster", longer)
    assert "新发 1 份，原来就有 4 份" in ran.out
    assert issued.rows("paper", "employee <> 'C0005'") == papers
    assert issued.booklets.keys() - booklets.keys() == {"C0005-样例戊.html"}
    assert {name: issued.booklets[name] for name in booklets} == booklets


def test_a_shorter_roster_takes_no_paper_away(issued: Bench, tmp_path: Path) -> None:
    papers = issued.rows("paper")
    assert issued("drill", "issue", DRILL, "--roster", put(tmp_path / "n.csv", roster_text(PEOPLE[:1]))).code == 0
    assert issued.rows("paper") == papers


def test_a_paper_does_not_depend_on_who_comes_after_on_the_roster(issued: Bench, tmp_path: Path) -> None:
    """The same secret, number and earlier neighbours give the same paper, whoever is listed later."""
    few = Bench(issued.root, tmp_path / "few")
    put(few.data / "secret", (issued.data / "secret").read_bytes())
    few("drill", "issue", DRILL, "--roster", put(tmp_path / "n.csv", roster_text(PEOPLE[:2])))
    assert few.rows("paper") == issued.rows("paper", "employee in ('C0001', 'C0002')")


def test_the_secret_is_readable_by_its_owner_alone(issued_once: Bench) -> None:
    assert (issued_once.data / "secret").stat().st_mode & 0o077 == 0


def test_collecting_gives_receipts_and_says_who_is_missing(issued: Bench, inbox: Path) -> None:
    ran = issued("drill", "collect", DRILL, inbox, "--json")
    assert ran.code == 0
    accepted = dict(ran.data["accepted"])
    assert sorted(accepted) == [f"{DRILL}-{number}.ipynb" for number, _ in PEOPLE[:3]]
    assert all(re.fullmatch(r"([0-9A-F]{4}-){2}[0-9A-F]{4}", receipt) for receipt in accepted.values())
    assert (ran.data["known"], ran.data["rejected"]) == (0, [])
    status = issued("drill", "status", DRILL, "--json").data
    assert (status["issued"], status["received"], status["graded"]) == (4, 3, 0)
    assert [person["id"] for person in status["missing"]] == ["C0004"]
    assert all(issued.kept(path.read_bytes()) for path in inbox.iterdir())


def test_collecting_again_changes_nothing(graded: Bench, inbox: Path) -> None:
    before = graded.rows("submission"), graded.ledger()
    ran = graded("drill", "collect", DRILL, inbox)
    assert ran.code == 0
    assert "新收 0 份，以前收过 3 份，隔离 0 份" in ran.out
    assert (graded.rows("submission"), graded.ledger()) == before


def test_one_file_at_a_time_is_as_good_as_the_folder(issued: Bench, inbox: Path) -> None:
    for path in sorted(inbox.iterdir()):
        assert issued("drill", "collect", DRILL, path).code == 0
    assert issued("drill", "status", DRILL, "--json").data["received"] == 3


def test_the_ledger_has_one_entry_for_each_item_of_each_submission(graded_once: Bench) -> None:
    due = {(number, item.item.id) for number, _ in PEOPLE[:3] for item in graded_once.paper(number).paper.items}
    rows = graded_once.ledger()
    assert len(rows) == len(due)
    assert {(row["employee"], row["item"]) for row in rows} == due
    assert {row["cause"] for row in rows} == {"判分"}
    assert [row["sequence"] for row in rows] == [*range(1, len(rows) + 1)]


def test_the_marks_are_those_of_the_answers(graded_once: Bench) -> None:
    for number, wrong in (("C0001", 0), ("C0002", 10)):
        for place, item in enumerate(graded_once.paper(number).paper.items):
            points = graded_once.marks()[number, item.item.id]
            assert points is not None
            if place >= wrong:
                assert points == str(item.worth)
            elif item.item.type.name != "multiple":  # one right option of several may be half right
                assert points == "0"


def test_grading_again_runs_nothing_and_changes_nothing(graded: Bench) -> None:
    before = graded.ledger()
    ran = graded("grade", DRILL, "--json")
    assert ran.code == 0
    nothing: dict[str, object] = {
        "graded": 0,
        "kept": 3,
        "entries": 0,
        "failures": [],
        "waiting": 1,
        "unrun": 0,
        "unrun_because": [],
    }
    nothing["differing"] = []
    assert ran.data == nothing
    assert graded.ledger() == before


def test_a_lost_marked_paper_is_made_again_without_new_entries(graded: Bench) -> None:
    before = graded.ledger()
    marked = graded.run_folder("C0001") / "判卷.ipynb"
    marked.unlink()
    assert graded("grade", DRILL, "--json").data["graded"] == 1
    assert marked.exists()
    assert graded.ledger() == before


def test_the_marked_paper_shows_every_item_its_key_and_clause(graded_once: Bench) -> None:
    for name in ("判卷.ipynb", "判卷.html"):
        page = (graded_once.run_folder("C0001") / name).read_text(encoding="utf-8")
        for item in graded_once.paper("C0001").paper.items:
            assert item.item.id in page
            assert all(clause in page for clause in item.item.rests_on)
    assert "100 / 100" in (graded_once.run_folder("C0001") / "判卷.html").read_text(encoding="utf-8")


def test_the_assessment_ranks_who_is_complete_and_no_one_else(graded: Bench) -> None:
    people = graded.standings()
    assert people["C0001"]["total"] == "100.00"
    assert (people["C0001"]["rank"], people["C0001"]["level"], people["C0001"]["state"]) == (1, "优秀", "已定")
    assert people["C0002"]["rank"] == 2
    assert people["C0003"]["state"] == "未定（有题待判）"
    assert people["C0004"]["state"] == "未交答卷"
    for number in ("C0003", "C0004"):
        assert [people[number][name] for name in ("total", "level", "rank")] == [None, None, None]


def test_the_reports_are_there_and_rebuild_to_the_same_bytes(graded: Bench) -> None:
    assert graded("assess", PERIOD).code == 0
    files = {path: path.read_bytes() for path in graded.reports.rglob("*") if path.is_file()}
    assert {path.relative_to(graded.reports).as_posix() for path in files} == {
        "考评表.xlsx", "班组报告.html", "人事索引.html",
        *(f"个人/{number}-{name}-成绩单.html" for number, name in PEOPLE),
    }  # fmt: skip
    for path in files:
        path.unlink()
    assert graded("report", PERIOD).code == 0
    assert {path: path.read_bytes() for path in graded.reports.rglob("*") if path.is_file()} == files
    openpyxl.load_workbook(graded.reports / "考评表.xlsx").close()


def test_links_from_the_index_lead_to_the_marked_papers(graded: Bench) -> None:
    graded("assess", PERIOD)
    from urllib.parse import unquote

    page = graded.reports / "人事索引.html"
    links = re.findall(r'href="([^"#]*%E5%88%A4%E5%8D%B7\.html|[^"#]*判卷\.html)', page.read_text(encoding="utf-8"))
    assert links
    assert all((page.parent / unquote(link)).resolve().is_file() for link in links)


def test_the_ledger_verifies_and_shows_a_persons_entries(graded: Bench) -> None:
    ran = graded("ledger", "verify")
    assert (ran.code, ran.out) == (0, f"台账完好，共 {len(graded.ledger())} 条\n")
    entries = graded("ledger", "show", DRILL, "C0002", "--json").data
    assert [entry["change"]["item"] for entry in entries] == [
        item.item.id for item in graded.paper("C0002").paper.items
    ]
    assert all(entry["by"] == "判分程序" and entry["at"] for entry in entries)


def test_a_reviewed_item_completes_the_result_and_leaves_its_trace(graded: Bench) -> None:
    (waiting,) = graded("review", "list", DRILL, "--json").data
    item = graded.item("C0003", "numeric")
    assert (waiting["employee"], waiting["item"], waiting["answer"]) == ("C0003", item, "约莫三十户")
    ran = graded("review", "mark", DRILL, "C0003", item, "2.5", "--why", "写了约数，按细则给部分分")
    assert ran.code == 0
    assert "由 未判 改为 2.5，复核人 测试员" in ran.out
    last = graded.ledger()[-1]
    assert (last["before"], last["after"], last["cause"], last["by"]) == (None, "2.5", "人工评分", "测试员")
    assert last["reason"] == "写了约数，按细则给部分分"
    assert graded("review", "list", DRILL, "--json").data == []
    assert graded("ledger", "verify").code == 0
    assert graded.standings()["C0003"]["state"] == "已定"


def test_a_review_stands_when_graded_again(graded: Bench) -> None:
    item = graded.item("C0001", "single")
    assert graded("review", "mark", DRILL, "C0001", item, "1", "--why", "题目有歧义").code == 0
    (graded.run_folder("C0001") / "判卷.ipynb").unlink()
    before = graded.ledger()
    assert graded("grade", DRILL).code == 0
    assert graded.ledger() == before
    assert graded.marks()["C0001", item] == "1"


@pytest.mark.parametrize(
    "words",
    [
        ("check",), ("coverage",), ("drill", "status", DRILL), ("grade", DRILL), ("review", "list", DRILL),
        ("ledger", "show", DRILL, "C0001"), ("assess", PERIOD), ("assess", PERIOD, "--rebuild"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_json_is_json_and_alone_on_stdout(graded: Bench, words: tuple[str, ...]) -> None:
    graded("assess", PERIOD)
    ran = graded(*words, "--json")
    assert ran.code == 0
    assert ran.data


def test_the_tables_hold_every_number_and_item_whole_when_piped(graded: Bench) -> None:
    """What a person copies from one command into the next must not be cut to the width of a screen that isn't there."""
    assert graded.item("C0003", "numeric") in graded("review", "list", DRILL).out
    shown = graded("ledger", "show", DRILL, "C0001").out
    assert all(item.item.id in shown for item in graded.paper("C0001").paper.items)
    assert local_time(graded.ledger("employee = 'C0001'")[0]["at"]) in shown


def test_the_whole_chain_as_processes(empty: Bench, roster: Path, inbox: Path, issued_once: Bench) -> None:
    """Exit codes, and that the process says nothing but what is for people: no log lines of kernels and libraries."""
    put(empty.data / "secret", (issued_once.data / "secret").read_bytes())
    for words, out, err in (
        (("drill", "issue", DRILL, "--roster", roster), "新发 4 份", "组卷 4/4\n写答题册 4/4\n"),
        (("drill", "collect", DRILL, inbox), "新收 3 份", "收答卷 3/3\n"),
        (("grade", DRILL), "判了 3 份", "判卷 3/3\n"),
        (("assess", PERIOD), "报告共 7 份", "写报告 4/4\n"),
        (("ledger", "verify"), "台账完好", ""),
    ):
        ran = empty.process(*words)
        assert ran.code == 0, ran.said
        assert out in ran.out
        assert ran.err == err
    assert {(row["employee"], row["item"]) for row in empty.ledger()} == {
        (number, item.item.id) for number, _ in PEOPLE[:3] for item in issued_once.paper(number).paper.items
    }


def test_one_entry_of_the_ledger_tells_how_a_mark_came_about(graded: Bench) -> None:
    first = graded.ledger("employee = 'C0001'")[0]
    shown = graded("ledger", "entry", str(first["sequence"]))
    assert shown.code == 0
    assert all(str(first[name]) in shown.out for name in ("item", "employee", "reason", "by"))
    missing = graded("ledger", "entry", "999999")
    assert missing.code == 1
    assert "999999" in missing.err


def test_a_rehearsal_tells_how_alike_papers_are_and_issues_none(graded: Bench) -> None:
    before = graded.ledger()
    ran = graded("drill", "rehearse", "skill", "--people", "12")
    assert ran.code == 0
    assert "12 人的卷子" in ran.out
    assert graded.ledger() == before
