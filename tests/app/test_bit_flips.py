"""Whatever happens to the data folder, no figure is falsified in silence and nobody sees a stack trace."""

from __future__ import annotations

import random
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.app.kit import CHINESE, DRILL, PERIOD, Bench, Ran

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("drill", "status", DRILL),
    ("ledger", "show", DRILL, "C0002"),
    ("review", "list", DRILL),
    ("assess", PERIOD, "--rebuild", "--json"),
)
TABLES = {
    "drill": "id",
    "roster": "id",
    "person_name": "id",
    "paper": "id",
    "submission": "place",
    "drill_event": "sequence",
    "period_event": "sequence",
    "ledger": "sequence",
    "assessment": "id",
    "seal": "digest",
}
NAMES = {
    "drill": "练兵 {}",
    "roster": "名单",
    "person_name": "姓名",
    "paper": "试卷 {}",
    "submission": "第 {} 份",
    "drill_event": "练兵记事第 {} 条",
    "period_event": "考评期记事第 {} 条",
    "ledger": "台账第 {} 条",
    "assessment": "考评",
}


@dataclass(frozen=True)
class Kept:
    """A data folder in order, and what the commands say of it."""

    bench: Bench
    said: tuple[Ran, ...]


@pytest.fixture(scope="module")
def kept(graded_once: Bench, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    data = shutil.copytree(graded_once.data, tmp_path_factory.mktemp("kept") / "data")
    bench = Bench(graded_once.root, data)
    assert bench("assess", PERIOD).code == 0
    with bench.sql() as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return Kept(bench, tuple(bench(*words) for words in COMMANDS))


def _figures(ran: Ran, bench: Bench) -> tuple[int, str]:
    return ran.code, ran.out.replace(str(bench.data), "")


@dataclass(frozen=True)
class Hurt:
    """A copy of the folder for one thing to be done to."""

    kept: Kept
    bench: Bench

    def examine(self) -> str:
        """What ``ledger verify`` finds. Nothing that a command says is both another figure and passed by it."""
        verified = self.bench("ledger", "verify")
        _told(verified)
        for words, before in zip(COMMANDS, self.kept.said, strict=True):
            ran = self.bench(*words)
            _told(ran)
            same = _figures(ran, self.bench) == _figures(before, self.kept.bench)
            assert same or ran.code or verified.code, (words, ran.said)
            if words[0] == "assess":
                assert same or ran.code, (words, ran.said)
        return verified.err


def _told(ran: Ran) -> None:
    """A command ends well, or in Chinese."""
    assert ran.code in (0, 1), ran.said
    assert ran.code == 0 or CHINESE.search(ran.err), ran.said
    assert "Traceback" not in ran.said


@pytest.fixture
def hurt(kept: Kept, tmp_path: Path) -> Hurt:
    data = tmp_path / "data"
    for name in ("secret", "lianbing.db"):
        data.mkdir(exist_ok=True)
        shutil.copy(kept.bench.data / name, data / name)
    shutil.copytree(kept.bench.data / "submissions", data / "submissions")
    return Hurt(kept, Bench(kept.bench.root, data))


def _flipped(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


@pytest.mark.parametrize("seed", range(10))
def test_a_random_bit_of_the_database(hurt: Hurt, seed: int) -> None:
    _flip_in_file(hurt, range(seed * 4, seed * 4 + 4))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 50))
def test_more_random_bits_of_the_database(hurt: Hurt, seed: int) -> None:
    _flip_in_file(hurt, range(seed * 4, seed * 4 + 4))


def _flip_in_file(hurt: Hurt, seeds: range) -> None:
    sound = hurt.bench.database.read_bytes()
    for seed in seeds:
        for left in hurt.bench.data.glob("lianbing.db-*"):
            left.unlink()
        hurt.bench.database.write_bytes(_flipped(sound, random.Random(seed)))
        hurt.examine()


def _row(bench: Bench, table: str, chance: random.Random) -> tuple[str, str, int | str]:
    """A column and the key of a random row with something in it, and what is in it."""
    rows = bench.rows(table)
    row = rows[chance.randrange(len(rows))]
    column = chance.choice([name for name, value in row.items() if value not in (None, "")])
    return column, str(row[TABLES[table]]), row[column]


def _changed(value: int | str, chance: random.Random) -> bytes:
    """One bit of a text, or of a number, is another."""
    return (
        str(value ^ 1 << chance.randrange(6, 12)).encode()
        if isinstance(value, int)
        else _flipped(value.encode(), chance)
    )


@pytest.mark.parametrize("table", TABLES)
def test_a_random_bit_of_a_record_is_named(hurt: Hurt, table: str) -> None:
    _flip_in_rows(hurt, table, range(2))


@pytest.mark.long
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("seed", range(2, 34, 4))
def test_more_random_bits_of_records_are_named(hurt: Hurt, table: str, seed: int) -> None:
    _flip_in_rows(hurt, table, range(seed, seed + 4))


def _flip_in_rows(hurt: Hurt, table: str, seeds: range) -> None:
    sound = hurt.bench.database.read_bytes()
    for seed in seeds:
        for left in hurt.bench.data.glob("lianbing.db-*"):
            left.unlink()
        hurt.bench.database.write_bytes(sound)
        chance = random.Random(f"{table}-{seed}")
        column, key, value = _row(hurt.bench, table, chance)
        changed = _changed(value, chance)
        set_to = f'update {table} set "{column}" = cast(? as text) where "{TABLES[table]}" = ?'
        try:
            hurt.bench.tamper(set_to, changed, key)
        except sqlite3.IntegrityError:  # two of one key: the database refuses that itself
            continue
        found = hurt.examine()
        assert found, (table, column, key, changed)
        if column != TABLES[table] and table in NAMES:
            assert NAMES[table].format(key) in found, found


@pytest.mark.long
def test_files_that_are_gone_or_changed(kept: Kept, tmp_path: Path) -> None:
    """Twenty, one after the other: each is named unless it is made again from the store."""
    chance = random.Random(20)
    for number in range(20):
        bench = Bench(kept.bench.root, shutil.copytree(kept.bench.data, tmp_path / str(number)))
        path = chance.choice(sorted(path for path in bench.data.rglob("*") if path.is_file() and path.suffix != ".db"))
        if number % 2:
            path.unlink()
        else:
            path.write_bytes(_flipped(path.read_bytes(), chance))
        Hurt(kept, bench).examine()
        verified = bench("ledger", "verify")
        if path.name == "secret" or path.parent.name == "submissions":
            assert path.name in verified.err, verified.said


@pytest.mark.parametrize("how", ["gone", "cut", "letter", "exchanged"])
def test_an_original_answer_that_is_not_what_came_in_is_named(hurt: Hurt, how: str) -> None:
    one, other, *_ = sorted((hurt.bench.data / "submissions").iterdir())
    content = one.read_bytes()
    match how:
        case "gone":
            one.unlink()
        case "cut":
            one.write_bytes(content[:1000])
        case "letter":
            one.write_bytes(content.replace(b"C0", b"C1", 1))
        case "exchanged":
            one.write_bytes(other.read_bytes())
            other.write_bytes(content)
    assert one.name in hurt.examine()
    if how == "exchanged":
        assert other.name in hurt.examine()
    for ran in (hurt.bench("assess", PERIOD), hurt.bench("assess", PERIOD, "--rebuild")):
        assert (ran.code, "C0" in ran.err) == (1, True), ran.said


def test_all_answers_gone_are_all_named(hurt: Hurt) -> None:
    shutil.rmtree(hurt.bench.data / "submissions")
    found = hurt.examine()
    assert all(number in found for number in ("C0001", "C0002", "C0003")), found


FORGERIES = {
    "total": ('replace(content, \'"total":"\', \'"total":"9\')', "C0001"),
    "level": ("replace(content, '待提高', '优秀')", "考评"),
    "points": ("""replace(content, '"earned":"0","entry"', '"earned":"3","entry"')""", "C0002"),
    "name": ("replace(content, '样例乙', '样例甲')", "考评"),
    "nothing": ("'{}'", "考评"),
    "cut": ("substr(content, 1, 200)", "考评"),
}


@pytest.mark.parametrize(("what", "named"), FORGERIES.values(), ids=FORGERIES)
def test_a_falsified_assessment_is_named_and_never_shown(hurt: Hurt, what: str, named: str) -> None:
    hurt.bench.tamper(f"update assessment set content = {what}")
    assert named in hurt.examine() or "考评" in hurt.examine()
    assert hurt.bench("assess", PERIOD, "--rebuild").code == 1


@pytest.mark.parametrize("what", ["total", "points"])
def test_a_falsified_assessment_with_a_seal_of_its_own_contradicts_the_ledger(hurt: Hurt, what: str) -> None:
    """Who forges the digest too still has to forge every figure that follows from another."""
    from lianbing.store.seals import seal_of

    statement, named = FORGERIES[what]
    hurt.bench.tamper(f"update assessment set content = {statement}")
    (row,) = hurt.bench.rows("assessment")
    hurt.bench.tamper("update seal set digest = ? where kind = 'assessment'", seal_of(row))
    found = hurt.examine()
    assert named in found, found
    assert "考评结果被改动过" in found


NOTES = {"submitted_at": "2031-01-01T00:00:00+08:00", "paper": f"{DRILL}-C0003", "state": "quarantined"}


@pytest.mark.parametrize("column", NOTES)
def test_a_falsified_note_with_a_seal_of_its_own_contradicts_the_file(hurt: Hurt, column: str) -> None:
    """Which answers count, and whose they are, follows from the bytes that came in."""
    from lianbing.store.seals import seal_of

    hurt.bench.tamper(f"update submission set {column} = ? where paper = ?", NOTES[column], f"{DRILL}-C0001")
    for row in hurt.bench.rows("submission"):
        digest = seal_of(row)
        hurt.bench.tamper("update seal set digest = ? where kind = 'submission' and of = ?", digest, str(row["place"]))
    found = hurt.examine()
    assert "C0001" in found or "C0003" in found, found


@pytest.mark.parametrize("table", [name for name in TABLES if name != "seal"])
def test_a_record_that_was_removed_is_named(hurt: Hurt, table: str) -> None:
    row = hurt.bench.rows(table)[-1]
    key = row[TABLES[table]]
    hurt.bench.tamper(f"delete from {table} where {TABLES[table]} = ?", key)
    found = hurt.examine()
    assert found
    if table not in ("ledger", "assessment"):
        assert NAMES[table].format(key) in found, found


@pytest.mark.parametrize("size", [0, 10, 100, 4096, 50_000])
def test_a_database_that_was_cut(hurt: Hurt, size: int) -> None:
    hurt.bench.database.write_bytes(hurt.bench.database.read_bytes()[:size])
    ran = hurt.bench("ledger", "verify")
    _told(ran)
    assert ran.code or "共 0 条" in ran.out


def test_everything_that_is_wrong_is_said_at_once(hurt: Hurt) -> None:
    hurt.bench.tamper("update ledger set after = '9' where sequence in (3, 11)")
    hurt.bench.tamper("update paper set token = 'x' where employee = 'C0004'")
    next(iter((hurt.bench.data / "submissions").iterdir())).unlink()
    found = hurt.examine()
    for piece in ("台账第 3 条", "台账第 11 条", f"{DRILL}-C0004", "找不到保存的答卷"):
        assert piece in found, found
