"""Records which drill a make-up (补考) makes up."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.add_column("drill", sa.Column("makes_up", sa.String(length=64), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Undoes the change."""
    op.drop_column("drill", "makes_up")
