from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from lianbing.app.issuing.issue import issue
from lianbing.app.workspace import Workspace
from lianbing.drills.rosters import read_roster


@pytest.fixture
def workspace(request: pytest.FixtureRequest, copied_root: Path, tmp_path: Path) -> Workspace:
    """Where two people have been given a paper of the drill that the module calls ``DRILL``."""
    roster = tmp_path / "名单.csv"
    roster.write_text("工号,姓名,部门\nC0001,样例甲,城区一部\nC0002,样例乙,农网部\n", encoding="utf-8")
    made = Workspace(root=copied_root, data=tmp_path / "var")
    issue(made, request.module.DRILL, read_roster(roster))
    return made


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of its own, as a learner has it; any error of a script fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="zh-CN", timezone_id="Asia/Shanghai")
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []
