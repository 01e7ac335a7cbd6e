"""A cache on disk: results of slow steps under the digest of what they were made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from lianbing.files import write_whole


class Memory:
    """A folder of results."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def recall(self, kind: str, made_from: bytes, make: Callable[[], bytes]) -> bytes:
        """The cached result for this input; where there is none, ``make`` makes it now."""
        name = f"{kind}-{hashlib.sha256(_own_version() + made_from).hexdigest()[:32]}"
        self._used.add(name)
        path = self._folder / name
        if path.is_file():
            return path.read_bytes()
        content = make()
        write_whole(path, content, public=True)
        return content

    def forget_the_rest(self) -> None:
        """Removes what nobody asked for since this object was made."""
        for path in self._folder.glob("*") if self._folder.is_dir() else ():
            if path.name not in self._used:
                path.unlink()


@cache
def _own_version() -> bytes:
    """Of the code that makes the results: another program makes other ones."""
    folder = Path(str(files("lianbing.press.packing")))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))).digest()
