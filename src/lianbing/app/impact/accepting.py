"""impact --accept and --keep: items that somebody has looked at are released, and a finished edition is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianbing.app.impact.comparing import present
from lianbing.app.workspace import Workspace
from lianbing.content.editions.records import (
    append_history,
    append_ticks,
    read_records,
    tick_of,
    write_baseline,
)
from lianbing.domain.changes.comparing import compare, noted
from lianbing.domain.changes.holding import Tick, held
from lianbing.domain.changes.snapshots import Snapshot, snapshot_of
from lianbing.domain.knowledge.editions import EditionChanges
from lianbing.errors import NothingToDo, WrongUsage
from lianbing.wire.editions.baseline import Edition

ALL = ("all", "全部")


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """What was ticked off: items by what they rest on, and how many wait still."""

    ticks: tuple[Tick, ...]
    left: int


def accept(workspace: Workspace, names: Sequence[str], why: str) -> Accepted:
    """Ticks off items: by their ids, all of a clause, fact or parameter by its id, or all that wait (``all``).

    Raises:
        NothingToDo: no edition is kept.
        WrongUsage: an id is of nothing that waits.
        ContentFaults: a file can't be read.
    """
    book, records = present(workspace), read_records(workspace.root)
    if records.baseline is None:
        raise NothingToDo("没有存着上一版，也就没有等着核的题：先用 lianbing impact --keep 版名 把现在的内容存成一版")
    before, now = records.baseline.snapshot, snapshot_of(book)
    waiting = held(book, before, now, records.ticks)
    chosen = _chosen(names, waiting)
    ticks = tuple(_ticks(before, now, chosen, (workspace.now(), workspace.who, why)))
    append_ticks(workspace.root, ticks)
    return Accepted(ticks=ticks, left=len(held(book, before, now, (*records.ticks, *ticks))))


def _chosen(names: Sequence[str], waiting: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """By basis, the items that are ticked off; raises WrongUsage for a name that nothing waits for."""
    chosen: dict[str, set[str]] = {}
    unknown = []
    for name in names:
        pairs = [
            (basis, item) for item, due in waiting.items() for basis in due if name in ALL or name in (item, basis)
        ]
        if not pairs:
            unknown.append(name)
        for basis, item in pairs:
            chosen.setdefault(basis, set()).add(item)
    if unknown:
        raise WrongUsage(f"{'、'.join(unknown)} 没有在等：不带参数运行 lianbing impact，看哪些题在等、各依据什么")
    return chosen


def _ticks(
    before: Snapshot, now: Snapshot, chosen: Mapping[str, set[str]], stamp: tuple[str, str, str]
) -> Iterator[Tick]:
    changes = {change.id: change for change in compare(before, now)}
    for basis in sorted(chosen):
        yield tick_of(changes[basis], now.basis_digest(basis), chosen[basis], stamp)


def keep_edition(workspace: Workspace, name: str, before: Snapshot | None = None) -> EditionChanges | None:
    """Keeps the content as the edition ``name``, from which the next changes count; returns what it changed.

    With ``before``, that is kept in its place: what has changed since then waits from now on. Without an edition kept
    so far there is nothing to compare with, and ``None`` is returned.

    Raises:
        WrongUsage: items still wait.
        ContentFaults: a file can't be read.
    """
    book, records = present(workspace), read_records(workspace.root)
    now, at = snapshot_of(book), workspace.now()
    if before is not None:
        write_baseline(workspace.root, Edition(name=name, at=at, snapshot=before))
        return None
    closed = None
    if records.baseline is not None:
        waiting = held(book, records.baseline.snapshot, now, records.ticks)
        if waiting:
            raise WrongUsage(
                f"还有 {len(waiting)} 道题、情景或练习等着核，不能定版：先运行 lianbing impact，核过的用 --accept 放行"
            )
        changes = tuple(noted(change) for change in compare(records.baseline.snapshot, now))
        closed = EditionChanges(edition=name, before=records.baseline.name, at=at, who=workspace.who, changes=changes)
        append_history(workspace.root, closed)
    write_baseline(workspace.root, Edition(name=name, at=at, snapshot=now))
    return closed
