"""check, generate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.app.workspace import Workspace
from lianbing.book.generation import generated_files
from lianbing.domain.workbook import Workbook
from lianbing.errors import StaleChapters
from lianbing.files import write_if_changed


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How much content there is."""

    clauses: int
    facts: int
    chapters: int
    questions: int
    scenarios: int
    tasks: int
    blueprints: int


def check(workspace: Workspace) -> Counts:
    """Checks all content; raises ContentFaults."""
    return _counts(workspace.workbook)


def _counts(book: Workbook) -> Counts:
    return Counts(
        clauses=len(book.clauses),
        facts=len(book.facts),
        chapters=len(book.chapters),
        questions=len(book.questions),
        scenarios=len(book.scenarios),
        tasks=len(book.tasks),
        blueprints=len(book.blueprints),
    )


def generate(workspace: Workspace) -> tuple[str, ...]:
    """Writes outdated files and removes obsolete generated chapters; returns the changed files."""
    files = _generated(workspace)
    changed = _stale(workspace, files)
    for name in changed:
        path = workspace.root / name
        if name in files:
            write_if_changed(path, files[name], public=True)
        else:
            path.unlink()
    return changed


def check_generated(workspace: Workspace) -> None:
    """Raises StaleChapters when ``generate`` would change anything."""
    stale = _stale(workspace, _generated(workspace))
    if stale:
        listed = "\n".join(f"  {name}" for name in stale)
        raise StaleChapters(f"生成的文件与源文件不一致：\n{listed}\n请运行 lianbing generate，再提交")


def _generated(workspace: Workspace) -> Mapping[str, bytes]:
    """Returns the expected text of each generated file, by path."""
    return {path.as_posix(): text.encode() for path, text in generated_files(workspace.workbook).items()}


def _stale(workspace: Workspace, files: Mapping[str, bytes]) -> tuple[str, ...]:
    stale = [name for name, content in files.items() if not _says(workspace, name, content)]
    book = workspace.root / "book"
    written = [*(book / "chapters").glob("*.ipynb"), *(book / "reference").glob("*.md")]
    orphans = [path.relative_to(workspace.root).as_posix() for path in written]
    return tuple(sorted([*stale, *(name for name in orphans if name not in files)]))


def _says(workspace: Workspace, name: str, content: bytes) -> bool:
    path = workspace.root / name
    return path.is_file() and path.read_bytes() == content
