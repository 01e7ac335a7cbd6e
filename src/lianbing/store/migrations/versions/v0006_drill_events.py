"""Events of drills, and papers that were withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "drill_event",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("paper", sa.String(length=128), nullable=False),
        sa.Column("employee", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["drill"], ["drill.id"]),
        sa.PrimaryKeyConstraint("sequence"),
    )
    op.create_index(op.f("ix_drill_event_drill"), "drill_event", ["drill"], unique=False)
    op.create_index(op.f("ix_drill_event_paper"), "drill_event", ["paper"], unique=False)
    op.create_table(
        "withdrawn_paper",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("employee", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["drill"], ["drill.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_withdrawn_paper_drill"), "withdrawn_paper", ["drill"], unique=False)


def downgrade() -> None:
    """Undoes the change."""
    op.drop_table("withdrawn_paper")
    op.drop_table("drill_event")
