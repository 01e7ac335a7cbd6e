"""Which files there are, that they are the same each time, and that a roster can't choose where they go."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lianbing.domain.assessment.assessment import Assessment
from lianbing.reports.files import person_files, write_reports
from lianbing.wire.assessments import assessment_from_json, assessment_to_json
from tests.reports.objects import candidate


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writes_a_workbook_a_cohort_report_and_one_report_per_person(assessment: Assessment, tmp_path: Path) -> None:
    written = write_reports(assessment, tmp_path, {})
    numbers = ["0007", "C0001", "C0002", "C0003", "C0004", "C0005"]
    expected = ["考评表.xlsx", "班组报告.html", *(f"个人/{number}.html" for number in numbers)]
    assert [path.relative_to(tmp_path).as_posix() for path in written] == expected
    assert sorted(contents(tmp_path)) == sorted(expected)


def test_the_same_assessment_gives_the_same_bytes(assessment: Assessment, tmp_path: Path) -> None:
    write_reports(assessment, tmp_path / "a", {})
    time.sleep(2.1)  # zip times have steps of two seconds
    stored = assessment_from_json(assessment_to_json(assessment))
    write_reports(stored, tmp_path / "b", {})
    write_reports(stored, tmp_path / "b", {})
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_failing_replacement_leaves_the_old_file_whole(
    assessment: Assessment, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(written)

    def full_disk(_: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr("lianbing.files.os.fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        write_reports(replace(assessment, ledger_sequence=99), written, {})
    after = contents(written)
    assert {name: after[name] for name in before} == before
    monkeypatch.undo()
    write_reports(assessment, written, {"2026H2-a-C0001": "判过的试卷/2026H2-a-C0001.html"})
    assert contents(written) == before


def test_a_time_that_is_none_stops_before_anything_is_written(assessment: Assessment, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="昨天"):
        write_reports(replace(assessment, made_at="昨天"), tmp_path, {})
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    "number", ["../../etc/x", "/abs", "a\\b", "..", "CON", "com1", "工号1", "a b", "", "x" * 300, "a\x00"]
)
def test_no_employee_number_leads_out_of_the_folder(number: str) -> None:
    name = person_files([number])[number]
    head, stem = name.split("/")
    assert head == "个人"
    assert stem.isascii()
    assert not set(stem) & set('\\:*?"<>| \x00')
    assert 12 < len(stem) < 60


def test_numbers_that_differ_in_capitals_keep_files_of_their_own() -> None:
    names = person_files(["c0001", "C0001", "C0002", "a/b", "a_b", "a?b"])
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert names["C0002"] == "个人/C0002.html"


def test_the_cohort_links_to_a_person_with_an_odd_number(
    with_people: Callable[..., Assessment], tmp_path: Path
) -> None:
    odd = candidate("../工 1", "样例庚", "1 1 1 1 1 1 1", 1)
    paths = write_reports(with_people(odd), tmp_path, {})
    assert paths[-1].parent == tmp_path / "个人"
    assert f"/{paths[-1].name}" in (tmp_path / "班组报告.html").read_text()


def test_nobody_at_all_is_reported_too(with_people: Callable[..., Assessment], tmp_path: Path) -> None:
    assert len(write_reports(with_people(), tmp_path, {})) == 2
