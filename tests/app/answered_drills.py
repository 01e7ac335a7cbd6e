"""Drills with many answers, put into the store as collecting and grading would have, but at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lianbing.app.workspace import Workspace
from lianbing.characters import simplified
from lianbing.domain.drills.papers import Employee, Paper
from lianbing.domain.items.lettering import reletter
from lianbing.domain.items.question import Item
from lianbing.domain.items.scoring import score
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.evidence import Evidence
from lianbing.domain.ledger.ledger import Cause, Change, chain
from lianbing.wire.submissions import read_submission, sha256
from tests.app.kit import put
from tests.unit.objects import drill, paper, saved

Chooses = Callable[[Employee, Item], object]
"""What somebody answers to an item, in the letters of the bank; the paper shows other ones."""


def people(count: int) -> list[Employee]:
    """Plainly fictional people of three units."""
    return [
        Employee(id=f"S{number:03}", name=f"样例{number}", team=f"{'一二三'[number % 3]}部")
        for number in range(1, count + 1)
    ]


def drawn(*parts: str) -> float:
    """A number from 0 to 1 that is always the same."""
    return int.from_bytes(hashlib.sha256("/".join(parts).encode()).digest()[:6]) / 2**48


def ability(person: Employee) -> float:
    """From 0 to 1."""
    return drawn(person.id, "ability")


def able(person: Employee, item: Item) -> object:
    """Answers right the more likely the abler the person is, and otherwise any wrong option."""
    right = item.key.right_answer()
    if drawn(person.id, item.id) < 0.25 + 0.6 * ability(person):
        return right
    wrong = [letter for letter in item.options if letter != right]
    return wrong[int(drawn(person.id, item.id, "wrong") * len(wrong))] if wrong else item.key.wrong_answer()


def add_answered_drill(
    workspace: Workspace,
    drill_id: str,
    period: str,
    items: Sequence[Item],
    who: Sequence[Employee],
    chooses: Chooses = able,
    **changes: Any,
) -> None:
    """Issues a paper with these items to everybody, hands it in and marks it by its keys."""
    day = {"2026H1": "2026-05-20", "2026H2": "2026-11-20"}.get(period, f"{period}-20")
    times = (f"{day}T09:00:00+08:00", f"{day}T09:30:00+08:00")
    with workspace.store.writing() as records:
        records.people.record(who, times[0])
        records.drills.add(drill(drill_id, period=Period.parse(period), issued_at=times[0], **changes))
        for person in who:
            issued = paper(
                [reletter(item, person.id) for item in items],
                id=f"{drill_id}-{person.id}",
                drill=drill_id,
                employee=person,
            )
            answers = {item.id: as_shown(issued, item, chooses(person, item)) for item in items}
            content = saved(issued, answers, times)
            put(workspace.submission_file(sha256(content)), content)
            records.drills.add_paper(issued, "token")
            records.submissions.add(drill_id, sha256(content), f"{person.id}.ipynb", times[1])
            records.submissions.accept(drill_id, sha256(content), read_submission(content), len(items))
            changes_made = [*_marks(issued, answers, sha256(content))]
            records.ledger.append(chain(changes_made, "判分程序", times[1], records.ledger.last()))


def as_shown(issued: Paper, item: Item, answer: object) -> object:
    """An answer in the letters that a paper shows."""
    shown = next(each.item for each in issued.items if each.item.id == item.id)
    letters = {bank: letter for letter, bank in shown.origin.items()}
    if isinstance(answer, list):
        return [letters.get(part, part) for part in answer]
    return letters.get(answer, answer) if isinstance(answer, str) else answer


def _marks(issued: Paper, answers: Mapping[str, object], submission: str) -> list[Change]:
    marks = []
    for each in issued.items:
        judged = score(each.item.key, answers[each.item.id], simplified)
        marks.append(
            Change(
                drill=issued.drill,
                paper=issued.id,
                employee=issued.employee.id,
                item=each.item.id,
                worth=each.worth,
                before=None,
                after=judged.earned(each.worth),
                cause=Cause.GRADED,
                reason="判分",
                evidence=Evidence(submission=submission, paper_digest="p" * 64, verdict=judged.verdict),
            )
        )
    return marks
