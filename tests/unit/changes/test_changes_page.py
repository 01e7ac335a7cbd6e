"""本版变化: the book says what has changed since the edition before, and what earlier editions changed."""

from __future__ import annotations

from datetime import datetime

import pytest

from lianbing.app.chapters import check_generated, generate
from lianbing.app.impact.accepting import accept, keep_edition
from lianbing.app.workspace import Workspace
from lianbing.book.reference import reference_pages
from lianbing.errors import StaleChapters
from tests.unit.content.small_workbook import FACTS, LOCAL, STANDARD, SmallWorkbook

PAGE = "book/reference/changes.md"
FLOW = "（[走访流程](../chapters/flow.ipynb)）"


def workspace(small: SmallWorkbook, at: str = "2026-12-01T09:30:00+08:00") -> Workspace:
    return Workspace(root=small.root, data=small.root / "var", who="张", clock=lambda: datetime.fromisoformat(at))


def test_there_is_no_page_while_nothing_has_changed(small: SmallWorkbook) -> None:
    keep_edition(workspace(small), "2026-06")
    assert "changes" not in reference_pages(workspace(small).workbook)


def test_the_page_tells_old_and_new_with_the_chapters(small: SmallWorkbook) -> None:
    keep_edition(workspace(small), "2026-06")
    small.write(LOCAL, "visit.min_per_day: 25\n")
    small.edit(FACTS, "先听完再答复", "先听完、记下，再答复")
    small.edit(STANDARD, 'edition: "2013-06"', 'edition: "2026-01"')
    generate(workspace(small))
    shown = """\
# 本版变化

改了什么、从什么改成什么，后面是讲到它的章。只看过旧版的，先看这一页。

## 与 2026-06 版相比

**标准**

- 客户走访规范：版次由 2013-06 改为 2026-01

**条款**

- [VIS-06](../chapters/flow.ipynb#vis-06) 每天走访户数：限额由 不少于 30 户/天 改为 不少于 25 户/天（走访流程）

**行业知识**

- [K080](../chapters/flow.ipynb#k080) 行业知识：文字由 先听完再答复。 改为 先听完、记下，再答复。（走访流程）

**参数**

- 每天走访户数下限：由 30 户/天 改为 25 户/天（走访流程）
"""
    assert small.text(PAGE).replace(FLOW, "（走访流程）") == shown
    assert "file: book/reference/changes" in small.text("_toc.yml")


def test_the_page_is_generated_and_checked_like_the_others(small: SmallWorkbook) -> None:
    keep_edition(workspace(small), "2026-06")
    small.write(LOCAL, "visit.min_per_day: 25\n")
    generate(workspace(small))
    check_generated(workspace(small))
    small.write(LOCAL, "visit.min_per_day: 26\n")
    with pytest.raises(StaleChapters, match=r"changes\.md"):
        check_generated(workspace(small))


def test_editions_before_stay_on_the_page_the_newest_first(small: SmallWorkbook) -> None:
    keep_edition(workspace(small), "2026-06")
    small.edit(STANDARD, "value: 2,", "value: 3,")
    accept(workspace(small), ["all"], "")
    keep_edition(workspace(small), "2026-12")
    keep_edition(workspace(small, "2027-06-01T09:00:00+08:00"), "2027-06")
    page = reference_pages(workspace(small).workbook)["changes"].replace(FLOW, "（走访流程）")
    assert [line for line in page.splitlines() if line.startswith(("## ", "- ", "条款、"))] == [
        "## 2027-06 版（2027-06-01，与 2026-12 版相比）",
        "条款、行业知识、参数、图、指标、术语都没有改。",
        "## 2026-12 版（2026-12-01，与 2026-06 版相比）",
        "- [VIS-34](../chapters/flow.ipynb#vis-34) 走访周期：限额由 不少于 2 次/月 改为 不少于 3 次/月（走访流程）",
    ]
