"""Items are told apart by digests that stand in learners' records and in ledgers: what hasn't changed keeps its own.

The vectors hold questions of every type as their authors wrote them, and what their items were called when types of
question became modules of their own. A digest that differs makes every learner's answer to such items one to another
question, and every ledger's key one that is not on the paper.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lianbing.content.bank_files import ItemModel
from lianbing.content.exercise_files import TaskFile
from lianbing.domain.items.lettering import reletter
from lianbing.domain.items.question import realise
from lianbing.domain.items.registry import SHIPPED
from lianbing.domain.items.tasks import TaskSources
from lianbing.wire.corrections import key_digest
from lianbing.wire.items import item_digest
from tests.unit.objects import sources

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "item_digests.json").read_text(encoding="utf-8"))
TASKS = {data["id"]: TaskFile.model_validate(data).build() for data in VECTORS["tasks"]}


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["question"]["id"])
def test_an_item_and_its_key_keep_their_digests(case: dict[str, Any]) -> None:
    question = ItemModel.model_validate(case["question"]).build("any")
    given = sources()
    known = TaskSources(limit=given.limit, parameter=given.parameter, task=TASKS.__getitem__)
    item = realise(question, known, f"s1/{question.id}")
    lettered = reletter(item, f"s1/{question.id}")
    assert (item_digest(item), key_digest(item.key)) == (case["item"], case["key"])
    assert item_digest(lettered) == case["relettered"]


def test_there_is_one_of_every_type() -> None:
    written = [case["question"] for case in VECTORS["cases"]]
    assert {one["type"] for one in written} == {kind.name for kind in SHIPPED}
