"""The folder of a drill's booklets: new ones stay aside until their papers are recorded."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.papers import Employee, Paper
from lianbing.domain.kernel.progress import Progress
from lianbing.drills.booklets import booklet_page
from lianbing.files import write_whole
from lianbing.wire.papers import DrillHead, PaperEncoder

_NOT_IN_FILE_NAMES = re.compile(r"[^0-9A-Za-z_\u3400-\u9fff·]+")


class BookletFiles:
    """Writes the booklets of one drill. They can be made again from its papers, so no power cut is waited out."""

    def __init__(self, folder: Path, aside: Path, drill: Drill) -> None:
        """``folder`` is where people find them; ``aside`` is a folder of the same disk that is removed afterwards."""
        self._folder, self._aside = folder, aside
        self._title, self._head = drill.title, DrillHead.of(drill)
        self._encoder = PaperEncoder()
        self._waiting: list[str] = []

    def put_aside(self, paper: Paper, token: str) -> None:
        """Writes a booklet that nobody is to find yet."""
        name = file_name(paper.employee)
        (self._aside / name).write_bytes(self._page(paper, token))
        self._waiting.append(name)

    def publish(self, progress: Progress, more: int) -> None:
        """Moves what is aside to where it belongs; ``more`` booklets are written after that."""
        if self._waiting:
            self._folder.mkdir(parents=True, exist_ok=True)
        for place, name in enumerate(self._waiting, 1):
            (self._aside / name).replace(self._folder / name)
            progress.step("写答题册", place, len(self._waiting) + more)

    def rewrite(self, paper: Paper, token: str) -> None:
        """Writes a booklet unless it is there already, unchanged."""
        path, page = self._folder / file_name(paper.employee), self._page(paper, token)
        if not path.is_file() or path.read_bytes() != page:
            write_whole(path, page, durable=False)

    def _page(self, paper: Paper, token: str) -> bytes:
        data = self._encoder.booklet(paper, self._head, token)
        return booklet_page(data, f"{self._title} {paper.employee.id} {paper.employee.name}").encode()


@contextmanager
def booklet_files(folder: Path, drill: Drill) -> Iterator[BookletFiles]:
    """The booklets in a drill's ``folder``; what was put aside and not published is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder) as aside:
        yield BookletFiles(folder / "答题册", Path(aside), drill)


def file_name(employee: Employee) -> str:
    """The employee number and those characters of the name that file names allow on any system."""
    name = _NOT_IN_FILE_NAMES.sub("", employee.name)[:24]
    return f"{employee.id}-{name}".rstrip("-") + ".html"
