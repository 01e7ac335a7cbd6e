"""清除: what a purge has removed and changed, so that its record alone explains every gap that it left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from lianbing.domain.kernel.canonical import canonical, digest_of_text
from lianbing.domain.ledger.ledger import Link


@dataclass(frozen=True, kw_only=True)
class EntryRange:
    """Ledger entries from ``first`` to ``last``, both of them included."""

    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class ChangedRecord:
    """A record of others that named a purged person: the table, its key, and its seal since.

    The key of a paper is the digest of the paper as it was issued, as its id would name another person.
    """

    table: str
    key: str
    seal: str


@dataclass(frozen=True, kw_only=True)
class Removal:
    """What was taken out of the store, without a word of it.

    Attributes:
        entries: the ledger entries of which only the link in the chain is left.
        links: the digest over these links.
        papers: the digests of the removed papers as they were issued.
        files: the SHA-256 of the removed files that had come in.
        records: how many records were removed, by table.
        digest: the digest over the seals of all removed records.
    """

    entries: tuple[EntryRange, ...] = ()
    links: str = ""
    papers: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    records: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Purge:
    """People were purged: how many, by which rule, what was removed, and which records of others lost their names.

    ``code`` is the one that this purge was confirmed with.
    """

    kind: ClassVar[str] = "purged"
    label: ClassVar[str] = "清除"
    people: int
    rule: str
    code: str
    removal: Removal
    changed: tuple[ChangedRecord, ...] = ()

    def described(self) -> str:
        """How many people, and what of them, by which rule."""
        removed = self.removal
        what = f"{len(removed.papers)} 份试卷、{len(removed.files)} 个文件、台账 {len(self.sequences)} 条"
        return f"{self.people} 人（{self.rule}）：{what}"

    @property
    def sequences(self) -> tuple[int, ...]:
        """The numbers of the purged ledger entries."""
        return tuple(number for each in self.removal.entries for number in range(each.first, each.last + 1))


def ranges(numbers: Iterable[int]) -> tuple[EntryRange, ...]:
    """The numbers as ranges, in order."""
    joined: list[EntryRange] = []
    for number in sorted(numbers):
        if joined and joined[-1].last == number - 1:
            joined[-1] = EntryRange(first=joined[-1].first, last=number)
        else:
            joined.append(EntryRange(first=number, last=number))
    return tuple(joined)


def links_digest(links: Iterable[Link]) -> str:
    """The digest over links in the order of their numbers."""
    ordered = sorted(links, key=lambda link: link.sequence)
    return digest_of_text(canonical([[link.sequence, link.drill, link.previous, link.digest] for link in ordered]))


def seals_digest(seals: Iterable[str]) -> str:
    """The digest over the seals of removed records, in whatever order they are given."""
    return digest_of_text(canonical(sorted(seals)))


def newest_changes(purges: Iterable[Purge]) -> dict[tuple[str, str], str]:
    """The seal that each changed record has since the last purge that changed it, by table and key."""
    return {(each.table, each.key): each.seal for purge in purges for each in purge.changed}


def sequences_of(purges: Iterable[Purge]) -> Iterator[int]:
    """The numbers of all purged ledger entries."""
    for purge in purges:
        yield from purge.sequences
