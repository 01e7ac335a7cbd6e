"""Drills as events with their rosters; people across drills; ratings."""

import json
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None

_MONTH = "____-__"
_HISTORY = {
    "name": "INSERT INTO person_name (person, name, since) VALUES (:person, :value, :since)",
    "team": "INSERT INTO person_unit (person, unit, since) VALUES (:person, :value, :since)",
}
_NEW = ("kind", 32), ("opens", 40), ("closes", 40), ("blueprint", 64), ("edition", 64)


def upgrade() -> None:
    """Makes the change, and fills the new columns and tables from what is there."""
    for name, length in _NEW:
        op.add_column("drill", sa.Column(name, sa.String(length=length), nullable=False, server_default=sa.text("''")))
    _roster()
    op.create_table(
        "person",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    _history("name")
    _history("unit")
    _rating()
    _fill(op.get_bind())


def _roster() -> None:
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("listed_at", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["drill"], ["drill.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_roster_drill"), "roster", ["drill"], unique=False)


def _history(what: str) -> None:
    table = f"person_{what}"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column(what, sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f(f"ix_{table}_person"), table, ["person"], unique=False)


def _rating() -> None:
    op.create_table(
        "rating",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("rating", sa.String(length=64), nullable=False),
        sa.Column("employee", sa.String(length=64), nullable=False),
        sa.Column("score", sa.String(length=24), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["employee"], ["person.number"]),
        sa.PrimaryKeyConstraint("sequence"),
    )
    op.create_index(op.f("ix_rating_employee"), "rating", ["employee"], unique=False)
    op.create_index(op.f("ix_rating_period"), "rating", ["period"], unique=False)


def _fill(connection: sa.Connection) -> None:
    """A drill used to count in exactly its own period, so a month's never in a half-year's; its kind keeps that.

    A drill was its blueprint, and its roster the people who have a paper.
    """
    connection.execute(sa.text("UPDATE drill SET blueprint = id, kind = 'skill'"))
    connection.execute(sa.text("UPDATE drill SET kind = 'theme' WHERE period LIKE :month"), {"month": _MONTH})
    known: dict[str, dict[str, str]] = {}
    for drill, issued_at, listed in list(_listed(connection)):
        content = json.dumps(
            [[each["id"], each["name"], each["team"]] for each in listed], ensure_ascii=False, separators=(",", ":")
        )
        row = {"drill": drill, "at": issued_at, "content": content}
        connection.execute(
            sa.text("INSERT INTO roster (drill, listed_at, content) VALUES (:drill, :at, :content)"), row
        )
        for each in listed:
            _meet(connection, known, each, issued_at)


def _listed(connection: sa.Connection) -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """Of each drill, from the oldest on, its id, when it was issued, and the people on its papers by number."""
    drills = sorted(connection.execute(sa.text("SELECT issued_at, id FROM drill")))
    for issued_at, drill in drills:
        query = sa.text("SELECT content FROM paper WHERE drill = :drill")
        papers = [json.loads(content) for (content,) in connection.execute(query, {"drill": drill})]
        yield drill, issued_at, sorted((paper["employee"] for paper in papers), key=lambda each: each["id"])


def _meet(connection: sa.Connection, known: dict[str, dict[str, str]], person: dict[str, str], at: str) -> None:
    number = person["id"]
    if number not in known:
        connection.execute(sa.text("INSERT INTO person (number) VALUES (:number)"), {"number": number})
    before = known.get(number, {})
    for field, statement in _HISTORY.items():
        if before.get(field) != person[field]:
            connection.execute(sa.text(statement), {"person": number, "value": person[field], "since": at})
    known[number] = person


def downgrade() -> None:
    """Undoes the change."""
    for table in ("rating", "person_unit", "person_name", "person", "roster"):
        op.drop_table(table)
    for name, _ in _NEW:  # no batch: it would recreate the table, to which other rows refer
        op.drop_column("drill", name)
