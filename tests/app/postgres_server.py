"""A PostgreSQL server for the tests: a folder of its own under /tmp, a socket in it, no port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

_PROGRAMS = Path("/usr/lib/postgresql")
_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""What is lost when the machine itself dies; these data are thrown away anyhow."""


def _bin(name: str) -> str | None:
    """A program of the newest server that Debian installed, or one on the path."""
    installed = sorted(_PROGRAMS.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return str(installed[-1]) if installed else shutil.which(name)


def _program(name: str) -> str:
    path = _bin(name)
    assert path, f"no {name}: ask ``absence`` first"
    return path


def absence() -> str:
    """What is missing on this machine; empty if nothing is."""
    if os.name == "nt":
        return "a server with a Unix socket"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg"
    return "" if _bin("initdb") and _bin("postgres") else "the PostgreSQL server"


@contextmanager
def connected(url: str, **options: Any) -> Iterator[Any]:
    """A connection past the program, as a tamperer or an auditor would have it; rows are dicts."""
    import psycopg
    from psycopg.rows import dict_row

    with psycopg.connect(url, row_factory=dict_row, **options) as connection:
        yield connection


@dataclass(frozen=True)
class Server:
    """A running server; ``folder`` holds its socket."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, name: str) -> str:
        """The address of one of its databases, as a user would write it."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def new(self) -> str:
        """The address of a new, empty database."""
        return self._made("")

    def copy(self, url: str) -> str:
        """The address of a new database with what is in another."""
        name = url.rpartition("@/")[2].partition("?")[0]
        with connected(self.url("postgres"), autocommit=True) as connection:
            connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (name,))
        return self._made(f" template {name}")

    def _made(self, how: str) -> str:
        name = f"lianbing_{next(self._numbers)}"
        with connected(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"create database {name}{how}")
        return self.url(name)


@contextmanager
def served() -> Iterator[Server]:
    """A server while the block runs."""
    with tempfile.TemporaryDirectory(prefix="lb-pg-", dir="/tmp") as name:  # sockets have short names
        folder = Path(name)
        data = folder / "data"
        who = _ordinary_user(folder)
        first = ("-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        subprocess.run([_program("initdb"), "-D", data, *first], check=True, capture_output=True, cwd=folder, **who)
        settings = [
            part for setting in (*_UNSAFE, "listen_addresses=", "timezone=America/New_York") for part in ("-c", setting)
        ]
        with (folder / "log").open("wb") as log:
            command = [_program("postgres"), "-D", str(data), "-k", str(folder), *settings]
            process: subprocess.Popen[bytes]
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **who)
        try:
            server = Server(folder)
            _await(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _ordinary_user(folder: Path) -> dict[str, Any]:
    """The server refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "nobody")
    return {"user": "nobody", "extra_groups": ()}


def _await(server: Server, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    deadline = time.monotonic() + 60
    while True:
        try:
            with connected(server.url("postgres")):
                return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((server.folder / "log").read_text(encoding="utf-8", errors="replace")) from None
            time.sleep(0.05)
