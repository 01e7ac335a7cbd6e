"""What people wrote in generated notebooks stays theirs: generate asks, and keeps a copy before it writes anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lianbing.book.edited import NotebookOrigin, origin_of
from tests.app.kit import lianbing

REPO = Path(__file__).parents[2]
CHAPTER = Path("book") / "chapters" / "role.ipynb"


@pytest.fixture
def root(own_content: Path) -> Path:
    shutil.copytree(REPO / "book", own_content / "book", dirs_exist_ok=True)
    shutil.copy(REPO / "_toc.yml", own_content / "_toc.yml")
    return own_content


def change(path: Path, edit: Callable[[dict[str, Any]], object]) -> bytes:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    edit(notebook)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    return path.read_bytes()


def new_cell(notebook: dict[str, Any]) -> None:
    notebook["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ["我的备课笔记"]})


def changed_cell(notebook: dict[str, Any]) -> None:
    notebook["cells"][0]["source"] = "# 我改的标题"


def lost_cell(notebook: dict[str, Any]) -> None:
    notebook["cells"].pop(3)


@pytest.mark.parametrize("edit", [new_cell, changed_cell, lost_cell])
def test_whatever_changes_a_cell_makes_a_notebook_somebodys_own(
    tmp_path: Path, edit: Callable[[dict[str, Any]], object]
) -> None:
    copy = Path(shutil.copy(REPO / CHAPTER, tmp_path))
    assert origin_of(copy.read_bytes()) is NotebookOrigin.GENERATED
    assert origin_of(change(copy, edit)) is NotebookOrigin.EDITED


def test_a_changed_notebook_is_left_alone_until_somebody_says_so(root: Path) -> None:
    """The others are written all the same; a chapter that is no more goes unless somebody worked in it."""
    mine = change(root / CHAPTER, new_cell)
    other = root / "book" / "chapters" / "law.ipynb"
    other.unlink()
    for name in ("gone", "worked-in"):
        shutil.copy(REPO / CHAPTER, root / "book" / "chapters" / f"{name}.ipynb")
    worked_in = root / "book" / "chapters" / "worked-in.ipynb"
    change(worked_in, changed_cell)

    done = lianbing("--root", root, "generate")
    assert done.code == 1
    assert f"{CHAPTER.as_posix()} 被人改过，没有动它" in done.out
    assert "--overwrite" in done.out
    assert (root / CHAPTER).read_bytes() == mine
    assert other.read_bytes() == (REPO / "book" / "chapters" / "law.ipynb").read_bytes()
    assert worked_in.is_file()
    assert not (root / "book" / "chapters" / "gone.ipynb").exists()

    done = lianbing("--root", root, "generate", "--overwrite")
    assert done.code == 0
    assert (root / CHAPTER).read_bytes() == (REPO / CHAPTER).read_bytes()
    (kept,) = (root / "var" / "edited").glob("*/role.ipynb")
    assert kept.read_bytes() == mine
    assert str(kept.parent) in done.out


def test_outputs_alone_are_nobodys_work(root: Path) -> None:
    def ran(notebook: dict[str, Any]) -> None:
        cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
        cell |= {"execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}]}
        for each in notebook["cells"]:
            each["source"] = "".join(each["source"])

    change(root / CHAPTER, ran)
    done = lianbing("--root", root, "generate")
    assert (done.code, done.out.strip()) == (0, f"已更新 {CHAPTER.as_posix()}")


def test_a_notebook_of_ones_own_among_the_chapters_is_never_taken_away(root: Path) -> None:
    own = root / "book" / "chapters" / "我的试算.ipynb"
    own.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', encoding="utf-8")
    for words in (("generate",), ("generate", "--overwrite")):
        done = lianbing("--root", root, *words)
        assert done.code == 0
        assert "我的试算.ipynb 不是生成的，没有动它" in done.out
        assert own.is_file()


def test_no_book_is_built_over_somebodys_notebook(root: Path) -> None:
    mine = change(root / CHAPTER, new_cell)
    done = lianbing("--root", root, "build")
    assert done.code == 1
    assert "被人改过" in done.err
    assert "Traceback" not in done.err
    assert (root / CHAPTER).read_bytes() == mine
