"""A company sets numbers of its own: nothing keeps the old one, and nothing puts the new one into a source's mouth."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lianbing.book.cards import clause_card
from lianbing.book.figures import figure_html
from lianbing.book.generation import generated_files
from lianbing.book.left_over import placeholders_left, texts_shown
from lianbing.content.checks import load_workbook
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.question import realise
from lianbing.domain.items.scenarios import realise_scenario
from lianbing.domain.items.tasks import realise_task
from lianbing.domain.workbook import Workbook

OWN = """\
visit.min_per_day: 25
visit.min_hours: 5
work.start: "08:00"
price.class2_min: 65
training.min_per_month: 2
reply.manager_hours: 12
margin.target: 12
"""
QUOTED = re.compile(
    r"(规范|原文|来源|文集|细则|材料|标准)(标准（试行）》|》)?[^。；\n]{0,12}(写|说|要求|规定|作)[^。；\n]{0,24}"
)
"""What puts words into a source's mouth, up to the end of the sentence."""
OWN_NUMBERS = re.compile(r"(?<![\d.])(25 户|5 小时|12 小时|08:00|12%)")
OTHER_THIRTIES = (
    "由 不少于 30 户/天 改为",
    "由 30 户/天 改为",
    "今天 30 户。请进步慢的",
    "默认 30 户/天",
    "打到第三十户",
    "三十户的客户表",
    "东线 30 户",
    "拿 30 户去除",
    "一条线 30 户",
    "30 户的",
    "通知 30 户",
    "以 30 户为分母",
    "30 户的数据",
    "本月上门 30 户",
)
"""Thirty shops of a route, a table or a class: none of them is how many are visited a day."""
THE_SOURCES = re.compile(
    r"(规范|原文)写 30 户|原写 30 户|2013 年规范标准：每天不少于 30 户|VIS-06 作 30|规范写的?“?每天不少于 30 户"
)


@pytest.fixture(scope="module")
def own(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    copy = tmp_path_factory.mktemp("own-numbers")
    for name in ("standards", "syllabus", "quizzes", "exercises", "grading"):
        shutil.copytree(root / name, copy / name)
    (copy / "standards" / "local.yml").write_text(OWN, encoding="utf-8")
    return load_workbook(copy)


def _read(book: Workbook) -> Iterator[tuple[str, str]]:
    """What learners read of chapters, cards, reference pages and figures, sentence by sentence."""
    for path, text in generated_files(book).items():
        if path.suffix == ".md":
            yield from ((path.name, line) for line in text.splitlines())
        elif path.suffix == ".ipynb":
            for cell in json.loads(text)["cells"]:
                yield from ((f"{path.name} {cell['id']}", line) for line in "".join(cell["source"]).splitlines())
    for figure in book.figures.values():
        yield f"figure {figure.id}", figure_html(figure)


def _without_other_thirties(text: str) -> str:
    text = THE_SOURCES.sub("", text)
    for other in OTHER_THIRTIES:
        text = text.replace(other, "")
    return text


def test_content_with_own_numbers_is_without_fault(own: Workbook) -> None:
    assert [str(fault) for fault in placeholders_left(own)] == []


@pytest.mark.parametrize(
    ("clause", "both"),
    [
        ("VIS-06", "规范写 30 户；本单位 25 户"),
        ("VIS-02", "规范写 6 小时；本单位 5 小时"),
        ("VIS-01", "规范写 07:30；本单位 08:00"),
        ("SRV-03", "原文写 24 小时；本单位 12 小时"),
        ("TRN-02", "原文写 1 次；本单位 2 次"),
        ("CUL-05", "原文写 10%；本单位 12%"),
    ],
)
def test_a_card_says_both_numbers(own: Workbook, workbook: Workbook, clause: str, both: str) -> None:
    assert both in clause_card(own, own.clauses[clause])
    assert both in own.basis(clause).text
    assert "；本单位 " not in clause_card(workbook, workbook.clauses[clause])


def _asked(book: Workbook) -> Iterator[tuple[str, str]]:
    """What questions, data exercises and scenarios show."""
    for name, question in book.questions.items():
        yield name, "\n".join(texts_shown(realise(question, book.sources, practice_seed(name))))
    for name, task in book.tasks.items():
        yield name, "\n".join(texts_shown(realise_task(task, book.sources, practice_seed(name))))
    for name, scenario in book.scenarios.items():
        yield name, "\n".join(texts_shown(realise_scenario(scenario, book.sources)))


def test_no_source_is_said_to_write_the_companys_number(own: Workbook) -> None:
    false = [
        (place, match[0])
        for place, line in (*_read(own), *_asked(own))
        for match in QUOTED.finditer(line)
        if OWN_NUMBERS.search(match[0]) and "本单位" not in match[0]
    ]
    assert false == []


def test_nobody_is_asked_about_the_old_number_of_visits(own: Workbook) -> None:
    daily = re.compile(r"(走访|走|每天|一天|今天)[^。，\n]{0,8}(?<!\d)(30 户|三十户|30 家)")
    asked = ((name, _without_other_thirties(text)) for name, text in _asked(own))
    assert [(name, match[0]) for name, text in asked for match in daily.finditer(text)] == []


def test_no_old_number_of_visits_is_left(own: Workbook) -> None:
    left = []
    for place, line in _read(own):
        text = _without_other_thirties(line)
        left += [(place, match[0]) for match in re.finditer(r".{0,12}(?<!\d)(30 户|三十户|30 家|三十家).{0,8}", text)]
    assert left == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("chapters/visit-discipline", "5 小时是 300 分钟，摊到 25 户，每户 12 分钟"),
        ("chapters/visit-discipline", "其余 20 户每户 7 分钟，共 140 分钟；合计 215 分钟，没有超出 215 分钟"),
        ("chapters/visit-flow", "250 × 2 = 500 户次。能做：25 × 21 = 525 户次。够，余 25 户次"),
        ("chapters/role", "一户平均省下 3.6 分钟，一天 25 户省 90 分钟"),
        ("chapters/manners", "25 户 × 30 秒 = 750 秒，合 12.5 分钟"),
        ("chapters/records", "走访 24 户，电话 1 户"),
        ("chapters/duty-manager", "把 12 小时套给客户经理"),
        ("chapters/sat-logistics", "你每天进 25 家店"),
        ("chapters/enterprise", "每月不少于 2 次（有的公司写 1 次）"),
        ("chapters/concept", "组合毛利率 9.25%，在 12% 的线下"),
        ("chapters/product", "| 二类 | 65 到不足 100 |"),
    ],
)
def test_examples_reckon_with_the_companys_numbers(own: Workbook, place: str, words: str) -> None:
    texts = {path.as_posix(): text for path, text in generated_files(own).items()}
    assert words in texts[f"book/{place}.ipynb"]


def test_a_figure_shows_the_companys_numbers(own: Workbook) -> None:
    drawn = figure_html(own.figures["visit-day"])
    assert "08:00" in drawn
    assert "25 户" in re.sub(r"<[^>]+>", "", drawn)


def test_the_shipped_examples_are_what_they_were(workbook: Workbook) -> None:
    texts = {path.as_posix(): text for path, text in generated_files(workbook).items()}
    discipline = texts["book/chapters/visit-discipline.ipynb"]
    assert "6 小时是 360 分钟，摊到 30 户，每户 12 分钟" in discipline
    assert "其余 24 户每户 7 分钟，共 168 分钟；合计 258 分钟，没有超出 260 分钟" in discipline
    assert "300 × 2 = 600 户次。能做：30 × 21 = 630 户次" in texts["book/chapters/visit-flow.ipynb"]
