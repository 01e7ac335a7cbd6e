"""Files, folders and archives as people send them: each file is handed on, named with its reason, or counted."""

from __future__ import annotations

import io
import os
import sys
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import IO, Any

import pytest

from lianbing.drills import archives
from lianbing.drills.archives import MAX_DEPTH, Allowance
from lianbing.drills.file_kinds import FileKind, Leftover, kind_of, leftover
from lianbing.drills.file_names import numbers_in
from lianbing.drills.intake import Arrival, Incoming, NotTaken, PassedOver, count_files, incoming_files
from lianbing.errors import WrongUsage
from lianbing.wire.submissions import MAX_BYTES

NOTEBOOK = b'{"cells": [], "metadata": {"lianbing": {}}, "nbformat": 4}'
APPLE_DOUBLE = bytes.fromhex("0005160700020000") + b"Mac OS X        " + bytes(82)


def put(path: Path, content: bytes = NOTEBOOK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return whole.getvalue()


def handed_on(arrivals: list[Arrival]) -> list[str]:
    return [each.path for each in arrivals if isinstance(each, Incoming)]


def named(arrivals: list[Arrival]) -> dict[str, str]:
    return {each.path: each.reason for each in arrivals if isinstance(each, NotTaken)}


def counted(arrivals: list[Arrival]) -> Counter[Leftover]:
    return Counter(each.kind for each in arrivals if isinstance(each, PassedOver))


def read(*paths: Path) -> list[Arrival]:
    return [*incoming_files(paths)]


# ---- folders ----


def test_folders_in_folders_are_read_with_all_that_lies_in_them(tmp_path: Path) -> None:
    for place in ("a.ipynb", "城区一部/b.ipynb", "城区一部/样例乙/c.ipynb.txt", "x/y/z/d.json", "e.ipynb (1)"):
        put(tmp_path / place)
    assert sorted(handed_on(read(tmp_path))) == [
        "a.ipynb", "e.ipynb (1)", "x/y/z/d.json", "城区一部/b.ipynb", "城区一部/样例乙/c.ipynb.txt",
    ]  # fmt: skip
    assert count_files([tmp_path]) == 5


def test_numbered_copies_come_after_what_they_are_copies_of(tmp_path: Path) -> None:
    names = ["a.ipynb", "a (1).ipynb", "a（2）.ipynb", "a (10).ipynb", "b.ipynb"]
    for name in names:
        put(tmp_path / name)
    assert handed_on(read(tmp_path)) == names


def test_links_and_what_is_no_file_are_named(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.ipynb")
    (tmp_path / "in" / "上一级").symlink_to(tmp_path)
    (tmp_path / "in" / "断了.ipynb").symlink_to(tmp_path / "没有")
    os.mkfifo(tmp_path / "in" / "管道.ipynb")
    arrivals = read(tmp_path / "in")
    assert handed_on(arrivals) == ["a.ipynb"]
    assert named(arrivals).keys() == {"上一级", "断了.ipynb", "管道.ipynb"}


def test_folders_deeper_than_anybody_makes_them_are_named(tmp_path: Path) -> None:
    put(tmp_path.joinpath(*["夹"] * 40, "a.ipynb"))
    (reason,) = named(read(tmp_path)).values()
    assert "单独收" in reason


def test_a_file_that_may_not_be_read_is_named_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a.ipynb")
    put(tmp_path / "b.ipynb")
    opened = Path.open

    def denied(path: Path, mode: str) -> IO[Any]:
        if path.name == "a.ipynb":
            raise PermissionError
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", denied)
    arrivals = read(tmp_path)
    assert handed_on(arrivals) == ["b.ipynb"]
    assert "权限" in named(arrivals)["a.ipynb"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux alone")
def test_folders_whose_names_are_gbk_are_named_as_people_wrote_them(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/" + "城区一部".encode("gbk")
    os.mkdir(folder)  # noqa: PTH102 - the name is bytes
    Path(os.fsdecode(folder + b"/" + "答卷.ipynb".encode("gbk"))).write_bytes(NOTEBOOK)
    assert handed_on(read(tmp_path)) == ["城区一部/答卷.ipynb"]


# ---- what programs leave behind ----


LEFT = {
    Leftover.MAC: ("__MACOSX/答卷/._a.ipynb", "._a.ipynb", ".DS_Store", "x/.AppleDouble/a.ipynb", "Icon\r"),
    Leftover.CHECKPOINT: (".ipynb_checkpoints/a-checkpoint.ipynb", "x/.ipynb_checkpoints/a.ipynb"),
    Leftover.SYSTEM: ("Thumbs.db", "desktop.ini", "DESKTOP.INI", "@eaDir/a.ipynb", ".git/HEAD"),
    Leftover.LOCK: ("~$名单.xlsx", ".~lock.a.ipynb#", ".a.ipynb.swp", "a.ipynb~"),
    Leftover.PARTIAL: ("a.ipynb.crdownload", "a.ipynb.part", "a.ipynb.tmp", "未确认 12.crdownload"),
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in LEFT.items() for name in names])
def test_what_programs_leave_behind_is_told_by_its_name(kind: Leftover, name: str) -> None:
    assert leftover(name.split("/")) is kind


@pytest.mark.parametrize("name", ["a.ipynb", ".a.ipynb", "checkpoints/a.ipynb", "a-checkpoint.ipynb", "部分.ipynb"])
def test_files_of_people_are_not_passed_over(name: str) -> None:
    assert leftover(name.split("/")) is None


def test_leftovers_are_counted_in_folders_and_in_archives(tmp_path: Path) -> None:
    put(tmp_path / ".ipynb_checkpoints" / "a-checkpoint.ipynb")
    put(tmp_path / "._b.ipynb", APPLE_DOUBLE)
    put(tmp_path / "答卷.zip", packed(("a.ipynb", NOTEBOOK), ("__MACOSX/._a.ipynb", APPLE_DOUBLE), ("Thumbs.db", b"x")))
    arrivals = read(tmp_path)
    assert handed_on(arrivals) == ["答卷.zip/a.ipynb"]
    assert counted(arrivals) == {Leftover.MAC: 2, Leftover.CHECKPOINT: 1, Leftover.SYSTEM: 1}
    assert named(arrivals) == {}


def test_a_submission_whose_name_begins_like_a_leftover_of_a_mac_is_taken(tmp_path: Path) -> None:
    assert handed_on(read(put(tmp_path / "._C0001.ipynb"))) == ["._C0001.ipynb"]


def test_a_half_download_is_named_unless_the_whole_file_is_there(tmp_path: Path) -> None:
    for name in ("a.ipynb", "a.ipynb.part", "b.ipynb.crdownload"):
        put(tmp_path / name)
    put(tmp_path / "c.zip", packed(("d.ipynb", NOTEBOOK), ("d.ipynb.tmp", b"{"), ("e.ipynb.tmp", b"{")))
    arrivals = read(tmp_path)
    assert named(arrivals).keys() == {"b.ipynb.crdownload", "c.zip/e.ipynb.tmp"}
    assert counted(arrivals) == {Leftover.PARTIAL: 2}
    assert len(arrivals) == 6  # each file once


# ---- kinds of files ----


KINDS = {
    "答题册.html": (b"\xef\xbb\xbf<!DOCTYPE html><html>", FileKind.PAGE),
    "答卷.ipynb": (b"\n<html lang='zh'>", FileKind.PAGE),
    "网页.mhtml": (b"From: <Saved by Blink>", FileKind.PAGE),
    "照片.jpg": (b"\xff\xd8\xff\xe1", FileKind.PICTURE),
    "IMG_1.HEIC": (b"\0\0\0 ftypheic", FileKind.PICTURE),
    "无后缀": (b"\0\0\0 ftypmif1", FileKind.PICTURE),
    "截图": (b"\x89PNG\r\n", FileKind.PICTURE),
    "贴图.ipynb": (b"RIFF\0\0\0\0WEBP", FileKind.PICTURE),
    "录像.mp4": (b"\0\0\0 ftypisom", FileKind.MEDIA),
    "a.rar": (b"Rar!\x1a\x07\x01\0", FileKind.OTHER_ARCHIVE),
    "a.zip": (b"Rar!\x1a\x07\x01\0", FileKind.OTHER_ARCHIVE),
    "a.7z": (b"7z\xbc\xaf\x27\x1c", FileKind.OTHER_ARCHIVE),
    "a.tar": (bytes(1) + b"x" * 256 + b"ustar", FileKind.OTHER_ARCHIVE),
    "a.docx": (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", FileKind.DOCUMENT),
    "a.xlsx": (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", FileKind.WORKBOOK),
    "答卷.zip": (b"PK\x03\x04" + bytes(26) + b"word", FileKind.ZIP),
    "名单.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.WORKBOOK),
    "说明.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.DOCUMENT),
    "答卷.ipynb.lnk": (b"L\0\0\0\x01\x14\x02\0", FileKind.SHORTCUT),
    "空.ipynb": (b"", FileKind.EMPTY),
    "零.ipynb": (bytes(400), FileKind.EMPTY),
    "说明.txt": ("请交答卷".encode(), FileKind.OTHER),
    "a.json": (b"\xef\xbb\xbf \n[1]", FileKind.JSON),
}


@pytest.mark.parametrize(("name", "content", "kind"), [(name, *rest) for name, rest in KINDS.items()], ids=KINDS)
def test_a_file_s_kind_is_told_by_its_bytes_before_its_name(name: str, content: bytes, kind: FileKind) -> None:
    assert kind_of(name, content) is kind
    assert "请" in kind.sentence


def test_files_of_other_kinds_are_named_with_what_to_do(tmp_path: Path) -> None:
    wanted = {"答题册.html": "再次保存", "照片.jpg": "图片", "a.rar": ".zip", "空.txt": "空的", "a.json": "答卷"}
    for name in wanted:
        put(tmp_path / name, KINDS.get(name, (b"", None))[0])
    arrivals = read(tmp_path)
    assert handed_on(arrivals) == []
    assert {name: piece in named(arrivals)[name] for name, piece in wanted.items()} == dict.fromkeys(wanted, True)


def test_a_damaged_file_under_the_name_of_a_submission_is_handed_on_to_be_kept(tmp_path: Path) -> None:
    for name, content in (
        ("空.ipynb", b""),
        ("照.ipynb", b"\xff\xd8\xff"),
        ("半.json", b'{"metadata": {"lianbing": {'),
    ):
        put(tmp_path / name, content)
    assert sorted(handed_on(read(tmp_path))) == sorted(["空.ipynb", "照.ipynb", "半.json"])


def test_no_more_of_a_file_is_read_than_tells_that_it_is_too_large(tmp_path: Path) -> None:
    with put(tmp_path / "大.ipynb", b"{").open("r+b") as file:
        file.truncate(200 * 1024 * 1024)
    (incoming,) = read(tmp_path)
    assert isinstance(incoming, Incoming)
    assert len(incoming.content) == MAX_BYTES + 1


# ---- archives ----


def test_zips_in_zips_are_read_down_to_a_depth(tmp_path: Path) -> None:
    inner = packed(("a.ipynb", NOTEBOOK))
    for depth in range(2, MAX_DEPTH + 2):
        inner = packed((f"{depth}.zip", inner), (f"{depth}.ipynb", NOTEBOOK))
    arrivals = read(put(tmp_path / "答卷.zip", inner))
    assert len(handed_on(arrivals)) == MAX_DEPTH
    (reason,) = named(arrivals).values()
    assert "层" in reason


def _gbk(name: str) -> bytes:
    """A zip as Chinese Windows writes it: the name in GBK, without the flag of UTF-8."""
    placeholder = "x" * len(name.encode("gbk"))
    return packed((placeholder, NOTEBOOK)).replace(placeholder.encode(), name.encode("gbk"))


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", _gbk("城区一部/样例甲.ipynb"))
    assert handed_on(read(archive)) == ["a.zip/城区一部/样例甲.ipynb"]


def test_utf_8_names_without_the_flag_are_read(tmp_path: Path) -> None:
    name = "样例甲.ipynb"
    raw = packed(("x" * len(name.encode()), NOTEBOOK)).replace(b"x" * len(name.encode()), name.encode())
    assert handed_on(read(put(tmp_path / "a.zip", raw))) == [f"a.zip/{name}"]


def test_the_name_that_another_packer_wrote_in_unicode_counts(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("_____.ipynb")
    field = b"\x01" + zlib.crc32(info.filename.encode()).to_bytes(4, "little") + "样例甲.ipynb".encode()
    info.extra = (0x7075).to_bytes(2, "little") + len(field).to_bytes(2, "little") + field
    assert handed_on(read(put(tmp_path / "a.zip", packed((info, NOTEBOOK))))) == ["a.zip/样例甲.ipynb"]


def test_backslashes_separate_folders_and_nothing_climbs(tmp_path: Path) -> None:
    names = ("一部\\甲.ipynb", "../../b.ipynb", "C:\\Users\\c.ipynb", "/tmp/d.ipynb")
    arrivals = read(put(tmp_path / "a.zip", packed(*((name, NOTEBOOK) for name in names))))
    assert handed_on(arrivals) == ["a.zip/一部/甲.ipynb", "a.zip/b.ipynb", "a.zip/Users/c.ipynb", "a.zip/tmp/d.ipynb"]
    assert {each.name for each in arrivals if isinstance(each, Incoming)} == {
        "甲.ipynb", "b.ipynb", "c.ipynb", "d.ipynb",
    }  # fmt: skip


def _locked(whole: bytes, name: str) -> bytes:
    """Sets the flag of a password on a member, in its own head and in the directory."""
    changed = bytearray(whole)
    own, listed = whole.index(name.encode()) - 30, whole.rindex(name.encode()) - 46
    changed[own + 6] |= 1
    changed[listed + 8] |= 1
    return bytes(changed)


def test_a_locked_archive_is_kept_with_its_reason_and_a_locked_file_is_named(tmp_path: Path) -> None:
    two = packed(("a.ipynb", NOTEBOOK), ("b.ipynb", NOTEBOOK))
    arrivals = read(put(tmp_path / "a.zip", _locked(two, "a.ipynb")))
    assert handed_on(arrivals) == ["a.zip/b.ipynb"]
    assert "密码" in named(arrivals)["a.zip/a.ipynb"]
    (kept,) = read(put(tmp_path / "b.zip", _locked(_locked(two, "a.ipynb"), "b.ipynb")))
    assert isinstance(kept, Incoming)
    assert "密码" in kept.fault


def test_one_damaged_file_of_an_archive_stops_no_other(tmp_path: Path) -> None:
    whole = bytearray(packed(*((name, NOTEBOOK) for name in ("a.ipynb", "b.ipynb", "c.ipynb"))))
    place = whole.index(b"b.ipynb") + len("b.ipynb")
    whole[place : place + 10] = bytes(10)
    arrivals = read(put(tmp_path / "a.zip", bytes(whole)))
    assert handed_on(arrivals) == ["a.zip/a.ipynb", "a.zip/c.ipynb"]
    assert "重发" in named(arrivals)["a.zip/b.ipynb"]


@pytest.mark.parametrize("content", [packed(), packed(("空/", b"")), packed(("__MACOSX/._a", APPLE_DOUBLE))])
def test_an_empty_archive_is_named(tmp_path: Path, content: bytes) -> None:
    assert "空" in named(read(put(tmp_path / "a.zip", content)))["a.zip"]


def test_an_archive_under_another_name_is_opened(tmp_path: Path) -> None:
    for name in ("答卷.zip.txt", "答卷.ipynb", "答卷"):
        put(tmp_path / name, packed(("a.ipynb", NOTEBOOK)))
    assert len(handed_on(read(tmp_path))) == 3


def test_a_file_that_unpacks_to_very_much_is_named(tmp_path: Path) -> None:
    arrivals = read(put(tmp_path / "a.zip", packed(("a.ipynb", NOTEBOOK), ("b.ipynb", bytes(4 * 1024 * 1024)))))
    assert handed_on(arrivals) == ["a.zip/a.ipynb"]
    assert "大得不正常" in named(arrivals)["a.zip/b.ipynb"]


def test_an_archive_named_alone_that_holds_too_much_is_refused_at_once(tmp_path: Path) -> None:
    archive = put(tmp_path / "a.zip", packed(*((f"{place}.ipynb", b"{") for place in range(5_001))))
    with pytest.raises(WrongUsage, match="5001"):
        count_files([archive])
    folder = archive.parent
    put(folder / "b.ipynb")
    assert count_files([folder]) == 5_001
    arrivals = read(folder)
    assert handed_on(arrivals) == ["b.ipynb"]
    assert "分几次" in named(arrivals)["a.zip"]


def test_archives_in_an_archive_share_its_allowance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = packed(*((f"{place}.ipynb", NOTEBOOK) for place in range(3)))
    monkeypatch.setattr("lianbing.drills.intake.Allowance", lambda: Allowance(files=6))
    arrivals = read(put(tmp_path / "a.zip", packed(("1.zip", inner), ("2.zip", inner))))
    assert handed_on(arrivals) == [f"a.zip/1.zip/{place}.ipynb" for place in range(3)]
    assert named(arrivals).keys() == {"a.zip/2.zip"}
    assert not Allowance(size=9).allows(10)
    assert archives.MAX_UNPACKED > MAX_BYTES


# ---- numbers in names ----


ISSUED = {"C0001", "C0002", "A-01", "A_01", "01", "1", "12", "30", "2026", "20180012", "101", "0101"}


def numbers(name: str, drill: str = "2026H2-skill") -> set[str]:
    return numbers_in(name, drill, lambda candidates: {one for one in ISSUED if one in {*candidates}})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2026H2-skill-C0001.ipynb", {"C0001"}),
        ("2026H2-skill-C0001 (1).ipynb", {"C0001"}),
        ("2026H2-skill-1.ipynb", {"1"}),
        ("2026H2-skill-12（2）.ipynb", {"12"}),
        ("答卷 (1).ipynb", set()),
        ("答卷(12).ipynb", set()),
        ("答卷 - 副本 1.ipynb", set()),
        ("答卷【30】.ipynb", set()),
        ("2026-11-30 答卷.ipynb", set()),
        ("2026年11月30日.ipynb", set()),
        ("2026年答卷.ipynb", set()),
        ("11月30日 C0002.ipynb", {"C0002"}),
        ("微信图片_20261130093512.ipynb", set()),
        ("20261130_0935 答卷.ipynb", set()),
        ("第12组.ipynb", set()),
        ("20180012.ipynb", {"20180012"}),
        ("101样例甲.ipynb", {"101"}),
        ("A-01.ipynb", {"A-01"}),
        ("2026 样例.ipynb", {"2026"}),
        ("练兵_C0001.ipynb", {"C0001"}),
        ("C0001_样例甲.docx", {"C0001"}),
        ("城区一部_20180012_样例甲.zip", {"20180012"}),
        ("2026H2-skill_A-01_样例.ipynb", {"A-01"}),
        ("A_01_样例丁.ipynb", {"A_01"}),
        ("答卷_12.ipynb", set()),
        ("IMG_0101.HEIC", set()),
        ("IMG_20261130_0101.jpg", set()),
        ("DSC_0101.JPG", set()),
        ("WPS图片_0101.png", {"0101"}),
        ("IMG_0101_C0002.jpg", {"C0002"}),
    ],
)
def test_numbers_of_people_in_names_of_files(name: str, expected: set[str]) -> None:
    assert numbers(name) == expected


def test_a_drill_whose_id_has_numbers_names_nobody() -> None:
    assert numbers("2026-11-theme-1-C0001.ipynb", "2026-11-theme-1") == {"C0001"}
    assert numbers("2026-11-theme-1-12.ipynb", "2026-11-theme-1") == {"12"}
