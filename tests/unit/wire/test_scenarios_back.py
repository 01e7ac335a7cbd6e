from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from lianbing.book.elements import scenario_data
from lianbing.domain.workbook import Workbook
from lianbing.wire.scenarios import SCENARIO


def test_every_scenario_comes_back_as_it_was_written(workbook: Workbook) -> None:
    for name in workbook.scenarios:
        written = scenario_data(workbook, name)
        read = SCENARIO.decode(written)
        assert SCENARIO.encode(read) == written
        assert {node.id for node in read.nodes.values()} == set(read.nodes)
        assert read.nodes[read.best.node].ending
        assert read.best.score >= read.worst.score


@pytest.mark.parametrize("path", [["nowhere"], None])
def test_a_walk_that_leads_nowhere_is_a_fault(workbook: Workbook, path: list[str] | None) -> None:
    written: dict[str, Any] = deepcopy(scenario_data(workbook, "complaint-supply"))
    if path is None:
        written["start"] = "gone"
    else:
        written["best"]["path"] = path
    with pytest.raises(ValueError, match="no walk"):
        SCENARIO.decode(written)
