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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "答案.docx"
    write_whole(path, b"1", public=True)
    assert path.stat().st_mode & 0o777 == 0o644
    assert not write_if_changed(path, b"1")
    assert path.stat().st_mode & 0o777 == 0o600
    assert write_if_changed(path, b"2")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"2", 0o600)
