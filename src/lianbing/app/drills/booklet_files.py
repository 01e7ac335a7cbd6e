"""The folder of a drill's booklets: new ones stay aside until their papers are recorded."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lianbing.app.drills.booklets import FOLDER, BookletMaker
from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import Paper
from lianbing.domain.kernel.progress import Progress
from lianbing.files import make_private_file, make_private_folder, tighten, write_whole


class BookletFiles:
    """Writes the booklets of one drill. They can be made again from its papers, so no power cut is waited out."""

    def __init__(self, folder: Path, aside: Path, maker: BookletMaker) -> None:
        """``folder`` is where people find them; ``aside`` is a folder of the same disk that is removed afterwards."""
        self._folder, self._aside, self._maker = folder, aside, maker
        self._waiting: list[str] = []

    def put_aside(self, paper: Paper, token: str) -> None:
        """Writes a booklet that nobody is to find yet."""
        name, page = self._maker.file(paper, token)
        make_private_file(self._aside / name)
        (self._aside / name).write_bytes(page)
        self._waiting.append(name)

    def publish(self, progress: Progress, more: int) -> None:
        """Moves what is aside to where it belongs; ``more`` booklets are written after that."""
        if self._waiting:
            make_private_folder(self._folder)
        for place, name in enumerate(self._waiting, 1):
            (self._aside / name).replace(self._folder / name)
            progress.step("写答题册", place, len(self._waiting) + more)

    def rewrite(self, issued: IssuedPaper) -> None:
        """Writes a booklet unless it is there already, unchanged."""
        name, page = self._maker.of(issued)
        path = self._folder / name
        if not path.is_file() or path.read_bytes() != page:
            write_whole(path, page, durable=False)
        tighten(path)


@contextmanager
def booklet_files(folder: Path, drill: Drill) -> Iterator[BookletFiles]:
    """The booklets in a drill's ``folder``; what was put aside and not published is gone afterwards."""
    make_private_folder(folder)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder) as aside:
        yield BookletFiles(folder / FOLDER, Path(aside), BookletMaker(drill))
