"""Drills, papers, submissions, the ledger and assessments."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_period"), ["period"], unique=False)

    op.create_table(
        "drill",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("drill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drill_period"), ["period"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("employee", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["drill"],
            ["drill.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("drill", "employee"),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_drill"), ["drill"], unique=False)

    op.create_table(
        "ledger",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("paper", sa.String(length=128), nullable=False),
        sa.Column("employee", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("worth", sa.String(length=24), nullable=False),
        sa.Column("before", sa.String(length=24), nullable=True),
        sa.Column("after", sa.String(length=24), nullable=True),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["drill"],
            ["drill.id"],
        ),
        sa.ForeignKeyConstraint(
            ["paper"],
            ["paper.id"],
        ),
        sa.PrimaryKeyConstraint("sequence"),
    )
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_drill"), ["drill"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_paper"), ["paper"], unique=False)

    op.create_table(
        "submission",
        sa.Column("place", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("drill", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("paper", sa.String(length=128), nullable=True),
        sa.Column("submitted_at", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["drill"],
            ["drill.id"],
        ),
        sa.ForeignKeyConstraint(
            ["paper"],
            ["paper.id"],
        ),
        sa.PrimaryKeyConstraint("place"),
        sa.UniqueConstraint("drill", "digest"),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_drill"), ["drill"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_paper"), ["paper"], unique=False)


def downgrade() -> None:
    """Undoes the change."""
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_paper"))
        batch_op.drop_index(batch_op.f("ix_submission_drill"))

    op.drop_table("submission")
    with op.batch_alter_table("ledger", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_paper"))
        batch_op.drop_index(batch_op.f("ix_ledger_drill"))

    op.drop_table("ledger")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_drill"))

    op.drop_table("paper")
    with op.batch_alter_table("drill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drill_period"))

    op.drop_table("drill")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_period"))

    op.drop_table("assessment")
