"""review list: the answers that wait for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.app.originals import original
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.ledger.corrections import is_kept, outdated
from lianbing.domain.ledger.ledger import Entry, is_unrun, rests_on
from lianbing.domain.marking.suggestions import Suggestion
from lianbing.errors import NothingToDo
from lianbing.grading.jobs import answers_to_show
from lianbing.wire.submissions import read_submission


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An item that needs a person; ``advice`` is the suggestion in sentences, one for each scoring point."""

    employee: str
    name: str
    item: str
    number: int
    worth: Decimal
    answer: str
    reason: str
    suggestion: Suggestion | None = None
    advice: tuple[str, ...] = ()
    unrun: bool = False


def list_waiting(workspace: Workspace, drill_id: str) -> tuple[Waiting, ...]:
    """Lists answers waiting for a person, including those reviewed by a key that was corrected later."""
    waiting = []
    with workspace.store.transaction() as records:
        if records.drills.get(drill_id) is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        current = records.submissions.current(drill_id)
        for issued in records.drills.each_paper(drill_id, only=current):
            entries = records.ledger.current(issued.paper.id)
            digest = current[issued.paper.id].digest
            open_entries = [e for e in entries.values() if e.change.after is None and rests_on(e, digest)]
            kept = [entry for item, entry in outdated(issued.corrected, digest, entries) if is_kept(item, entry)]
            if open_entries or kept:
                submission = read_submission(original(workspace, digest))
                answers = answers_to_show(issued.corrected, submission)
                waiting += [_waiting(issued, entry, answers) for entry in open_entries]
                waiting += [replace(_waiting(issued, entry, answers), reason=_seen_before(entry)) for entry in kept]
    return tuple(waiting)


def _seen_before(entry: Entry) -> str:
    points = "未判" if entry.change.after is None else f"{plain(entry.change.after)} 分"
    return f"人工评为 {points}（台账第 {entry.sequence} 条）以后，答案更正过：请对着新答案再评一次"


def _waiting(issued: IssuedPaper, entry: Entry, answers: Mapping[str, object]) -> Waiting:
    item = next(item for item in issued.corrected.items if item.item.id == entry.change.item)
    answer, suggestion = answers.get(item.item.id), entry.change.evidence.suggestion
    return Waiting(
        employee=issued.person.id,
        name=issued.person.name,
        item=item.item.id,
        number=item.number,
        worth=item.worth,
        answer=item.item.type.shown_answer(answer),
        reason=entry.change.reason,
        suggestion=suggestion,
        advice=suggestion.lines(answer) if suggestion and isinstance(answer, str) else (),
        unrun=is_unrun(entry),
    )
