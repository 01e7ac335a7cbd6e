"""drill rehearse: draws papers for imaginary people and measures them; nothing is issued."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.app.impact.shortages import held_for, short_for_waiting
from lianbing.app.issuing.planning import find_blueprint
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.assembly import stock_of
from lianbing.domain.drills.rehearsal import Exposures, Overlap, Spread, exposures, overlap, rehearsed, spread
from lianbing.errors import BlueprintShort


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """How papers of a blueprint compare.

    ``papers`` is how many there are: one for each person, or one for each form. ``overlap`` is ``None`` for a single
    paper, ``spread`` where the blueprint says nothing of difficulty. ``held`` are questions that were left out, since
    what they rest on has changed and nobody has looked at them.
    """

    papers: int
    forms: bool
    drills: int
    overlap: Overlap | None
    spread: Spread | None
    exposures: Exposures
    held: tuple[str, ...] = ()


def rehearse(workspace: Workspace, blueprint_id: str, people: int) -> Rehearsal:
    """Draws papers for ``people`` imaginary employees in a row and measures them; issues nothing.

    Raises:
        UnknownReference, BlueprintShort: no paper can be drawn at all.
    """
    blueprint = find_blueprint(workspace, blueprint_id)
    count = blueprint.forms or people
    total = count * (blueprint.apart.drills + 1)
    papers = []
    waiting = held_for(blueprint, workspace.workbook)
    try:
        stock = stock_of(blueprint, workspace.workbook.drawable)
    except BlueprintShort as error:
        raise short_for_waiting(error, waiting) from error
    for place, paper in enumerate(rehearsed(stock, count), 1):
        papers.append(paper)
        workspace.progress.step("试组卷", place, total)
    last = papers[-count:]
    proofs = [paper.proof for paper in last]
    return Rehearsal(
        papers=count,
        forms=blueprint.forms is not None,
        drills=blueprint.apart.drills,
        overlap=overlap(blueprint, [paper.drawn for paper in last]) if count > 1 else None,
        spread=spread(blueprint, proofs),
        exposures=exposures(proofs),
        held=waiting,
    )
