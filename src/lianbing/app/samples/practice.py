"""The folder that one practises in: a workbook of its own with made-up people, and how to tell it from a real one."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lianbing.app.workspace import Workspace
from lianbing.domain.items.question import Skill
from lianbing.errors import WrongUsage

SAMPLE_YEAR = Path("grading") / "samples" / "year"
SIGN = "练习说明.txt"
_YEAR, _DECEMBER = 2026, 12
"""Lies in the root of a folder to practise in, and in no other."""


@dataclass(frozen=True, kw_only=True)
class SamplePerson:
    """A made-up person: ability in percent by skill, on open answers, and the drills that they don't sit.

    ``months`` are those in which they are at work, from 1.
    """

    number: str
    abilities: Mapping[Skill, int]
    on_cases: int
    absent: frozenset[str]
    months: frozenset[int]

    def has_left(self, month: str) -> bool:
        """Whether the person is not there any more in a month such as ``2026-11``."""
        last = max(self.months, default=_DECEMBER)
        return last < _DECEMBER and month > f"{_YEAR}-{last:02}"


@dataclass(frozen=True, kw_only=True)
class WrongKey:
    """The question whose key is wrong in the folder to practise in: the line as it ought to be, and as it is.

    In drills by ``blueprint``, whoever knows the answer gives it, against the key; elsewhere people answer by the key,
    so that their points do not depend on who draws the question.
    """

    file: str
    item: str
    right: str
    wrong: str
    blueprint: str


def practising(workspace: Workspace) -> Path:
    """The folder that is practised in; raises WrongUsage in any other."""
    if not (workspace.root / SIGN).is_file():
        raise WrongUsage(
            f"{workspace.root} 不是练习用的文件夹，样例里的人不在这里答卷、评分："
            "先运行 lianbing sample year，再进入它写出的文件夹"
        )
    return workspace.root


def sample_people(root: Path) -> dict[str, SamplePerson]:
    """The made-up people by number."""
    return {row["工号"]: _person(row) for row in sample_rows(root, "people.csv")}


def _person(row: Mapping[str, str]) -> SamplePerson:
    return SamplePerson(
        number=row["工号"],
        abilities={skill: int(row[skill.value]) for skill in Skill},
        on_cases=int(row["case"]),
        absent=frozenset(row["缺考"].split()),
        months=frozenset(map(int, row["月份"].split())),
    )


def wrong_key(root: Path) -> WrongKey:
    """The question with the wrong key."""
    (row,) = sample_rows(root, "wrong-key.csv")
    return WrongKey(**row)


def sample_rows(root: Path, name: str) -> list[dict[str, str]]:
    """The rows of a file of the sample year by its head."""
    with (root / SAMPLE_YEAR / name).open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file)]


def by_chance(*parts: object) -> int:
    """A number that the parts decide, any one as likely as another."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:4])
