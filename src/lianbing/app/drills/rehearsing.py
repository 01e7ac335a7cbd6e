"""drill rehearse: draws papers for imaginary people and measures them; nothing is issued."""

from __future__ import annotations

from lianbing.app.drills.planning import find_blueprint
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.assembly import Overlap, draw, overlap


def rehearse(workspace: Workspace, blueprint_id: str, people: int) -> Overlap:
    """Draws papers for ``people`` imaginary employees and measures their overlap; issues nothing.

    Raises:
        UnknownReference, BlueprintShort: no paper can be drawn at all.
    """
    blueprint = find_blueprint(workspace, blueprint_id)
    questions = tuple(workspace.workbook.questions.values())
    drawn = []
    for place in range(people):
        drawn.append(draw(blueprint, questions, f"rehearsal/{blueprint_id}/{place}"))
        workspace.progress.step("试组卷", place + 1, people)
    return overlap(blueprint, drawn)
