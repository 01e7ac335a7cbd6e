"""What a valid question is, told of drafts that no file was read for: as an importer makes them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.items.drafts import problem, question
from lianbing.domain.items.keys import Rule
from lianbing.domain.items.question import Draft, Exposure, ItemType, ScoringPoint, realise
from lianbing.domain.items.registry import SHIPPED, item_type, register
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.code import CODE, CodeTask, EdgeCase, Returned
from lianbing.domain.items.types.fill import FILL
from lianbing.domain.items.types.matching import MATCHING
from lianbing.domain.items.types.multiple import MULTIPLE
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.items.types.open_ended import CASE, SHORT
from lianbing.domain.items.types.ordering import ORDERING
from lianbing.domain.items.types.single import SINGLE, Single
from lianbing.domain.items.types.truefalse import TRUE_FALSE
from tests.unit.objects import classified, sources

OPTIONS = {"A": "甲", "B": "乙", "C": "丙"}
POINT = ScoringPoint("说清", Decimal(1), (("清楚",),))
TASK = CodeTask(
    task="turn",
    function="solve",
    starter='def solve(data):\n    """返回字典：“合计”。"""\n',
    returns=(Returned(name="合计", field="all"),),
    edges=(EdgeCase("一行", 1),),
)
SOUND: dict[ItemType, dict[str, Any]] = {
    SINGLE: {"key": "B", "options": OPTIONS, "why": {"A": "错", "C": "错"}},
    MULTIPLE: {"key": ("A", "C"), "options": OPTIONS, "why": {"B": "错"}, "rule": Rule.SHARE},
    TRUE_FALSE: {"key": True},
    NUMERIC: {"key": Decimal("1.5"), "unit": "户"},
    FILL: {"key": (("5", "五"), "250"), "stem": "1 箱 ____ 件，____ 条。"},
    ORDERING: {"key": ("C", "A", "B"), "options": OPTIONS},
    MATCHING: {"key": {"1": "B", "2": "A"}, "prompts": {"1": "子", "2": "丑"}, "options": OPTIONS},
    SHORT: {"scoring_points": (POINT,), "model": "说清楚", "ordered": True},
    CASE: {"scoring_points": (replace(POINT, keywords=()),), "model": "说清楚"},
    CODE: {"code": TASK, "exposure": Exposure.RESERVED},
}


def draft(kind: ItemType, **changes: Any) -> Draft:
    said = {"id": "x-1", "type": kind, "stem": "问什么？", "explain": "讲解", "rests_on": ("VIS-06",)}
    return Draft(**{**said, **SOUND[kind], **changes})


def test_every_type_has_a_sound_draft() -> None:
    assert set(SOUND) == set(SHIPPED)
    assert [kind.name for kind in SHIPPED if problem(draft(kind))] == []


@pytest.mark.parametrize("kind", [kind for kind in SHIPPED if kind is not CODE], ids=str)
def test_the_question_of_a_sound_draft_marks_its_own_answers(kind: ItemType) -> None:
    key = realise(question(draft(kind), classified()), sources(), "seed").key
    due = Verdict.REVIEW if kind.needs_person else Verdict.CORRECT
    assert score(key, key.right_answer()).verdict is due


@pytest.mark.parametrize(
    ("kind", "changes", "words"),
    [
        (SINGLE, {"key": ("A", "B")}, "只能有一个答案"),
        (SINGLE, {"options": {"A": "甲", "B": "甲"}}, "写得一样"),
        (SINGLE, {"rule": Rule.HALF}, "不能写 rule: half"),
        (SINGLE, {"unit": "户"}, "没有 unit，有的是计算题"),
        (MULTIPLE, {"key": "A"}, "写成列表"),
        (TRUE_FALSE, {"key": ("A",)}, "不能写成列表"),
        (TRUE_FALSE, {"exposure": Exposure.BOTH}, "range"),
        (NUMERIC, {"key": None}, "缺少字段“key”"),
        (NUMERIC, {"key": True}, "数值、名字或算式"),
        (FILL, {"stem": "没有空"}, "要有空"),
        (ORDERING, {"key": ("A", "B", "C")}, "打乱"),
        (MATCHING, {"key": {"1": "B"}}, "每个 prompts"),
        (SHORT, {"scoring_points": (replace(POINT, keywords=()),)}, "keywords"),
        (CASE, {"key": "甲"}, "不写 key"),
        (CODE, {"code": replace(TASK, hidden=1)}, "2 到 20 组"),
        (CODE, {"code": replace(TASK, edges=())}, "至少要有一组"),
        (CODE, {"exposure": Exposure.OPEN}, "reserved"),
    ],
)
def test_what_is_wrong_is_said(kind: ItemType, changes: dict[str, Any], words: str) -> None:
    assert words in problem(draft(kind, **changes))


def test_a_type_that_lacks_something_cannot_be_made() -> None:
    lacking = type("Lacking", (ItemType,), {"name": "lacking", "label": "缺"})
    with pytest.raises(TypeError, match="abstract"):
        lacking()


def test_a_name_stands_for_one_type() -> None:
    with pytest.raises(ValueError, match="single"):
        register(Single())
    assert item_type("single") is SINGLE
