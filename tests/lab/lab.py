"""A real JupyterLab in Chromium, for the tests in this folder."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from playwright.sync_api import Page, expect

TOKEN = "lianbing-test"
FIRST_LOAD_MS = 90_000


@dataclass(frozen=True)
class Lab:
    url: str
    runtime: Path

    def sessions(self) -> list[dict[str, object]]:
        with urllib.request.urlopen(f"{self.url}/api/sessions?token={TOKEN}") as answer:
            found: list[dict[str, object]] = json.load(answer)
        return found

    def ask_kernel(self, notebook: str, code: str) -> str:
        """What ``code`` prints in the kernel of an open notebook."""
        kernel = next(session["kernel"] for session in self.sessions() if session["path"] == notebook)
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


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def settings(folder: Path) -> Path:
    """Every cell rendered at once: the default draws only what is in view."""
    path = folder / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    path.parent.mkdir(parents=True)
    path.write_text('{"windowingMode": "none"}', encoding="utf-8")
    return folder


def wait_for(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and server.poll() is None:
        try:
            lab.sessions()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail("JupyterLab did not start:\n" + log.read_text()[-3000:])


def open_and_run(lab: Lab, page: Page, notebook: str, first: str = "lb-item") -> None:
    """Opens a notebook and runs all its cells, until there is a ``first`` element."""
    page.goto(f"{lab.url}/lab/workspaces/{uuid4().hex}/tree/{notebook}?token={TOKEN}")
    expect(page.locator(".jp-Toolbar-kernelName")).to_contain_text("Python 3", timeout=FIRST_LOAD_MS)
    # Before the kernel has greeted, JupyterLab may forget what it is asked to run.
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").wait_for(
        state="attached", timeout=FIRST_LOAD_MS
    )
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All( Cells)?$")).click()
    page.locator(first).first.wait_for(timeout=FIRST_LOAD_MS)
