"""``lianbing sample year``: makes the folder to practise in, with the lists that units hand to HR."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.samples.lists import list_bytes
from lianbing.app.samples.practice import SAMPLE_YEAR, SIGN, wrong_key
from lianbing.app.workspace import Workspace
from lianbing.content.roots import is_root
from lianbing.errors import WrongUsage
from lianbing.files import make_private_folder, write_whole

_CONTENT = ("standards", "syllabus", "quizzes", "exercises", "grading")
_CHAPTERS = Path("book", "map.json")
"""Where each clause is taught: plans of improvement and of coaching name the chapter."""
_ODD = {"faulty": "有错", "corrected": "更正"}
_ABSENT = 4
"""The column of people.csv with the drills that somebody misses."""
_SAID = """这是练习用的工作簿，里面的人和分数都是编的，可以放心改、放心删。
照 docs/hr-year.md（人力资源）或 docs/trainer-month.md（培训师）一步一步做。
想重来，删掉整个文件夹，再运行 lianbing sample year。
"""


@dataclass(frozen=True, kw_only=True)
class PreparedYear:
    """The folder to practise in, and how many lists lie in its 材料."""

    folder: Path
    lists: int


def prepare(workspace: Workspace, folder: Path) -> PreparedYear:
    """Makes the folder: the content, blueprints for practice, one key that is wrong, and a year's lists.

    Raises:
        WrongUsage: the root is no workbook, or something lies in the folder already.
    """
    if not is_root(workspace.root):
        raise WrongUsage(f"{workspace.root} 不是工作簿的文件夹：在工作簿的根目录里运行，或用 --root 指定")
    if folder.exists():
        raise WrongUsage(f"已经有 {folder}，没有动它：接着在里面练，或删掉它再来，或换一个文件夹")
    make_private_folder(folder.parent)
    partial = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    for name in _CONTENT:
        shutil.copytree(workspace.root / name, partial / name)
    if (workspace.root / _CHAPTERS).is_file():
        (partial / _CHAPTERS).parent.mkdir()
        shutil.copy(workspace.root / _CHAPTERS, partial / _CHAPTERS)
    for blueprint in (partial / SAMPLE_YEAR / "blueprints").iterdir():
        shutil.copy(blueprint, partial / "grading" / "blueprints")
    _spoil(partial)
    lists = [*_lists(partial / SAMPLE_YEAR)]
    for name, content in lists:
        write_whole(partial / "材料" / name, content)
    (partial / SIGN).write_text(_SAID, encoding="utf-8")
    partial.rename(folder)
    return PreparedYear(folder=folder, lists=len(lists))


def _spoil(root: Path) -> None:
    """Puts the wrong key into the bank of the folder to practise in."""
    change_key(root, restore=False)


def change_key(root: Path, *, restore: bool) -> bool:
    """Writes the right key of the question, or the wrong one; returns whether that changed anything."""
    spoiled = wrong_key(root)
    old, new = (spoiled.wrong, spoiled.right) if restore else (spoiled.right, spoiled.wrong)
    path = root / spoiled.file
    before, mark, rest = path.read_text(encoding="utf-8").partition(f"id: {spoiled.item}\n")
    question, following, others = rest.partition("\n  - id: ")
    changed = question.replace(f"    {old}\n", f"    {new}\n", 1)
    if changed != question:
        path.write_text("".join((before, mark, changed, following, others)), encoding="utf-8")
    return changed != question


def _lists(samples: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((samples / "months").iterdir()):
        yield f"月度/{path.stem}.xlsx", list_bytes(f"样例市公司 {path.stem} 月度考核（样例，虚构）", _rows(path))
    for path in sorted((samples / "odd-months").iterdir()):
        month, _, what = path.stem.rpartition("-")
        title = f"样例市公司 {month} 月度考核（样例，虚构，{_ODD[what]}）"
        yield f"月度/{month}-{_ODD[what]}.xlsx", list_bytes(title, _rows(path))
    for path in sorted((samples / "ratings").iterdir()):
        yield f"评定-{path.stem}.xlsx", list_bytes(f"样例市公司 {path.stem} 评定（样例，虚构）", _rows(path))
    for period, month in (("2026H1", "2026-06"), ("2026H2", "2026-11")):
        title = f"样例市公司客户经理名单 {period}（样例，虚构）"
        yield f"名单-{period}.xlsx", list_bytes(title, _roster(samples, month))
    missed = "2026H1-skill"
    yield "名单-补考.xlsx", list_bytes(f"{missed} 补考名单（样例，虚构）", _roster(samples, "2026-06", missed))


def _roster(samples: Path, month: str, missed: str = "") -> list[Sequence[str]]:
    """The people of a month, those on leave as well; or only those who missed a drill."""
    people = {row[0]: row for row in _rows(samples / "people.csv")}
    now = {row[0]: row[:3] for row in _rows(samples / "months" / f"{month}.csv")}
    head, *others = people
    return [now[head], *(now.get(number, people[number][:3]) for number in others if missed in people[number][_ABSENT])]


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]
