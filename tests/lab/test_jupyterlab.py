"""A real JupyterLab: a chapter is run, an option clicked, and the kernel sees the answer."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from jupyter_client import BlockingKernelClient
from playwright.sync_api import Browser, Page, expect

from lianbing.book.elements import item_data
from lianbing.domain.workbook import Workbook

pytestmark = pytest.mark.lab
TOKEN = "lianbing-test"
CHAPTER = "book/chapters/visit-discipline.ipynb"
FIRST_LOAD_MS = 90_000


@dataclass(frozen=True)
class Lab:
    url: str
    runtime: Path

    def sessions(self) -> list[dict[str, object]]:
        with urllib.request.urlopen(f"{self.url}/api/sessions?token={TOKEN}") as answer:
            found: list[dict[str, object]] = json.load(answer)
        return found

    def ask_kernel(self, code: str) -> str:
        """What ``code`` prints in the kernel of the open notebook."""
        kernel = self.sessions()[0]["kernel"]
        assert isinstance(kernel, dict)
        client = BlockingKernelClient(connection_file=str(self.runtime / f"kernel-{kernel['id']}.json"))
        client.load_connection_file()
        client.start_channels()
        printed: list[str] = []
        client.execute_interactive(
            code, timeout=60, output_hook=lambda message: printed.append(message["content"].get("text", ""))
        )
        client.stop_channels()
        return "".join(printed)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def _settings(folder: Path) -> Path:
    """Every cell rendered at once: the default draws only what is in view."""
    path = folder / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    path.parent.mkdir(parents=True)
    path.write_text('{"windowingMode": "none"}', encoding="utf-8")
    return folder


@pytest.fixture
def lab(copied_root: Path, tmp_path: Path) -> Iterator[Lab]:
    port, runtime = _free_port(), tmp_path / "runtime"
    environment = os.environ | {
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "JUPYTERLAB_SETTINGS_DIR": str(_settings(tmp_path / "settings")),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
    }
    options = [f"--port={port}", "--no-browser", f"--IdentityProvider.token={TOKEN}", "--allow-root"]
    command = [sys.executable, "-m", "jupyter", "lab", *options, f"--ServerApp.root_dir={copied_root}"]
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=copied_root)
    started = Lab(f"http://127.0.0.1:{port}", runtime)
    try:
        _wait_for(started, server, tmp_path / "lab.log")
        yield started
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and server.poll() is None:
        try:
            lab.sessions()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail("JupyterLab did not start:\n" + log.read_text()[-3000:])


@pytest.fixture
def lab_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_an_answer_in_the_lab_reaches_the_kernel(lab: Lab, lab_page: Page, workbook: Workbook) -> None:
    lab_page.goto(f"{lab.url}/lab/tree/{CHAPTER}?token={TOKEN}")
    expect(lab_page.locator(".jp-Toolbar-kernelName")).to_contain_text("Python 3", timeout=FIRST_LOAD_MS)
    lab_page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    lab_page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All( Cells)?$")).click()
    first = lab_page.locator("lb-item").first
    first.wait_for(timeout=FIRST_LOAD_MS)
    single = next(
        workbook.questions[name]
        for name in workbook.chapters["visit-discipline"].marked("quiz")
        if workbook.questions[name].type == "single"
    )
    data = item_data(workbook, single.id)
    item = lab_page.locator("lb-item", has_text=str(data["stem"])[:24]).first
    item.scroll_into_view_if_needed()
    right = single.key.letters[0]
    item.locator(f"label:has(input[value='{right}'])").click()
    item.get_by_role("button", name="提交").click()
    expect(item.get_by_text("回答正确").first).to_be_visible()
    told = "from lianbing.practice import answered; print(answered().to_json(orient='records'))"
    (answer,) = json.loads(lab.ask_kernel(told))
    assert (answer["id"], answer["answer"], answer["verdict"]) == (single.id, right, "correct")
