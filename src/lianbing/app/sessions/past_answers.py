"""What became of a session's questions so far: how people answered them in drills and in other sessions."""

from __future__ import annotations

from collections.abc import Mapping

from lianbing.app.analysing.gathering import SourceChoice, gather
from lianbing.app.analysing.item_figures import responses_of
from lianbing.app.workspace import Workspace
from lianbing.psychometrics.items.analysing import analyse_items
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.wire.sessions.prepared import PreparedSession


def past_answers(workspace: Workspace, prepared: PreparedSession) -> Mapping[str, ItemFigures]:
    """The figures of those questions of a session that were answered before; options in the letters of the bank.

    Raises as :func:`gather`.
    """
    gathered = gather(workspace, SourceChoice())
    right = {name: each for name, each in gathered.questions.items() if each.right}
    figures = analyse_items(
        responses_of(gathered.answers),
        {name: frozenset(each.right) for name, each in right.items()},
        {name: tuple(each.options) for name, each in right.items()},
    )
    return {name: figures[name] for name in prepared.items if name in figures}
