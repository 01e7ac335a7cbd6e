"""A person is taken out of everything, the ledger still verifies, and any other change is still found."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianbing.domain.privacy.traces import Traces
from lianbing.store.purging import Target, own_rows
from lianbing.store.seals import seal_of
from lianbing.store.tables import Base
from tests.app.kit import DRILL, PERIOD, Bench, Ran, put, told

GONE, NAME = "C0002", "样例乙"
REASON = "本人离职，保存年限已满"


def purged_of(bench: Bench, *numbers: str) -> Ran:
    """Purges people, first with a look."""
    asked = [word for number in numbers for word in ("--number", number)]
    code = bench("purge", *asked, "--json").data["code"]
    return bench("purge", *asked, "--confirm", code, "--reason", REASON)


@pytest.fixture(scope="module")
def assessed_once(graded_once: Bench, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Four people, three of them marked, an assessment that is published, and what was printed and packed."""
    bench = Bench(graded_once.root, tmp_path_factory.mktemp("assessed") / "data")
    shutil.copytree(graded_once.data, bench.data)
    for row in bench("review", "list", DRILL, "--json").data:
        assert bench("review", "mark", DRILL, row["employee"], row["item"], 1, "--why", "初评").code == 0
    for words in (
        ("assess", PERIOD),
        ("appeal", "publish", PERIOD),
        ("appeal", "file", PERIOD, GONE, "--result", "--text", "总分不对", "--on", date.today().isoformat()),
        ("drill", "sheet", DRILL),
        ("drill", "pack", DRILL),
    ):
        ran = bench(*words)
        assert ran.code == 0, ran.said
    return bench


@pytest.fixture(scope="module")
def purged_once(assessed_once: Bench, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    bench = Bench(assessed_once.root, tmp_path_factory.mktemp("purged") / "data")
    shutil.copytree(assessed_once.data, bench.data)
    ran = purged_of(bench, GONE)
    assert ran.code == 0, ran.said
    return bench


@pytest.fixture
def assessed(assessed_once: Bench, tmp_path: Path) -> Bench:
    return Bench(assessed_once.root, shutil.copytree(assessed_once.data, tmp_path / "data"))


@pytest.fixture
def purged(purged_once: Bench, tmp_path: Path) -> Bench:
    return Bench(purged_once.root, shutil.copytree(purged_once.data, tmp_path / "purged"))


def _traces(bench: Bench) -> list[str]:
    """The files whose name or bytes still have the number or the name."""
    words = [GONE.encode(), NAME.encode(), NAME.encode("ascii", "backslashreplace")]
    files = [path for path in bench.data.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(w in path.read_bytes() or w in str(path).encode() for w in words)]


def test_nothing_of_the_person_is_left_in_any_file(assessed: Bench) -> None:
    assert _traces(assessed)
    ran = purged_of(assessed, GONE)
    assert ran.code == 0, ran.said
    assert not _traces(assessed)


def test_the_ledger_still_verifies_and_says_how_many_entries_are_purged(purged: Bench, assessed: Bench) -> None:
    gone = assessed.ledger(f"employee = '{GONE}'")
    everything = assessed.ledger()
    assert purged("ledger", "verify").out == f"台账完好，共 {len(everything)} 条，其中 {len(gone)} 条按规定清除\n"
    kept = [{name: row[name] for name in ("sequence", "drill", "previous", "digest")} for row in gone]
    assert purged.rows("purged_entry") == kept


def test_the_preview_changes_nothing_and_says_what_goes(assessed: Bench) -> None:
    before = {path: path.read_bytes() for path in assessed.data.rglob("*.ipynb")}
    ran = assessed("purge", "--number", GONE)
    assert ran.code == 0, ran.said
    for piece in (GONE, NAME, f"runs/{DRILL}/{DRILL}-{GONE}", f"reports/{PERIOD}", "2031-12-31", "--confirm"):
        assert piece in ran.said, piece
    assert {path: path.read_bytes() for path in assessed.data.rglob("*.ipynb")} == before
    assert assessed.rows("person", f"number = '{GONE}'")
    assert "--confirm" not in assessed("purge", "--number", GONE, "--dry-run").said


def test_the_others_keep_their_results_ranks_and_reports(purged: Bench, assessed: Bench) -> None:
    before = assessed("assess", PERIOD, "--rebuild", "--json").data["results"]
    after = purged("assess", PERIOD, "--rebuild", "--json")
    assert after.code == 0, after.said
    assert after.data["results"] == [each for each in before if each["employee"]["id"] != GONE]


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("drill", "status", DRILL),
    ("drill", "log", DRILL),
    ("drill", "prove", DRILL),
    ("drill", "similarity", DRILL),
    ("grade", DRILL),
    ("review", "list", DRILL),
    ("ledger", "show", DRILL, "C0001"),
    ("assess", PERIOD),
    ("assess", PERIOD, "--rebuild"),
    ("drill", "pack", DRILL),
    ("period", "log", PERIOD),
    ("appeal", "list", PERIOD),
    ("ledger", "verify"),
)


def test_every_other_command_still_works(purged: Bench) -> None:
    for words in COMMANDS:
        ran = purged(*words)
        assert ran.code == 0, (words, ran.said)
        assert GONE not in ran.said, words
        assert NAME not in ran.said, words


def test_a_purged_entry_says_when_and_by_whom_it_was_purged(purged: Bench) -> None:
    place = purged.rows("purged_entry")[0]["sequence"]
    told(purged("ledger", "entry", place), "已按规定清除", REASON, "测试员")
    told(purged("ledger", "show", DRILL, GONE), "已按规定清除")


def test_a_purge_is_recorded_without_the_person(purged: Bench) -> None:
    (row,) = purged.rows("period_event", "kind = 'purged'")
    assert (row["by"], row["reason"], row["employee"]) == ("测试员", REASON, "")
    content = json.loads(row["content"])
    assert content["people"] == 1
    assert GONE not in row["content"]


@pytest.mark.parametrize(
    ("words", "piece"),
    [
        (("--number", "C9999"), "没有工号 C9999"),
        (("--number", GONE, "--confirm", "00000000", "--reason", REASON), "对不上"),
        (("--number", GONE, "--confirm", "00000000"), "--reason"),
        (("--number", GONE, "--before", "2026"), "只用一种"),
        (("--number", GONE, "--confirm", "00000000", "--dry-run"), "只用一个"),
        (("--before", "2027"), "还没有存满 5 年"),
        ((), "没有人的记录到了可以清除的时候"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(assessed: Bench, words: tuple[str, ...], piece: str) -> None:
    ran = assessed("purge", *words)
    assert ran.code, ran.said
    assert piece in ran.err, ran.said
    assert len(assessed.rows("person")) == 4


def test_a_reason_must_not_name_the_person(assessed: Bench) -> None:
    code = assessed("purge", "--number", GONE, "--json").data["code"]
    ran = assessed("purge", "--number", GONE, "--confirm", code, "--reason", f"{NAME}离职")
    told(ran, "不要写这个人的姓名", code=2)
    assert assessed.rows("person", f"number = '{GONE}'")


def test_a_purge_does_not_cover_up_what_was_changed_before(assessed: Bench) -> None:
    code = assessed("purge", "--number", GONE, "--json").data["code"]
    assessed.tamper("update ledger set after = '0.5' where sequence = (select max(sequence) from ledger)")
    told(assessed("purge", "--number", GONE, "--confirm", code, "--reason", REASON), "台账第")


ABOUT_NOBODY = {"assessment", "correction", "drill", "ledger", "purged_entry", "review_round", "roster", "seal"}
"""Tables without rows of one person alone: what they say of people is taken out of their contents, or moved."""


def test_every_table_is_purged_or_known_to_hold_nobodys_rows() -> None:
    """A new table with rows of people needs a column paper, employee or person, by which they are found."""
    target = Target(traces=Traces(numbers=frozenset({"1"}), names=frozenset(), papers=frozenset({"D-1"})))
    assert {t.name for t in Base.metadata.sorted_tables if own_rows(t, target) is None} == ABOUT_NOBODY


def _sealed(bench: Bench, table: str, key: str) -> None:
    """Gives changed rows seals of their own."""
    for row in bench.rows(table):
        bench.tamper("update seal set digest = ? where kind = ? and of = ?", seal_of(row), table, str(row[key]))


def test_an_entry_that_is_blanked_without_a_record_is_found(purged: Bench) -> None:
    (row,) = purged.ledger("sequence = (select min(sequence) from ledger)")
    values = [row[name] for name in ("sequence", "drill", "previous", "digest")]
    purged.tamper("insert into purged_entry values (?, ?, ?, ?)", *values)
    purged.tamper("delete from ledger where sequence = ?", row["sequence"])
    told(purged("ledger", "verify"), f"台账第 {row['sequence']} 条的内容不见了，却没有清除的记载")


def test_a_record_of_a_purge_of_what_is_still_there_is_found(purged: Bench, assessed: Bench) -> None:
    (gone, *_) = assessed.ledger(f"employee = '{GONE}'")
    purged.tamper(f"insert into ledger values ({','.join('?' * len(gone))})", *gone.values())
    told(purged("ledger", "verify"), f"台账第 {gone['sequence']} 条还在")


def test_a_removed_record_of_a_purge_is_found_even_with_its_seal(purged: Bench) -> None:
    purged.tamper("delete from period_event where kind = 'purged'")
    purged.tamper("delete from seal where kind = 'period_event' and of not in (select sequence from period_event)")
    told(purged("ledger", "verify"), "却没有清除的记载")


@pytest.mark.parametrize(
    ("table", "key", "change"),
    [
        ("roster", "id", "content = replace(content, '样例甲', '样例戊')"),
        ("assessment", "id", """content = replace(content, '"purged":[', '"purged":["99",')"""),
        ("paper", "id", """content = replace(content, '"worth":"3"', '"worth":"9"')"""),
    ],
)
def test_a_record_that_a_purge_has_changed_is_not_changed_once_more(
    purged: Bench, table: str, key: str, change: str
) -> None:
    """Who forges the seal too still contradicts the record of the purge, or the ledger."""
    purged.tamper(f"update {table} set {change}")
    _sealed(purged, table, key)
    assert purged("ledger", "verify").code == 1


def test_a_second_purge_holds_beside_the_first(purged: Bench) -> None:
    assert purged_of(purged, "C0001").code == 0
    verified = purged("ledger", "verify")
    assert verified.code == 0, verified.said
    assert purged_of(purged, "C0003", "C0004").code == 0
    entries = len(purged.rows("purged_entry"))
    assert purged("ledger", "verify").out == f"台账完好，共 {entries} 条，其中 {entries} 条按规定清除\n"
    assert not purged.rows("person")


def test_the_chain_goes_on_after_its_last_entry_was_purged(assessed: Bench, tmp_path: Path) -> None:
    assert purged_of(assessed, "C0003").code == 0
    assert assessed("drill", "collect", DRILL, assessed.hand_in(tmp_path / "in", "C0004")).code == 0
    assert assessed("grade", DRILL).code == 0
    verified = assessed("ledger", "verify")
    assert verified.code == 0, verified.said


def test_a_quarantined_file_of_the_person_goes_too(assessed: Bench, tmp_path: Path) -> None:
    notebook: Any = assessed.submission(GONE)
    notebook["metadata"]["lianbing"]["token"] = "0" * 64
    assert assessed("drill", "collect", DRILL, put(tmp_path / "in" / "x.ipynb", notebook)).code == 1
    put(tmp_path / "in2" / f"{NAME}.ipynb", b"{}")
    assert assessed("drill", "collect", DRILL, tmp_path / "in2").code == 1
    assert purged_of(assessed, GONE).code == 0
    assert not _traces(assessed)
    assert assessed("ledger", "verify").code == 0


def test_words_of_others_about_the_person_are_named_and_left_alone(assessed: Bench) -> None:
    ran = assessed("drill", "extra-time", DRILL, "C0001", "--minutes", 10, "--reason", f"同{NAME}一样")
    assert ran.code == 0, ran.said
    ran = purged_of(assessed, GONE)
    assert re.search(r"练兵记事第 \d+ 条（reason）", ran.said), ran.said


def test_a_killed_purge_is_finished_by_the_next_one(assessed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the record and before the files: they go with the next call, and verifying says so meanwhile."""
    from lianbing.app.privacy import leftovers

    code = assessed("purge", "--number", GONE, "--json").data["code"]
    with monkeypatch.context() as patch:
        patch.setattr(leftovers, "_remove", _killed)
        assert assessed("purge", "--number", GONE, "--confirm", code, "--reason", REASON).code == 130
    told(assessed("ledger", "verify"), "上一次清除没有做完")
    assert assessed("purge", "--number", GONE, "--confirm", code, "--reason", REASON).code == 0
    assert not _traces(assessed)
    assert assessed("ledger", "verify").code == 0


TABLES = ("drill", "roster", "person", "person_name", "paper", "submission", "drill_event", "period_event", "ledger")
NOT_LEDGER = ("purged_entry", "assessment", "seal")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_row_that_is_changed_or_removed_after_a_purge_is_found(purged_once: Bench, data: st.DataObject) -> None:
    with purged_once.sql() as connection:
        sound = connection.serialize()
    table = data.draw(st.sampled_from((*TABLES, *NOT_LEDGER)))
    row = data.draw(st.sampled_from(purged_once.rows(table)))
    where, key = (" and ".join(f'"{name}" is ?' for name in row), [*row.values()])
    if data.draw(st.booleans()):
        purged_once.tamper(f"delete from {table} where {where}", *key)
    else:
        column = data.draw(st.sampled_from([name for name, value in row.items() if value not in (None, "")]))
        other = row[column] + 1_000_000 if isinstance(row[column], int) else f"{row[column]}x"
        purged_once.tamper(f'update {table} set "{column}" = ? where {where}', other, *key)
    try:
        verified = purged_once("ledger", "verify")
        assert verified.code == 1, (table, row, verified.said)
    finally:
        for left in purged_once.data.glob("lianbing.db-*"):
            left.unlink()
        purged_once.database.write_bytes(sound)


@pytest.mark.parametrize(
    "listed", ["{", '{"code":"X","paths":["../../secret"]}', '{"code":"X","paths":["lianbing.db"]}']
)
def test_a_list_of_files_that_was_changed_removes_nothing(assessed: Bench, listed: str) -> None:
    put(assessed.data / "purging.json", listed)
    told(assessed("purge", "--number", GONE), "purging.json")
    assert (assessed.data / "purging.json").exists()


def _killed(_path: Path) -> None:
    raise KeyboardInterrupt


def test_a_purge_killed_before_its_record_has_done_nothing(assessed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from lianbing.store.purging import Purging

    code = assessed("purge", "--number", GONE, "--json").data["code"]
    with monkeypatch.context() as patch:
        patch.setattr(Purging, "mentions", lambda *_: _killed(Path()))
        assert assessed("purge", "--number", GONE, "--confirm", code, "--reason", REASON).code == 130
    assert assessed.rows("person", f"number = '{GONE}'")
    assert purged_of(assessed, GONE).code == 0
    assert not _traces(assessed)
