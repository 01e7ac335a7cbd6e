"""What a purge leaves of a person's ledger entries, and of papers and corrections that named the person."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None

_DIGESTS = {"paper": "remaining", "withdrawn_paper": "remaining", "correction": "remaining", "assessment": "digest"}


def upgrade() -> None:
    """Makes the change. Rows that are there keep their seals: empty columns don't count."""
    op.create_table(
        "purged_entry",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["drill"], ["drill.id"]),
        sa.PrimaryKeyConstraint("sequence"),
    )
    op.create_index(op.f("ix_purged_entry_drill"), "purged_entry", ["drill"], unique=False)
    for table, name in _DIGESTS.items():
        op.add_column(table, sa.Column(name, sa.String(length=64), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Undoes the change."""
    for table, name in _DIGESTS.items():  # no batch: it would recreate the table
        op.drop_column(table, name)
    op.drop_index(op.f("ix_purged_entry_drill"), "purged_entry")
    op.drop_table("purged_entry")
