"""The files of people who are purged, and a list of them that outlives a killed purge."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.drills.booklets import FOLDER
from lianbing.app.privacy.session_people import take_out
from lianbing.app.reviewing.rating_sheets import FOLDER as RATINGS
from lianbing.app.workspace import Workspace
from lianbing.domain.kernel.canonical import canonical
from lianbing.domain.kernel.periods import Period
from lianbing.domain.privacy.purges import Purge
from lianbing.domain.privacy.traces import Traces
from lianbing.errors import StoreFault, WrongUsage
from lianbing.files import write_whole
from lianbing.grading.jobs import PAPER
from lianbing.zip_files import BROKEN

_FOLDERS = ("submissions", "drills", "runs", "reports", "sessions", RATINGS)
"""Where files may go with a purge."""
_LARGEST_PART = 50_000_000


def files_of(workspace: Workspace, traces: Traces, drills: Collection[str], periods: Collection[str]) -> list[Path]:
    """What has to go besides the files that came in; what is not a person's alone can be made again from the store.

    The folders of the people's runs and their booklets; what was printed and packed in their drills; reports and
    rating sheets of their periods; the papers of other runs that name theirs; sheets of answers that were typed in, as
    far as they name them.
    """
    return sorted({*_of_drills(workspace, traces, drills), *_reports(workspace, periods), *_sheets(workspace, traces)})


def _of_drills(workspace: Workspace, traces: Traces, drills: Collection[str]) -> Iterator[Path]:
    pattern = _pattern(traces.papers)
    for drill in drills:
        for run in _children(workspace.run_folder(drill, "x").parent):
            if run.name in traces.papers:
                yield run
            elif (run / PAPER).is_file() and pattern.search((run / PAPER).read_bytes()):
                yield run / PAPER
        for path in _children(workspace.drill_folder(drill)):
            if path.name != FOLDER:
                yield path
        for booklet in _children(workspace.drill_folder(drill) / FOLDER):
            if any(booklet.name.startswith((f"{number}-", f"{number}.")) for number in traces.numbers):
                yield booklet


def _reports(workspace: Workspace, periods: Collection[str]) -> Iterator[Path]:
    yield from (path for period in periods for path in _children(workspace.data / RATINGS / period))
    for folder in _children(workspace.data / "reports"):
        if folder.name in periods or not _is_period(folder.name):
            yield folder


def _is_period(name: str) -> bool:
    try:
        Period.parse(name)
    except WrongUsage:
        return False
    return True


def _sheets(workspace: Workspace, traces: Traces) -> Iterator[Path]:
    pattern = _pattern(traces.papers)
    for path in _children(workspace.sheet_file("x").parent):
        if path.suffix == workspace.sheet_file("x").suffix and any(pattern.search(part) for part in _parts(path)):
            yield path


def _parts(path: Path) -> Iterator[bytes]:
    """The parts of an Excel file; of what is none, the file itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(each) for each in archive.infolist() if each.file_size < _LARGEST_PART)
    except BROKEN:
        yield path.read_bytes()


def _pattern(names: Collection[str]) -> re.Pattern[bytes]:
    """Finds any of these names, but not within a longer one; nothing if there are none."""
    any_name = b"|".join(re.escape(name).encode() for name in sorted(names))
    return re.compile(rb"(?<![0-9A-Za-z_-])(?:" + any_name + rb")(?![0-9A-Za-z_-]|\.[0-9])" if names else rb"(?!)")


def _children(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


@dataclass(frozen=True, kw_only=True)
class Leftovers:
    """Files that go with a purge, and lists of which these people's lines go."""

    removed: tuple[Path, ...]
    changed: tuple[Path, ...]
    traces: Traces


def note(workspace: Workspace, code: str, left: Leftovers) -> None:
    """Writes down which files go if the purge with this code is recorded, and who is taken out of lists."""
    noted = {
        "code": code,
        "paths": _relative(workspace, left.removed),
        "lists": _relative(workspace, left.changed),
        "numbers": sorted(left.traces.numbers),
        "names": sorted(left.traces.names),
    }
    write_whole(workspace.purge_list, canonical(noted).encode())


def _relative(workspace: Workspace, paths: Collection[Path]) -> list[str]:
    return [path.relative_to(workspace.data).as_posix() for path in paths]


def finish(workspace: Workspace) -> bool:
    """Removes the files of a recorded purge that has not come to its end; returns whether there was one.

    Raises:
        StoreFault: the list can't be read, or names what is not in the data folder.
    """
    path = workspace.purge_list
    if not path.is_file():
        return False
    code, left = _noted(workspace, path)
    with workspace.store.transaction() as records:
        purges = [event.content for event in records.period_events.of_kinds(Purge.kind)]
    was_recorded = any(isinstance(each, Purge) and each.code == code for each in purges)
    if was_recorded:
        for each in left.removed:
            _remove(each)
        take_out(left.changed, left.traces)
        workspace.store.compact()
    path.unlink()
    return was_recorded


def _noted(workspace: Workspace, path: Path) -> tuple[str, Leftovers]:
    """The code and the files of the list; a list that somebody changed must not remove anything else."""
    try:
        noted = json.loads(path.read_bytes())
        code = str(noted["code"])
        removed, changed = (
            tuple((workspace.data / name).resolve() for name in names)
            for names in (noted["paths"], noted.get("lists", []))
        )
        numbers, names = (frozenset(map(str, noted.get(field, []))) for field in ("numbers", "names"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreFault(f"清除的清单 {path.name} 坏了，没有删文件：删掉它，再清除一次看有没有剩下的") from error
    folders = [workspace.data.resolve() / name for name in _FOLDERS]
    if not all(any(folder in each.parents for folder in folders) for each in (*removed, *changed)):
        raise StoreFault(f"清除的清单 {path.name} 里有数据目录以外的文件，一个也没有删：它被改动过，请从备份核对")
    traces = Traces(numbers=numbers, names=names, papers=frozenset())
    return code, Leftovers(removed=removed, changed=changed, traces=traces)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
