"""The database tables. Points are decimal texts, times ISO 8601 texts, documents JSON texts on any database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, String, Text, UniqueConstraint, inspect, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""

    @classmethod
    def columns(cls) -> Sequence[Column[Any]]:
        """The columns of the table, starting with the primary key."""
        return inspect(cls).local_table.columns.values()  # type: ignore[return-value] # a table has nothing else

    @property
    def key(self) -> object:
        """The primary key of the row."""
        return getattr(self, self.columns()[0].key)


class Sealed:
    """A row whose digest is kept in :class:`SealRow` and updated whenever the program writes the row."""


class SealRow(Base):
    """The digest of a row, or of the last ledger entry. It is kept when the row itself is deleted."""

    __tablename__ = "seal"

    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    of: Mapped[str] = mapped_column(String(160), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))


class DrillRow(Sealed, Base):
    """An issued drill. ``edition`` is the SHA-256 of the blueprint; empty where an earlier version issued it."""

    __tablename__ = "drill"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(32), server_default=text("''"))
    period: Mapped[str] = mapped_column(String(16), index=True)
    opens: Mapped[str] = mapped_column(String(40), server_default=text("''"))
    closes: Mapped[str] = mapped_column(String(40), server_default=text("''"))
    minutes: Mapped[int] = mapped_column(Integer)
    blueprint: Mapped[str] = mapped_column(String(64), server_default=text("''"))
    edition: Mapped[str] = mapped_column(String(64), server_default=text("''"))
    seed: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[str] = mapped_column(String(40))
    makes_up: Mapped[str] = mapped_column(String(64), server_default=text("''"))


class RosterRow(Sealed, Base):
    """A roster given for a drill; a row is added when the roster differs from the previous one."""

    __tablename__ = "roster"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    listed_at: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)


class PersonRow(Sealed, Base):
    """A person who may take part in many drills."""

    __tablename__ = "person"

    number: Mapped[str] = mapped_column(String(64), primary_key=True)


class PersonNameRow(Sealed, Base):
    """A name of a person and the time from which it is valid; rows are added, never changed."""

    __tablename__ = "person_name"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.number"), index=True)
    name: Mapped[str] = mapped_column(Text)
    since: Mapped[str] = mapped_column(String(40))


class PersonUnitRow(Sealed, Base):
    """A unit of a person and the time from which it is valid; rows are added, never changed."""

    __tablename__ = "person_unit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.number"), index=True)
    unit: Mapped[str] = mapped_column(Text)
    since: Mapped[str] = mapped_column(String(40))


class PaperRow(Sealed, Base):
    """One person's complete paper, with the token in its booklet. ``digest`` is that of ``content`` as it was issued.

    ``remaining`` is the digest of what a purge of another person has left of it; empty where nothing was taken.
    """

    __tablename__ = "paper"

    id: Mapped[str] = mapped_column(String(128), primary_key=True)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    employee: Mapped[str] = mapped_column(String(64))
    token: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    remaining: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))

    __table_args__ = (UniqueConstraint("drill", "employee"),)


class WithdrawnPaperRow(Sealed, Base):
    """A paper that was withdrawn before anybody answered it, moved here as it was issued."""

    __tablename__ = "withdrawn_paper"

    id: Mapped[str] = mapped_column(String(128), primary_key=True)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    employee: Mapped[str] = mapped_column(String(64))
    token: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    remaining: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))


class DrillEventRow(Sealed, Base):
    """Something that was done to a drill; rows are added, never changed.

    ``paper`` and ``employee`` are empty for what concerns the whole drill. The paper may have been withdrawn.
    """

    __tablename__ = "drill_event"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    paper: Mapped[str] = mapped_column(String(128), index=True)
    employee: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))


class PeriodEventRow(Sealed, Base):
    """Something that was done to a period or a person; rows are added, never changed.

    ``employee`` is empty for what concerns the whole period.
    """

    __tablename__ = "period_event"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    period: Mapped[str] = mapped_column(String(16), index=True)
    employee: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(32))
    content: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))


class SubmissionRow(Sealed, Base):
    """A received file. ``place`` is the order of arrival; the bytes are in a file named by ``digest``.

    ``run`` is the run of collecting that it came in. From ``started_at`` on: what an accepted file says of its making.
    """

    __tablename__ = "submission"

    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(Text)
    received_at: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(16))
    paper: Mapped[str | None] = mapped_column(ForeignKey("paper.id"), index=True)
    submitted_at: Mapped[str] = mapped_column(String(40), default="")
    code: Mapped[str] = mapped_column(String(32), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    run: Mapped[int | None] = mapped_column(Integer)
    started_at: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    elapsed: Mapped[int | None] = mapped_column(Integer)
    handin: Mapped[int | None] = mapped_column(Integer)
    items: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (UniqueConstraint("drill", "digest"),)


class LedgerRow(Base):
    """An entry of the ledger; rows are added, never changed."""

    __tablename__ = "ledger"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    paper: Mapped[str] = mapped_column(ForeignKey("paper.id"), index=True)
    employee: Mapped[str] = mapped_column(String(64))
    item: Mapped[str] = mapped_column(String(64))
    worth: Mapped[str] = mapped_column(String(24))
    before: Mapped[str | None] = mapped_column(String(24))
    after: Mapped[str | None] = mapped_column(String(24))
    cause: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class PurgedEntryRow(Base):
    """What is left of an entry that was moved out of the ledger when its person was purged: its link in the chain."""

    __tablename__ = "purged_entry"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class CorrectionRow(Sealed, Base):
    """A complete correction round; rows are added, never changed. ``digest`` is that of ``content`` as it was added.

    ``remaining`` is the digest of what a purge has left of the content; empty where nothing was taken.
    """

    __tablename__ = "correction"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    remaining: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))


class AssessmentRow(Sealed, Base):
    """An assessment with its scheme and all results, from which its reports can be rebuilt.

    ``digest`` is the SHA-256 of the content as it was kept at first, once a purge has taken from it; else empty.
    """

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    period: Mapped[str] = mapped_column(String(16), index=True)
    made_at: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))


class RatingRow(Sealed, Base):
    """A rating entered by a person; rows are added, never changed."""

    __tablename__ = "rating"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    period: Mapped[str] = mapped_column(String(16), index=True)
    rating: Mapped[str] = mapped_column(String(64))
    employee: Mapped[str] = mapped_column(ForeignKey("person.number"), index=True)
    score: Mapped[str] = mapped_column(String(24))
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))
    file: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)


class ReviewRoundRow(Sealed, Base):
    """A round of marking by people as it was opened; rows are added, never changed."""

    __tablename__ = "review_round"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    content: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(40))


class ReviewMarkRow(Sealed, Base):
    """A blind mark; rows are added, never changed. ``paper`` is empty for marks of example answers."""

    __tablename__ = "review_mark"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    round: Mapped[int] = mapped_column(Integer)
    paper: Mapped[str] = mapped_column(String(128), index=True)
    item: Mapped[str] = mapped_column(String(64))
    submission: Mapped[str] = mapped_column(String(64))
    correction: Mapped[str] = mapped_column(String(64))
    step: Mapped[str] = mapped_column(String(16))
    marker: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(16))
    content: Mapped[str] = mapped_column(Text)
    earned: Mapped[str] = mapped_column(String(24))
    worth: Mapped[str] = mapped_column(String(24))
    way: Mapped[str] = mapped_column(String(16))
    at: Mapped[str] = mapped_column(String(40))
