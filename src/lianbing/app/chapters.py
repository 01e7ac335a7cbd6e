"""check, generate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.book.edited import NotebookOrigin, origin_of
from lianbing.book.generation import generated_files
from lianbing.book.left_over import placeholders_left
from lianbing.book.workings.comparing import disagreements
from lianbing.content.checking.bank import bank_guesses
from lianbing.content.checking.scenarios import ScenarioReport, scenario_report
from lianbing.content.checks import find_faults
from lianbing.content.lint import Weight
from lianbing.content.loader import Loaded
from lianbing.domain.workbook import Workbook
from lianbing.errors import ChaptersEdited, ContentFaults, Fault, StaleChapters
from lianbing.files import write_if_changed, write_whole
from lianbing.guessing.bank import GuesserRate


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How much content there is, and which items wait since what they rest on has changed."""

    clauses: int
    facts: int
    chapters: int
    questions: int
    scenarios: int
    tasks: int
    blueprints: int
    held: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Content without faults: how much there is, how it stands those who guess, and what could be better."""

    counts: Counts
    guessers: tuple[GuesserRate, ...]
    scenarios: ScenarioReport
    advice: tuple[Fault, ...]


def check(workspace: Workspace) -> Checked:
    """Checks all content, and what is generated from it; raises ContentFaults."""
    content = workspace.content()
    faults = [
        *find_faults(content, Weight.FAILS_CHECK),
        *placeholders_left(content.workbook),
        *_disagreements(content),
    ]
    if faults:
        raise ContentFaults(faults)
    report = scenario_report(content.workbook)
    advice = [content.places.fault("ScenarioFile", each.scenario, each.message) for each in report.warnings]
    return Checked(
        counts=_counts(content.workbook),
        guessers=bank_guesses(content).rates,
        scenarios=report,
        advice=tuple(sorted([*advice, *find_faults(content, Weight.ADVISES)])),
    )


def _disagreements(content: Loaded) -> Iterator[Fault]:
    for each in disagreements(content.workbook):
        yield content.places.fault("TaskFile", each.task, each.message)


def _counts(book: Workbook) -> Counts:
    return Counts(
        clauses=len(book.clauses),
        facts=len(book.facts),
        chapters=len(book.chapters),
        questions=len(book.questions),
        scenarios=len(book.scenarios),
        tasks=len(book.tasks),
        blueprints=len(book.blueprints),
        held=tuple(book.held),
    )


@dataclass(frozen=True, kw_only=True)
class Generated:
    """What ``generate`` did, as paths below the root.

    ``edited`` are notebooks that somebody changed: left as they are, or put aside in ``kept`` before they were written
    anew. ``foreign`` are notebooks among the chapters that were never generated.
    """

    changed: tuple[str, ...]
    edited: tuple[str, ...]
    foreign: tuple[str, ...]
    kept: Path | None = None


def generate(workspace: Workspace, *, overwrite: bool = False) -> Generated:
    """Writes outdated files and removes obsolete generated chapters; what people changed only with ``overwrite``."""
    files = _generated(workspace)
    stale, foreign = _stale(workspace, files)
    edited = tuple(name for name in stale if _is_edited(workspace.root / name))
    kept = _put_aside(workspace, edited) if overwrite and edited else None
    changed = stale if overwrite else tuple(name for name in stale if name not in edited)
    for name in changed:
        path = workspace.root / name
        if name in files:
            write_if_changed(path, files[name], public=True)
        else:
            path.unlink()
    return Generated(changed=changed, edited=edited, foreign=foreign, kept=kept)


def generate_for_book(workspace: Workspace) -> None:
    """Writes outdated files; raises ChaptersEdited where the book would differ from what somebody wrote in it."""
    generated = generate(workspace)
    if generated.edited:
        raise ChaptersEdited(
            f"这些章的笔记本被人改过，没有动：{'、'.join(generated.edited)}。"
            "要改书，改 syllabus/ 和 quizzes/ 里的源文件；"
            "不要这些改动，运行 lianbing generate --overwrite（会先另存一份）"
        )


def check_generated(workspace: Workspace) -> None:
    """Raises StaleChapters when ``generate`` would change anything."""
    stale, _ = _stale(workspace, _generated(workspace))
    if stale:
        listed = "\n".join(f"  {name}" for name in stale)
        raise StaleChapters(f"生成的文件与源文件不一致：\n{listed}\n请运行 lianbing generate，再提交")


def _generated(workspace: Workspace) -> Mapping[str, bytes]:
    """Returns the expected text of each generated file, by path."""
    return {path.as_posix(): text.encode() for path, text in generated_files(workspace.workbook).items()}


def _stale(workspace: Workspace, files: Mapping[str, bytes]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that are not as they would be generated, and the notebooks that are none of ours."""
    stale = [name for name, content in files.items() if not _says(workspace, name, content)]
    book = workspace.root / "book"
    written = [*(book / "chapters").glob("*.ipynb"), *(book / "reference").glob("*.md")]
    orphans = [name for path in written if (name := path.relative_to(workspace.root).as_posix()) not in files]
    foreign = {name for name in orphans if _origin(workspace.root / name) is NotebookOrigin.FOREIGN}
    return tuple(sorted([*stale, *(name for name in orphans if name not in foreign)])), tuple(sorted(foreign))


def _says(workspace: Workspace, name: str, content: bytes) -> bool:
    path = workspace.root / name
    return path.is_file() and path.read_bytes() == content


def _origin(path: Path) -> NotebookOrigin:
    """Whose a file is; pages of reference are generated."""
    return origin_of(path.read_bytes()) if path.suffix == ".ipynb" else NotebookOrigin.GENERATED


def _is_edited(path: Path) -> bool:
    return path.is_file() and _origin(path) is not NotebookOrigin.GENERATED


def _put_aside(workspace: Workspace, names: Sequence[str]) -> Path:
    """Copies what people wrote into the data folder, under the time."""
    folder = workspace.data / "edited" / workspace.clock().strftime("%Y%m%d-%H%M%S")
    for name in names:
        write_whole(folder / Path(name).name, (workspace.root / name).read_bytes())
    return folder
