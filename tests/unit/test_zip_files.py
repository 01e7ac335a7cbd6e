"""Archives that Windows can read, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile

from lianbing.zip_files import zip_bytes, zip_members

UTF8_NAMES = 0x800


def test_names_in_chinese_are_marked_as_utf_8() -> None:
    content = zip_bytes([("C0001-样例甲.html", b"1"), ("plain.txt", b"2")])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        marked = {info.filename: bool(info.flag_bits & UTF8_NAMES) for info in archive.infolist()}
    assert marked == {"C0001-样例甲.html": True, "plain.txt": False}
    assert "C0001-样例甲.html".encode() in content


def test_the_same_files_give_the_same_bytes() -> None:
    files = [("b.txt", b"2" * 999), ("a.txt", b"1")]
    assert zip_bytes(files) == zip_bytes(iter(files))
    assert zip_members(zip_bytes(files)) == files
