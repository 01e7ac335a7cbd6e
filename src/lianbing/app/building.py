"""build: generates, executes and builds the book."""

from __future__ import annotations

from lianbing.app.chapters import generate_for_book
from lianbing.app.workspace import Workspace
from lianbing.book.forms.files import form_files
from lianbing.book.practice_files import practice_files
from lianbing.press.site import Site, build_site


def build(workspace: Workspace) -> Site:
    """Generates, executes and builds the book; raises ContentFaults, ChaptersEdited or BuildFailed."""
    generate_for_book(workspace)
    extra = practice_files(workspace.workbook) | form_files(workspace.workbook)
    return build_site(workspace.root, workspace.progress, extra=extra)
