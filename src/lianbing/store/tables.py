"""Tables. Points are decimal texts, times ISO 8601 texts, documents JSON texts: the same on every database."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""


class DrillRow(Base):
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


class RosterRow(Base):
    """A list of employees as it was handed in for a drill; rows are added where a list differs from the last."""

    __tablename__ = "roster"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    listed_at: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)


class PersonRow(Base):
    """Somebody across drills."""

    __tablename__ = "person"

    number: Mapped[str] = mapped_column(String(64), primary_key=True)


class PersonNameRow(Base):
    """A name of a person, since when; rows are added, never changed."""

    __tablename__ = "person_name"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.number"), index=True)
    name: Mapped[str] = mapped_column(Text)
    since: Mapped[str] = mapped_column(String(40))


class PersonUnitRow(Base):
    """A unit of a person, since when; rows are added, never changed."""

    __tablename__ = "person_unit"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.number"), index=True)
    unit: Mapped[str] = mapped_column(Text)
    since: Mapped[str] = mapped_column(String(40))


class PaperRow(Base):
    """One person's paper, whole, with the token that its booklet carries."""

    __tablename__ = "paper"

    id: Mapped[str] = mapped_column(String(128), primary_key=True)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    employee: Mapped[str] = mapped_column(String(64))
    token: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("drill", "employee"),)


class SubmissionRow(Base):
    """A file that came in. ``place`` is the order of arrival; the bytes lie in a file named by ``digest``."""

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


class CorrectionRow(Base):
    """An act of correction, whole; rows are added, never changed. ``digest`` is that of ``content``."""

    __tablename__ = "correction"

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    drill: Mapped[str] = mapped_column(ForeignKey("drill.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)


class AssessmentRow(Base):
    """An assessment as made: the scheme and all results, so that its reports can be rebuilt."""

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    period: Mapped[str] = mapped_column(String(16), index=True)
    made_at: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)


class RatingRow(Base):
    """A rating that somebody entered; rows are added, never changed."""

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
