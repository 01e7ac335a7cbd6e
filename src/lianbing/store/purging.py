"""Taking people out of the store: their records go, those of others lose their names, the ledger keeps its chain."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ColumnElement, String, Table, and_, cast, delete, or_, select, true, update
from sqlalchemy.orm import Session

from lianbing.domain.kernel.canonical import canonical, digest_of_text
from lianbing.domain.ledger.ledger import Link
from lianbing.domain.privacy.audits import record_name
from lianbing.domain.privacy.purges import (
    ChangedRecord,
    Removal,
    links_digest,
    ranges,
    seals_digest,
)
from lianbing.domain.privacy.traces import Traces, without
from lianbing.store.seals import Seals, seal_of
from lianbing.store.tables import (
    AssessmentRow,
    Base,
    CorrectionRow,
    LedgerRow,
    PaperRow,
    PersonRow,
    PurgedEntryRow,
    RosterRow,
    SealRow,
    SubmissionRow,
    WithdrawnPaperRow,
)
from lianbing.wire.privacy.rewriting import assessment_without, event_without, paper_without, roster_without

_PAPERS = (PaperRow.__tablename__, WithdrawnPaperRow.__tablename__)
_CHANGED_DIGEST = {
    **dict.fromkeys((*_PAPERS, CorrectionRow.__tablename__), "remaining"),
    AssessmentRow.__tablename__: "digest",
}
"""Columns that are empty until a content is changed: for the digest of what is left of it, or of what it was."""
_WHOSE = {PersonRow.__tablename__: "number", **dict.fromkeys(_PAPERS, "id")}
"""The columns that name the person or the paper in tables where they are called otherwise."""
_VALUE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TELLING = 3
"""A shorter number stands for much else in texts, and is not looked for there."""
_REWRITES: dict[str, Callable[[Any, Traces], Any]] = {
    RosterRow.__tablename__: roster_without,
    AssessmentRow.__tablename__: assessment_without,
    **dict.fromkeys(_PAPERS, paper_without),
    "drill_event": event_without,
}
"""How contents lose a person where leaving out what is about the person is not all."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Whom to purge: the traces, and the SHA-256 of the files that came in from them."""

    traces: Traces
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PurgedRecords:
    """What was removed, and the records of others that were changed."""

    removal: Removal
    changed: tuple[ChangedRecord, ...] = ()


@dataclass(kw_only=True)
class _Gone:
    """What was removed so far."""

    counts: dict[str, int] = field(default_factory=dict)
    seals: list[str] = field(default_factory=list)


class Purging:
    """Purges in one writing transaction."""

    def __init__(self, session: Session, seals: Seals) -> None:
        self._session, self._seals = session, seals

    def purge(self, target: Target) -> PurgedRecords:
        """Takes people out of every table. The bytes of files are the caller's to remove."""
        self._session.flush()
        traces = target.traces
        papers = [*self._session.scalars(select(PaperRow.digest).where(PaperRow.id.in_(traces.papers)))]
        papers += self._session.scalars(select(WithdrawnPaperRow.digest).where(WithdrawnPaperRow.id.in_(traces.papers)))
        links = self._unlink(traces)
        gone = _Gone()
        for table in reversed(Base.metadata.sorted_tables):
            own = own_rows(table, target)
            if own is not None:
                self._remove(table, own, gone)
        changed = tuple(self._change(traces))
        self._session.expire_all()
        return PurgedRecords(
            removal=Removal(
                entries=ranges(link.sequence for link in links),
                links=links_digest(links),
                papers=tuple(sorted(papers)),
                files=tuple(sorted(target.files)),
                records=dict(sorted(gone.counts.items())),
                digest=seals_digest(gone.seals),
            ),
            changed=changed,
        )

    def _unlink(self, traces: Traces) -> list[Link]:
        """Moves ledger entries out, down to their links."""
        rows = self._session.execute(
            select(LedgerRow.sequence, LedgerRow.drill, LedgerRow.previous, LedgerRow.digest)
            .where(LedgerRow.paper.in_(traces.papers))
            .order_by(LedgerRow.sequence)
        )
        links = [Link(**row) for row in rows.mappings()]
        self._session.execute(delete(LedgerRow).where(LedgerRow.paper.in_(traces.papers)))
        self._session.add_all(PurgedEntryRow(**vars(link)) for link in links)
        self._session.flush()
        return links

    def _remove(self, table: Table, own: ColumnElement[bool], gone: _Gone) -> None:
        key = cast(_key(table), String)
        of = select(key).where(own)
        sealed = and_(SealRow.kind == table.name, SealRow.of.in_(of))
        gone.seals += self._session.scalars(select(SealRow.digest).where(sealed))
        self._session.execute(delete(SealRow).where(sealed).execution_options(synchronize_session=False))
        removed = self._session.execute(delete(table).where(own)).rowcount  # type: ignore[attr-defined]
        if removed:
            gone.counts[table.name] = removed

    def _change(self, traces: Traces) -> Iterator[ChangedRecord]:
        """Rewrites what others' records say of these people."""
        for table in Base.metadata.sorted_tables:
            if "content" not in table.c:
                continue
            for key in self._session.scalars(select(_key(table)).order_by(_key(table))).all():
                here = _key(table) == key
                row = dict(self._session.execute(select(table).where(here)).mappings().one())
                changed = _rewritten(table, row, traces)
                if changed:
                    self._session.execute(update(table).where(here).values(**changed))
                    self._seals.renew(table.name, str(key), row | changed)
                    yield ChangedRecord(table=table.name, key=_public_key(table, row), seal=seal_of(row | changed))

    def mentions(self, traces: Traces) -> Iterator[str]:
        """Where a text of others still names these people, by table, key and column. Nobody's words are rewritten."""
        long = (re.escape(number) for number in traces.numbers if len(number) >= _TELLING)
        words = [rf"(?<![0-9A-Za-z])(?:{number})(?![0-9A-Za-z])" for number in long] + [*map(re.escape, traces.names)]
        pattern = re.compile("|".join(words) or r"(?!)")
        for table in Base.metadata.sorted_tables:
            texts = [column.key for column in table.c if isinstance(column.type, String)]
            for row in self._session.execute(select(table).order_by(_key(table))).mappings():
                named = [name for name in texts if isinstance(row[name], str) and pattern.search(row[name])]
                if named:
                    yield f"{record_name(table.name, str(row[_key(table).key]))}（{'、'.join(named)}）"

    def seals(self) -> dict[tuple[str, str], str]:
        """The seals, computed from the rows as they are, of all records that a purge may change; by table and key."""
        return {
            (table.name, _public_key(table, row)): seal_of(row)
            for table in Base.metadata.sorted_tables
            if "content" in table.c
            for row in self._rows(table, true())
        }

    def shortened(self) -> set[tuple[str, str]]:
        """The table and key of each record that says of itself that a purge took from it."""
        return {
            (name, _public_key(Base.metadata.tables[name], row))
            for name, column in _CHANGED_DIGEST.items()
            for row in self._rows(Base.metadata.tables[name], Base.metadata.tables[name].c[column] != "")
        }

    def _rows(self, table: Table, which: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
        return (dict(row) for row in self._session.execute(select(table).where(which)).mappings())


def _key(table: Table) -> Column[Any]:
    return next(iter(table.primary_key.columns))


def _public_key(table: Table, row: Mapping[str, Any]) -> str:
    """The key of a row in the record of a purge; ids of papers name people, their digests don't."""
    return str(row["digest"] if table.name in _PAPERS else row[_key(table).key])


def own_rows(table: Table, target: Target) -> ColumnElement[bool] | None:
    """Which rows of a table are about these people; ``None`` where rows are about nobody or the ledger's."""
    if table.name in (LedgerRow.__tablename__, PurgedEntryRow.__tablename__, SealRow.__tablename__):
        return None
    columns, numbers, papers = table.c, target.traces.numbers, target.traces.papers
    if table.name == SubmissionRow.__tablename__:
        return or_(columns.paper.in_(papers), columns.digest.in_(target.files))
    if name := _WHOSE.get(table.name):
        return columns[name].in_(papers if table.name in _PAPERS else numbers)
    if "paper" in columns:
        own = columns.paper.in_(papers)
        return or_(own, and_(columns.paper == "", columns.employee.in_(numbers))) if "employee" in columns else own
    named = [columns[name] for name in ("employee", "person") if name in columns]
    return named[0].in_(numbers) if named else None


def _rewritten(table: Table, row: Mapping[str, Any], traces: Traces) -> dict[str, str]:
    """The changed columns of a row; nothing where its content doesn't name these people."""
    text = row["content"]
    if not _may_name(text, traces):
        return {}
    content = json.loads(text)
    left = _REWRITES.get(table.name, without)(content, traces)
    if left == content:
        return {}
    written = canonical(left)
    return {"content": written, **_digests(table, row, written)}


def _digests(table: Table, row: Mapping[str, Any], written: str) -> dict[str, str]:
    """The digest that a changed record gets besides."""
    if table.name == AssessmentRow.__tablename__:
        return {"digest": row["digest"] or digest_of_text(row["content"])}
    return {"remaining": digest_of_text(written)} if table.name in _CHANGED_DIGEST else {}


def _may_name(text: str, traces: Traces) -> bool:
    """Whether it is worth while to read a content: it has one of these numbers or papers as a value, or a name."""
    values = {*_VALUE.findall(text)}
    return not values.isdisjoint(traces.numbers | traces.papers) or traces.named_in(text)
