"""Each shipped item is the one that learners' records and ledgers know by its digest, until somebody changes it."""

from __future__ import annotations

import json
from pathlib import Path

from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.items.question import realise
from lianbing.domain.items.tasks import realise_task
from lianbing.domain.workbook import Workbook
from lianbing.wire.items import item_digest

KEPT = Path(__file__).with_name("item_digests.json")


def digests(workbook: Workbook) -> dict[str, str]:
    """The digest of the first instance of every question, and of every field of the data exercises."""
    sources = workbook.sources
    items = [realise(question, sources, practice_seed(name)) for name, question in workbook.questions.items()]
    for name, task in workbook.tasks.items():
        items += realise_task(task, sources, practice_seed(name)).fields
    return {item.id: item_digest(item) for item in items}


def test_items_change_only_when_their_text_or_key_does(workbook: Workbook) -> None:
    """A new digest starts an item anew in every learner's record, so a change of the program must not give one.

    Who changes content on purpose writes ``digests(workbook)`` to ``KEPT`` again.
    """
    kept, now = json.loads(KEPT.read_text(encoding="utf-8")), digests(workbook)
    changed = sorted(name for name in kept.keys() | now.keys() if kept.get(name) != now.get(name))
    assert not changed, f"changed, new or gone: {', '.join(changed)}"
