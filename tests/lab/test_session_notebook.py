"""A session held from a notebook in a real JupyterLab: its kernel serves the phones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.request import Request, urlopen

import nbformat
import pytest
from playwright.sync_api import Page, expect

from lianbing.domain.workbook import Workbook
from tests.lab.lab import Lab, open_and_run
from tests.server.rooms import SESSION, packed, prepared_from, secret_of

pytestmark = pytest.mark.lab


def test_the_kernel_serves_the_phones_and_the_notebook_shows_who_is_in(
    lab: Lab, lab_page: Page, workbook: Workbook, copied_root: Path, tmp_path: Path
) -> None:
    prepared = prepared_from(workbook)
    packed(tmp_path, prepared)
    notebook = nbformat.read(copied_root / "grading" / "session.ipynb", as_version=4)
    parameters = next(cell for cell in notebook.cells if cell.id == "parameters")
    parameters.source = f"session, data, rehearsal = {SESSION!r}, {str(tmp_path)!r}, False"
    nbformat.write(notebook, copied_root / "grading" / "session-filled.ipynb")

    open_and_run(lab, lab_page, "grading/session-filled.ipynb", ".lb-live")
    view = lab_page.locator(".lb-live").first
    expect(view).to_contain_text(prepared.plan.title)
    shown = view.inner_text()
    address = re.findall(r"投影：(http://[^/]+)/screen", shown)[0]
    digits = re.findall(r"四位数字：(\d{4})", shown)[0]
    body = json.dumps({"phone": secret_of(1), "code": digits, "who": "样例二"}).encode()
    with urlopen(Request(f"{address}/api/join", body, {"Content-Type": "application/json"})) as answer:
        assert json.load(answer)["seat"]["name"] == "样例二"
    expect(view).to_contain_text("已到 1 人")

    activity = next(each for each in prepared.plan.activities if each.kind == "vote")
    line = view.locator("option", has_text=re.compile("投票")).first
    view.locator("select").first.select_option(label=str(line.text_content()))
    view.get_by_role("button", name="开第一次投票").click()
    expect(view).to_contain_text(prepared.items[activity.items[0]].item.stem)
    expect(view).to_contain_text("正在投")
    (journal,) = (tmp_path / "sessions" / SESSION / "live").glob("*/happenings.jsonl")
    assert "voting-opened" in journal.read_text(encoding="utf-8")
