"""Papers to print: every type of question, no key outside the key edition, fonts, numbers, the same bytes."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest

from lianbing.domain.drills.papers import Amendment, Paper
from lianbing.domain.items.types.matching import MatchingKey
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TrueFalseKey
from lianbing.domain.workbook import Workbook
from lianbing.drills.printed.paper import FOR_HR, PrintedPaper, key_edition
from lianbing.drills.printed.pdf_paper import paper_html, paper_pdf
from lianbing.drills.printed.word_paper import paper_docx
from lianbing.errors import PrinterAbsent
from lianbing.printing.pdf import pdf_of
from tests.machine import absent
from tests.reports.printed import MADE, document, every_type, printed, text_of, without_pdf
from tests.unit.objects import item, paper

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def whole(workbook: Workbook) -> Paper:
    return every_type(workbook)


@pytest.fixture(scope="module")
def in_word(whole: Paper) -> bytes:
    return paper_docx(printed(whole), MADE)


@pytest.fixture(scope="module")
def key_in_word(whole: Paper) -> bytes:
    return paper_docx(key_edition(printed(whole), whole), MADE)


@pytest.fixture
def as_pdf() -> object:
    try:
        pdf_of("<p>练兵</p>")
    except PrinterAbsent as error:
        absent(error.message)
    return paper_pdf


def test_a_person_can_answer_every_type(in_word: bytes, whole: Paper) -> None:
    text = re.sub(r"\s", "", text_of(in_word))
    for asked in (each.item for each in whole.items):
        shown = [*re.split("____|\n", asked.stem), *asked.options.values(), *asked.prompts.values()]
        for piece in shown:
            assert re.sub(r"\s", "", piece) in text, (asked.id, piece)
    for piece in (
        "样例甲",
        "C0001",
        "一部",
        "drill-C0001",
        "3F2A",
        "时间：60分钟",
        "满分：50分",
        "答题卡",
        "[A][B][C]",
        "[对][错]",
    ):
        assert piece in text, piece


def test_numbers_are_those_of_the_paper_and_of_word(in_word: bytes, whole: Paper) -> None:
    """Each item starts its number anew, so that no change in Word shifts the others."""
    opened = document(in_word)
    stems: list[Any] = [each for each in opened.paragraphs if each._p.xpath("w:pPr/w:numPr")]
    numbering = opened.part.numbering_part.element
    starts = {num.numId: num.find(f".//{WORD}startOverride") for num in numbering.findall(f"{WORD}num")}
    shown = [int(starts[each._p.pPr.numPr.numId.val].get(f"{WORD}val")) for each in stems]
    assert shown == [each.number for each in whole.items]


def test_fonts_are_chinese_and_pages_are_numbered(in_word: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(in_word)) as archive:
        styles = archive.read("word/styles.xml").decode()
        footer = "".join(archive.read(name).decode() for name in archive.namelist() if "footer" in name)
    assert "Theme=" not in "".join(re.findall(r"<w:rFonts[^>]*>", styles))
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="zh-CN"' in styles
    assert [field.strip() for field in re.findall(r"<w:instrText[^>]*>([^<]*)<", footer)] == ["PAGE", "NUMPAGES"]


def test_the_same_paper_gives_the_same_bytes(in_word: bytes, whole: Paper) -> None:
    assert paper_docx(printed(whole), MADE) == in_word
    with zipfile.ZipFile(io.BytesIO(in_word)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def _with_other_keys(whole: Paper) -> Paper:
    def other(each: Any) -> Any:
        match each:
            case ChoiceKey(options=options):
                return ChoiceKey(next(option for option in options if option != each.correct), options)
            case MultipleKey(options=options):
                return replace(each, correct=frozenset(options) - each.correct or frozenset(options))
            case TrueFalseKey(correct=correct):
                return TrueFalseKey(not correct)
            case MatchingKey():
                return replace(each, pairs=each.wrong_answer())
            case OpenKey():
                return replace(each, model="另一个答案", scoring_points=each.scoring_points[:1])
        return each

    sections = tuple(
        replace(
            section,
            items=tuple(
                replace(one, item=replace(one.item, key=other(one.item.key), explain="另一种讲解", why={}, rests_on=()))
                for one in section.items
            ),
        )
        for section in whole.sections
    )
    return replace(whole, sections=sections, basis={})


def test_nothing_on_a_paper_depends_on_a_key(in_word: bytes, whole: Paper) -> None:
    others = _with_other_keys(whole)
    assert paper_docx(printed(others), MADE) == in_word
    assert paper_html(printed(others)) == paper_html(printed(whole))


def test_the_key_edition_says_what_hr_needs(key_in_word: bytes, whole: Paper) -> None:
    text = text_of(key_in_word)
    for asked in (each.item for each in whole.items):
        for piece in (*asked.key.shown().splitlines(), asked.explain.splitlines()[0], *asked.rests_on):
            assert piece in text, (asked.id, piece)
    assert "先核对姓名" not in text
    assert text.count(FOR_HR) == 1  # in the head, which stands on every page
    assert FOR_HR in "".join(each.text for each in document(key_in_word).sections[0].header.paragraphs)


def test_a_corrected_item_is_marked_in_the_key_edition() -> None:
    one = paper([item()])
    section = one.sections[0]
    amendment = Amendment(round="x", why="原答案有误")
    amended = replace(one, sections=(replace(section, items=(replace(section.items[0], amended=amendment),)),))
    assert "更正：答案已更正：原答案有误" in text_of(paper_docx(key_edition(printed(one), amended), MADE))


def test_large_print_is_18_points_with_an_option_a_line(whole: Paper) -> None:
    content = paper_docx(printed(whole, is_large=True), MADE)
    opened = document(content)
    used = {each.style.name for each in _paragraphs(content)}
    sizes = {name: opened.styles[name].font.size.pt for name in used}
    assert min(sizes.values()) >= 18, sizes
    assert not any("\t" in each.text for each in opened.paragraphs if each.style and each.style.name == "选项")
    assert any("\t" in each.text for each in document(paper_docx(printed(whole), MADE)).paragraphs)


def _paragraphs(content: bytes) -> Iterator[Any]:
    opened = document(content)
    yield from opened.paragraphs
    yield from (each for table in opened.tables for cell in table._cells for each in cell.paragraphs)
    yield from (*opened.sections[0].header.paragraphs, *opened.sections[0].footer.paragraphs)


def test_the_minutes_of_a_person_are_theirs(whole: Paper) -> None:
    more = replace(printed(whole), minutes=90)
    assert "时间：90 分钟" in text_of(paper_docx(more, MADE))
    assert "时间：90 分钟" in paper_html(more)


def test_blanks_are_underlined_and_numbered() -> None:
    from lianbing.domain.items.types.fill import FILL, FillKey

    one = item(type=FILL, key=FillKey((("甲",), ("乙",))), stem="先____后____。", options={}, why={})
    runs = [run for each in document(paper_docx(printed(paper([one])), MADE)).paragraphs for run in each.runs]
    assert [run.text.strip("　") for run in runs if run.underline] == ["(1)", "(2)"]


def test_hostile_names_and_stems_stay_text() -> None:
    one = item(stem='<script>alert("&")</script>\x00\ud800', options={"A": "</w:t>&amp;", "B": "＝1"}, why={})
    whole = replace(paper([one], points="2.5"), employee=replace(paper([]).employee, name="<b>样例</b>"))
    text = text_of(paper_docx(printed(whole), MADE))
    assert '<script>alert("&")</script>��' in text
    assert "</w:t>&amp;" in text
    page = paper_html(printed(whole))
    assert "<script>" not in page
    assert "&lt;b&gt;样例" in page


@pytest.mark.parametrize("is_large", [False, True])
def test_a_pdf_has_every_page_and_every_word(as_pdf: object, whole: Paper, is_large: bool) -> None:
    content = paper_pdf(printed(whole, is_large=is_large))
    read = pypdf.PdfReader(io.BytesIO(content))
    texts = [re.sub(r"\s", "", page.extract_text()) for page in read.pages]
    for number, text in enumerate(texts, 1):
        assert f"第{number}页共{len(texts)}页" in text
        assert "C0001样例甲drill-C0001" in text
    together = "".join(texts)
    for asked in (each.item for each in whole.items):
        assert all(re.sub(r"\s", "", text)[:12] in together for text in asked.options.values()), asked.id


def test_the_same_paper_gives_the_same_pdf(as_pdf: object) -> None:
    one = printed(paper([item()]))
    assert paper_pdf(one) == paper_pdf(one)


def test_a_key_as_pdf_is_marked_on_every_page(as_pdf: object, whole: Paper) -> None:
    one = replace(whole, sections=whole.sections[-3:])
    read = pypdf.PdfReader(io.BytesIO(paper_pdf(key_edition(printed(one), whole))))
    assert len(read.pages) > 1
    assert all(FOR_HR.replace("　", "") in re.sub(r"\s", "", page.extract_text()) for page in read.pages)


def test_a_character_without_a_font_is_named(as_pdf: object) -> None:
    with pytest.raises(PrinterAbsent, match="这台机器的字体里没有“\U000f1234”"):
        pdf_of("<p>练兵 \U000f1234</p>")


@pytest.mark.parametrize("line", ["raise ImportError('weasyprint')", "print('English'); raise OSError('libpango')"])
def test_without_its_library_a_pdf_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    without_pdf(monkeypatch, tmp_path, line)
    with pytest.raises(PrinterAbsent, match=r"这台机器还不能做 PDF.*--format docx"):
        paper_pdf(printed(paper([item()])))
    assert capsys.readouterr().out == ""


def test_word_needs_no_pdf_library() -> None:
    line = "import lianbing.drills.printed.word_paper, sys; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_full_marks_add_up(whole: Paper) -> None:
    made: PrintedPaper = printed(whole)
    assert made.worth == Decimal(50)
    assert [each.number for section in made.sections for each in section.items] == [*range(1, 11)]


@pytest.mark.parametrize(
    ("widest", "columns"),
    [
        ("采供科", 4),
        ("两个数字互相矛盾", 4),
        ("货源偏紧，应当向上申请投放", 2),
        ('=AND(C2>B2*$H$1,C2<=$H$2,D2<>"")', 1),
        ("长" * 40, 1),
    ],
)
def test_short_options_stand_side_by_side(widest: str, columns: int) -> None:
    one = printed(paper([item(options={"A": "甲", "B": widest}, why={})]))
    assert one.sections[0].items[0].columns == columns
