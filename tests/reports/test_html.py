"""The pages: their figures, that they are self-contained, and that no name becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from lianbing.domain.assessment.assessment import Assessment
from lianbing.reports.html import cohort_page, index_page, plan_page, score_page
from tests.reports.notebooks import BOOK
from tests.reports.objects import HOSTILE, candidate, with_change

VOID = {"meta", "rect", "br"}


class Page(HTMLParser):
    """Collects tags, addresses and text, and checks that tags close in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.words: list[str] = []
        self.feed(markup)
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def cohort(written: Path) -> Page:
    return Page((written / "班组报告.html").read_text())


@pytest.fixture
def person(written: Path) -> Callable[[str], Page]:
    """The page with the marks of the person of a number."""
    return lambda number: Page(next((written / "个人").glob(f"{number}-*-成绩单.html")).read_text())


@pytest.fixture
def plan(written: Path) -> Callable[[str], Page]:
    """The page of what the person of a number should study."""
    return lambda number: Page(next((written / "个人").glob(f"{number}-*-改进计划.html")).read_text())


def test_pages_ask_no_address_outside_their_folder(written: Path) -> None:
    for path in written.rglob("*.html"):
        markup = path.read_text()
        page = Page(markup)
        assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in page.tags}
        assert not re.search(r"url\(|@import", markup)
        for _, attributes in page.tags:
            assert not {"src", "srcset", "action", "style"} & attributes.keys()
            assert not [name for name in attributes if name.startswith("on")]
            assert not re.match(r"[a-z]+:|/", attributes.get("href") or "")


def test_what_is_sent_alone_has_no_link_that_could_break(written: Path) -> None:
    sent = [written / "班组报告.html", *(written / "个人").iterdir()]
    assert len(sent) == 13
    for path in sent:
        assert Page(path.read_text()).all("a") == []


def test_the_index_leads_to_every_file_of_everybody(written: Path) -> None:
    page = Page((written / "人事索引.html").read_text())
    addresses = [unquote(link["href"] or "") for link in page.all("a")]
    files = [address for address in addresses if address.startswith("个人/")]
    assert len(files) == 12
    assert all((written / address).is_file() for address in files)
    assert [address for address in addresses if address not in files] == ["判过的试卷/2026H2-a-C0001.html"]
    assert "仅供人事" in page.text


def test_a_link_of_a_marked_paper_stays_relative(assessment: Assessment) -> None:
    stems = {result.employee.id: "x" for result in assessment.results}
    page = Page(index_page(assessment, stems, {"2026H2-a-C0001": 'javascript:alert("1")'}))
    assert "javascript%3Aalert%28%221%22%29" in [link["href"] for link in page.all("a")]


def test_a_plan_names_the_chapter_and_links_to_it_where_the_book_is_published(
    assessment: Assessment, plan: Callable[[str], Page]
) -> None:
    assert "在书里：“走访客户”一章。" in plan("0007").text
    assert "书里没有单讲这一条的章。" in plan("C0002").text
    online = replace(BOOK, book="https://book.example/")
    page = Page(plan_page(assessment, assessment.results[0], online))
    assert {link["href"] for link in page.all("a")} == {
        "https://book.example/book/chapters/c04.html#vis-04",
        "https://book.example/book/chapters/c04.html#k035",
    }
    local = replace(BOOK, book="../../_build/html/")
    assert Page(plan_page(assessment, assessment.results[0], local)).all("a") == []


def test_a_plan_says_what_is_missing_for_the_next_level(plan: Callable[[str], Page]) -> None:
    text = plan("0007").text
    assert "下一个等级是“良好”：总分不低于 80，且每部分得分率不低于 60。还差：总分 9.71。" in text
    assert "没有收到答卷，看不出要补什么：先补考。" in plan("C0004").text


def test_marks_that_people_changed_say_so_and_why(assessment: Assessment) -> None:
    changed = with_change(assessment)
    text = Page(score_page(changed, changed.results[0])).text
    assert "人工改分（人工复核）：0 → 1，意思相同" in text
    assert "2026 下半年练兵（一）第 1 题" in text
    assert "人工改分 1 题" in Page(cohort_page(changed)).text


def test_a_hostile_name_is_text_and_nothing_else(written: Path, cohort: Page, person: Callable[[str], Page]) -> None:
    for page in (cohort, person("C0002")):
        assert HOSTILE in page.text
    for path in written.rglob("*.html"):
        assert "<script" not in path.read_text()


def test_characters_that_no_file_can_hold_are_shown_as_unknown(
    with_people: Callable[..., Assessment],
) -> None:
    page = cohort_page(with_people(candidate("C0001", "样\x00例\ud800甲\u202e", "2 3 2.5 5 3 4 2", 1)))
    assert "样�例�甲�" in Page(page).text


def test_the_cohort_page_shows_its_headline_figures(cohort: Page) -> None:
    for words in ("73.46平均分（已定 3 人）", "6人", "未定（待判 1 题）", "已定的 3 人平均"):
        assert words.replace("73.46平均分（已定 3 人）", "平均分（已定 3 人）73.46") in cohort.text
    for rate in ("71.11", "60.00", "88.89", "76.19"):
        assert rate in cohort.text
    assert "总分不低于 90，且每部分得分率不低于 60" in cohort.text
    assert "依据成绩台账第 1 至第 32 笔" in cohort.text
    assert "3f" * 32 in cohort.text


def test_the_cohort_page_of_an_older_assessment_says_nothing_of_certainty_and_clauses(cohort: Page) -> None:
    assert cohort.text.count("没有算把握") == 2
    assert "VIS-04" not in cohort.text


def test_bars_are_as_long_as_their_figures(cohort: Page) -> None:
    widths = [bar["width"] for bar in cohort.all("rect") if bar["class"] == "fill"]
    assert widths == ["16.67", "0", "16.67", "16.67", "33.33", "16.67", "71.11", "60", "88.89", "76.19"]


def test_tables_can_be_read_aloud(written: Path) -> None:
    for path in written.rglob("*.html"):
        page = Page(path.read_text())
        assert len(page.all("caption")) == len(page.all("table")) > 0
        assert all(head.get("scope") in ("col", "row", "rowgroup") for head in page.all("th"))
        assert page.all("html") == [{"lang": "zh-CN"}]
        assert len(page.all("h1")) == len(page.all("main")) == 1
        names = {attributes.get("id") for _, attributes in page.tags}
        assert {
            attributes["aria-labelledby"] for _, attributes in page.tags if "aria-labelledby" in attributes
        } <= names


def test_a_person_sees_the_whole_working(person: Callable[[str], Page]) -> None:
    text = person("0007").text
    for working in (
        "5 ÷ 7.5 × 100 ≈ 66.67",
        "66.67 × 40 ÷ 100 ≈ 26.67",
        "26.67 + 16.00 + 13.33 + 14.29 = 70.29",
        "第 2 名，已定 3 人",
        "离“良好”还差：总分 9.71",
        "试卷号 2026H2-a-0007",
    ):
        assert working in text


def test_a_person_sees_every_item_with_its_ledger_entry(assessment: Assessment, person: Callable[[str], Page]) -> None:
    text = person("0007").text
    for mark in assessment.results[0].marks:
        assert re.search(rf"{mark.number}{re.escape(mark.item)} {mark.earned} / {mark.worth} {mark.entry} ", text)


def test_ungraded_is_not_shown_as_zero(person: Callable[[str], Page]) -> None:
    text = person("C0003").text
    assert "2stock-ratio.1 待判 / 4 未入账" in text
    assert "3stock-ratio.2 0 / 3 28" in text
    assert "没有总分、等级和名次，不等于零分。" in text
    assert "待判 1 题：2026 下半年练兵（二）第 2 题。" in text
    assert "分，满分 100" not in text


def test_an_absent_person_has_no_figures(person: Callable[[str], Page]) -> None:
    text = person("C0004").text
    assert "未交答卷" in text
    assert "0.00" not in text
    assert "逐题得分" not in text


def test_no_final_result_means_no_average(with_people: Callable[..., Assessment]) -> None:
    text = Page(cohort_page(with_people(candidate("C0004", "样例戊", "x x x x x x x", 0, ("2026H2-a",))))).text
    assert "平均分未定" in text
    assert "还没有人已定，没有平均数" in text
    assert "没有收到答卷，看不出强弱。" in text
