"""Scenarios that a session plays are read again as they were written; damaged ones are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lianbing.content.loader import workbook_of
from lianbing.domain.items.scenarios import realise_scenario
from lianbing.wire.exercises.scenarios import SCENARIO, played_scenario
from lianbing.wire.references import Reference
from lianbing.wire.shapes.kinds import ShapeFault

ROOT = Path(__file__).parents[3]
SCENARIOS = tuple(workbook_of(ROOT).scenarios)


def written(name: str) -> dict[str, Any]:
    return json.loads(json.dumps(SCENARIO.encode(played(name))))  # type: ignore[no-any-return]


def played(name: str) -> Any:
    book = workbook_of(ROOT)
    scenario = book.scenarios[name]
    visit = realise_scenario(scenario, book.sources)
    return played_scenario(visit, scenario.clauses, "客户经理", lambda clause: Reference(book.basis(clause)))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_is_read_as_it_was_written(name: str) -> None:
    assert SCENARIO.decode(written(name)) == played(name)


def test_a_walk_that_leads_nowhere_is_refused() -> None:
    data = written(SCENARIOS[0])
    data["best"]["path"] = ["没有这一步"]
    with pytest.raises(ShapeFault):
        SCENARIO.decode(data)
