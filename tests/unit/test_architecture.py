"""What no linter checks of how the package is built."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from lianbing import __file__ as package_file

PACKAGE = Path(package_file).parent
FOLDERS = sorted({path.parent for path in PACKAGE.rglob("*.py")})
MOST_MODULES = 21
"""About twenty: more in one folder, and nobody finds the one that they look for."""


def _dataclasses() -> Iterator[tuple[str, ast.ClassDef, str]]:
    """Every dataclass of the package: where it stands, the class, and its decorator as written."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                for decorator in map(ast.unparse, node.decorator_list):
                    if decorator.startswith("dataclass"):
                        yield f"{path.relative_to(PACKAGE)}: {node.name}", node, decorator


def _types(node: ast.ClassDef) -> list[str]:
    return [ast.unparse(field.annotation) for field in node.body if isinstance(field, ast.AnnAssign)]


def test_a_class_with_two_neighbouring_fields_of_one_type_is_made_by_keyword() -> None:
    mixed_up = [
        where
        for where, node, decorator in _dataclasses()
        if any(first == second for first, second in pairwise(_types(node))) and "kw_only=True" not in decorator
    ]
    assert not mixed_up


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(PACKAGE).as_posix())
def test_no_folder_holds_more_modules_than_a_person_overlooks(folder: Path) -> None:
    modules = [path.name for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES, modules
