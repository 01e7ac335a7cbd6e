"""Opening the store: engine, migrations, transactions."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SAWarning, SQLAlchemyError
from sqlalchemy.orm import Session

from lianbing.errors import StoreFault
from lianbing.files import make_private_file, tighten
from lianbing.store.records import Records

PATIENCE = 30
"""Seconds that a command waits for another one that is writing."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITING = "lianbing_writing"
_MIGRATION_LOCK = 0x6C69616E62696E67  # “lianbing”
_BUSY = ("database is locked", "lock timeout")


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return f"sqlite:///{path.as_posix()}"


def stores_something(url: str) -> bool:
    """Whether opening a URL would not make a new file; what is no URL is left to the opening."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return True
    return parsed.get_backend_name() != "sqlite" or not parsed.database or Path(parsed.database).exists()


class Store:
    """A database at its newest schema. All reading and writing happens in transactions."""

    def __init__(self, url: str) -> None:
        """Opens and migrates the database at ``url``; raises StoreFault."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", SAWarning)
                self._engine = _engine(_with_driver(make_url(url)))
            with _disposed_on_failure(self._engine):
                _migrate(self._engine)
        except ImportError as error:
            raise StoreFault(
                "缺少这种数据库的驱动：PostgreSQL 要先安装 lianbing[postgres]，其他数据库不支持"
            ) from error
        except (ArgumentError, NoSuchModuleError, ValueError, TypeError, SAWarning) as error:
            what = "例如 sqlite:///var/lianbing.db 或 postgresql://用户@主机/库名"
            raise StoreFault(f"数据库地址写得不对，或是不支持的数据库：{what}") from error
        except CommandError as error:
            raise StoreFault("数据库是更新版本的程序建的：请升级 lianbing 后再用，数据没有改动") from error
        except SQLAlchemyError as error:
            where = make_url(url).render_as_string(hide_password=True)
            server = make_url(url).get_backend_name() != "sqlite"
            check = "检查服务是否开着，主机、用户名、口令、库名" if server else "检查路径、权限，或文件是否损坏"
            raise StoreFault(f"打不开数据库 {where}：{check}；数据没有改动") from error

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        """Opens a transaction with snapshot reads; commits at the end, rolls back on any exception."""
        with self._session(self._engine) as session:
            yield Records(session)

    @contextmanager
    def writing(self) -> Iterator[Records]:
        """Opens an exclusive write transaction, for writes that depend on what was read, e.g. the ledger's end.

        Another writing process waits before its first read until this transaction has committed. So two
        gradings neither fork the chain nor write a mark twice.
        """
        with self._session(self._engine.execution_options(**{_WRITING: True})) as session:
            _lock(session.connection())
            yield Records(session)

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine) as session, session.begin():
                yield session
        except SQLAlchemyError as error:
            orig = getattr(error, "orig", None) or error
            if any(sign in str(orig) for sign in _BUSY):
                raise StoreFault(
                    "数据库正被另一个命令占用（database is locked）：等它结束，再运行一次；这一步没有留下半截数据"
                ) from error
            what = f"数据库读写不了（{orig}）：检查磁盘、权限，或文件是否损坏；这一步没有留下半截数据"
            raise StoreFault(what) from error

    def compact(self) -> None:
        """Writes the database anew, so that nothing of removed rows is left in its files; raises StoreFault."""
        sqlite = self._engine.dialect.name == "sqlite"
        empty_log = "PRAGMA wal_checkpoint(TRUNCATE)"
        statements = (empty_log, "VACUUM", empty_log) if sqlite else ("VACUUM FULL",)
        connection = self._engine.raw_connection()
        try:
            if not sqlite:
                connection.driver_connection.autocommit = True  # type: ignore[union-attr]
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            cursor.close()
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise StoreFault(f"数据库整理不了（{error}）：等别的命令结束，再运行一次") from error
        finally:
            connection.invalidate()

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()


def _with_driver(url: URL) -> URL:
    """Adds the driver that we test to a URL that names only the kind of database."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _engine(url: URL) -> Engine:
    backend = url.get_backend_name()
    if backend == "sqlite":
        engine = create_engine(url)
        event.listen(engine, "connect", lambda *_: _keep_private(url))
        event.listen(engine, "connect", _safe_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif backend == "postgresql":
        engine = create_engine(url, isolation_level="REPEATABLE READ")
    else:
        raise NoSuchModuleError(backend)
    return engine


def _keep_private(url: URL) -> None:
    """Keeps the file of a SQLite database for the user alone; SQLite gives new journals the mode of the file."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return
    path = Path(url.database)
    make_private_file(path)
    for file in (path, *path.parent.glob(f"{path.name}-*")):
        tighten(file)


def _safe_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves; the driver would do so too late
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is removed is overwritten
        f"busy_timeout={PATIENCE * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.text_factory = _text


def _text(stored: bytes) -> str:
    """A stored text. Bytes that are not UTF-8 become U+FFFD: then the digest fails, and the record can be named."""
    return stored.decode("utf-8", "replace")


def _begin_sqlite(connection: Connection) -> None:
    if not connection.get_execution_options().get(_WRITING):
        connection.exec_driver_sql("BEGIN")


def _lock(connection: Connection) -> None:
    """Locks the database against other writers until the transaction ends."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    # Before the first SELECT: at REPEATABLE READ that one would fix what the transaction sees.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
    connection.exec_driver_sql("LOCK TABLE ledger IN EXCLUSIVE MODE")


@contextmanager
def _disposed_on_failure(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest:
            return
    try:
        with _alone(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, newest or "head")
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        what = "里面有读不出来的记录，被改动过或损坏了"
        raise StoreFault(f"旧版本的数据库升不了级：{what}，请从备份恢复；数据没有改动") from error


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that excludes other migrations, so that two commands never both create the tables."""
    if engine.dialect.name == "sqlite":
        with engine.execution_options(**{_WRITING: True}).begin() as connection:
            _lock(connection)
            yield connection
        return
    # Each statement sees what was committed before it, so also what the other command did while we waited.
    with engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        yield connection
