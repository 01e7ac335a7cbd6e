"""One JupyterLab for all tests of this folder, over a copy of the content."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.lab.lab import TOKEN, Lab, free_port, settings, wait_for


@pytest.fixture(scope="session")
def lab(copied_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    tmp_path = tmp_path_factory.mktemp("lab")
    port, runtime = free_port(), tmp_path / "runtime"
    environment = os.environ | {
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "JUPYTERLAB_SETTINGS_DIR": str(settings(tmp_path / "settings")),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
    }
    options = [f"--port={port}", "--no-browser", f"--IdentityProvider.token={TOKEN}", "--allow-root"]
    command = [sys.executable, "-m", "jupyter", "lab", *options, f"--ServerApp.root_dir={copied_root}"]
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=copied_root)
    started = Lab(f"http://127.0.0.1:{port}", runtime)
    try:
        wait_for(started, server, tmp_path / "lab.log")
        yield started
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture
def lab_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()
