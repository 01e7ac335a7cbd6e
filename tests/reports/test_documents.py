"""Documents to print: what stands on them, how many pages they have, and Chinese fonts and heads on each page."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from lianbing.domain.assessment.assessment import Lowered
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.printing.as_pdf import document_pdf
from lianbing.printing.as_word import document_docx
from lianbing.printing.blocks import Facts, Opinion, PaperDocument
from lianbing.reports.desk import ReportDesk, check_asked
from lianbing.reports.documents.leader import leader_page
from lianbing.reports.documents.people_list import LIST_COLUMNS, ListColumn, people_grid
from lianbing.reports.documents.rating_form import rating_forms
from lianbing.reports.unit_figures import unit_tallies
from lianbing.reports.wording import moment
from tests.reports.crowd import crowd
from tests.reports.objects import sample, with_change
from tests.reports.printed import document, text_of

COLUMNS = ("名次", "工号", "姓名", "单位", "各部分", "总分", "等级", "说明")


def leader(desk: ReportDesk, columns: tuple[str | ListColumn, ...] = COLUMNS, passing: str = "") -> PaperDocument:
    signers = ("制表", "审核", "审批")
    return leader_page(desk, title="考评结果", columns=columns, signatures=signers, seal="单位", passing=passing)


def at_desk(size: int) -> ReportDesk:
    return ReportDesk(folder=Path(), assessment=crowd(size))


@pytest.fixture(scope="module")
def hundreds() -> PaperDocument:
    return leader(at_desk(300))


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def cells(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document(content).tables for row in table.rows]


def test_three_hundred_people_have_ten_pages_at_most(hundreds: PaperDocument) -> None:
    printed = pages(document_pdf(hundreds))
    assert len(printed) <= 10
    assert "签字前要知道的" in printed[0]
    assert "（盖章）" in printed[0]
    for place, text in enumerate(printed, 1):
        assert f"第 {place} 页" in text
        assert f"共 {len(printed)} 页" in text
    for text in printed[1:]:
        assert "名次" in text  # the head of the table is repeated
    assert sum(text.count("1000") for text in printed[1:]) >= 300


def test_a_few_people_stand_on_one_page_with_the_signatures(written: Path) -> None:
    (text,) = pages((written / "领导一页.pdf").read_bytes())
    for words in ("样例甲", "97.14", "优秀", "制表：", "审批：", "（盖章）", "台账第 1–32 笔"):
        assert words in text


def test_the_word_file_says_the_same(written: Path) -> None:
    content = (written / "领导一页.docx").read_bytes()
    rows = cells(content)
    head = ["名次", "工号", "姓名", "单位", "应知应会\n40", "信息系统操作\n20", "工具应用\n20", "分析能力\n20"]
    assert [*head, "总分", "等级", "说明"] in rows
    assert ["1", "C0001", "样例甲", "城区一组", "40.00", "20.00", "20.00", "17.14", "97.14", "优秀", ""] in rows
    assert [row[-1] for row in rows if row[1] == "C0004"] == ["未交答卷"]
    assert "第 1 页　共 1 页" in text_of(content)


def test_chinese_text_has_chinese_fonts_and_tables_repeat_their_heads(written: Path) -> None:
    for path in written.rglob("*.docx"):
        opened = document(path.read_bytes())
        fonts = {node.get(qn("w:eastAsia")) for node in opened.styles.element.iter(qn("w:rFonts"))}
        assert {"仿宋", "宋体", "黑体"} <= fonts
        assert not [node for node in opened.element.body.iter(qn("w:rFonts")) if not node.get(qn("w:eastAsia"))]
        width = opened.sections[0].page_width
        assert width is not None
        assert width.cm == pytest.approx(21, abs=0.01)
    listed = document((written / "领导一页.docx").read_bytes()).tables[1]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in listed.rows] == [True] + [False] * 6


def test_why_a_level_is_lower_than_the_total_stands_beside_it() -> None:
    desk = at_desk(300)
    grid = people_grid(desk, desk.results, ("总分", "等级", "说明"), 17.0)
    lower = [row for row in grid.rows if row[1] == "合格" and Decimal(row[0]) >= 90]
    assert lower
    assert all("良好要 60" in row[2] for row in lower)


def test_a_level_lost_to_a_cap_says_so() -> None:
    first, *others = sample().results
    over = Lowered(level="良好", group="全体", share=Decimal(20), places=1, people=6)
    desk = ReportDesk(folder=Path(), assessment=replace(sample(), results=(replace(first, lowered=(over,)), *others)))
    grid = people_grid(desk, desk.results, ("工号", "说明"), 17.0)
    assert ("0007", "够良好，在名额 1 人以外") in grid.rows


def test_marks_changed_by_hand_are_said_before_one_signs() -> None:
    document_of_six = leader(ReportDesk(folder=Path(), assessment=with_change(sample())))
    text = text_of(document_docx(document_of_six))
    assert "1 题的得分人工改过，涉及 1 人（样例丙）" in text
    assert "人工改分 1 题" in text


def test_units_add_up_to_everybody() -> None:
    *units, everybody = unit_tallies(crowd(300))
    assert sum(tally.count.expected for tally in units) == everybody.count.expected == 300
    assert sum(tally.passed for tally in units) == everybody.passed
    for level, number in everybody.held.items():
        assert sum(tally.held[level] for tally in units) == number
    assert units[0].unit == "未填部门"


def test_the_passing_level_can_be_chosen() -> None:
    assert unit_tallies(sample(), "优秀")[-1].passed == 1
    assert unit_tallies(sample())[-1].passed == 2
    with pytest.raises(WrongUsage, match="没有等级“中等”：有 优秀、良好、合格、待提高"):
        unit_tallies(sample(), "中等")


def test_a_column_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(WrongUsage, match="没有叫“年龄”的列：有 名次、工号"):
        leader(at_desk(3), columns=("名次", "年龄"))


def test_a_column_of_ones_own_is_printed() -> None:
    own = ListColumn(title="备注", most=6, text=lambda row: f"{row.result.employee.name}已谈话")
    assert "样例乙已谈话" in text_of(document_docx(leader(at_desk(3), columns=("名次", own))))
    assert "备注" not in LIST_COLUMNS


def test_a_unit_is_compared_with_everybody(written: Path) -> None:
    rows = cells((written / "单位" / "城区一组-单位汇总.docx").read_bytes())
    assert ["平均分", "73.46", "73.46", "+0.00"] in rows
    assert ["合格率", "66.67%", "66.67%", "+0.00"] in rows
    other = cells((written / "单位" / "乡镇组-单位汇总.docx").read_bytes())
    assert ["平均分", "—", "73.46", "—"] in other
    assert [row for row in other if row[1] == "C0001"] == []


def test_each_form_is_a_page_with_its_reason_and_boxes_to_sign() -> None:
    desk = ReportDesk(folder=Path(), assessment=with_change(sample()))
    opinions = [Opinion(title="本人意见", sign="签字"), Opinion(title="公司意见", sign="负责人", seal="公司")]
    forms = rating_forms(desk, desk.results[:3], title="评定表", opinions=opinions)
    printed = pages(document_pdf(forms))
    assert len(printed) == 3
    assert "总分 70.29，低于良好的 80：定为合格。" in printed[1]
    assert "人工改分（人工复核）：0 → 1，意思相同" in printed[1]
    assert all("（公司盖章）" in text for text in printed)


def test_no_text_becomes_markup_or_is_lost() -> None:
    odd = "<b>样例&</b>\x00\ud800"
    facts = Facts((("姓名", odd),))
    page = PaperDocument(title=odd, foot=odd, made=moment(sample().made_at), blocks=(facts,))
    assert text_of(document_docx(page)).count("<b>样例&</b>\ufffd\ufffd") == 3
    assert "".join(pages(document_pdf(page))).count("<b>样例&</b>") == 3


def test_only_units_and_people_of_the_assessment_can_be_asked_for() -> None:
    with pytest.raises(UnknownReference, match="没有单位 城区九组：有 城区一组、乡镇组"):
        check_asked(sample(), ["城区九组"], [])
    with pytest.raises(UnknownReference, match="没有工号 C9999"):
        check_asked(sample(), [], ["C0001", "C9999"])
    desk = ReportDesk(folder=Path(), assessment=sample(), units=("乡镇组",), people=("C0003",))
    assert [result.employee.id for result in desk.results] == ["C0003"]


def test_a_report_can_t_be_written_outside_its_folder(tmp_path: Path) -> None:
    desk = ReportDesk(folder=tmp_path, assessment=sample())
    with pytest.raises(WrongUsage, match="在外面"):
        desk.write("../../x.html", "x")
    with pytest.raises(WrongUsage, match="没有 odt 这种格式"):
        desk.write("x", leader(desk), ("odt",))
