"""Writing files so that a killed process leaves the old file or the new one, never half of either."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Writes ``content`` to ``path``, making its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def write_if_changed(path: Path, content: bytes) -> bool:
    """Like :func:`write_whole`, but leaves a file that already says so alone; returns whether it wrote."""
    if path.is_file() and path.read_bytes() == content:
        return False
    write_whole(path, content)
    return True
