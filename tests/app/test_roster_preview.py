"""Before papers are issued the person sees what was read of the roster, and can stop in time."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.app.kit import DRILL, PEOPLE, Bench, put, roster_text, told

HEAD = "工号,姓名,部门\n"
LOST = HEAD + "101,样例甲,城区一部\n10102,样例乙,城区一部\n"


def everything(bench: Bench) -> dict[Path, bytes]:
    """All files of the data folder, but for those that SQLite removes again."""
    files = (path for path in bench.data.rglob("*") if path.is_file() and path.suffix not in (".db-shm", ".db-wal"))
    return {path: path.read_bytes() for path in files}


def test_a_dry_run_says_what_was_read_and_writes_nothing(empty: Bench, roster: Path) -> None:
    ran = empty("drill", "issue", DRILL, "--roster", roster, "--dry-run")
    assert ran.code == 0, ran.said
    assert ran.out.splitlines() == [
        "名单 名单.csv：文本，UTF-8，逗号分隔，表头在第 1 行，人在第 2–5 行，共 4 人",
        "读的列：A 列“工号”作工号，B 列“姓名”作姓名，C 列“部门”作部门",
        "部门 1 个：城区一部 4 人",
        "什么也没有写：会新发 4 份，原来就有 0 份",
    ]
    assert ran.err == ""
    assert not empty.data.exists()


def test_a_dry_run_beside_issued_papers_writes_nothing(issued: Bench, tmp_path: Path) -> None:
    before = everything(issued)
    more = put(tmp_path / "名单.csv", roster_text((*PEOPLE, ("C0009", "样例壬"))))
    ran = issued("drill", "issue", DRILL, "--roster", more, "--dry-run")
    assert "会新发 1 份，原来就有 4 份" in ran.out
    assert everything(issued) == before
    told(
        issued("drill", "issue", DRILL, "--roster", put(more, roster_text((("c0001", "样例"),))), "--dry-run"), "大小写"
    )
    told(issued("drill", "issue", "没有", "--roster", more, "--dry-run"), "没有练兵")


def test_the_issue_says_the_same_before_it_writes(empty: Bench, roster: Path) -> None:
    dry = empty("drill", "issue", DRILL, "--roster", roster, "--dry-run").out.splitlines()
    wet = empty("drill", "issue", DRILL, "--roster", roster).out.splitlines()
    assert wet[:-1] == dry[:-1]
    assert wet[-1].startswith("新发 4 份")


def test_what_is_likely_damage_stops_the_issue_until_a_person_says_yes(empty: Bench, tmp_path: Path) -> None:
    roster = put(tmp_path / "名单.csv", LOST)
    for words in ((), ("--dry-run",)):
        ran = empty("drill", "issue", DRILL, "--roster", roster, *words)
        told(ran, "1 处多半有错，没有发卷", "--yes")
        assert "多半有错：1 个工号比别的短（101，最长的 5 位），前面的 0 多半丢了：101 是不是 00101；第 2 行" in ran.out
        assert not empty.data.exists()
    assert empty("drill", "issue", DRILL, "--roster", roster, "--yes").code == 0
    assert sorted(empty.booklets) == ["101-样例甲.html", "10102-样例乙.html"]


def test_numbers_are_compared_with_those_of_earlier_rosters(empty: Bench, tmp_path: Path) -> None:
    """101 was issued by mistake; 00101 is most likely the same person, in whatever drill."""
    assert empty("drill", "issue", DRILL, "--roster", put(tmp_path / "1.csv", HEAD + "101,样例甲,一部\n")).code == 0
    right = put(tmp_path / "2.csv", HEAD + "00101,样例甲,一部\n")
    for words in ((DRILL,), ("2026-11-x", "--blueprint", "theme-1", "--period", "2026-11")):
        ran = empty("drill", "issue", *words, "--roster", right)
        told(ran, "多半有错")
        assert "101 和 00101" in ran.out
    assert len(empty.rows("paper")) == 1


def test_a_number_whose_paper_was_withdrawn_was_the_mistake(empty: Bench, tmp_path: Path) -> None:
    wrong = put(tmp_path / "错.csv", (HEAD + "101,样例甲,一部\n").replace(",", ";"))
    assert empty("drill", "issue", DRILL, "--roster", wrong).code == 0
    assert empty("drill", "withdraw", DRILL, "--roster", wrong, "--reason", "工号丢了 0").code == 0
    right = put(tmp_path / "对.csv", HEAD + "00101,样例甲,一部\n")
    ran = empty("drill", "issue", DRILL, "--roster", right)
    assert ran.code == 0, ran.said
    assert [*empty.booklets] == ["00101-样例甲.html"]


def test_what_only_needs_a_look_does_not_stop(empty: Bench, tmp_path: Path) -> None:
    text = HEAD + "C1,样例甲,城区一部\nC2,样例甲,城区一\n"
    ran = empty("drill", "issue", DRILL, "--roster", put(tmp_path / "名单.csv", text))
    assert ran.code == 0
    assert "请核对：同名的人，核对是不是同一个：样例甲（C1 城区一部、C2 城区一）" in ran.out
    assert "请核对：写法相近的部门" in ran.out


def test_the_same_for_programs(empty: Bench, tmp_path: Path) -> None:
    roster = put(tmp_path / "名单.csv", LOST)
    ran = empty("drill", "issue", DRILL, "--roster", roster, "--json")
    assert ran.code == 1
    assert ran.data["issued"] is None
    preview = ran.data["preview"]
    assert (preview["new"], preview["kept"]) == (2, 0)
    assert preview["roster"]["units"] == {"城区一部": 2}
    assert preview["roster"]["columns"][0] == {"letters": "A", "heading": "工号", "taken_for": "工号"}
    assert [doubt["stops"] for doubt in preview["roster"]["doubts"]] == [True]
    done = empty("drill", "issue", DRILL, "--roster", roster, "--json", "--yes").data
    assert (done["issued"]["new"], done["issued"]["kept"]) == (2, 0)


def test_a_sheet_is_chosen_by_its_name(empty: Bench, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, number in (("十月", "C1"), ("十一月", "C2")):
        sheet = book.create_sheet(title)
        sheet.append(["工号", "姓名", "部门"])
        sheet.append([number, "样例甲", "一部"])
    book.save(tmp_path / "名单.xlsx")
    told(empty("drill", "issue", DRILL, "--roster", tmp_path / "名单.xlsx"), "“十月”、“十一月”", "--sheet")
    assert empty("drill", "issue", DRILL, "--roster", tmp_path / "名单.xlsx", "--sheet", "十一月").code == 0
    assert [*empty.booklets] == ["C2-样例甲.html"]
