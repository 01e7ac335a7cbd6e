"""From the publication of a result over an appeal to its answer, by the command line, on days that the test sets."""

from __future__ import annotations

import io
import shutil
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from lianbing.app.workspace import Workspace
from lianbing.domain.reviewing.plans import MarkerRole
from lianbing.domain.reviewing.rounds import GivenMark, MarkedAnswer, MarkedIn, RawMark, ReviewStep
from tests.app.kit import DRILL, PERIOD, Bench, Ran, told

PERSON, REVIEWER = "C0001", "样例辛"


class Today:
    """The day on which commands run."""

    day = "2026-12-01"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    set_day = Today()
    monkeypatch.setattr(Workspace, "now", lambda _: f"{set_day.day}T09:00:00+08:00")
    return set_day


@pytest.fixture(scope="module")
def published_once(graded_once: Bench, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Marked by a person, assessed, and published on a Monday."""
    data = tmp_path_factory.mktemp("published") / "data"
    shutil.copytree(graded_once.data, data)
    bench = Bench(graded_once.root, data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "now", lambda _: "2026-11-27T09:00:00+08:00")
        for row in fine(bench("review", "list", DRILL, "--json")).data:
            fine(bench("review", "mark", DRILL, row["employee"], row["item"], "1", "--why", "初评"))
        fine(bench("assess", PERIOD))
        patch.setattr(Workspace, "now", lambda _: "2026-11-30T09:00:00+08:00")
        fine(bench("appeal", "publish", PERIOD, "--from", "2026-11-30"))
    return bench


@pytest.fixture
def published(published_once: Bench, tmp_path: Path) -> Bench:
    shutil.copytree(published_once.data, tmp_path / "data")
    return Bench(published_once.root, tmp_path / "data")


def fine(ran: Ran) -> Ran:
    assert ran.code == 0, ran.said
    return ran


def marked_item(bench: Bench) -> str:
    """The item that a person marked."""
    rows = bench.ledger("cause = '人工评分'")
    return str(rows[0]["item"])


def whose(bench: Bench) -> str:
    return str(bench.ledger("cause = '人工评分'")[0]["employee"])


def file(bench: Bench, *words: object, on: str = "2026-12-01") -> Ran:
    about = words or ("--item", marked_item(bench))
    return bench("appeal", "file", PERIOD, whose(bench), *about, "--text", "第二问答到了要点", "--on", on)


def review(bench: Bench, *words: object, reviewer: str = REVIEWER) -> Ran:
    return bench("appeal", "review", f"{PERIOD}-A1", "--reviewer", reviewer, "--reason", "要点二给分", *words)


def test_the_dates_are_worked_out_when_a_result_is_published(published: Bench) -> None:
    (publication,) = fine(published("appeal", "list", PERIOD, "--json")).data["publications"]
    days = (publication["first"], publication["last"], publication["filing_until"], publication["state"])
    assert days == ("2026-11-30", "2026-12-09", "2026-12-14", "公示中")
    told(published("appeal", "publish", PERIOD), "正在公示", "2026-12-09", code=2)


def test_an_appeal_from_filing_to_its_answer(published: Bench, today: Today) -> None:
    item, person = marked_item(published), whose(published)
    ran = fine(file(published))
    assert "登记为申诉 2026H2-A1，待受理" in ran.out
    assert "决定受理不受理：2026-12-08（2026-12-01 起 5 个工作日）" in ran.out
    today.day = "2026-12-03"
    assert "复核并答复：2026-12-17" in fine(published("appeal", "accept", "2026H2-A1")).out
    before = published.ledger()
    ran = fine(review(published, "--outcome", "改分", "--mark", f"{item}=3"))
    assert f"题 {item} 由 1 改为 3" in ran.out
    assert "公示的结果还是原来的" in ran.out
    (entry,) = published.ledger()[len(before) :]
    assert (entry["cause"], entry["before"], entry["after"], entry["by"]) == ("申诉复核", "1", "3", REVIEWER)
    assert '"appeal":"2026H2-A1"' in entry["evidence"]
    listed = fine(published("appeal", "list", PERIOD))
    assert "1 处申诉改分还不在公示的结果里" in listed.err
    fine(published("appeal", "answer", "2026H2-A1", "--text", "复核后改为 3 分", "--how", "当面"))
    told(published("review", "mark", DRILL, person, item, "2", "--why", "另有依据"), "由申诉", "重判", code=2)
    fine(published("ledger", "verify"))
    (row,) = fine(published("appeal", "list", PERIOD, "--json")).data["appeals"]
    assert (row["state"], row["employee"], row["outcome"], row["answer"]) == (
        "已答复",
        person,
        "改分",
        "复核后改为 3 分",
    )
    log = fine(published("period", "log", PERIOD)).out
    assert all(word in log for word in ("公示", "申诉复核", "答复申诉", "第二问答到了要点"))


def test_a_changed_mark_counts_after_the_result_is_made_and_published_again(published: Bench) -> None:
    item, person = marked_item(published), whose(published)
    before = next(
        r
        for r in fine(published("assess", PERIOD, "--rebuild", "--json")).data["results"]
        if r["employee"]["id"] == person
    )["total"]
    fine(file(published))
    fine(published("appeal", "accept", "2026H2-A1"))
    fine(review(published, "--outcome", "改分", "--mark", f"{item}=3"))
    told(published("appeal", "publish", PERIOD), "旧的结果", "台账里又有 1 条改动", "lianbing assess 2026H2")
    assert published.standings()[person]["total"] > before
    fine(published("appeal", "publish", PERIOD, "--reason", "申诉改分"))
    states = [p["state"] for p in fine(published("appeal", "list", PERIOD, "--json")).data["publications"]]
    assert states == ["已重新公示", "公示中"]


def test_a_late_appeal_is_refused_with_its_dates(published: Bench, today: Today) -> None:
    today.day = "2026-12-16"
    told(file(published, on="2026-12-16"), "逾期", "2026-11-30 公示", "到 2026-12-14 为止", "晚了 2 个工作日")
    assert fine(published("appeal", "list", PERIOD, "--json")).data["appeals"] == []
    fine(published("appeal", "file", PERIOD, whose(published), "--result", "--text", "住院", "--late", "住院证明"))
    fine(published("appeal", "refuse", "2026H2-A1", "--reason", "逾期，证明的日期对不上"))
    (row,) = fine(published("appeal", "list", PERIOD, "--json")).data["appeals"]
    assert (row["state"], row["late"], row["decision"]) == ("不受理", "住院证明", "逾期，证明的日期对不上")


@pytest.mark.parametrize(("reviewer", "piece"), [("测试员", "就是评分人"), (" 测 试员", "就是评分人")])
def test_nobody_reviews_their_own_mark(published: Bench, reviewer: str, piece: str) -> None:
    fine(file(published))
    fine(published("appeal", "accept", "2026H2-A1"))
    told(review(published, "--outcome", "维持", reviewer=reviewer), piece, "另一个人")
    assert fine(published("appeal", "list", PERIOD, "--json")).data["appeals"][0]["state"] == "待复核"


@pytest.mark.parametrize(
    ("step", "piece"), [(ReviewStep.FIRST, "就是评分人"), (ReviewStep.SETTLE, "就是复核或仲裁过的人")]
)
def test_nobody_reviews_what_they_marked_blind(published: Bench, step: ReviewStep, piece: str) -> None:
    (row,) = published.ledger("cause = '人工评分'")
    answer = MarkedAnswer(paper=row["paper"], item=row["item"], submission="f" * 64)
    blind = RawMark(
        sequence=0,
        drill=DRILL,
        round=1,
        answer=answer,
        step=step,
        marker="样例壬",
        role=MarkerRole.MARKER,
        given=GivenMark(points=Decimal(1)),
        earned=Decimal(1),
        worth=Decimal(4),
        way=MarkedIn.SHEET,
        at="2026-11-26T09:00:00+08:00",
    )
    workspace = published.workspace
    with workspace.store.writing() as records:
        records.reviews.add_mark(blind)
    workspace.close()
    fine(file(published))
    fine(published("appeal", "accept", "2026H2-A1"))
    told(review(published, "--outcome", "维持", reviewer="样例壬"), piece)
    fine(review(published, "--outcome", "维持"))


def test_a_review_is_checked_before_anything_is_written(published: Bench) -> None:
    item = marked_item(published)
    fine(file(published))
    told(review(published, "--outcome", "维持"), "待受理，不能复核")
    fine(published("appeal", "accept", "2026H2-A1"))
    told(review(published, "--outcome", "改分"), "--mark")
    told(review(published, "--outcome", "改分", "--mark", f"{item}=99"), "0 到", code=2)
    told(review(published, "--outcome", "改分", "--mark", f"{item}=0.5"), "改低")
    told(review(published, "--outcome", "改分", "--mark", f"{item}"), "题目=得分", code=2)
    told(review(published, "--outcome", "改分", "--mark", "vis-9999=1"), "没有题 vis-9999")
    assert published.ledger("cause = '申诉复核'") == []


def test_what_can_not_be_appealed_is_told(published: Bench) -> None:
    person = whose(published)
    told(published("appeal", "file", PERIOD, "C0999", "--result", "--text", "a"), "没有工号 C0999")
    told(published("appeal", "file", PERIOD, person, "--part", "体育", "--text", "a"), "没有“体育”这一部分", "应知应会")
    told(published("appeal", "file", PERIOD, person, "--text", "a"), "--item", code=2)
    right = next(
        row for row in published.ledger(f"employee = '{person}' and cause = '判分'") if row["after"] not in ("0", None)
    )
    told(published("appeal", "file", PERIOD, person, "--item", right["item"], "--text", "a"), "不能申诉", "规则出处")
    told(file(published, "--result", on="2026-12-02"), "还没有到", code=2)
    fine(file(published, "--result"))
    told(file(published, "--part", "应知应会"), "次数用完了", "2026H2-A1")
    fine(published("appeal", "withdraw", "2026H2-A1", "--reason", "本人撤回"))
    fine(file(published, "--part", "应知应会"))


def test_what_is_overdue_is_listed_and_said_by_the_exit_code(published: Bench, today: Today) -> None:
    fine(file(published))
    fine(published("appeal", "overdue"))
    today.day = "2026-12-10"
    late = published("appeal", "overdue", "--json")
    assert late.code == 1
    assert [(o["about"], o["late"]) for o in late.data] == [("2026H2-A1", 2), ("half-year-skill", 1)]
    told(published("appeal", "end", PERIOD), "还有申诉没有办完：2026H2-A1")
    fine(published("appeal", "accept", "2026H2-A1"))
    fine(published("appeal", "end", PERIOD, "--reason", "申诉另行答复"))
    fine(published("appeal", "overdue", PERIOD))
    told(published("appeal", "end", PERIOD), "已经结束", code=2)


def test_a_publication_is_not_ended_early_without_a_reason(published: Bench) -> None:
    told(published("appeal", "end", PERIOD), "2026-12-09", "--reason")


def documents(bench: Bench) -> dict[str, bytes]:
    folder = bench.data / "reports" / PERIOD / "公示申诉"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def words_of(content: bytes) -> str:
    """All texts of a Word file."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_public_list_shows_no_more_than_the_rules_say(published: Bench) -> None:
    files = documents(published)
    assert [*files] == ["公示名单-2026H2.docx", "公示名单-2026H2.html", "公示名单-2026H2.xlsx"]
    listed, _ = openpyxl.load_workbook(io.BytesIO(files["公示名单-2026H2.xlsx"])).worksheets
    rows = [[cell.value for cell in row] for row in listed.iter_rows()]
    assert rows[:2] == [["序号", "工号", "姓名", "部门", "等级"], [1, "C**01", "样例甲", "城区一部", "优秀"]]
    for text in (words_of(files["公示名单-2026H2.docx"]), files["公示名单-2026H2.html"].decode()):
        assert "C**02" in text
        assert "C0002" not in text
        assert "100.00" not in text
        assert "2026 年 12 月 14 日以前" in text
        assert "另有 1 人没有定出等级" in text
    again = fine(published("appeal", "notice", PERIOD, "--json"))
    assert again.data["indistinct"] == []
    assert documents(published) == files


def test_the_sheet_to_sign_and_the_register_show_an_appeal_as_it_stands(published: Bench) -> None:
    item = marked_item(published)
    about = ("--item", item, "--how", "=HYPERLINK(1)")
    fine(file(published, *about))
    fine(published("appeal", "sheet", "2026H2-A1"))
    blank = words_of(documents(published)["申诉复核表-2026H2-A1.docx"])
    for piece in (
        "样例丙",
        "第二问答到了要点",
        "人工评分",
        "初评",
        "约莫三十户",
        "2026-12-08 以前决定",
        "复核人：",
        "维持",
    ):
        assert piece in blank
    fine(published("appeal", "accept", "2026H2-A1", "--reason", "在期限内"))
    fine(review(published, "--outcome", "改分", "--mark", f"{item}=3"))
    fine(published("appeal", "answer", "2026H2-A1", "--text", "改为 3 分"))
    fine(published("appeal", "sheet", "2026H2-A1"))
    filled = words_of(documents(published)["申诉复核表-2026H2-A1.docx"])
    for piece in (f"复核人 {REVIEWER}，结论：改分", f"题 {item} 由 1 改为 3", "答复：改为 3 分", "人事部门负责人"):
        assert piece in filled
    fine(published("appeal", "register", PERIOD))
    first = documents(published)
    book = openpyxl.load_workbook(io.BytesIO(first["申诉登记表-2026H2.xlsx"]))
    head, row = ([cell.value for cell in cells] for cells in book["申诉登记"].iter_rows())
    line = dict(zip(head, row, strict=True))
    assert (line["状态"], line["复核人"], line["结论"]) == ("已答复", REVIEWER, "改分")
    assert "=HYPERLINK(1)，登记人 测试员" in line["收到、登记"]
    assert all(cell.data_type != "f" for cells in book["申诉登记"].iter_rows() for cell in cells)
    assert ["公示", "7 个工作日"] in [[cell.value for cell in cells][:2] for cells in book["规则"].iter_rows()]
    fine(published("appeal", "register", PERIOD))
    fine(published("appeal", "sheet", "2026H2-A1"))
    assert documents(published) == first


def test_an_appeal_against_the_result_shows_its_parts(published: Bench) -> None:
    fine(file(published, "--result"))
    fine(published("appeal", "sheet", "2026H2-A1"))
    text = words_of(documents(published)["申诉复核表-2026H2-A1.docx"])
    assert all(piece in text for piece in ("应知应会", "折算分", "公示的结果：总分"))


@pytest.mark.sqlite
def test_tampering_with_what_appeals_rest_on_is_found(published: Bench) -> None:
    item = marked_item(published)
    fine(file(published))
    fine(published("appeal", "accept", "2026H2-A1"))
    fine(review(published, "--outcome", "改分", "--mark", f"{item}=3"))
    (number,) = [row["sequence"] for row in published.rows("period_event", "kind = 'appeal-reviewed'")]
    published.tamper("delete from seal where kind = 'period_event' and of = ?", str(number))
    published.tamper("delete from period_event where sequence = ?", number)
    told(published("ledger", "verify"), "因申诉改分，但没有与它相符的复核记录")
    published.tamper("delete from assessment")
    published.tamper("delete from seal where kind = 'assessment'")
    told(published("ledger", "verify"), "存着的没有这一次")


@pytest.mark.sqlite
def test_a_published_result_without_its_seal_is_named_by_the_list(published: Bench) -> None:
    published.tamper("delete from seal where kind = 'assessment'")
    told(published("appeal", "list", "2026H2"), "的考评结果与它的校验值不符", "备份")
