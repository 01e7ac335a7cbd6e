"""Converts database rows into domain objects and reports every damaged row.

Whatever is not as it was written becomes a sentence that names the record, never another error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Column

from lianbing.domain.kernel.canonical import digest_of_text
from lianbing.errors import LianbingError, RecordDamaged
from lianbing.store.tables import Base

REMEDY = "请从备份核对"
_NO_SUCH = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, LianbingError)
"""Errors of decoding foreign data, including content that a domain rule rejects."""

Row = TypeVar("Row", bound=Base)
Thing = TypeVar("Thing")


class NotAsWritten(ValueError):
    """A stored record no longer matches its digest."""


def read(row: Row | None, name: Callable[[Row], str], decode: Callable[[Row], Thing]) -> Thing:
    """Decodes a row; raises RecordDamaged, with the record's ``name``, for any damage."""
    if row is None:  # SQLAlchemy returns None for a row without a key
        raise RecordDamaged(f"数据库里有一行没有编号：它被改动过，或数据库文件坏了，{REMEDY}", None)
    try:
        check_columns(row)
        return decode(row)
    except NotAsWritten as error:
        raise RecordDamaged(f"{name(row)}与它的校验值不符：它被改动过，{REMEDY}", row.key) from error
    except _NO_SUCH as error:
        raise RecordDamaged(f"{name(row)}读不出来：它被改动过，或数据库文件坏了，{REMEDY}", row.key) from error


def read_all(
    rows: Iterable[Row | None],
    name: Callable[[Row], str],
    decode: Callable[[Row], Thing],
    damaged: list[RecordDamaged] | None = None,
) -> Iterator[Thing]:
    """Decodes several rows. With a list ``damaged``, damage is appended to it instead of being raised."""
    for row in rows:
        try:
            yield read(row, name, decode)
        except RecordDamaged as damage:
            if damaged is None:
                raise
            damaged.append(damage)


def check_columns(row: Base) -> None:
    """Raises TypeError if a value has the wrong type for its column, which SQLite does not prevent."""
    for column in row.columns():
        _check(column, getattr(row, column.key))


def _check(column: Column[object], value: object) -> None:
    if value is None and column.nullable:
        return
    if type(value) is not column.type.python_type:
        raise TypeError(f"{column.name} holds {type(value).__name__}")


def check_text(text: str, digest: str) -> None:
    """Raises NotAsWritten unless ``digest`` is the digest of the stored text."""
    if digest_of_text(text) != digest:
        raise NotAsWritten("the text has another digest")
