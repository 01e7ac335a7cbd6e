"""The folders of a company's content and data, with clock, progress port and current user."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lianbing.content.roots import is_root
from lianbing.domain.kernel.progress import Progress, Silent
from lianbing.errors import WrongUsage
from lianbing.files import make_private_folder, tighten

if TYPE_CHECKING:
    from lianbing.content.loader import Loaded
    from lianbing.domain.workbook import Workbook
    from lianbing.store.database import Store

_OWN = (
    "secret",
    "lianbing.db",
    "lianbing.db-wal",
    "lianbing.db-shm",
    "purging.json",
    "drills",
    "submissions",
    "runs",
    "reports",
    "ratings",
    "sessions",
    "edited",
    "computer",
)
"""What the program writes into the data folder."""


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """Everything that a use case needs. ``root`` is the content folder, ``data`` the data folder."""

    root: Path
    data: Path
    database: str = ""
    who: str = "lianbing"
    clock: Callable[[], datetime] = _now
    progress: Progress = field(default_factory=Silent)
    _opened: ExitStack = field(default_factory=ExitStack, init=False, repr=False, compare=False)

    @cached_property
    def workbook(self) -> Workbook:
        """The checked content; raises WrongUsage or ContentFaults."""
        from lianbing.content.checks import load_workbook

        return load_workbook(self._content_root())

    def content(self) -> Loaded:
        """Reads the checked content anew, with the places of its ids; raises WrongUsage or ContentFaults."""
        from lianbing.content.checks import read_checked

        return read_checked(self._content_root())

    def _content_root(self) -> Path:
        if not is_root(self.root):
            raise WrongUsage(
                f"{self.root} 不是工作簿的文件夹：里面要有 standards/ 和 syllabus/syllabus.yml，或用 --root 指定"
            )
        return self.root

    @cached_property
    def store(self) -> Store:
        """The database, migrated; raises StoreFault."""
        if not is_root(self.root) and not self.data.is_dir():
            raise WrongUsage(
                f"{self.root} 不是工作簿的文件夹（里面要有 standards/ 和 syllabus/syllabus.yml），"
                f"也没有数据目录 {self.data}：用 --root 或 --data 指定"
            )
        from lianbing.store.database import Store, sqlite_url

        make_private_folder(self.data)
        self._tighten()
        store = Store(self.database or sqlite_url(self.data / "lianbing.db"))
        return self._opened.enter_context(closing(store))

    def _tighten(self) -> None:
        """Takes the data away from other users, as folders of earlier versions did not.

        Where the data folder is the root of the workbook, the content in it stays as it is.
        """
        for each in self.data.iterdir():
            if each.name in _OWN or not is_root(self.data):
                tighten(each)
        if not is_root(self.data):
            tighten(self.data)

    @property
    def has_store(self) -> bool:
        """Whether there is a database; asking does not make one."""
        from lianbing.store.database import sqlite_url, stores_something

        return stores_something(self.database or sqlite_url(self.data / "lianbing.db"))

    def close(self) -> None:
        """Closes the store if it was opened."""
        self._opened.close()

    @cached_property
    def secret(self) -> bytes:
        """The secret behind tokens and seeds; raises StoreFault."""
        from lianbing.drills.tokens import load_secret

        return load_secret(self.data / "secret")

    @property
    def purge_list(self) -> Path:
        """The list of files that go with a purge, which is there until all of them are gone."""
        return self.data / "purging.json"

    def now(self) -> str:
        """Returns the current time as ISO 8601 text with seconds and UTC offset."""
        return self.clock().isoformat(timespec="seconds")

    def drill_folder(self, drill: str) -> Path:
        """The folder of a drill's booklets."""
        return self.data / "drills" / drill

    @property
    def sessions(self) -> Path:
        """The folder with a folder for each session of the trainer."""
        return self.data / "sessions"

    def run_folder(self, drill: str, paper: str) -> Path:
        """The folder of one paper's grading run."""
        return self.data / "runs" / drill / paper

    def submission_file(self, digest: str) -> Path:
        """The file that keeps the bytes of a submission."""
        return self.data / "submissions" / f"{digest}.ipynb"

    def sheet_file(self, digest: str) -> Path:
        """The file that keeps the bytes of a sheet of answers that were typed in from paper."""
        return self.data / "submissions" / f"{digest}.xlsx"
