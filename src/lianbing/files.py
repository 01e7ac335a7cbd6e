"""Writing files so that a killed process leaves the old file or the new one, never half of either.

Files belong to the user alone unless they are said to be ``public``: most of what is written is about people. Systems
without modes of files, such as Windows, leave that to the folder that the data lies in.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_HAS_MODES = os.name == "posix"
_PUBLIC_FILE, _PRIVATE_FILE, _PRIVATE_FOLDER = 0o644, 0o600, 0o700
_OTHERS = 0o077
"""What users other than the owner may do."""
_REASONS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EROFS: "磁盘只读",
    errno.EACCES: "没有权限，或文件正被别的程序（如 Excel）打开着，先关闭它",
    errno.EPERM: "没有权限，或文件正被别的程序（如 Excel）打开着，先关闭它",
    errno.ENOENT: "文件或文件夹不在了",
    errno.EISDIR: "那里是文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "打开的文件太多",
}


def write_whole(path: Path, content: bytes, *, durable: bool = True, public: bool = False) -> None:
    """Writes ``content`` to ``path``, making its folders; raises OSError, e.g. for a file open in Excel on Windows.

    The error names ``path``, not the partial file: that is what the user knows.

    ``durable=False`` is for what can be made again: it outlives a killed process, but perhaps not a power cut.
    ``public=True`` is for what has nothing about people in it and may be read by all, e.g. the book.
    """
    try:
        _write_whole(path, content, durable=durable, public=public)
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _write_whole(path: Path, content: bytes, *, durable: bool, public: bool) -> None:
    if public:
        path.parent.mkdir(parents=True, exist_ok=True)
    else:
        make_private_folder(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)  # for its owner alone
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if public:
            partial.chmod(_PUBLIC_FILE)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def why_unwritten(error: OSError) -> str:
    """Why the system refused to read or write, in Chinese words; what it means where the error is another one."""
    return _REASONS.get(error.errno or 0, f"读写出错，磁盘或网络盘可能断开了（错误代码 {error.errno}）")


def write_if_changed(path: Path, content: bytes, *, public: bool = False) -> bool:
    """Like :func:`write_whole`, but leaves a file that already says so alone; returns whether it wrote."""
    if path.is_file() and path.read_bytes() == content:
        if not public:
            tighten(path)
        return False
    write_whole(path, content, public=public)
    return True


def make_private_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for the user alone; what is there stays as it is."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Makes an empty file for the user alone, for a program that would make it for all; a file that is there stays."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE))


def tighten(path: Path) -> None:
    """Takes a file, or a folder with all that is in it, away from other users; nothing if it is not there.

    A folder comes after what is in it: where it is for the user alone, so is all the rest, and nothing is looked
    through again. What belongs to somebody else stays as it is.
    """
    if not (_HAS_MODES and path.exists() and _is_open(path)):
        return
    for each in _from_within(path):
        with contextlib.suppress(OSError):
            if not each.is_symlink() and _is_open(each):
                each.chmod(each.stat().st_mode & 0o777 & ~_OTHERS)


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & _OTHERS)


def _from_within(path: Path) -> Iterator[Path]:
    for folder, _, files in os.walk(path, topdown=False):
        yield from (Path(folder, file) for file in files)
        yield Path(folder)
    if not path.is_dir():
        yield path
