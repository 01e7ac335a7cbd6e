"""What a build makes, what it keeps, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from lianbing.domain.kernel.progress import Silent
from lianbing.errors import BuildFailed
from lianbing.press.execution import execute
from lianbing.press.site import build_site
from tests.site.small_root import Built, write_notebook, write_root


class Recorder:
    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def step(self, what: str, done: int, total: int) -> None:
        self.steps.append((what, done, total))


def test_the_site_lies_where_the_documentation_says(built: Built) -> None:
    assert built.site.folder == built.root / "_build" / "html"
    assert built.site.start.is_file()
    assert (built.site.folder / "book" / "chapters" / "visits.html").is_file()
    assert (built.site.chapters, built.site.executed) == (2, 2)


def test_the_sources_are_not_published(built: Built) -> None:
    names = {path.name for path in built.site.folder.rglob("*")}
    assert "_sources" not in names
    assert not [name for name in names if name.endswith((".ipynb", ".md", ".map"))]
    assert "fontawesome.js" not in names


def test_the_chapters_in_the_root_stay_without_outputs(built: Built) -> None:
    for path in (built.root / "book" / "chapters").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert not any(cell.get("outputs") for cell in cells)


def test_a_second_build_executes_and_writes_nothing(built: Built) -> None:
    before = _times(built.site.folder)
    assert build_site(built.root, Silent()).executed == 0
    assert _times(built.site.folder) == before


def _times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.mark.long
def test_files_from_elsewhere_are_published_with_the_book(tmp_path: Path) -> None:
    root = write_root(tmp_path)
    bank = PurePosixPath("practice/visits.js")
    folder = build_site(root, Silent(), extra={bank: b"bank();"}).folder
    assert (folder / bank).read_bytes() == b"bank();"
    assert f'"{bank}"' in (folder / "sw.js").read_text(encoding="utf-8")
    build_site(root, Silent())
    assert not (folder / bank).exists()


def test_a_build_that_fails_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    root = write_root(tmp_path)
    folder = build_site(root, Silent()).folder
    before = _times(folder)
    with (root / "book" / "index.md").open("a", encoding="utf-8") as index:
        index.write("\n[没有这一条](#vis-99)\n")
    with pytest.raises(BuildFailed):
        build_site(root, Silent())
    assert _times(folder) == before


def test_progress_ends_at_its_total(tmp_path: Path) -> None:
    progress = Recorder()
    execute([_notebook(tmp_path, "1 + 1")], tmp_path / "cache", progress)
    assert progress.steps == [("执行各章", 0, 1), ("执行各章", 1, 1)]


def test_the_same_notebook_executes_to_the_same_bytes(tmp_path: Path) -> None:
    notebook = _notebook(tmp_path, "import ipywidgets\nipywidgets.IntSlider()")
    first = execute([notebook], tmp_path / "first", Silent()).copies[notebook].read_bytes()
    second = execute([notebook], tmp_path / "second", Silent()).copies[notebook].read_bytes()
    assert first == second
    assert b"widget-view" not in first
    assert b"widget-state" not in first


def test_a_changed_notebook_is_executed_again_and_the_old_copy_goes(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    notebook = _notebook(tmp_path, "print(1)")
    execute([notebook], cache, Silent())
    _notebook(tmp_path, "print(2)")
    assert execute([notebook], cache, Silent()).run == 1
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import os\nos._exit(0)", "内核退出了"),
        ("import os\nos.kill(os.getpid(), 9)", "内核退出了"),
    ],
)
def test_a_failing_cell_fails_the_build_in_chinese(tmp_path: Path, code: str, said: str) -> None:
    with pytest.raises(BuildFailed) as caught:
        execute([_notebook(tmp_path, "x = 1", code)], tmp_path / "cache", Silent())
    assert "章 broken 的第 3 个单元格" in caught.value.message
    assert said in caught.value.message
    assert "Traceback" not in caught.value.message
    assert not list((tmp_path / "cache").iterdir())


def test_a_kernel_that_left_quietly_fails_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed, match="章 broken"):
        execute([_notebook(tmp_path, "import sys\nsys.exit(0)", "print('never')")], tmp_path / "cache", Silent())


@pytest.mark.parametrize("tag", ["skip-execution", "raises-exception"])
def test_a_tag_hides_no_cell_from_execution(tmp_path: Path, tag: str) -> None:
    notebook = _notebook(tmp_path, "1 / 0")
    content = json.loads(notebook.read_text(encoding="utf-8"))
    content["cells"][-1]["metadata"]["tags"] = [tag]
    notebook.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(BuildFailed, match="章 broken 的第 2 个单元格"):
        execute([notebook], tmp_path / "cache", Silent())


def test_every_failing_chapter_is_named(tmp_path: Path) -> None:
    paths = [tmp_path / "a.ipynb", tmp_path / "b.ipynb"]
    for path in paths:
        write_notebook(path, (), "undefined_name")
    with pytest.raises(BuildFailed, match=r"章 a .*\n章 b "):
        execute(paths, tmp_path / "cache", Silent())


def test_what_is_no_notebook_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "torn.ipynb"
    path.write_text('{"cells": [', encoding="utf-8")
    with pytest.raises(BuildFailed, match="章 torn 的笔记本读不出来"):
        execute([path], tmp_path / "cache", Silent())


def test_a_warning_fails_the_build_until_it_is_gone(tmp_path: Path) -> None:
    root = write_root(tmp_path)
    index = root / "book" / "index.md"
    good = index.read_text(encoding="utf-8")
    index.write_text(good + "\n[没有这一条](#vis-99)\n", encoding="utf-8")
    for _ in range(2):  # the second build reads nothing anew, and must refuse all the same
        with pytest.raises(BuildFailed) as caught:
            build_site(root, Silent())
        assert caught.value.message.startswith("生成网页没有通过")
        assert "book/index.md" in caught.value.message
        assert "vis-99" in caught.value.message
        assert str(root) not in caught.value.message
    index.write_text(good, encoding="utf-8")
    assert build_site(root, Silent()).executed == 0


def test_a_formula_fails_the_build(tmp_path: Path) -> None:
    root = write_root(tmp_path)
    (root / "book" / "index.md").write_text("# 首页\n\n{math}`x^2`\n", encoding="utf-8")
    with pytest.raises(BuildFailed, match="这一页里有公式"):
        build_site(root, Silent())


@pytest.mark.long
def test_a_page_that_left_the_book_leaves_the_stage(tmp_path: Path) -> None:
    root = write_root(tmp_path)
    extra = root / "book" / "extra" / "note.md"
    extra.parent.mkdir()
    extra.write_text("# 附页\n", encoding="utf-8")
    build_site(root, Silent())
    extra.unlink()
    build_site(root, Silent())
    assert not (root / "_build" / "book" / "book" / "extra").exists()


@pytest.mark.parametrize("missing", ["_config.yml", "_toc.yml", "book/index.md"])
def test_a_folder_that_is_no_root_is_said_so(tmp_path: Path, missing: str) -> None:
    root = write_root(tmp_path)
    (root / missing).unlink()
    with pytest.raises(BuildFailed, match="没有"):
        build_site(root, Silent())


def _notebook(folder: Path, *codes: str) -> Path:
    path = folder / "broken.ipynb"
    write_notebook(path, ("# 一章",), *codes)
    return path
