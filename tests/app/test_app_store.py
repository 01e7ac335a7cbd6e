"""The migrations make exactly the tables that the program maps."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from lianbing.store.database import Store, sqlite_url
from lianbing.store.tables import Base


def test_the_migrated_schema_is_that_of_the_tables(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "x.db")
    Store(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
    engine.dispose()


def test_opening_again_migrates_nothing(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "x.db")
    Store(url).close()
    before = (tmp_path / "x.db").read_bytes()
    Store(url).close()
    assert (tmp_path / "x.db").read_bytes() == before


def test_the_migrations_can_be_undone(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    from lianbing.store import database

    url = sqlite_url(tmp_path / "x.db")
    Store(url).close()
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(database._MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        command.upgrade(config, "head")
    engine.dispose()
