"""drill prove: holds every issued paper of a drill against the proof that came with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.papers import Proof
from lianbing.domain.drills.proof import blueprint_faults, commitment, faults
from lianbing.errors import NothingToDo
from lianbing.wire.blueprints import blueprint_digest


@dataclass(frozen=True, kw_only=True)
class PaperFault:
    """A paper that is not as its proof says."""

    paper: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Proved:
    """How many papers have a proof and how many, of older versions, have none; what is wrong with the former.

    ``least`` and ``greatest`` are the expected totals of the easiest and hardest paper, if any has one.
    """

    drill: str
    papers: int
    unproved: int
    faults: tuple[PaperFault, ...]
    least: Decimal | None
    greatest: Decimal | None


def prove_drill(workspace: Workspace, drill_id: str) -> Proved:
    """Checks all proofs of a drill against papers, seed and, if it is still the same edition, blueprint.

    Raises:
        NothingToDo: the drill was not issued here.
        RecordDamaged: a paper is not what was written.
    """
    wrong: list[PaperFault] = []
    totals: list[Decimal] = []
    papers = unproved = 0
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        for issued in records.drills.each_paper(drill_id):
            paper = issued.paper
            papers += 1
            if paper.proof is None:
                unproved += 1
                continue
            named = (*paper.proof.near, *paper.proof.earlier)
            others = {other: items for other in named if (items := records.drills.items_on(other))}
            sentences = (*faults(paper, others), *_origin_faults(workspace, drill, paper.proof))
            wrong += (PaperFault(paper=paper.id, what=sentence) for sentence in sentences)
            if paper.proof.difficulty:
                totals.append(paper.proof.difficulty.expected)
    return Proved(
        drill=drill_id,
        papers=papers,
        unproved=unproved,
        faults=tuple(wrong),
        least=min(totals, default=None),
        greatest=max(totals, default=None),
    )


def _origin_faults(workspace: Workspace, drill: Drill, proof: Proof) -> Iterator[str]:
    if proof.seed != commitment(drill.seed):
        yield "证明里的种子校验值与练兵登记的种子不符"
    blueprint = workspace.workbook.blueprints.get(proof.blueprint)
    if blueprint and blueprint_digest(blueprint) == proof.edition:
        yield from blueprint_faults(proof, blueprint)
