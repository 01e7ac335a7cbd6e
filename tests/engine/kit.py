"""Notebooks, runs of them, and what of two runs is to be compared."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode

KERNELSPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}


def cell(source: str, *tags: str) -> NotebookNode:
    made: NotebookNode = nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)} if tags else {})
    return made


def notebook(*cells: NotebookNode | str, kernelspec: dict[str, str] | None = KERNELSPEC) -> NotebookNode:
    made: NotebookNode = nbformat.v4.new_notebook(
        cells=[cell(one) if isinstance(one, str) else one for one in cells],
        metadata={"kernelspec": kernelspec} if kernelspec else {},
    )
    return made


def run(given: NotebookNode | Path, output: Path | None = None, **options: Any) -> NotebookNode:
    """Runs it with our engine unless ``engine_name`` says otherwise."""
    settings: dict[str, Any] = {"engine_name": "lianbing", "progress_bar": False, **options}
    made: NotebookNode = papermill.execute_notebook(given, output, **settings)
    return made


def in_a_loop_of_its_own(work: Coroutine[Any, Any, Any]) -> Any:
    """What the coroutine gives, whatever event loop another test has left running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def failed(given: NotebookNode | Path, output: Path, **options: Any) -> tuple[BaseException, NotebookNode]:
    """Runs what must fail; the exception and the notebook that was saved, which is a valid one."""
    try:
        run(given, output, **options)
    except Exception as error:  # noqa: BLE001 - the caller looks at it
        saved = nbformat.read(output, as_version=4)
        nbformat.validate(saved)
        return error, saved
    raise AssertionError("papermill returned as if all had gone well")


def statuses(given: NotebookNode) -> list[str]:
    """The statuses of its code cells."""
    return [one.metadata.papermill.status for one in given.cells if one.cell_type == "code"]


def printed(given: NotebookNode, index: int = -1) -> str:
    """What one of its code cells has printed."""
    code = [one for one in given.cells if one.cell_type == "code"]
    return "".join(output.text for output in code[index].outputs if output.output_type == "stream")


def value(given: NotebookNode, index: int = -1) -> str:
    """The text of the result of one of its code cells."""
    code = [one for one in given.cells if one.cell_type == "code"]
    (result,) = [output for output in code[index].outputs if output.output_type == "execute_result"]
    return str(result.data["text/plain"])


def comparable(outputs: Iterable[NotebookNode]) -> list[Any]:
    """Outputs without what differs between any two runs: ids, addresses, durations, numbers of processes."""
    return [settled(dict(output)) for output in _joined(outputs)]


def _joined(outputs: Iterable[NotebookNode]) -> list[NotebookNode]:
    # How a stream is cut into messages depends on time, and so does, with ordinary papermill, which of two comes first.
    joined: list[NotebookNode] = []
    for streams, group in groupby(outputs, lambda output: output.output_type == "stream"):
        if not streams:
            joined += group
            continue
        texts: dict[str, str] = {}
        for output in group:
            texts[output.name] = texts.get(output.name, "") + output.text
        joined += [nbformat.v4.new_output("stream", name=name, text=texts[name]) for name in sorted(texts)]
    return joined


_CHANGING = (
    (re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"), "ID"),
    (re.compile(r"/(lianbing|papermill)/written"), "/FOLDER/written"),
    (re.compile(r"0x[0-9a-f]{6,}"), "ADDRESS"),
    (re.compile(r"ipykernel_\d+"), "ipykernel_PID"),
    (re.compile(r"\((\x1b\[\d+m)*\d+(\x1b\[\d+m)* times\)"), "(N times)"),
    (re.compile(r"[-\d.e+]+ (ns|[µμ]s|ms|s)\b"), "TIME"),
)


def settled(value: Any) -> Any:
    """The value without what differs between any two runs."""
    if isinstance(value, str):
        for pattern, name in _CHANGING:
            value = pattern.sub(name, value)
        return value
    if isinstance(value, dict):
        return {settled(key): settled(one) for key, one in value.items()}
    if isinstance(value, list):
        return [settled(one) for one in value]
    return value


def shape(record: Any) -> Any:
    """The keys of metadata, without their values."""
    return {key: shape(one) for key, one in record.items()} if isinstance(record, dict) else type(record).__name__
