"""Rounds of marking by people, and the blind marks given in them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "review_round",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["drill"], ["drill.id"]),
        sa.PrimaryKeyConstraint("sequence"),
    )
    op.create_index(op.f("ix_review_round_drill"), "review_round", ["drill"], unique=False)
    op.create_table(
        "review_mark",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(length=128), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=False),
        sa.Column("correction", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("marker", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("earned", sa.String(length=24), nullable=False),
        sa.Column("worth", sa.String(length=24), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["drill"], ["drill.id"]),
        sa.PrimaryKeyConstraint("sequence"),
    )
    op.create_index(op.f("ix_review_mark_drill"), "review_mark", ["drill"], unique=False)
    op.create_index(op.f("ix_review_mark_paper"), "review_mark", ["paper"], unique=False)


def downgrade() -> None:
    """Undoes the change."""
    op.drop_table("review_mark")
    op.drop_table("review_round")
