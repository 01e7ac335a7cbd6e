"""What the documents list of the project is what is there: layers, tables, tests, dependencies, files."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lianbing.domain.items.registry import SHIPPED
from lianbing.store.tables import Base

TOOLS = {"hatchling"}
"""What the build needs; it stands in [build-system]."""


@pytest.fixture(scope="module")
def engineering(root: Path) -> str:
    return (root / "docs" / "engineering.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def contributing(root: Path) -> str:
    return (root / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


NAMING_FILES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/content-format.md",
    "docs/engineering.md",
    "docs/hr-guide.md",
    "docs/learner-guide.md",
    "docs/marking.md",
    "docs/reports-guide.md",
    "docs/trainer-guide.md",
    "docs/wire-format.md",
    "docs/year-schemes.md",
)
_FILE = re.compile(r"`([\w.-]+(?:/[\w.*-]+)+\.(?:css|d\.ts|ipynb|js|json|mako|md|py|yml))`", re.ASCII)
_OF_A_COMPANY = {"local.yml", "company.yml"}


def section(page: str, title: str) -> str:
    """What stands under a heading of the second level."""
    return page.partition(f"## {title}\n")[2].partition("\n## ")[0]


def first_column(text: str) -> Iterator[str]:
    """The first cell of each row of a table, without its head."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith(("| package", "| where", "| 路径")):
            yield line.split("|")[1].strip()


def layers(project: dict[str, Any], container: str) -> list[str]:
    contracts = project["tool"]["importlinter"]["contracts"]
    (drawn,) = (contract["layers"] for contract in contracts if contract.get("containers") == [container])
    return list(drawn)


@pytest.mark.parametrize(("place", "container"), [(0, "lianbing"), (1, "lianbing.domain")])
def test_the_layers_are_drawn_as_they_are_checked(
    engineering: str, project: dict[str, Any], place: int, container: str
) -> None:
    drawing = re.findall(r"```text\n(.*?)```", section(engineering, "分层"), re.DOTALL)[place]
    assert [re.split(r"\s{2,}", line)[0] for line in drawing.splitlines() if line[0] != " "] == layers(
        project, container
    )


def test_the_tables_of_the_database_are_all_named(engineering: str) -> None:
    (row,) = re.findall(r"^\| `lianbing\.db` \|(.*)\|$", engineering, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", row)) == sorted(Base.metadata.tables)


def test_every_folder_of_tests_has_its_line(root: Path, contributing: str) -> None:
    folders = {path.parent.name for path in root.glob("tests/*/*") if path.is_file() and path.parent.name[0] != "_"}
    assert sorted(first_column(section(contributing, "Tests: what each kind proves"))) == [
        f"`tests/{name}/`" for name in sorted(folders)
    ]


def required(root: Path, project: dict[str, Any]) -> Iterator[str]:
    """The names of everything that is asked for, from PyPI or npm."""
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    wanted += [one for extra in project["project"]["optional-dependencies"].values() for one in extra]
    for requirement in wanted:
        name = re.match(r"[\w-]+", requirement)
        assert name is not None
        if name[0] != "lianbing":
            yield name[0]
    yield from json.loads((root / "package.json").read_text(encoding="utf-8"))["devDependencies"]


def test_every_dependency_says_why_it_is_there(root: Path, contributing: str, project: dict[str, Any]) -> None:
    rows = first_column(section(contributing, "Dependencies: why each is there"))
    named = [name for row in rows for name in re.sub(r"\(.*?\)|`.*?`", "", row).replace(" ", "").split(",")]
    assert sorted(named) == sorted(required(root, project))


def test_mypy_is_told_only_of_modules_that_are_imported(root: Path, project: dict[str, Any]) -> None:
    imported = set()
    for path in (path for folder in ("src", "tests", "benchmarks") for path in (root / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            if isinstance(node, ast.ImportFrom) and not node.level:
                imported.add(str(node.module).partition(".")[0])
    overrides = project["tool"]["mypy"]["overrides"]
    outside = {name.partition(".")[0] for each in overrides for name in each["module"]}
    assert sorted(outside - imported) == []


def test_how_to_migrate_names_no_migration(contributing: str) -> None:
    """A number would be wrong with the next one."""
    text = section(contributing, "A migration")
    assert "migrations/versions/" in text
    assert not re.findall(r"\d{4}", text)


@pytest.mark.parametrize("name", ["content-format.md", "wire-format.md"])
def test_the_formats_name_every_type_of_question(root: Path, name: str) -> None:
    page = (root / "docs" / name).read_text(encoding="utf-8")
    assert [kind.name for kind in SHIPPED if kind.name not in page] == []


@pytest.mark.parametrize("name", NAMING_FILES)
def test_the_files_that_a_document_names_are_there(root: Path, name: str) -> None:
    package = root / "src" / "lianbing"
    places = (root, root / "syllabus", package, package / "widgets", package / "widgets" / "static")
    named = set(_FILE.findall((root / name).read_text(encoding="utf-8")))
    ours = {file for file in named if Path(file).name not in _OF_A_COMPANY and not file.startswith(("var/", "_"))}
    assert [file for file in sorted(ours) if not any(any(place.glob(file)) for place in places)] == []
