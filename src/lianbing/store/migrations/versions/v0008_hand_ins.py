"""What submissions say of their making, and the run of collecting that they came in."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NUMBERS = ("run", "elapsed", "handin", "items")


def upgrade() -> None:
    """Makes the change. Rows that are there keep their seals: empty columns don't count."""
    started = sa.Column("started_at", sa.String(length=40), nullable=False, server_default=sa.text("''"))
    op.add_column("submission", started)
    for name in _NUMBERS:
        op.add_column("submission", sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    """Undoes the change."""
    for name in ("started_at", *_NUMBERS):  # no batch: it would recreate the table
        op.drop_column("submission", name)
