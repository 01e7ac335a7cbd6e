"""Opening the store: engine, migrations, transactions."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SAWarning, SQLAlchemyError
from sqlalchemy.orm import Session

from lianbing.errors import StoreFault
from lianbing.store.records import Records

_MIGRATIONS = Path(__file__).parent / "migrations"


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return f"sqlite:///{path.as_posix()}"


class Store:
    """A database at its newest schema. All reading and writing happens in transactions."""

    def __init__(self, url: str) -> None:
        """Opens and migrates the database at ``url``; raises StoreFault."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", SAWarning)
                self._engine = _engine(url)
            _migrate(self._engine)
        except (ArgumentError, NoSuchModuleError, ImportError, ValueError, TypeError, SAWarning) as error:
            raise StoreFault("数据库地址写得不对，或缺少驱动：例如 sqlite:///var/lianbing.db") from error
        except CommandError as error:
            raise StoreFault("数据库是更新版本的程序建的：请升级 lianbing 后再用，数据没有改动") from error
        except SQLAlchemyError as error:
            where = make_url(url).render_as_string(hide_password=True)
            raise StoreFault(f"打不开数据库 {where}：检查路径、权限，或文件是否损坏；数据没有改动") from error

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        """All or nothing: commits at the end, rolls back on any exception."""
        try:
            with Session(self._engine) as session, session.begin():
                yield Records(session)
        except DatabaseError as error:
            what = f"数据库读写不了（{error.orig}）：检查磁盘、权限，或文件是否损坏；这一步没有留下半截数据"
            raise StoreFault(what) from error

    def close(self) -> None:
        """Gives the connections back."""
        self._engine.dispose()


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _safe_sqlite)
    return engine


def _safe_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, newest or "head")
