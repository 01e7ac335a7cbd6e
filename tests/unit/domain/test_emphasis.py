"""Bold is where the author meant it, whatever punctuation stands beside it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lianbing.domain.kernel.emphasis import paragraphs, with_bold


def shown(text: str) -> str:
    """A paragraph as CommonMark shows it, without empty comments."""
    html = MarkdownIt("commonmark").render(with_bold(text)).strip()
    return re.sub(r"<!-- -->|</?p>", "", html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**时间：**每天 8 点", "<strong>时间：</strong>每天 8 点"),
        ("每天**“不准”**就是不准", "每天<strong>“不准”</strong>就是不准"),
        (
            "红线，**“不准搭配”是底线，**（含变相）**也算。**",
            "红线，<strong>“不准搭配”是底线，</strong>（含变相）<strong>也算。</strong>",
        ),
        ("甲**乙**丙", "甲<strong>乙</strong>丙"),
        ("**《办法》第 5 条**写明", "<strong>《办法》第 5 条</strong>写明"),
        ("金额**×3**倍", "金额<strong>×3</strong>倍"),
        ("先`a**b`后**丙。**丁", "先<code>a**b</code>后<strong>丙。</strong>丁"),
        (r"2\*\*3 与**丙。**丁", "2**3 与<strong>丙。</strong>丁"),
    ],
)
def test_bold_stands_where_it_was_meant(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize("text", ["**时间**：每天", "无粗体", "只有一个 ** 的段落。", "```\n**时间：**每天\n```"])
def test_what_is_right_or_can_not_be_known_stays(text: str) -> None:
    assert with_bold(text) == text


def test_items_of_lists_and_rows_of_tables_are_paragraphs_of_their_own() -> None:
    text = "甲\n乙\n\n- 丙\n- 丁\n| 戊 |\n```\n己\n```\n庚"
    assert [*paragraphs(text)] == [(0, "甲\n乙"), (3, "- 丙"), (4, "- 丁"), (5, "| 戊 |"), (9, "庚")]


PIECES = st.text(alphabet="甲乙“”（）：，。、8x×《》", min_size=1, max_size=4)


@given(st.lists(PIECES, min_size=3, max_size=7).filter(lambda pieces: len(pieces) % 2 == 1))
def test_every_pair_of_marks_makes_bold(pieces: list[str]) -> None:
    assert "**" not in shown("**".join(["甲", *pieces[1:-1], "乙"]))
