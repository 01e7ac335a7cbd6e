"""Which notebooks run for what is asked: by their names, and by the parameters that they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lianbing.domain.kernel.periods import Span
from lianbing.errors import UnknownReference, WrongUsage
from lianbing.reports.notebooks import NotebookBroken, ReportNotebook, read_notebook

FOLDER = Path("grading") / "reports"
ON_REQUEST = "按需"
"""The folder in it with notebooks that run only when they are asked for by name."""


@dataclass(frozen=True, kw_only=True)
class ReportsAsked:
    """What is asked for. ``only`` names reports, ``units`` and ``people`` narrow those that are made for each.

    Whatever is empty is as usual: every report, for everybody, in the formats that its notebook says.
    """

    only: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, list[str]]:
        """What notebooks get of it."""
        given = {"formats": self.formats, "units": self.units, "people": self.people}
        return {name: [*values] for name, values in given.items() if values}

    @property
    def needed(self) -> dict[str, str]:
        """The parameters without which a report can't be had as asked for, and the options that ask for them."""
        narrowed = {"units": "--unit", "people": "--person"}
        return {name: option for name, option in narrowed.items() if name in self.parameters}


@dataclass(frozen=True, kw_only=True)
class NotebookFault:
    """A notebook, by its path from the root, and what is wrong with it."""

    notebook: str
    what: str

    @classmethod
    def of(cls, root: Path, path: Path, what: str) -> NotebookFault:
        """The fault of a notebook below ``root``."""
        return cls(notebook=path.relative_to(root).as_posix(), what=what)

    @property
    def sentence(self) -> str:
        """The same for people, with what to do."""
        return f"{self.notebook} {self.what}。这份报告没有重写，别的照常；改好再运行 lianbing report"


@dataclass(frozen=True, kw_only=True)
class ChosenNotebooks:
    """The notebooks to run, and those that can't be."""

    notebooks: tuple[ReportNotebook, ...]
    faults: tuple[NotebookFault, ...]


def chosen_notebooks(root: Path, asked: ReportsAsked, span: Span) -> ChosenNotebooks:
    """The notebooks for what is asked of a period of a span, in the order of their names.

    A notebook for other spans runs where it is asked for by name.

    Raises:
        UnknownReference: there is no report of a name. WrongUsage: a report that is named isn't made by unit, by
            person, or in several formats.
    """
    paths = {path.stem: path for path in _paths(root)}
    if strange := [name for name in asked.only if name not in paths]:
        raise UnknownReference(
            f"没有叫 {'、'.join(strange)} 的报告：{FOLDER.as_posix()}/ 里有 {'、'.join(paths) or '空的'}"
        )
    notebooks, faults = [], []
    for name, path in paths.items():
        on_request = path.parent.name == ON_REQUEST
        if (asked.only and name not in asked.only) or (not asked.only and on_request):
            continue
        try:
            notebook = read_notebook(path)
        except NotebookBroken as broken:
            faults.append(NotebookFault.of(root, path, str(broken)))
            continue
        is_usual = not notebook.spans or span in notebook.spans
        if (asked.only or is_usual) and _can_serve(notebook, asked):
            notebooks.append(notebook)
    return ChosenNotebooks(notebooks=tuple(notebooks), faults=tuple(faults))


def _paths(root: Path) -> Iterator[Path]:
    folder = root / FOLDER
    for place in (folder, folder / ON_REQUEST):
        yield from sorted(place.glob("*.ipynb"))


def _can_serve(notebook: ReportNotebook, asked: ReportsAsked) -> bool:
    """Whether a report can be had as asked for; raises WrongUsage if it was asked for by name and can't."""
    needed = asked.needed | ({"formats": "--format"} if asked.only and asked.formats else {})
    lacking = [option for name, option in needed.items() if name not in notebook.parameters]
    if lacking and asked.only:
        raise WrongUsage(f"{notebook.name}不能加 {'、'.join(lacking)}：它的笔记本里没有这个参数")
    return not lacking
