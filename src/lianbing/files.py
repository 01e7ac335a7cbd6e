"""Writing files so that a killed process leaves the old file or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_FOR_ALL, _FOR_OWNER = 0o644, 0o600


def write_whole(path: Path, content: bytes, *, durable: bool = True, private: bool = False) -> None:
    """Writes ``content`` to ``path``, making its folders; raises OSError, e.g. for a file open in Excel on Windows.

    ``durable=False`` is for what can be made again: it outlives a killed process, but perhaps not a power cut.
    ``private=True`` is for what nobody but the owner of the file may read.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        partial.chmod(_FOR_OWNER if private else _FOR_ALL)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def write_if_changed(path: Path, content: bytes, *, private: bool = False) -> bool:
    """Like :func:`write_whole`, but leaves a file that already says so alone; returns whether it wrote."""
    if path.is_file() and path.read_bytes() == content:
        if private:
            path.chmod(_FOR_OWNER)
        return False
    write_whole(path, content, private=private)
    return True
