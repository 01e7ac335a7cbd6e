"""Telling a workbook's root from any other folder, without reading a file of it."""

from __future__ import annotations

from pathlib import Path


def is_root(folder: Path) -> bool:
    """Whether ``folder`` looks like a workbook's root."""
    return (folder / "standards").is_dir() and (folder / "syllabus" / "syllabus.yml").is_file()


def root_above(folder: Path) -> Path | None:
    """The root that ``folder`` is or lies in; ``None`` if it lies in none."""
    folder = folder.resolve()
    return next(filter(is_root, (folder, *folder.parents)), None)
