"""Putting files into the folder of the site: a killed run leaves the old site, or one without a start page."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from lianbing.files import write_whole

START = "index.html"


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Makes ``folder`` hold these files and no others; returns what was written. Equal files are left alone.

    All that is new is first written beside the folder; then it is moved in, which takes no time to speak of. Meanwhile
    there is no start page.
    """
    changed = [path for path, content in files.items() if not _holds(folder / path, content)]
    stale = [path for path in _files_below(folder) if path.relative_to(folder).as_posix() not in files]
    if not changed and not stale:
        return ()
    waiting = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(waiting, ignore_errors=True)
    moved = list(dict.fromkeys([*changed, *([START] if START in files else [])]))
    for path in moved:
        write_whole(waiting / path, files[path], public=True)
    (folder / START).unlink(missing_ok=True)
    for old in stale:
        old.unlink(missing_ok=True)
    for path in sorted(moved, key=lambda path: path == START):
        _move(waiting / path, folder / path)
    _remove_empty_folders(folder)
    shutil.rmtree(waiting, ignore_errors=True)
    return tuple(changed)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()] if folder.is_dir() else []


def _move(source: Path, target: Path) -> None:
    # What was a folder in the last site may be a file in this one, and the reverse.
    for parent in target.parents:
        if parent.is_file():
            parent.unlink()
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
