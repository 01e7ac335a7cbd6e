"""Whatever is about people is for the user alone, from the first command on and in folders of earlier versions."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.app.kit import DRILL, PERIOD, Bench, lianbing

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
ALL = 0o077


@pytest.fixture(autouse=True)
def _open_handed() -> Iterator[None]:
    """Under a mask that takes nothing away, what is private is so because the program says so."""
    before = os.umask(0)
    yield
    os.umask(before)


def wide(folder: Path) -> list[str]:
    """Everything in a folder that somebody else may read or change."""
    return [str(path) for path in (folder, *folder.rglob("*")) if path.lstat().st_mode & ALL]


@contextmanager
def open_database(bench: Bench) -> Iterator[None]:
    """While it is open, SQLite's journal and its index are there as well."""
    from lianbing.store.database import Store, sqlite_url

    store = Store(sqlite_url(bench.database))
    with store.transaction() as records:
        records.drills.all()
        yield
    store.close()


def test_nothing_of_a_played_drill_is_for_others(empty: Bench, roster: Path, inbox: Path, issued_once: Bench) -> None:
    empty.data.mkdir(mode=0o755)
    (empty.data / "secret").write_bytes((issued_once.data / "secret").read_bytes())
    why = ("--reason", "试一下")
    for words in (
        ("drill", "issue", DRILL, "--roster", roster),
        ("drill", "collect", DRILL, inbox),
        ("grade", DRILL),
        ("drill", "correct", DRILL, "C0002", "--name", "样例已", *why),
        ("drill", "withdraw", DRILL, "C0004", *why),
        ("assess", PERIOD),
    ):
        assert empty(*words).code == 0
    with open_database(empty):
        names = {path.name for path in empty.data.iterdir()}
        assert {"lianbing.db", "lianbing.db-wal", "secret", "drills", "submissions", "runs", "reports"} <= names
        assert wide(empty.data) == []
    assert all(not path.stat().st_mode & stat.S_IXUSR for path in empty.data.rglob("*") if path.is_file())


def test_a_folder_of_an_earlier_version_is_tightened_when_it_is_opened(graded: Bench) -> None:
    for path in (graded.data, *graded.data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert graded("drill", "status", DRILL).code == 0
    assert wide(graded.data) == []


def test_a_tight_folder_with_wide_ones_in_it_is_tightened_as_well(graded: Bench) -> None:
    graded.data.chmod(0o700)
    for path in graded.data.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert graded("drill", "status", DRILL).code == 0
    assert wide(graded.data) == []


def test_the_content_beside_the_data_stays_as_it_is(own_content: Path, issued: Bench) -> None:
    """Some keep the data in the root of the workbook."""
    (own_content / "lianbing.db").write_bytes(b"")
    for path in (own_content, own_content / "standards", own_content / "lianbing.db"):
        path.chmod(0o755)
    ran = lianbing("--root", own_content, "--data", own_content, "ledger", "verify")
    assert ran.code == 0, ran.said
    modes = [(own_content / name).stat().st_mode & ALL for name in ("", "standards", "lianbing.db")]
    assert modes == [0o055, 0o055, 0]


def test_a_database_elsewhere_is_private_too(issued: Bench, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.db"
    assert issued("ledger", "verify", database=f"sqlite:///{path}").code == 0
    assert path.stat().st_mode & 0o777 == 0o600
