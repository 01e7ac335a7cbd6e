"""The offline site: sources staged with executed chapters, built by Jupyter Book, packed and published.

    ROOT/_config.yml, _toc.yml, book/    sources, never written
    ROOT/_build/executed/                executed chapters by cache key
    ROOT/_build/book/                    the stage: what Jupyter Book reads
    ROOT/_build/sphinx/                  what Jupyter Book makes of it
    ROOT/_build/packing/                 results of slow steps of packing
    ROOT/_build/html/                    the site

A file of the stage and of the site is written only when its bytes differ, so that Sphinx rebuilds what changed and
nothing else, and a copy of the site takes what changed and nothing else.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import IO

import yaml

from lianbing.domain.kernel.progress import Progress
from lianbing.errors import BuildFailed
from lianbing.files import write_if_changed
from lianbing.press.execution import WORKERS, execute
from lianbing.press.packing.memory import Memory
from lianbing.press.packing.offline import Book
from lianbing.press.packing.packed_site import packed
from lianbing.press.packing.publishing import publish
from lianbing.startup import SKIP_GRAMMAR

_PERCENT = re.compile(r"^(reading sources|writing output)\.\.\. .*\[\s*(\d+)%\]")
_STEPS = {"reading sources": "读取各页", "writing output": "生成网页"}
_WARNING = re.compile(r"\b(WARNING|ERROR|CRITICAL|SEVERE)\b|(Error|Exception)\b")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LONGEST_REPORT = 40
# Jupyter Book has no __main__, and its console script need not be on PATH.
_JUPYTER_BOOK = f"{SKIP_GRAMMAR}; from jupyter_book.cli.main import main; main()"


@dataclass(frozen=True, kw_only=True)
class Site:
    """A built site: its folder, the page to open, how many chapters it has and how many had to be executed."""

    folder: Path
    start: Path
    chapters: int
    executed: int


def build_site(
    root: Path,
    progress: Progress,
    workers: int = WORKERS,
    extra: Mapping[PurePosixPath, bytes] = MappingProxyType({}),
) -> Site:
    """Execute what changed and build the site; raises BuildFailed, also when the build only warns.

    ``extra`` are files of the site that Jupyter Book doesn't make, by their paths below its root.
    """
    root = root.resolve()
    _check_sources(root)
    notebooks = sorted((root / "book" / "chapters").glob("*.ipynb"))
    executed = execute(notebooks, root / "_build" / "executed", progress, workers)
    stage = root / "_build" / "book"
    _stage(stage, dict(_staged(root, executed.copies)))
    _run_jupyter_book(stage, root, progress)
    folder = _publish(root, extra, progress)
    return Site(folder=folder, start=folder / "index.html", chapters=len(notebooks), executed=executed.run)


def _check_sources(root: Path) -> None:
    if not (root / "_config.yml").is_file():
        raise BuildFailed(f"{root} 里没有 _config.yml，不是工作簿的文件夹")
    if not (root / "_toc.yml").is_file():
        raise BuildFailed(f"{root} 里没有 _toc.yml：请先运行 lianbing generate")
    if not (root / "book" / "index.md").is_file():
        raise BuildFailed(f"{root / 'book'} 里没有 index.md（书的首页）")


def _staged(root: Path, copies: Mapping[Path, Path]) -> Iterator[tuple[Path, bytes]]:
    """Every file of the stage by its path in it, with its content."""
    yield Path("_config.yml"), _staged_config(root / "_config.yml")
    yield Path("_toc.yml"), (root / "_toc.yml").read_bytes()
    for path in sorted((root / "book").rglob("*")):
        name = path.relative_to(root)
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in name.parts):
            yield name, copies.get(path, path).read_bytes()


def _staged_config(path: Path) -> bytes:
    try:
        config = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BuildFailed(f"{path} 读不出来：{error}") from error
    if not isinstance(config, dict):
        raise BuildFailed(f"{path} 应当是“名称: 值”的表")
    # The chapters come executed: Jupyter Book must neither run them again nor keep a cache of its own.
    config["execute"] = {"execute_notebooks": "off"}
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False).encode()


def _publish(root: Path, extra: Mapping[PurePosixPath, bytes], progress: Progress) -> Path:
    progress.step("整理网页", 0, 1)
    rendered = _rendered(root)
    paths = (path for path in sorted(rendered.rglob("*")) if path.is_file())
    files = {path.relative_to(rendered).as_posix(): path.read_bytes() for path in paths}
    files |= {path.as_posix(): content for path, content in extra.items()}
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    memory = Memory(root / "_build" / "packing")
    folder = root / "_build" / "html"
    publish(folder, packed(files, Book(str(config.get("title") or "练兵"), contents), memory))
    memory.forget_the_rest()
    progress.step("整理网页", 1, 1)
    return folder


def _rendered(root: Path) -> Path:
    return root / "_build" / "sphinx" / "_build" / "html"


def _stage(stage: Path, wanted: Mapping[Path, bytes]) -> None:
    for name, content in wanted.items():
        write_if_changed(stage / name, content, public=True)
    for path in sorted(stage.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(stage) not in wanted:
            path.unlink()


def _run_jupyter_book(stage: Path, root: Path, progress: Progress) -> None:
    """Run Jupyter Book on the stage.

    Sphinx forgets the warnings of pages that it doesn't build again, and takes a half-written page for a finished one.
    So a marker stands while it works; where the marker is still there, the run before failed or was killed, and
    everything is built anew.
    """
    marker = root / "_build" / ".unfinished"
    command = [
        sys.executable,
        "-c",
        _JUPYTER_BOOK,
        "build",
        str(stage),
        "--path-output",
        str(root / "_build" / "sphinx"),
    ]
    command += ["-W", "--keep-going", *(["--all"] if marker.exists() else [])]
    marker.touch()
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    with tempfile.TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(  # noqa: S603
                command,
                cwd=root,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                encoding="utf-8",
            )
        except OSError as error:
            raise BuildFailed(f"Jupyter Book 没有启动：{error}") from error
        with process:
            _follow(process.stdout, progress)
        complaints.seek(0)
        output = _COLOUR.sub("", complaints.read().decode("utf-8", "replace"))
    if process.returncode != 0 or not (_rendered(root) / "index.html").is_file():
        raise BuildFailed(_report(output, process.returncode, root))
    marker.unlink()
    progress.step("生成网页", 1, 1)


def _follow(lines: IO[str] | None, progress: Progress) -> None:
    for line in lines or ():
        if percent := _PERCENT.match(_COLOUR.sub("", line)):
            progress.step(_STEPS[percent[1]], int(percent[2]), 100)


def _report(output: str, code: int, root: Path) -> str:
    places = output.replace(str(root / "_build" / "book") + os.sep, "").replace(str(root) + os.sep, "")
    lines = list(dict.fromkeys(line.strip() for line in places.splitlines() if _WARNING.search(line)))
    if not lines:
        lines = [line.strip() for line in places.splitlines() if line.strip()][-5:]
    shown = "\n".join(f"  {line}" for line in lines[:_LONGEST_REPORT])
    more = f"\n  …… 另有 {len(lines) - _LONGEST_REPORT} 条" if len(lines) > _LONGEST_REPORT else ""
    return f"生成网页没有通过（Jupyter Book 退出码 {code}）。警告也按错误处理，请逐条改正后再生成：\n{shown}{more}"
