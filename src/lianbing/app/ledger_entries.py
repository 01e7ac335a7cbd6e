"""Looking up ledger entries: those of a person, one by its number, and what an entry rests on."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.app.workspace import Workspace
from lianbing.domain.ledger.corrections import RecordedRound, amend, corrections_in_force
from lianbing.domain.ledger.ledger import Entry
from lianbing.domain.ledger.period_events import PeriodEvent
from lianbing.domain.privacy.purges import Purge
from lianbing.errors import NothingToDo
from lianbing.store.records import Records


@dataclass(frozen=True)
class EntryBasis:
    """The correction round and the item's correction that a mark is based on."""

    recorded: RecordedRound
    description: str


def ledger_of(workspace: Workspace, drill_id: str, employee: str) -> tuple[Entry, ...]:
    """Returns every ledger entry of one person in one drill, oldest first; raises NothingToDo."""
    with workspace.store.transaction() as records:
        issued = records.drills.cover_of(drill_id, employee)
        entries = records.ledger.of_paper(issued.paper) if issued else []
        purged = sum(link.drill == drill_id for link in records.ledger.purged())
    if not entries and issued:
        raise NothingToDo(f"{employee} 发过卷，还没有判分：先收卷（drill collect），再运行 lianbing grade {drill_id}")
    if not entries:
        gone = f"；这场练兵有 {purged} 条已按规定清除，是谁的不再留着" if purged else ""
        raise NothingToDo(f"台账里没有 {employee} 在 {drill_id} 的记录：核对工号和练兵编号{gone}")
    return tuple(entries)


def ledger_entry(workspace: Workspace, sequence: int) -> Entry:
    """Returns a ledger entry by the number that reports show; raises NothingToDo."""
    with workspace.store.transaction() as records:
        entry = records.ledger.get(sequence)
        purge = None if entry else _purge_of(records, sequence)
    if entry is None and purge:
        raise NothingToDo(f"台账第 {sequence} 条已按规定清除（{purge.at[:10]}，{purge.by}）：{purge.reason}")
    if entry is None:
        raise NothingToDo(f"台账里没有第 {sequence} 条：核对报告上的台账号")
    return entry


def _purge_of(records: Records, sequence: int) -> PeriodEvent | None:
    """The record of the purge that took an entry."""
    for event in records.period_events.of_kinds(Purge.kind):
        if isinstance(event.content, Purge) and sequence in event.content.sequences:
            return event
    return None


def entry_basis(workspace: Workspace, entry: Entry) -> EntryBasis | None:
    """Returns the correction that a ledger entry is based on."""
    change = entry.change
    with workspace.store.transaction() as records:
        issued = records.drills.paper(change.paper)
        rounds = [each for each in records.corrections.of(change.drill) if each.digest == change.evidence.correction]
    if issued is None or not rounds:
        return None
    (recorded,) = rounds
    amended = amend(issued.paper, corrections_in_force([(recorded.digest, recorded.round)]).get(change.paper, {}))
    item = next((item for item in amended.items if item.item.id == change.item and item.amended), None)
    if item is None:
        return None
    return EntryBasis(recorded, f"作废，{item.withdrawn.label}" if item.withdrawn else f"答案 {item.item.key.shown()}")
