"""Audits of purges: nothing is gone without a record of its purge, and what a record says is gone is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lianbing.domain.ledger.ledger import Link
from lianbing.domain.privacy.purges import Purge, links_digest, newest_changes

REMEDY = "请从备份核对"


@dataclass(frozen=True, kw_only=True)
class RecordedPurge:
    """A purge with the words that name its record."""

    name: str
    purge: Purge


@dataclass(frozen=True, kw_only=True)
class Remains:
    """What the store holds now.

    Attributes:
        entries: the numbers of the ledger entries.
        links: those of purged entries.
        changed: the seals of the records that a purge may have changed, by table and key.
        shortened: which of them have another digest than when they were written, or people left out.
    """

    entries: Collection[int]
    links: Collection[Link]
    changed: Mapping[tuple[str, str], str]
    shortened: Collection[tuple[str, str]]


def unfounded_purges(purges: Iterable[RecordedPurge], remains: Remains) -> Iterator[str]:
    """Reports gaps that no purge explains, and purges of what is still there or looks otherwise since."""
    recorded = [*purges]
    yield from _entries(recorded, remains)
    known = newest_changes(each.purge for each in recorded)
    for key, seal in remains.changed.items():
        if key in known and known[key] != seal:
            yield f"{record_name(*key)}与清除以后的不一样：它被改动过，{REMEDY}"
    for key in sorted({*remains.shortened} - known.keys()):
        yield f"{record_name(*key)}里少了人，却没有清除的记载：它被改动过，{REMEDY}"


def _entries(recorded: Iterable[RecordedPurge], remains: Remains) -> Iterator[str]:
    links = {link.sequence: link for link in remains.links}
    explained: set[int] = set()
    for each in recorded:
        numbers = each.purge.sequences
        explained.update(numbers)
        kept = [number for number in numbers if number in remains.entries]
        if kept:
            yield f"{each.name}说已经清除的台账第 {_listed(kept)} 条还在：记载或台账被改动过，{REMEDY}"
        lost = [number for number in numbers if number not in links]
        if lost and not kept:
            yield f"{each.name}清除的台账第 {_listed(lost)} 条没有留下校验值：它被删改过，{REMEDY}"
        elif not kept and links_digest(links[number] for number in numbers) != each.purge.removal.links:
            yield f"{each.name}清除的台账与记载的校验值不符：记载或台账被改动过，{REMEDY}"
    bare = sorted(links.keys() - explained)
    if bare:
        yield f"台账第 {_listed(bare)} 条的内容不见了，却没有清除的记载：它被删改过，{REMEDY}"


def _listed(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:5])) + (f" 等 {len(numbers)}" if len(numbers) > len(numbers[:5]) else "")


_TABLES = {
    "drill": "练兵 {}",
    "ledger": "台账第 {} 条",
    "rating": "第 {} 条评定",
    "roster": "第 {} 份名单",
    "paper": "一份试卷（发卷时的 SHA-256 是 {}）",
    "withdrawn_paper": "一份撤回的试卷（发卷时的 SHA-256 是 {}）",
    "drill_event": "练兵记事第 {} 条",
    "period_event": "考评期记事第 {} 条",
    "correction": "第 {} 次更正",
    "assessment": "第 {} 次考评的结果",
}


def record_name(table: str, key: str) -> str:
    """A record in Chinese words."""
    return _TABLES.get(table, f"{table} 表的 {{}} ").format(key)
