"""What a session takes into the room: the plan, and everything that it asks with its keys, as it was when packed.

It is the trainer's own: it holds keys and stays on the computer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from lianbing.domain.drills.papers import Basis, PaperItem, PaperSection
from lianbing.domain.sessions.plans import SessionPlan
from lianbing.wire.canonical import digest
from lianbing.wire.exercises.scenarios import SCENARIO, PlayedScenario
from lianbing.wire.papers import BASIS, SECTION
from lianbing.wire.sessions.plans import PLAN
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.shape import Shape


@dataclass(frozen=True, kw_only=True)
class PreparedSession:
    """A session that is ready to be held."""

    at: Annotated[str, "when it was packed"]
    plan: Annotated[SessionPlan, "the plan"]
    sections: Annotated[tuple[PaperSection, ...], "every question that it asks, by skill, each worth 1"]
    basis: Annotated[Mapping[str, Basis], "every clause and fact that it teaches or asks, as they stood then"]
    scenarios: Annotated[tuple[PlayedScenario, ...], "the scenarios that are played"]

    @cached_property
    def items(self) -> Mapping[str, PaperItem]:
        """The questions by id."""
        return {asked.item.id: asked for section in self.sections for asked in section.items}

    @cached_property
    def edition(self) -> str:
        """What tells it from other packings of the session: the SHA-256 of its canonical JSON."""
        return digest(PREPARED.encode(self))

    @cached_property
    def scenarios_by_id(self) -> Mapping[str, PlayedScenario]:
        """The scenarios by id."""
        return {scenario.id: scenario for scenario in self.scenarios}


PREPARED = Document("prepared-session", 1, Shape(PreparedSession, uses=[PLAN, SECTION, BASIS, SCENARIO]))
