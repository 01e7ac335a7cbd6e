"""Adds seals for existing rows."""

from contextlib import suppress

import sqlalchemy as sa
from alembic import op

from lianbing.store.seals import seal_of

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEYS = {
    "drill": "id",
    "roster": "id",
    "person": "number",
    "person_name": "id",
    "person_unit": "id",
    "paper": "id",
    "submission": "place",
    "correction": "sequence",
    "assessment": "id",
    "rating": "sequence",
}


def upgrade() -> None:
    """Makes the change."""
    seal = op.create_table(
        "seal",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("of", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("kind", "of"),
    )
    connection = op.get_bind()
    for kind, key in _KEYS.items():
        for row in connection.execute(sa.text(f"SELECT * FROM {kind}")).mappings():  # noqa: S608 - our own names
            with suppress(TypeError):  # a broken row stays unsealed, which audits report
                columns = {"kind": kind, "of": str(row[key]), "digest": seal_of(dict(row))}
                connection.execute(sa.insert(seal).values(**columns))
    last = connection.execute(sa.text("SELECT digest FROM ledger ORDER BY sequence DESC LIMIT 1")).scalar()
    if last:
        connection.execute(sa.insert(seal).values(kind="ledger", of="", digest=last))


def downgrade() -> None:
    """Undoes the change."""
    op.drop_table("seal")
