"""Submissions as they come in: what can't be taken is kept, named and explained, and stops nothing else."""

from __future__ import annotations

import json
import os
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from lianbing.drills.intake import incoming_files
from lianbing.errors import LianbingError
from lianbing.wire.submissions import MAX_BYTES
from tests.app.kit import DRILL, TIMES, Bench, Ran, notebook_bytes, put, told

Notebook = dict[str, Any]


def _head(**changes: object) -> Callable[[Bench, Notebook], Notebook]:
    def change(_bench: Bench, notebook: Notebook) -> Notebook:
        notebook["metadata"]["lianbing"].update(changes)
        return notebook

    return change


def _another_paper(bench: Bench, notebook: Notebook) -> Notebook:
    notebook["metadata"]["lianbing"]["paper"] = bench.paper("C0002").paper.id
    return notebook


def _another_person(bench: Bench, notebook: Notebook) -> Notebook:
    """Paper and employee of somebody else, with one's own token."""
    notebook["metadata"]["lianbing"].update(paper=bench.paper("C0002").paper.id, employee="C0002")
    return notebook


def _no_token(_bench: Bench, notebook: Notebook) -> Notebook:
    del notebook["metadata"]["lianbing"]["token"]
    return notebook


def _no_answer(_bench: Bench, notebook: Notebook) -> Notebook:
    del notebook["cells"][1]["metadata"]["lianbing"]["answer"]
    return notebook


def _cell_said(said: object) -> Callable[[Bench, Notebook], Notebook]:
    def change(_bench: Bench, notebook: Notebook) -> Notebook:
        notebook["cells"][1]["metadata"]["lianbing"] = said
        return notebook

    return change


def _foreign(_bench: Bench, notebook: Notebook) -> Notebook:
    del notebook["metadata"]["lianbing"]
    return notebook


def _cells(_bench: Bench, notebook: Notebook) -> Notebook:
    return {**notebook, "cells": {"0": notebook["cells"]}}


def _old_format(_bench: Bench, notebook: Notebook) -> Notebook:
    return {**notebook, "nbformat": 3}


CHANGED: dict[str, tuple[Callable[[Bench, Notebook], Notebook], str, str]] = {
    "token": (_head(token="0" * 64), "changed-token", "凭证对不上"),
    "token-empty": (_head(token=""), "changed-token", "凭证对不上"),
    "token-chinese": (_head(token="凭证"), "changed-token", "凭证对不上"),
    "token-half-a-character": (_head(token="\ud800"), "", ""),
    "employee": (_head(employee="C0002"), "changed-token", "凭证对不上"),
    "employee-unknown": (_head(employee="C9999"), "changed-token", "凭证对不上"),
    "another-paper": (_another_paper, "changed-token", "凭证对不上"),
    "another-person": (_another_person, "changed-token", "凭证对不上"),
    "paper-unknown": (_head(paper=f"{DRILL}-C9999"), "unknown-paper", "没有发过这份试卷"),
    "paper-path": (_head(paper="../../etc"), "unknown-paper", "没有发过这份试卷"),
    "drill": (_head(drill="2026H1-skill"), "wrong-drill", "2026H1-skill"),
    "drill-half-a-character": (_head(drill="\ud800"), "", ""),
    "drill-control-characters": (_head(drill="\x1b[2J\x07x"), "wrong-drill", "另一场练兵"),
    "schema": (_head(schema="lianbing/submission@9"), "foreign", "不是练兵答卷"),
    "foreign": (_foreign, "foreign", "不是练兵答卷"),
    "token-missing": (_no_token, "damaged-answers", "卷头不完整"),
    "token-number": (_head(token=1), "damaged-answers", "卷头不完整"),
    "answer-missing": (_no_answer, "damaged-answers", "作答记录坏了"),
    "item-no-text": (_cell_said({"item": 1, "answer": "A"}), "damaged-answers", "作答记录坏了"),
    "cell-no-object": (_cell_said("A"), "damaged-answers", "作答记录坏了"),
    "cells-no-list": (_cells, "not-a-notebook", "不是笔记本文件"),
    "nbformat-3": (_old_format, "not-a-notebook", "不是笔记本文件"),
}
RAW: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "truncated": (lambda whole: whole[: len(whole) // 2], "unreadable", "没有传完整"),
    "empty": (lambda whole: b"", "unreadable", "没有传完整"),
    "text": (lambda whole: "我的答卷".encode(), "unreadable", "没有传完整"),
    "gbk": (lambda whole: whole.decode().encode("gbk", "replace"), "unreadable", "没有传完整"),
    "pdf": (lambda whole: b"%PDF-1.7\n\xff\xfe", "unreadable", "这是 PDF"),
    "booklet": (lambda whole: b"<!DOCTYPE html>\n<html></html>", "unreadable", "答题册"),
    "photo": (lambda whole: b"\xff\xd8\xff\xe0" + bytes(range(256)), "unreadable", "这是图片"),
    "blank": (lambda whole: bytes(5000), "unreadable", "文件是空的"),
    "deep": (lambda whole: b"[" * 200_000, "unreadable", "没有传完整"),
    "deep-closed": (lambda whole: b"[" * 50_000 + b"]" * 50_000, "", ""),
    "number": (lambda whole: b"12", "not-a-notebook", "不是笔记本文件"),
    "list": (lambda whole: b"[]", "not-a-notebook", "不是笔记本文件"),
    "huge-number": (lambda whole: b"1" * 10_000, "unreadable", "没有传完整"),
}


def _refused(bench: Bench, ran: Ran, content: bytes, code: str, piece: str) -> None:
    told(ran, "隔离", piece)
    assert bench.kept(content)
    (row,) = bench.rows("submission")
    assert (row["state"], row["paper"]) == ("quarantined", None)
    assert not code or row["code"] == code
    assert piece in row["reason"]
    (aside,) = bench("drill", "status", DRILL, "--json").data["quarantined"]
    assert aside["reason"] == row["reason"]


@pytest.mark.parametrize(("change", "code", "piece"), CHANGED.values(), ids=CHANGED)
def test_a_changed_submission_is_kept_and_set_aside(
    issued: Bench, tmp_path: Path, change: Callable[[Bench, Notebook], Notebook], code: str, piece: str
) -> None:
    content = json.dumps(change(issued, issued.submission("C0001")), indent=1).encode()  # escapes half characters
    path = put(tmp_path / "答卷.ipynb", content)
    _refused(issued, issued("drill", "collect", DRILL, path), content, code, piece)


@pytest.mark.parametrize(("change", "code", "piece"), RAW.values(), ids=RAW)
def test_bytes_that_are_no_submission_are_kept_and_set_aside(
    issued: Bench, tmp_path: Path, change: Callable[[bytes], bytes], code: str, piece: str
) -> None:
    content = change(notebook_bytes(issued.submission("C0001")))
    path = put(tmp_path / "答卷.ipynb", content)
    _refused(issued, issued("drill", "collect", DRILL, path), content, code, piece)


def test_what_a_learner_wrote_reaches_no_terminal_as_control_characters(issued: Bench, tmp_path: Path) -> None:
    for place, (change, _, _) in enumerate([CHANGED["drill-control-characters"]]):
        put(tmp_path / "in" / f"{place}.ipynb", change(issued, issued.submission("C0001")))
    notebook = issued.submission("C0001", said={issued.item("C0001", "numeric"): "\x1b]0;标题\x07\x1b[2J5"})
    put(tmp_path / "in" / "9.ipynb", notebook)
    said = issued("drill", "collect", DRILL, tmp_path / "in").said + issued("drill", "status", DRILL).said
    assert "\x1b[2J" not in said
    assert "\x07" not in said


def test_a_file_that_is_too_large(issued: Bench, tmp_path: Path) -> None:
    """What is kept is the file, or the sentence says that it is not all of it."""
    content = notebook_bytes({**issued.submission("C0001"), "x": "x" * MAX_BYTES})
    ran = issued("drill", "collect", DRILL, put(tmp_path / "答卷.ipynb", content))
    told(ran, "超过 8 MB")
    (row,) = issued.rows("submission")
    assert (row["state"], row["code"]) == ("quarantined", "too-large")
    assert (issued.data / "submissions" / f"{row['digest']}.ipynb").is_file()
    assert issued.kept(content) or "开头" in ran.err


def test_a_file_named_after_another_person(issued: Bench, tmp_path: Path) -> None:
    content = notebook_bytes(issued.submission("C0001"))
    path = put(tmp_path / "C0002 样例乙 的答卷.ipynb", content)
    _refused(issued, issued("drill", "collect", DRILL, path), content, "wrong-person", "C0002")
    assert issued("drill", "status", DRILL, "--json").data["received"] == 0


def test_a_copy_under_another_person_s_name_is_told(issued: Bench, tmp_path: Path) -> None:
    """Also where it comes after the right one: otherwise nobody learns that the other has handed in nothing."""
    content = notebook_bytes(issued.submission("C0001"))
    put(tmp_path / "in" / "C0001.ipynb", content)
    put(tmp_path / "in" / "C0002.ipynb", content)
    ran = issued("drill", "collect", DRILL, tmp_path / "in")
    told(ran, "C0002.ipynb", "C0001 的答卷")
    status = issued("drill", "status", DRILL, "--json").data
    assert (status["received"], status["quarantined"]) == (1, [])


def test_renamed_as_told_it_is_taken(issued: Bench, tmp_path: Path) -> None:
    path = put(tmp_path / "C0002.ipynb", issued.submission("C0001"))
    assert issued("drill", "collect", DRILL, path).code == 1
    ran = issued("drill", "collect", DRILL, path.rename(tmp_path / "C0001.ipynb"))
    assert ran.code == 0, ran.said
    status = issued("drill", "status", DRILL, "--json").data
    assert (status["received"], status["quarantined"]) == (1, [])


@pytest.mark.parametrize(
    "name",
    ["2026H2-skill-C0001.ipynb", "2026H2-skill-C0001 (1).ipynb", "答卷.ipynb", "c0001_副本.ipynb", "a" * 80 + ".ipynb"],
)
def test_other_names_don_t_matter(issued: Bench, tmp_path: Path, name: str) -> None:
    assert issued("drill", "collect", DRILL, put(tmp_path / name, issued.submission("C0001"))).code == 0


def test_numbers_with_a_hyphen_are_read_whole(empty: Bench, roster_of: Callable[..., Path], tmp_path: Path) -> None:
    """The booklet names the file after A-01; that a 01 exists as well makes it nobody else's."""
    empty("drill", "issue", DRILL, "--roster", roster_of(("A-01", "样例甲"), ("01", "样例乙"), ("B-02", "样例丙")))
    ran = empty("drill", "collect", DRILL, empty.hand_in(tmp_path / "in", "A-01"))
    assert ran.code == 0, ran.said
    mixed_up = put(tmp_path / f"{DRILL}-B-02.ipynb", empty.submission("01"))
    told(empty("drill", "collect", DRILL, mixed_up), "B-02")


def test_bad_files_stop_no_good_ones(issued: Bench, inbox: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for path in inbox.iterdir():
        put(folder / path.name, path.read_bytes())
    put(folder / "0坏.ipynb", b"{")
    put(folder / "z坏.ipynb", _foreign(issued, issued.submission("C0001")))
    ran = issued("drill", "collect", DRILL, folder)
    told(ran, "0坏.ipynb", "z坏.ipynb")
    assert "新收 3 份，以前收过 0 份，隔离 2 份" in ran.out


def test_each_refusal_names_where_the_file_is_kept(issued: Bench, tmp_path: Path) -> None:
    ran = issued("drill", "collect", DRILL, put(tmp_path / "坏.ipynb", b"{"))
    (row,) = issued.rows("submission")
    assert str(issued.data / "submissions" / f"{row['digest']}.ipynb") in ran.err.replace("\n", "")


def test_collecting_nothing(issued: Bench, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    told(issued("drill", "collect", DRILL, tmp_path / "in"), "没有找到答卷", ".zip")
    told(issued("drill", "collect", DRILL, tmp_path / "没有"), "没有", "检查路径", code=2)


def test_files_with_another_ending_in_a_folder_are_not_passed_over_in_silence(issued: Bench, tmp_path: Path) -> None:
    """Phones like to save an .ipynb as .json or .ipynb.txt; who sent it must not look like who did not."""
    put(tmp_path / "in" / "2026H2-skill-C0001.ipynb.txt", issued.submission("C0001"))
    put(tmp_path / "in" / "2026H2-skill-C0002.ipynb", issued.submission("C0002"))
    ran = issued("drill", "collect", DRILL, tmp_path / "in")
    assert ran.code in (0, 1)
    assert "2026H2-skill-C0001.ipynb.txt" in ran.said
    assert issued("drill", "collect", DRILL, tmp_path / "in" / "2026H2-skill-C0001.ipynb.txt").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_a_file_name_in_gbk_bytes(issued: Bench, tmp_path: Path) -> None:
    """What unzip on a server makes of an archive from a Chinese Windows."""
    content = notebook_bytes(issued.submission("C0001"))
    folder = tmp_path / "in"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "答卷.ipynb".encode("gbk"))).write_bytes(content)
    ran = issued("drill", "collect", DRILL, folder)
    assert ran.code == 0, ran.said
    assert issued("drill", "status", DRILL, "--json").data["received"] == 1


def _zip(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def test_an_archive_as_chat_programs_send_it(issued: Bench, tmp_path: Path) -> None:
    archive = _zip(
        tmp_path / "答卷.zip",
        ("一部/", b""),
        ("一部/C0001.ipynb", notebook_bytes(issued.submission("C0001"))),
        ("一部/C0002.ipynb", notebook_bytes(issued.submission("C0002"))),
        ("一部/说明.txt", b"?"),
        ("坏.ipynb", b"{"),
    )
    ran = issued("drill", "collect", DRILL, archive)
    told(ran, "坏.ipynb")
    assert "新收 2 份，以前收过 0 份，隔离 1 份" in ran.out


def test_a_member_can_t_leave_the_data_folder(issued: Bench, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if issued.data not in path.parents}
    names = ("../../../x.ipynb", "/tmp/x.ipynb", "..\\..\\x.ipynb", "C:\\x.ipynb", "a/../../../../x.ipynb")
    times = [("2026-11-21T09:00:00+08:00", f"2026-11-21T09:3{place}:00+08:00") for place in range(len(names))]
    content = [notebook_bytes(issued.submission("C0001", times=both)) for both in times]
    archive = _zip(tmp_path / "data" / "x.zip", *zip(names, content, strict=True))
    assert issued("drill", "collect", DRILL, archive).code == 0
    assert {row["file_name"] for row in issued.rows("submission")} == {"x.ipynb"}
    assert {path for path in tmp_path.rglob("*") if issued.data not in path.parents} == before
    assert {path.parent for path in issued.data.rglob("*.ipynb")} == {issued.data / "submissions"}


def _damaged(whole: bytes, how: str) -> bytes:
    if how == "cut":
        return whole[: len(whole) // 2]
    if how == "no-zip":
        return b"not a zip"
    changed = bytearray(whole)
    start = 30 + struct.unpack("<H", whole[26:28])[0]
    if how == "member":
        changed[start + 20 : start + 60] = bytes(40)
    if how == "method":
        changed[whole.index(b"PK\x01\x02") + 10] = 99
        changed[8] = 99
    if how == "password":
        changed[whole.index(b"PK\x01\x02") + 8] |= 1
        changed[6] |= 1
    if how == "bzip2":
        changed[whole.index(b"PK\x01\x02") + 10] = 12
        changed[8] = 12
    if how == "lzma":
        changed[whole.index(b"PK\x01\x02") + 10] = 14
        changed[8] = 14
    if how == "name":
        changed[whole.index(b"PK\x01\x02") + 9] |= 8  # says UTF-8, is not
        changed[whole.index(b"PK\x01\x02") + 46] = 0xFF
    return bytes(changed)


@pytest.mark.parametrize("how", ["cut", "no-zip", "member", "method", "password", "bzip2", "lzma", "name"])
def test_a_damaged_archive_is_named_and_nothing_breaks(issued: Bench, tmp_path: Path, how: str) -> None:
    whole = _zip(tmp_path / "x.zip", ("C0001.ipynb", notebook_bytes(issued.submission("C0001")))).read_bytes()
    archive = put(tmp_path / "答卷.zip", _damaged(whole, how))
    ran = issued("drill", "collect", DRILL, archive)
    told(ran, "答卷.zip", "解压", code=ran.code or 1)


def test_any_byte_of_an_archive_may_be_wrong(issued: Bench, tmp_path: Path) -> None:
    """Every seventh byte in turn: taken, set aside or refused with a sentence, never a stack trace."""
    whole = _zip(tmp_path / "x.zip", ("C0001.ipynb", notebook_bytes(issued.submission("C0001")))).read_bytes()
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 0x5A
        archive = put(tmp_path / "答卷.zip", bytes(changed))
        with suppress(LianbingError):
            list(incoming_files([archive]))


def test_a_broken_archive_stops_no_good_ones(issued: Bench, inbox: Path, tmp_path: Path) -> None:
    """Nothing is lost: the folder's other files are taken, whatever one archive is like."""
    folder = tmp_path / "in"
    for path in inbox.iterdir():
        put(folder / path.name, path.read_bytes())
    put(folder / "0.zip", b"not a zip")
    ran = issued("drill", "collect", DRILL, folder)
    told(ran, "0.zip", code=ran.code or 1)
    assert issued("drill", "status", DRILL, "--json").data["received"] == 3


def test_an_archive_that_unpacks_to_very_much(issued: Bench, tmp_path: Path) -> None:
    """A megabyte that unpacks to a gigabyte: refused or taken bit by bit, within ordinary memory."""
    zeros = bytes(8 * 1024 * 1024)
    archive = _zip(tmp_path / "炸弹.zip", *((f"{place}.ipynb", zeros) for place in range(120)))
    assert archive.stat().st_size < 4 * 1024 * 1024

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (600_000_000, 600_000_000))

    done = subprocess.run(
        issued.argv("drill", "collect", DRILL, archive), capture_output=True, check=False, timeout=100, preexec_fn=limit
    )
    told(Ran(done.returncode, done.stdout.decode(), done.stderr.decode()), "", code=done.returncode or 1)
    assert done.returncode in (1, 2)


def test_an_archive_with_very_many_members(issued: Bench, tmp_path: Path) -> None:
    archive = _zip(tmp_path / "多.zip", *((f"{place}.ipynb", b"{") for place in range(5_001)))
    ran = issued("drill", "collect", DRILL, archive)
    told(ran, "5001", "分几次", code=2)


def test_answers_missing_or_of_the_wrong_kind_wait_for_a_person(issued: Bench, tmp_path: Path) -> None:
    """Neither zero nor lost: the rest is marked, these items stand in the list with their reason."""
    single, several, truth, number = (
        issued.item("C0001", kind) for kind in ("single", "multiple", "truefalse", "numeric")
    )
    notebook = issued.submission("C0001", said={single: ["A"], several: "A", truth: "对", number: 12})
    gone = issued.item("C0001", "single", 1)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["metadata"].get("lianbing", {}).get("item") != gone]
    assert issued("drill", "collect", DRILL, put(tmp_path / "x.ipynb", notebook)).code == 0
    ran = issued("grade", DRILL, "--json")
    assert ran.code == 0
    assert ran.data["waiting"] == 5
    waiting = {line["item"]: line["reason"] for line in issued("review", "list", DRILL, "--json").data}
    assert waiting.keys() == {single, several, truth, number, gone}
    assert "没有这道题的作答记录" in waiting[gone]
    marks = issued.marks()
    assert all((marks["C0001", item] is None) == (item in waiting) for _, item in marks)
    assert issued.standings()["C0001"]["state"] == "未定（有题待判）"


def test_items_of_somebody_else_s_paper_count_for_nothing(issued: Bench, tmp_path: Path) -> None:
    notebook = issued.submission("C0001", wrong=99)
    mine = {item.item.id for item in issued.paper("C0001").paper.items}
    notebook["cells"] += [
        {**cell, "id": f"extra-{place}"}
        for place, cell in enumerate(issued.submission("C0002")["cells"][1:])
        if cell["metadata"]["lianbing"]["item"] not in mine
    ]
    assert issued("drill", "collect", DRILL, put(tmp_path / "x.ipynb", notebook)).code == 0
    assert issued("grade", DRILL).code == 0
    assert {row["item"] for row in issued.ledger()} == mine


def test_of_two_files_in_one_folder_the_one_handed_in_later_counts(issued: Bench, tmp_path: Path) -> None:
    """A browser calls the second download "… (1).ipynb", which sorts before the first."""
    later = ("2026-11-21T10:00:00+08:00", "2026-11-21T10:30:00+08:00")
    first = put(tmp_path / "in" / f"{DRILL}-C0001.ipynb", issued.submission("C0001", wrong=5, times=TIMES))
    put(tmp_path / "in" / f"{DRILL}-C0001 (1).ipynb", issued.submission("C0001", times=later))
    assert issued("drill", "collect", DRILL, first.parent).code == 0
    with issued.workspace.store.transaction() as records:
        (current,) = records.submissions.current(DRILL).values()
    assert current.submitted_at == later[1]


def test_the_same_file_twice_in_one_batch_is_one_submission(issued: Bench, tmp_path: Path) -> None:
    for name in ("a.ipynb", "b.ipynb"):
        put(tmp_path / "in" / name, issued.submission("C0001"))
    ran = issued("drill", "collect", DRILL, tmp_path / "in")
    assert "新收 1 份，以前收过 1 份，隔离 0 份" in ran.out
    assert len(issued.rows("submission")) == 1
