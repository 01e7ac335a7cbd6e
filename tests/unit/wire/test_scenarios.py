from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from lianbing.domain.drills.papers import Basis
from lianbing.domain.items.scenarios import Ending
from lianbing.wire.exercises.scenarios import scenario
from lianbing.wire.references import Reference
from tests.unit.objects import choice, gauge, moment, visit


def test_a_visit_travels_as_the_format_says() -> None:
    played = visit(
        moment("a", choice("up", "end", mood=30), choice("down", "end", mood=-60)),
        moment("end"),
        gauges=(gauge("mood", weight="0.50"),),
    )
    played = replace(played, grades={Ending.GOOD: Decimal("80.0"), Ending.FAIR: Decimal(40)})
    sent: Any = scenario(
        played, ("VIS-01",), "客户经理", lambda name: Reference(Basis(title=name, text="文", status="完整"))
    )
    assert (sent["kind"], sent["role"], sent["start"]) == ("scenario", "客户经理", "a")
    assert sent["gauges"] == [
        {"id": "mood", "title": "mood", "start": 50, "minimum": 0, "maximum": 100, "weight": "0.5"}
    ]
    assert sent["grades"] == {"good": "80", "fair": "40"}
    assert sent["best"] == {"score": "40", "path": ["up"]}
    assert sent["worst"] == {"score": "0", "path": ["down"]}
    assert sent["nodes"]["a"]["choices"][0] == {
        "id": "up",
        "text": "up",
        "effects": {"mood": 30},
        "consequence": "后果",
        "verdict": "good",
        "why": "理由",
        "rests_on": ["VIS-01"],
        "next": "end",
    }
    assert sent["nodes"]["end"] == {"text": "end", "ending": "good", "debrief": "复盘", "rests_on": ["VIS-01"]}
    assert sent["clauses"] == {"VIS-01": {"title": "VIS-01", "text": "文", "status": "完整"}}
