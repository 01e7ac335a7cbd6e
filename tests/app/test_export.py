"""Marks go out without anything that names a person, under pseudonyms that hold for one purpose."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.app.kit import DRILL, PEOPLE, PERIOD, Bench, told


def _rows(path: Path) -> list[dict[str, Any]]:
    return [*csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))]


def _export(bench: Bench, path: Path, *words: object, what: str = DRILL, purpose: str = "月度培训") -> Path:
    ran = bench("export", "marks", what, "--out", path, "--purpose", purpose, *words)
    assert ran.code == 0, ran.said
    return path


def test_nothing_of_the_roster_is_in_the_bytes(graded_once: Bench, tmp_path: Path) -> None:
    content = _export(graded_once, tmp_path / "x.csv", "--units").read_bytes()
    for word in (*(word for person in PEOPLE for word in person), "城区一部", "测试员", "约莫三十户"):
        assert word.encode() not in content, word
    for row in graded_once.ledger():
        assert row["at"].encode() not in content
        assert row["paper"].encode() not in content


def test_every_mark_is_there_with_its_clauses(graded_once: Bench, tmp_path: Path) -> None:
    rows, ledger = _rows(_export(graded_once, tmp_path / "x.csv")), graded_once.ledger()
    assert len(rows) == len(ledger)
    assert sorted((row["题"], row["满分"], row["得分"]) for row in rows) == sorted(
        (entry["item"], entry["worth"], entry["after"] or "") for entry in ledger
    )
    assert all(row["条款"] and row["单位"] == "" and row["考评期"] == PERIOD for row in rows)
    assert len({row["人"] for row in rows}) == 3


def test_the_same_store_gives_the_same_bytes_and_another_purpose_other_pseudonyms(
    graded_once: Bench, tmp_path: Path
) -> None:
    first = _export(graded_once, tmp_path / "a.csv")
    assert _export(graded_once, tmp_path / "b.csv", what=PERIOD).read_bytes() == first.read_bytes()
    other = _export(graded_once, tmp_path / "c.csv", purpose="题目分析")
    assert {row["人"] for row in _rows(first)}.isdisjoint(row["人"] for row in _rows(other))


@pytest.mark.parametrize(
    ("words", "piece"),
    [
        ((DRILL, "--out", "x.csv"), "写明用途"),
        ((DRILL, "--out", "x.txt", "--purpose", "培训"), ".csv"),
        (("没有的", "--out", "x.csv", "--purpose", "培训"), "没有练兵 没有的"),
        (("2020H1", "--out", "x.csv", "--purpose", "培训"), "还没有判过的题"),
    ],
)
def test_what_cannot_be_exported_is_said(graded_once: Bench, words: tuple[str, ...], piece: str) -> None:
    ran = graded_once("export", "marks", *words)
    told(ran, piece, code=ran.code)
    assert ran.code in (1, 2)
    assert not Path(words[2]).exists()
