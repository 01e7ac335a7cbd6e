"""Compares an accepted submission with its paper: answers that are gone, and texts that say another answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import PaperItem
from lianbing.wire.items import asked_item
from lianbing.wire.submission_files import answer_source
from lianbing.wire.submissions import read_submission, shown_texts

_ANSWER = "**作答：**"


@dataclass(frozen=True, kw_only=True)
class Incomplete:
    """A submission that was changed after it was handed in, with the items, by number and id, that this concerns.

    Those ``missing`` have no record of an answer and will wait for a person. Of those ``edited`` the text that people
    read was changed, which changes no answer: the recorded one counts.
    """

    employee: str
    file_name: str
    missing: tuple[str, ...]
    edited: tuple[str, ...]


def compare(workspace: Workspace, paper_id: str, content: bytes, file_name: str) -> Incomplete | None:
    """Compares the bytes of an accepted submission with its paper; ``None`` if nothing is missing or edited."""
    with workspace.store.transaction() as records:
        issued = records.drills.paper(paper_id)
    if issued is None:
        return None
    answers, texts = read_submission(content).answers, shown_texts(content)
    missing = tuple(_named(item) for item in issued.paper.items if item.item.id not in answers)
    edited = tuple(_named(item) for item in issued.paper.items if _is_edited(item, answers, texts))
    if not missing and not edited:
        return None
    return Incomplete(employee=issued.person.id, file_name=file_name, missing=missing, edited=edited)


def _is_edited(item: PaperItem, answers: Mapping[str, object], texts: Mapping[str, str]) -> bool:
    """Whether an item's text shows another answer than is recorded. A text without an answer says nothing."""
    text = texts.get(item.item.id, "")
    if _ANSWER not in text:
        return False
    return _answer_in(text) != _answer_in(answer_source(asked_item(item.item, item.worth), answers.get(item.item.id)))


def _answer_in(text: str) -> str:
    """What a text shows as the answer, in whatever lines it is broken."""
    return " ".join(text.rpartition(_ANSWER)[2].split())


def _named(item: PaperItem) -> str:
    return f"第 {item.number} 题（{item.item.id}）"
