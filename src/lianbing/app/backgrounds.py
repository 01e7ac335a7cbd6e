"""What the marked papers of a drill tell beside the marks: its title, its level, and where the book has more."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from lianbing.app.workspace import Workspace
from lianbing.content.book_files import built_site, published_at, read_map
from lianbing.content.loader import read_schemes
from lianbing.domain.assessment.assessment import Scheme
from lianbing.domain.background import Background
from lianbing.domain.kernel.periods import Period
from lianbing.errors import ContentFaults, WrongUsage
from lianbing.store.records import Records


def background(workspace: Workspace, drill_id: str) -> Background:
    """The background of a drill's papers. It never keeps a paper from being marked: what can't be read is left out."""
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            return Background()
        period = _period(drill.period)
        scheme, undecided = _scheme(workspace.root, period, records)
    return Background(
        title=drill.title,
        period=period.title if period else "",
        scheme=scheme,
        undecided=undecided,
        book=_book(workspace.root, workspace.run_folder(drill_id, "paper")),
        map=read_map(workspace.root),
    )


def _period(code: str) -> Period | None:
    try:
        return Period.parse(code)
    except WrongUsage:
        return None


def _scheme(root: Path, period: Period | None, records: Records) -> tuple[Scheme | None, str]:
    """The scheme if it can tell a level from one drill alone, else why not."""
    if period is None:
        return None, "等级在考评里定"
    if len(records.drills.all(period.code)) > 1:
        return None, f"{period.title}还有别的练兵，等级在考评里合起来定"
    try:
        fitting = [scheme for scheme in read_schemes(root) if scheme.span is period.span]
    except ContentFaults:
        fitting = []
    if len(fitting) != 1:
        return None, f"{period.title}没有唯一的考评方案，等级在考评里定"
    if not fitting[0].drills_alone:
        return None, f"{period.title}的等级还要看练兵以外的成绩，在考评里定"
    return fitting[0], ""


def _book(root: Path, folder: Path) -> str:
    """The address of the book's root, seen from a marked paper in ``folder``."""
    address = published_at(root)
    site = built_site(root)
    if address or site is None:
        return address
    try:
        return quote(Path(os.path.relpath(site.resolve(), folder.resolve())).as_posix()) + "/"
    except ValueError:  # on another drive
        return site.resolve().as_uri() + "/"
