"""Chapters with the outputs of their cells: executed by nbclient, kept as long as nothing that they rest on changes.

A page shows only what was really computed: a chapter whose cells failed, were skipped or left no trace is not built.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import platform
import sys
import tempfile
import uuid
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from lianbing.content.roots import root_above
from lianbing.domain.kernel.progress import Progress
from lianbing.engine.forked import ForkedKernel
from lianbing.engine.warm import close_parent, fork_available
from lianbing.errors import BuildFailed
from lianbing.files import write_whole
from lianbing.press.warmed import ROOT

WORKERS = 2
CELL_SECONDS = 120
STARTUP_SECONDS = 120
# What the bytes of an output depend on besides the notebook and the engine.
TOOLS = ("nbclient", "ipykernel", "pandas", "anywidget")
PRELOAD = ("pandas", "lianbing.notebook", "lianbing.press.warmed")
"""What chapters import: the warmed parent of their kernels has it, and the workbook that they ask of."""
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Executed:
    """What ``execute`` left behind: the executed copy of each notebook, and how many of them had to be run."""

    copies: dict[Path, Path]
    run: int


class _OwnKernel(KernelSpecManager):
    """Whatever kernel is asked for, it is this interpreter: a ``python3`` of another environment has no lianbing."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=ERROR"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python", interrupt_mode="signal")


def execute(notebooks: Sequence[Path], cache_folder: Path, progress: Progress, workers: int = WORKERS) -> Executed:
    """Executed copies of ``notebooks`` in ``cache_folder``; copies that nothing needs any more are removed.

    Raises BuildFailed with every chapter that could not be executed.
    """
    cache_folder.mkdir(parents=True, exist_ok=True)
    copies = {notebook: cache_folder / f"{notebook.stem}-{cache_key(notebook)[:32]}.ipynb" for notebook in notebooks}
    waiting = [notebook for notebook in notebooks if not copies[notebook].is_file()]
    done = len(notebooks) - len(waiting)
    progress.step("执行各章", done, len(notebooks))
    if waiting:
        with _chapters_of(waiting[0]):
            _wait_for(_execute_all(waiting, copies, _Counter(progress, done, len(notebooks)), workers))
    _remove_others(cache_folder, copies.values())
    return Executed(copies, len(waiting))


@contextmanager
def _chapters_of(notebook: Path) -> Iterator[None]:
    """Kernels of this run have read the workbook as it is now; those of the next run will read it again."""
    root = root_above(notebook.parent)
    if root is None:
        yield
        return
    close_parent(PRELOAD)
    os.environ[ROOT] = str(root)
    try:
        yield
    finally:
        del os.environ[ROOT]
        close_parent(PRELOAD)


def cache_key(notebook: Path) -> str:
    """SHA-256 over all that an executed copy depends on."""
    parts = [notebook.read_bytes(), engine_digest().encode(), platform.python_version().encode()]
    parts += [f"{tool}={_version(tool)}".encode() for tool in TOOLS]
    return hashlib.sha256(b"\x1f".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


@cache
def engine_digest() -> str:
    """SHA-256 over the sources of the installed package, less those that only dress the site."""
    package = Path(str(files("lianbing")))
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if not name.startswith("book/sphinx/"):
            digest.update(name.encode() + b"\x1f" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return "-"


class _Counter:
    """Counts finished notebooks; all of them finish in one thread."""

    def __init__(self, progress: Progress, done: int, total: int) -> None:
        self._progress, self._done, self._total = progress, done, total

    def one_more(self) -> None:
        self._done += 1
        self._progress.step("执行各章", self._done, self._total)


def _wait_for(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        asyncio.run(work)
        return
    # Called from a notebook's cell or under a test's event loop: a thread gives the work a loop of its own.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def _execute_all(notebooks: Sequence[Path], copies: dict[Path, Path], counter: _Counter, workers: int) -> None:
    turns = asyncio.Semaphore(max(1, workers))
    failures: list[str] = []

    async def one(notebook: Path, profile: str) -> None:
        async with turns:
            try:
                executed = await _run(notebook, profile)
            except BuildFailed as failure:
                failures.append(failure.message)
                return
        write_whole(copies[notebook], _text(executed).encode(), public=True)
        counter.one_more()

    with tempfile.TemporaryDirectory(prefix="lianbing-") as profile:
        await asyncio.gather(*(one(notebook, profile) for notebook in notebooks))
    if failures:
        raise BuildFailed("\n".join(sorted(failures)))


async def _run(path: Path, profile: str) -> NotebookNode:
    notebook = _read(path)
    reached = [0]
    client = NotebookClient(
        notebook,
        km=_kernel(profile),  # type: ignore[arg-type] # nbclient asks of it no more than it has
        timeout=CELL_SECONDS,
        startup_timeout=STARTUP_SECONDS,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=lambda cell, cell_index: reached.__setitem__(0, cell_index),  # noqa: ARG005
    )
    try:
        await client.async_execute(env=_environment(profile))
    except (CellControlSignal, DeadKernelError, RuntimeError) as error:
        raise BuildFailed(_failure(path, notebook, reached[0], error)) from error
    finally:
        # nbclient leaves a kernel manager that it was given for its owner to close.
        await _close(client)
    _check_complete(path, notebook)
    return _without_traces(notebook)


def _kernel(folder: str) -> AsyncKernelManager | ForkedKernel:
    if fork_available():
        return ForkedKernel(PRELOAD)
    manager = AsyncKernelManager(kernel_spec_manager=_OwnKernel())
    if os.name == "posix":
        # Sockets in a folder of our own: no ports to collide on, no way in over the network.
        manager.transport = "ipc"
        manager.connection_file = str(Path(folder) / f"{uuid.uuid4().hex[:8]}.json")
        manager.ip = manager.connection_file.removesuffix(".json")
    return manager


async def _close(client: NotebookClient) -> None:
    manager = client.km
    if manager is not None and manager.has_kernel:
        await ensure_async(manager.shutdown_kernel(now=True))
        await ensure_async(manager.cleanup_resources())
    if client.kc is not None:
        client.kc.stop_channels()


def _environment(profile: str) -> dict[str, str]:
    # Without its own profile folder a kernel runs the start-up files of whoever builds the book.
    return {**os.environ, "IPYTHONDIR": profile, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


def _read(path: Path) -> NotebookNode:
    try:
        notebook: NotebookNode = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(notebook)
    except (ValueError, nbformat.ValidationError, nbformat.reader.NotJSONError) as error:
        raise BuildFailed(f"章 {path.stem} 的笔记本读不出来：请运行 lianbing generate 重新生成") from error
    return notebook


def _text(notebook: NotebookNode) -> str:
    return str(nbformat.writes(notebook))


def _failure(path: Path, notebook: NotebookNode, index: int, error: Exception) -> str:
    place = f"章 {path.stem} 的第 {index + 1} 个单元格（{notebook.cells[index].get('id', '无编号')}）"
    match error:
        case CellExecutionError():
            return f"{place}出错：{error.ename}: {error.evalue}"
        case CellTimeoutError():
            return f"{place}运行超过 {CELL_SECONDS} 秒，已停止"
        case DeadKernelError():
            return f"{place}运行时内核退出了"
        case _:
            return f"章 {path.stem} 的内核没有启动：{error}"


def _check_complete(path: Path, notebook: NotebookNode) -> None:
    # nbclient returns normally for skipped cells, tolerated errors and a kernel that left on its last cell.
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        place = f"章 {path.stem} 的第 {index + 1} 个单元格（{cell.get('id', '无编号')}）"
        if cell.get("execution_count") is None:
            raise BuildFailed(f"{place}没有执行")
        for output in cell.outputs:
            if output.output_type == "error":
                raise BuildFailed(f"{place}出错：{output.ename}: {output.evalue}")


def _without_traces(notebook: NotebookNode) -> NotebookNode:
    """The notebook less what differs between two runs: widget models, timing, the interpreter's exact version."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            data: dict[str, Any] = output.get("data", {})
            data.pop(WIDGET_VIEW, None)
    return notebook


def _remove_others(folder: Path, wanted: Iterable[Path]) -> None:
    keep = set(wanted)
    for path in folder.iterdir():
        if path.is_file() and path not in keep:
            path.unlink()
