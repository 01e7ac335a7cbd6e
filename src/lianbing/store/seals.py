"""Seals: digests of rows without a digest column, which reveal edits made outside the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Select, String, and_, bindparam, cast, delete, event, insert, select
from sqlalchemy.orm import Session

from lianbing.domain.kernel.canonical import digest
from lianbing.store.border import NotAsWritten
from lianbing.store.tables import Base, Sealed, SealRow

_LEDGER = "ledger"
_BREAK = delete(SealRow).where(SealRow.kind == bindparam("of_kind"), SealRow.of == bindparam("of_key"))

Row = TypeVar("Row", bound=Base)


def seal_of(columns: dict[str, object]) -> str:
    """Computes the seal of a row. Empty columns are left out, so that a migration can add columns.

    A migration that fills columns of rows that are there has to seal these rows anew.
    """
    return digest({name: value for name, value in columns.items() if value not in (None, "")})


def _seal(row: Base) -> str:
    return seal_of({column.key: getattr(row, column.key) for column in row.columns()})


def _key(table: type[Base]) -> ColumnElement[str]:
    return cast(table.columns()[0], String)


@event.listens_for(Session, "after_flush")
def _renew(session: Session, _context: object) -> None:
    """Seals rows in the same transaction that writes them."""
    changed = (row for row in session.dirty if session.is_modified(row))
    rows = [row for row in (*session.new, *changed) if isinstance(row, Sealed) and isinstance(row, Base)]
    _set_seals(session.connection(), {(row.__tablename__, str(row.key)): _seal(row) for row in rows})


def _set_seals(connection: Connection, seals: Mapping[tuple[str, str], str]) -> None:
    """Sets the seals of rows, given by table and key."""
    if seals:
        connection.execute(_BREAK, [{"of_kind": kind, "of_key": of} for kind, of in seals])
        connection.execute(insert(SealRow), [{"kind": k, "of": of, "digest": seal} for (k, of), seal in seals.items()])


class Seals:
    """The repository of seals in one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: dict[Base, str | None] = {}

    def sealed(self, query: Select[Row], table: type[Row]) -> list[Row]:
        """Runs a query on one table and loads the seals of its rows for :meth:`check`."""
        seal = and_(SealRow.kind == table.__tablename__, SealRow.of == _key(table))
        rows = self._session.execute(query.add_columns(SealRow.digest).outerjoin(SealRow, seal)).all()
        self._kept.update({row: kept for row, kept in rows if row is not None})
        return [row for row, _ in rows]

    def add(self, table: type[Base], columns: dict[str, object]) -> None:
        """Adds a row with its seal, without keeping it in the session: for many large rows, one after another."""
        connection = self._session.connection()
        connection.execute(insert(table), columns)
        key = str(columns[table.columns()[0].key])
        _set_seals(connection, {(table.__tablename__, key): seal_of(columns)})

    def check(self, row: Base) -> None:
        """Raises NotAsWritten if a row loaded by :meth:`sealed` does not match its seal."""
        if self._kept.get(row) != _seal(row):
            raise NotAsWritten("the row has another seal")

    def renew(self, table: str, key: str, columns: dict[str, object]) -> None:
        """Seals a row anew that the program itself changed without loading it."""
        _set_seals(self._session.connection(), {(table, key): seal_of(columns)})

    def lift(self, row: Base) -> None:
        """Removes the seal of a row that the program itself moves to another table."""
        self._session.execute(delete(SealRow).where(SealRow.kind == row.__tablename__, SealRow.of == str(row.key)))

    def removed(self, table: type[Row]) -> list[str]:
        """The keys of sealed rows that were deleted from a table."""
        kept = select(SealRow.of).where(SealRow.kind == table.__tablename__)
        return sorted(self._session.scalars(kept.where(SealRow.of.not_in(select(_key(table))))))

    def end_of_ledger(self) -> str | None:
        """The digest of the last entry that was written; ``None`` before the first."""
        row = self._session.get(SealRow, (_LEDGER, ""))
        return row.digest if row else None

    def move_end_of_ledger(self, last: str) -> None:
        """Records the digest of the last ledger entry."""
        self._session.merge(SealRow(kind=_LEDGER, of="", digest=last))
