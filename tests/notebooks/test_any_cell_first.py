"""People run whatever cell is in front of them: each runs alone, in a kernel in which nothing ran before."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from lianbing import notebook


@pytest.mark.parametrize("path", sorted(Path("book/chapters").glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_cell_imports_what_it_calls(root: Path, path: Path) -> None:
    cells = json.loads((root / path).read_text(encoding="utf-8"))["cells"]
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        tree = ast.parse("".join(cell["source"]))
        named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & set(notebook.__all__)
        imported = {
            alias.name
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and node.module == "lianbing.notebook"
            for alias in node.names
        }
        assert named == imported, cell["id"]
