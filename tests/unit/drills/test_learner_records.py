"""Learners' files: every fault is a sentence, and the checksums are those of browsers."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lianbing.drills.file_kinds import Leftover
from lianbing.drills.learner_records.browser_json import browser_canonical, parsed
from lianbing.drills.learner_records.reading import ReadRecords, leftover_notes, read_records, record_checksum
from tests.learner_files import exported, recorded

REPO = Path(__file__).parents[3]
GOOD = recorded()


def read(folder: Path, files: Mapping[str, bytes]) -> ReadRecords:
    """What a folder with these files holds."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return read_records(folder)


def changed(**changes: Any) -> bytes:
    """The recorded file with other members, and its checksum made right again."""
    return exported({**json.loads(GOOD), **changes})


def test_the_text_is_that_of_browsers() -> None:
    """The file was written by ``transfer.js``, whose test holds it against the script of today."""
    text = (REPO / "tests" / "vectors" / "record-numbers.json").read_text(encoding="utf-8")
    data = parsed(text)
    assert isinstance(data, dict)
    assert browser_canonical(data) + "\n" == text
    assert record_checksum(data) == data["checksum"]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_no_browser_writes_are_refused(word: str) -> None:
    with pytest.raises(ValueError, match="no JSON"):
        parsed(f'{{"n": {word}}}')
    with pytest.raises(ValueError, match="beyond"):
        browser_canonical(10**400)


def test_a_good_file_is_read_wherever_it_lies(tmp_path: Path) -> None:
    got = read(tmp_path, {"一部/C0001-练兵学习记录-2026-11-21.json": GOOD})
    (only,) = got.records
    assert not got.faults
    assert only.path == ("一部", "C0001-练兵学习记录-2026-11-21.json")
    assert only.record.items["vis-0001"].right == 1


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    got = read(tmp_path, {"a.json": b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")})
    assert len(got.records) == 1


def test_what_another_edition_adds_is_passed_over(tmp_path: Path) -> None:
    data = json.loads(GOOD)
    data["items"]["vis-0001"]["hurried"] = True
    (only,) = read(tmp_path, {"a.json": exported({**data, "mood": 5})}).records
    assert only.record.items["vis-0001"].right == 1


def test_a_file_under_another_name_is_read(tmp_path: Path) -> None:
    assert len(read(tmp_path, {"学习记录.json.txt": GOOD}).records) == 1


BAD: Mapping[str, tuple[bytes, str]] = {
    "empty": (b"", "文件是空的"),
    "blank": (b"\xef\xbb\xbf \n", "文件是空的"),
    "truncated": (GOOD[: len(GOOD) // 2], "没有传完整"),
    "no JSON": ("你好".encode(), "不是学习记录"),
    "GBK": ('{"edition": "版"}'.encode("gbk"), "没有传完整"),
    "other JSON": (b'{"cells": [], "nbformat": 4}', "不是学习记录"),
    "list": (b"[1, 2]", "不是学习记录"),
    "submission": (b'{"schema": "lianbing/submission@1"}', "不是学习记录"),
    "newer": (changed(schema="lianbing/record@2"), "更新版本的练兵"),
    "changed": (GOOD.replace(b'"right":1', b'"right":2', 1), "校验值对不上"),
    "no checksum": (json.dumps({"schema": "lianbing/record@1"}).encode(), "校验值对不上"),
    "a part is missing": (exported({"schema": "lianbing/record@1"}), "内容不完整"),
    "another shape": (changed(items={"vis-0001": {"answer": 5}}), "内容不完整"),
    "times that are none": (changed(at="昨天"), "内容不完整"),
    "deep": (b'{"schema":' + b"[" * 100_000, "没有传完整"),
    "infinite": (b'{"schema": "lianbing/record@1", "n": NaN}', "没有传完整"),
    "beyond all floats": (b'{"schema": "lianbing/record@1", "n": 1' + b"0" * 400 + b"}", "校验值对不上"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_named_and_the_good_ones_are_used(tmp_path: Path, case: str) -> None:
    content, words = BAD[case]
    got = read(tmp_path, {"bad.json": content, "good.json": GOOD})
    (fault,) = got.faults
    assert fault.file == "bad.json"
    assert words in fault.message
    assert [record.shown for record in got.records] == ["good.json"]


def test_a_file_that_is_far_too_large_is_named(tmp_path: Path) -> None:
    (fault,) = read(tmp_path, {"a.json": b'{"schema": "' + b" " * 9_000_000}).faults
    assert "MB" in fault.message


def test_pictures_and_other_archives_are_named(tmp_path: Path) -> None:
    got = read(
        tmp_path,
        {
            "截图.png": b"\x89PNG\r\n\x1a\n",
            "记录.rar": b"Rar!\x1a\x07\x00",
            "名单.xlsx": _zip({"[Content_Types].xml": b"x"}),
        },
    )
    assert {fault.file: fault.message.split("：")[0] for fault in got.faults} == {
        "截图.png": "不是学习记录",
        "记录.rar": "这种压缩包（不是 .zip）程序不解",
        "名单.xlsx": "不是学习记录",
    }


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    got = read(tmp_path, {"a.json": GOOD, "a(1).json": GOOD})
    assert len(got.records) == 1
    assert got.doubled == (("a(1).json", "a.json"),)
    assert not got.faults


def test_archives_are_opened_and_leftovers_counted(tmp_path: Path) -> None:
    inner = _zip({"C0002/练兵学习记录.json": GOOD, "__MACOSX/._练兵学习记录.json": b"\0\5\x16\7"})
    got = read(tmp_path, {"城区.zip": inner, ".DS_Store": b"\0\0", "坏.zip": inner[:-30]})
    assert [record.shown for record in got.records] == ["城区.zip/C0002/练兵学习记录.json"]
    assert got.passed_over == {Leftover.MAC: 2}
    assert [*leftover_notes(got.passed_over)] == ["跳过了 2 个苹果电脑附带的文件。"]
    (fault,) = got.faults
    assert "压缩包打不开" in fault.message


def _zip(files: Mapping[str, bytes]) -> bytes:
    import io

    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()
