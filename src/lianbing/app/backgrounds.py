"""Context on a drill's marked papers besides the marks: title, level and links into the book."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from lianbing.app.workspace import Workspace
from lianbing.content.book_files import built_site, published_at, read_map
from lianbing.content.loader import read_schemes
from lianbing.domain.assessment.schemes import Scheme, usual_scheme
from lianbing.domain.background import Background
from lianbing.domain.drills.drill import Drill
from lianbing.errors import ContentFaults
from lianbing.store.records import Records


def background(workspace: Workspace, drill_id: str) -> Background:
    """Returns the context for a drill's marked papers. Unreadable parts are left out, so marking goes on."""
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            return Background()
        scheme, undecided = _scheme(workspace.root, drill, records)
    return Background(
        title=drill.title,
        period=drill.period.title,
        kind=drill.kind,
        scheme=scheme,
        undecided=undecided,
        book=_book(workspace.root, workspace.run_folder(drill_id, "paper")),
        map=read_map(workspace.root),
    )


def _scheme(root: Path, drill: Drill, records: Records) -> tuple[Scheme | None, str]:
    """The scheme if it can determine a level from one drill alone, otherwise the reason why not."""
    period = drill.period
    others = [other.kind for other in records.drills.within(period) if other.id != drill.id]
    together = f"{period.title}还有别的练兵，等级在考评里合起来定"
    if drill.kind in others:
        return None, together
    try:
        scheme = usual_scheme(read_schemes(root), period.span)
    except ContentFaults:
        scheme = None
    if scheme is None:
        return None, f"{period.title}没有唯一的考评方案，等级在考评里定"
    if not scheme.counts(drill.kind):
        return None, f"{period.title}的考评方案不算这一类练兵"
    if not scheme.drills_alone:
        return None, f"{period.title}的等级还要看练兵以外的成绩，在考评里定"
    return (None, together) if any(map(scheme.counts, others)) else (scheme, "")


def _book(root: Path, folder: Path) -> str:
    """The relative address of the book's root from a marked paper in ``folder``."""
    address = published_at(root)
    site = built_site(root)
    if address or site is None:
        return address
    try:
        return quote(Path(os.path.relpath(site.resolve(), folder.resolve())).as_posix()) + "/"
    except ValueError:  # on another drive
        return site.resolve().as_uri() + "/"
