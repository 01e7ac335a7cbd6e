"""Which computer this is, and that only one program on it holds a session at a time."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lianbing.errors import AgainstRules
from lianbing.files import make_private_file, write_whole

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_ID = re.compile(r"[0-9a-z\u4e00-\u9fff-]{1,32}-[0-9a-f]{4}")
_LONGEST_HOST = 24
LOCK = "lock"
"""The file in the folder of a computer's journals that a program holds while it serves the session."""
_LOCKED_BYTE = 1 << 20
"""Windows keeps others from reading what is locked, so that the byte that is locked lies behind what is written."""


def computer_id(path: Path, host: str, random_hex: Callable[[int], str]) -> str:
    """What this computer is called in the folder names of journals: its host name and four digits, kept in ``path``.

    A data folder that was copied to another computer gets another name there. Raises OSError.
    """
    own = re.sub(r"[^0-9a-z\u4e00-\u9fff]+", "-", host.partition(".")[0].lower())
    host = own[:_LONGEST_HOST].strip("-") or "computer"
    kept = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
    if _ID.fullmatch(kept) and kept.rpartition("-")[0] == host:
        return kept
    made = f"{host}-{random_hex(2)}"
    write_whole(path, made.encode())
    return made


@contextmanager
def held_alone(path: Path) -> Iterator[Callable[[str], None]]:
    """Keeps other programs of this computer out; yields what notes an address for them.

    The lock is the system's own and ends with the program, however that ends. Raises AgainstRules, OSError.
    """
    make_private_file(path)
    with path.open("r+b") as file:
        if not _lock(file):
            raise AgainstRules(_other(path))

        def note(address: str) -> None:
            file.seek(0)
            file.truncate()
            file.write(json.dumps({"pid": os.getpid(), "address": address}).encode())
            file.flush()

        note("")
        yield note


def is_held(path: Path) -> bool:
    """Whether a program of this computer holds a session."""
    if not path.is_file():
        return False
    with path.open("r+b") as file:
        return not _lock(file)


def address_of_holder(path: Path) -> str:
    """Where the program that holds a session of this computer serves it; empty where none does."""
    return _noted(path)[1] if is_held(path) else ""


def _other(path: Path) -> str:
    """What to say of the program that holds the session."""
    pid, address = _noted(path)
    which = f"（进程 {pid}）" if pid else ""
    where = f"，打开 {address} 接着用" if address else ""
    return f"这场培训已经在这台电脑的另一个窗口里开着{which}{where}；要重新开，先在那个窗口按 Ctrl+C"


def _noted(path: Path) -> tuple[int, str]:
    """Which process holds a session, and where; 0 and nothing where that can't be read."""
    try:
        other = json.loads(path.read_bytes())
        return int(other["pid"]), str(other["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
