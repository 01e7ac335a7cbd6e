"""Files are written whole, and are for the user alone unless they are said to be public."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from lianbing import files
from lianbing.files import (
    make_private_file,
    make_private_folder,
    tighten,
    why_unwritten,
    write_if_changed,
    write_whole,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture(autouse=True)
def _open_handed() -> object:
    """Under a mask that takes nothing away, what is private is so because the program says so."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_file_and_the_folders_made_for_it_are_private(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    write_whole(path, b"1")
    assert [mode(each) for each in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]
    path.chmod(0o644)
    assert write_if_changed(path, b"2")
    assert mode(path) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["c.txt"]


def test_what_is_public_can_be_read_by_all(tmp_path: Path) -> None:
    write_if_changed(tmp_path / "a" / "index.html", b"1", public=True)
    assert mode(tmp_path / "a" / "index.html") == 0o644
    assert mode(tmp_path / "a") == 0o777


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_a_file_that_is_there_is_not_emptied(tmp_path: Path) -> None:
    make_private_file(tmp_path / "x.db")
    assert mode(tmp_path / "x.db") == 0o600
    (tmp_path / "x.db").write_text("1")
    make_private_file(tmp_path / "x.db")
    assert (tmp_path / "x.db").read_text() == "1"


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    folder = tmp_path / "wide"
    for path in (folder / "a.txt", folder / "in" / "b.txt"):
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("1")
        path.chmod(0o664)
    return folder


def test_a_wide_folder_is_tightened_with_all_that_is_in_it(wide: Path) -> None:
    (wide / "run.sh").write_text("1")
    (wide / "run.sh").chmod(0o755)
    tighten(wide)
    assert {mode(path) for path in wide.rglob("*.txt")} == {0o600}
    assert [mode(each) for each in (wide, wide / "in", wide / "run.sh")] == [0o700, 0o700, 0o700]


def test_a_tight_folder_is_not_looked_through_again(wide: Path) -> None:
    wide.chmod(0o700)
    tighten(wide)
    assert mode(wide / "a.txt") == 0o664


def test_what_a_link_leads_to_stays_as_it_is(wide: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("1")
    (tmp_path / "other.txt").chmod(0o644)
    (wide / "link").symlink_to(tmp_path / "other.txt")
    (wide / "broken").symlink_to(tmp_path / "nowhere")
    tighten(wide)
    assert (mode(tmp_path / "other.txt"), mode(wide)) == (0o644, 0o700)


def test_what_is_not_there_or_belongs_to_others_is_passed_over(wide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    tighten(wide / "nothing")
    monkeypatch.setattr(Path, "chmod", refused)
    tighten(wide)


def test_without_modes_nothing_is_tried(wide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_HAS_MODES", False)
    tighten(wide)
    assert mode(wide) & 0o077


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "磁盘满了"), (errno.EROFS, "磁盘只读"), (errno.EACCES, "没有权限")]
)
def test_what_could_not_be_written_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr("lianbing.files.os.fsync", refuse)
    with pytest.raises(OSError, match="refused") as raised:
        write_whole(tmp_path / "plan.yml", b"1")
    assert raised.value.filename == str(tmp_path / "plan.yml")
    assert words in why_unwritten(raised.value)
    assert not [*tmp_path.iterdir()]
