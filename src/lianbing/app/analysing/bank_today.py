"""The bank as it is today, as answers refer to it: questions and fields of data exercises by id."""

from __future__ import annotations

from functools import cache, cached_property

from lianbing.domain.drills.selfstudy import practice_instances, practice_seed
from lianbing.domain.items.question import Item
from lianbing.domain.items.tasks import realise_task
from lianbing.domain.workbook import Workbook
from lianbing.wire.items import item_digest


class BankToday:
    """Looks up what an id means today; everything is worked out when it is first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self.item = cache(self._item)
        self.digest = cache(self._digest)

    @cached_property
    def _fields(self) -> dict[str, Item]:
        book = self._workbook
        tasks = (realise_task(task, book.sources, practice_seed(task.id)) for task in book.tasks.values())
        return {field.id: field for task in tasks for field in task.fields}

    def _item(self, name: str) -> Item | None:
        """The first instance of a question, or a field; ``None`` where the bank has neither."""
        question = self._workbook.questions.get(name)
        return practice_instances(question, self._workbook.sources)[0] if question else self._fields.get(name)

    def _digest(self, name: str) -> str:
        """By what a record recognises the question; empty where the bank has none."""
        item = self.item(name)
        return item_digest(item) if item else ""

    def topic(self, name: str) -> str:
        """The topic of a question; empty for fields of data exercises."""
        question = self._workbook.questions.get(name)
        return question.classification.topic if question else ""

    def varies(self, name: str) -> bool:
        """Whether people are asked a question with numbers of their own."""
        question = self._workbook.questions.get(name)
        return question is not None and question.parametrised
