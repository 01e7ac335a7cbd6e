"""The store on either database: its schema, what it gives back, and that no two processes get in each other's way."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from lianbing.domain.ledger.evidence import Evidence
from lianbing.domain.ledger.ledger import Cause, Change, chain, first_break
from lianbing.errors import StoreFault
from lianbing.store import database as opening
from lianbing.store.database import Store, sqlite_url
from lianbing.store.tables import Base
from tests.app.kit import DRILL, Bench, put, roster_text, told
from tests.app.postgres_server import Server, connected

DATABASES = ("sqlite", "postgres")


@pytest.fixture
def url(database: Server | None, tmp_path: Path) -> str:
    """The address of an empty database."""
    return database.new() if database else sqlite_url(tmp_path / "x.db")


def _driven(url: str) -> str:
    return url.replace("postgresql:", "postgresql+psycopg:")


def test_the_migrated_schema_is_that_of_the_tables(url: str) -> None:
    Store(url).close()
    engine = create_engine(_driven(url))
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
    engine.dispose()


@pytest.mark.sqlite
def test_opening_again_migrates_nothing(url: str, tmp_path: Path) -> None:
    Store(url).close()
    before = (tmp_path / "x.db").read_bytes()
    Store(url).close()
    assert (tmp_path / "x.db").read_bytes() == before


def _migrate(url: str, *steps: tuple[Callable[..., None], str]) -> None:
    engine = create_engine(_driven(url))
    config = Config()
    config.set_main_option("script_location", str(opening._MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        for step, revision in steps:
            step(config, revision)
    engine.dispose()


def test_the_migrations_can_be_undone(url: str) -> None:
    Store(url).close()
    _migrate(url, (command.downgrade, "base"), (command.upgrade, "head"))


def test_a_store_of_the_version_before_is_brought_up_with_its_ledger(graded: Bench) -> None:
    ledger = graded.ledger()
    _migrate(graded.url or sqlite_url(graded.database), (command.downgrade, "0001"))
    assert graded("ledger", "verify").code == 0
    assert graded.ledger() == ledger
    assert graded.rows("correction") == []


def test_a_migration_that_dies_leaves_the_store_as_it_was(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its first table; were that one left, the next start would find half a schema."""
    with monkeypatch.context() as patch:
        patch.setattr("alembic.operations.Operations.batch_alter_table", _killed)
        with pytest.raises(KeyboardInterrupt):
            Store(url)
    Store(url).close()


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def _change(bench: Bench, item: str, reason: str = "答对，得满分") -> Change:
    paper = bench.paper("C0001").paper
    evidence = Evidence(submission="0" * 64, paper_digest="1" * 64)
    points = Decimal("2.50")
    return Change(
        drill=DRILL,
        paper=paper.id,
        employee="C0001",
        item=item,
        worth=Decimal(3),
        before=None,
        after=points,
        cause=Cause.GRADED,
        reason=reason,
        evidence=evidence,
    )


def _opened(bench: Bench) -> Store:
    return Store(bench.url or sqlite_url(bench.database))


def test_points_times_and_texts_come_back_as_they_were(issued: Bench) -> None:
    """On a server of another time zone, too: 2.50 is no float, half past ten stays where it was said."""
    words = "按细则给“一半”：𠮷、😀、\t制表、'引号'、\\反斜杠\\、%百分号%、:冒号"
    (entry,) = chain([_change(issued, "题-𠮷", words)], "陈人力", "2026-11-22T10:30:00+08:00", None)
    store = _opened(issued)
    with store.writing() as records:
        records.ledger.append([entry])
    with store.transaction() as records:
        (back,) = list(records.ledger.entries())
        assert records.ledger.last() == entry.link
    store.close()
    assert back == entry
    assert first_break([back]) is None
    assert (back.at, back.change.after, back.change.reason) == ("2026-11-22T10:30:00+08:00", Decimal("2.5"), words)


def test_two_at_once_never_fork_the_chain(issued: Bench) -> None:
    """Each looks where the chain ends, takes its time, and goes on from there: one after the other, none refused."""
    faults: list[BaseException] = []

    def work(name: str) -> None:
        try:
            store = _opened(issued)
            for number in range(8):
                with store.writing() as records:
                    last = records.ledger.last()
                    time.sleep(0.002)
                    records.ledger.append(
                        chain([_change(issued, f"{name}-{number}")], name, "2026-11-22T10:30:00+08:00", last)
                    )
            store.close()
        except BaseException as error:  # noqa: BLE001 - told by the test, not by the thread
            faults.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "甲乙丙丁"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    store = _opened(issued)
    with store.transaction() as records:
        entries = list(records.ledger.entries())
    store.close()
    assert len(entries) == 32
    assert first_break(entries) is None


def test_what_one_transaction_reads_is_of_one_moment(issued: Bench) -> None:
    reader, writer = _opened(issued), _opened(issued)
    with reader.transaction() as records:
        assert records.ledger.last() is None
        with writer.writing() as others:
            others.ledger.append(chain([_change(issued, "a")], "甲", "2026-11-22T10:30:00+08:00", None))
        assert list(records.ledger.entries()) == []
    with reader.transaction() as records:
        assert len(list(records.ledger.entries())) == 1
    reader.close()
    writer.close()


def test_who_waits_too_long_is_told(issued: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    roster = put(issued.data / "n.csv", roster_text((("C0009", "样例"),)))
    store = _opened(issued)
    monkeypatch.setattr(opening, "PATIENCE", 1)
    with store.writing():
        told(issued("drill", "issue", DRILL, "--roster", roster), "另一个命令")
    store.close()
    assert issued("drill", "status", DRILL, "--json").data["issued"] == 4


def _at_once(bench: Bench, *words: object, times: int = 2) -> list[str]:
    """Runs a command several times at once; what each said on stderr. All must succeed."""
    running = [
        subprocess.Popen(bench.argv(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(times)
    ]
    said = [process.communicate(timeout=120)[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * times, said
    return said


def test_several_open_an_empty_store_at_once(empty: Bench) -> None:
    empty.data.mkdir()
    _at_once(empty, "ledger", "verify", times=4)


def test_two_collect_the_same_folder_at_once(issued: Bench, inbox: Path) -> None:
    _at_once(issued, "drill", "collect", DRILL, inbox)
    assert {row["state"] for row in issued.rows("submission")} == {"accepted"}
    assert len(issued.rows("submission")) == 3


def test_two_issue_at_once(empty: Bench, roster: Path) -> None:
    empty.data.mkdir()
    put(empty.data / "secret", b"5f" * 32)
    _at_once(empty, "drill", "issue", DRILL, "--roster", roster)
    assert len(empty.rows("paper")) == 4


def test_people_stand_in_the_order_of_their_numbers_whatever_the_database_thinks_of_letters(
    empty: Bench, roster_of: Callable[..., Path]
) -> None:
    numbers = ("b2", "A10", "a9", "B01", "A-1", "a_1")
    assert empty("drill", "issue", DRILL, "--roster", roster_of(*((number, "样例") for number in numbers))).code == 0
    missing = empty("drill", "status", DRILL, "--json").data["missing"]
    assert [person["id"] for person in missing] == sorted(numbers)


@pytest.mark.parametrize("said", ["2026-11-21T09:35:00+08:00" + "0" * 80, "2026\x00-11-21", "昨天" * 50, ""])
def test_a_time_that_is_none_stops_no_collecting(issued: Bench, inbox: Path, tmp_path: Path, said: str) -> None:
    """Learners' files say what they like; a server is stricter about lengths and signs than a file is."""
    odd = put(tmp_path / f"{DRILL}-C0004.ipynb", issued.submission("C0004", times=("2026-11-21T09:00:00+08:00", said)))
    assert issued("drill", "collect", DRILL, odd, inbox).code == 0
    assert issued("drill", "status", DRILL, "--json").data["received"] == 4


# A server


@pytest.fixture
def kept_on_server(server: Server, graded_once: Bench, tmp_path: Path) -> Bench:
    """Content, and an empty database on a server."""
    return Bench(graded_once.root, tmp_path / "data", server.new())


@pytest.mark.sqlite
@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_postgres_address_means_psycopg_3(server: Server, scheme: str) -> None:
    store = Store(server.new().replace("postgresql:", f"{scheme}:"))
    assert store._engine.dialect.driver == "psycopg"
    store.close()


@pytest.mark.sqlite
def test_a_server_that_is_not_there(kept_on_server: Bench, tmp_path: Path) -> None:
    nowhere = f"postgresql://chen:geheim@/lianbing?host={tmp_path}"
    ran = kept_on_server("ledger", "verify", database=nowhere)
    told(ran, "打不开数据库", "服务是否开着")
    assert "geheim" not in ran.said


@pytest.mark.sqlite
def test_a_database_that_the_server_does_not_have(kept_on_server: Bench) -> None:
    told(kept_on_server("ledger", "verify", database=kept_on_server.url.replace("/lianbing_", "/nobody_")), "库名")


@pytest.mark.sqlite
def test_without_the_driver_it_says_which(kept_on_server: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    told(kept_on_server("ledger", "verify"), "lianbing[postgres]")


@pytest.mark.sqlite
def test_a_server_lost_in_the_middle_leaves_nothing_half(issued_once: Bench, server: Server, tmp_path: Path) -> None:
    """The connection breaks between two entries: neither stays."""
    bench = Bench(issued_once.root, tmp_path / "data", server.new())
    bench.data.mkdir()
    (tmp_path / "n.csv").write_text(roster_text((("C0001", "样例甲"),)), encoding="utf-8")
    assert bench("drill", "issue", DRILL, "--roster", tmp_path / "n.csv").code == 0
    store = _opened(bench)
    name = bench.url.rpartition("@/")[2].partition("?")[0]

    def write() -> None:
        with store.writing() as records:
            records.ledger.append(chain([_change(bench, "a")], "甲", "2026-11-22T10:30:00+08:00", None))
            records.ledger._session.flush()
            with connected(server.url("postgres"), autocommit=True) as connection:
                connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", (name,))
            list(records.ledger.entries())

    with pytest.raises(StoreFault, match="数据库读写不了"):
        write()
    store.close()
    assert bench.ledger() == []
    assert bench("ledger", "verify").code == 0


@pytest.mark.sqlite
def test_both_databases_hold_the_same_to_the_byte(
    server: Server, graded_once: Bench, roster: Path, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import datetime

    noon = datetime.fromisoformat("2026-11-22T12:00:00+08:00")
    monkeypatch.setattr("lianbing.app.workspace.Workspace.now", lambda _: noon.isoformat(timespec="seconds"))
    benches = [Bench(graded_once.root, tmp_path / "file"), Bench(graded_once.root, tmp_path / "server", server.new())]
    for bench in benches:
        put(bench.data / "secret", (graded_once.data / "secret").read_bytes())
        for words in (
            ("drill", "issue", DRILL, "--roster", roster),
            ("drill", "collect", DRILL, inbox),
            ("grade", DRILL),
        ):
            assert bench(*words).code == 0
    kinds: tuple[str, ...] = ("drill", "paper", "submission", "ledger")
    one, other = ({kind: _plain(bench.rows(kind)) for kind in kinds} for bench in benches)
    assert one == other


def _plain(rows: list[dict[str, Any]]) -> list[str]:
    return [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
