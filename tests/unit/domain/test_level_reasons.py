from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lianbing.domain.assessment.assessment import PersonResult
from lianbing.domain.assessment.computing import assess
from lianbing.domain.assessment.level_reasons import level_reason
from lianbing.domain.assessment.schemes import Level
from tests.unit.objects import candidate, marked, scheme

LEVELS = (
    Level(title="优秀", minimum=Decimal(90), part_minimum=Decimal(60)),
    Level(title="良好", minimum=Decimal(83), part_minimum=Decimal(60)),
    Level(title="合格", minimum=Decimal(60), part_minimum=Decimal(0)),
    Level(title="待提高", minimum=Decimal(0), part_minimum=Decimal(0)),
)
SCHEME = scheme(LEVELS, knowledge="80", systems="20")


def scored(knowledge: str, systems: str | None) -> PersonResult:
    (result,) = assess(SCHEME, [candidate(marked("knowledge", "100", knowledge), marked("systems", "100", systems))])
    return result


@pytest.mark.parametrize(
    ("knowledge", "systems", "surprising", "sentence"),
    [
        ("95", "90", False, "总分 94，优秀要总分不低于 90、每部分得分率不低于 60，都够：定为优秀。"),
        ("85", "85", False, "总分 85，低于优秀的 90：定为良好。"),
        ("92", "52", True, "总分 84，够良好的 83；信息系统操作得分率 52，低于良好要求每部分都有的 60：定为合格。"),
        ("80", "50", False, "总分 74，低于良好的 83；信息系统操作得分率 50，低于良好要求每部分都有的 60：定为合格。"),
        ("10", "10", False, "总分 10，低于合格的 60：定为待提高。"),
    ],
)
def test_a_level_has_its_reason(knowledge: str, systems: str, surprising: bool, sentence: str) -> None:
    reason = level_reason(SCHEME, scored(knowledge, systems))
    assert reason is not None
    assert (reason.sentence, reason.surprising) == (sentence, surprising)


def test_a_capped_make_up_is_named_where_it_costs_the_level() -> None:
    reason = level_reason(SCHEME, replace(scored("82", "82"), deduction=Decimal("1.5")))
    assert reason is not None
    assert "补考封顶扣了 1.5 分，不扣够良好" in reason.sentence


def test_without_a_final_result_there_is_no_reason() -> None:
    assert level_reason(SCHEME, scored("90", None)) is None
