"""report: what is asked for is written from the store, and a broken notebook stops no other."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.kit import PERIOD, REPO, Bench
from tests.reports.printed import without_pdf

DATABASES = ("sqlite",)


@pytest.fixture(scope="module")
def assessed_once(graded_once: Bench, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A company with all shipped reports and an assessment, none of whose reports are written."""
    root, data = (tmp_path_factory.mktemp(name) for name in ("root", "data"))
    shutil.copytree(graded_once.root, root, dirs_exist_ok=True)
    shutil.copytree(graded_once.data, data, dirs_exist_ok=True)
    bench = Bench(root, data)
    reports = root / "grading" / "reports"
    shutil.rmtree(reports)
    assert bench("assess", PERIOD).code == 0
    shutil.copytree(REPO / "grading" / "reports", reports)
    return bench


@pytest.fixture
def assessed(assessed_once: Bench) -> Bench:
    shutil.rmtree(assessed_once.reports, ignore_errors=True)
    return assessed_once


def written(bench: Bench) -> list[str]:
    return sorted(path.relative_to(bench.reports).as_posix() for path in bench.reports.rglob("*") if path.is_file())


def test_only_what_is_named_is_written_in_the_formats_that_are_asked_for(assessed: Bench) -> None:
    ran = assessed("report", PERIOD, "--only", "领导一页,班组报告", "--format", "docx")
    assert (ran.code, ran.err) == (2, "班组报告不能加 --format：它的笔记本里没有这个参数\n")
    assert written(assessed) == []
    assert assessed("report", PERIOD, "--only", "领导一页，方法说明", "--format", "docx").code == 0
    assert written(assessed) == ["方法说明.docx", "领导一页.docx"]


def test_a_unit_or_a_person_gets_what_is_made_for_each(assessed: Bench) -> None:
    ran = assessed("report", PERIOD, "--person", "C0001", "--person", "C0002", "--json")
    assert ran.code == 0, ran.said
    assert [Path(name).name for name in ran.data["files"]] == [
        f"{person}-{kind}.html" for kind in ("成绩单", "改进计划") for person in ("C0001-样例甲", "C0002-样例乙")
    ]
    assert assessed("report", PERIOD, "--only", "评定表", "--person", "C0001").code == 0
    assert [name for name in written(assessed) if name.startswith("评定表/")] == ["评定表/城区一部-评定表.docx"]
    for words, said in (
        (("--person", "C0099"), "没有工号 C0099"),
        (("--unit", "没有的部"), "没有单位 没有的部：有 城区一部"),
        (("--only", "年报"), "没有叫 年报 的报告：grading/reports/ 里有 人事索引、"),
        (("--only", "领导一页", "--unit", "城区一部"), "领导一页不能加 --unit"),
        (("--format", "odt"), "--format 没有 odt：有 docx、pdf"),
    ):
        ran = assessed("report", PERIOD, *words)
        assert ran.code in (1, 2)
        assert said in ran.err


def test_a_broken_notebook_is_told_and_the_others_are_written(assessed: Bench, tmp_path: Path) -> None:
    root = shutil.copytree(assessed.root, tmp_path / "root")
    broken = root / "grading" / "reports" / "班组报告.ipynb"
    notebook = json.loads(broken.read_text(encoding="utf-8"))
    notebook["cells"][3]["source"] = "desk.wirte('x', '')"
    broken.write_text(json.dumps(notebook), encoding="utf-8")
    (root / "grading" / "reports" / "又一份.ipynb").write_bytes((broken.parent / "人事索引.ipynb").read_bytes())
    (root / "grading" / "reports" / "坏的.ipynb").write_text("{", encoding="utf-8")
    ran = replace(assessed, root=root)("report", PERIOD, "--only", "人事索引,又一份,坏的,班组报告,考评表")
    assert ran.code == 1
    assert "报告共 2 份" in ran.out
    told = [line for line in ran.err.splitlines() if not line.startswith("写报告")]
    assert told[0].startswith("grading/reports/坏的.ipynb 打不开，不是完整的笔记本。")
    assert "grading/reports/又一份.ipynb 要写 人事索引.html，grading/reports/人事索引.ipynb 已经写了" in told[1]
    assert "grading/reports/班组报告.ipynb 第 4 格" in told[2]
    assert "AttributeError" in told[2]
    assert written(assessed) == ["人事索引.html", "考评表.xlsx"]


def test_a_broken_notebook_fails_the_assessment_that_is_kept(assessed: Bench, tmp_path: Path) -> None:
    root = shutil.copytree(assessed.root, tmp_path / "root")
    shutil.rmtree(root / "grading" / "reports")
    (root / "grading" / "reports").mkdir()
    (root / "grading" / "reports" / "坏的.ipynb").write_text("{", encoding="utf-8")
    ran = replace(assessed, root=root)("assess", PERIOD, "--json")
    assert ran.code == 1
    assert len(ran.data["results"]) == 4
    assert ran.data["faults"] == [{"notebook": "grading/reports/坏的.ipynb", "what": "打不开，不是完整的笔记本"}]


def test_without_pdf_the_document_is_written_and_what_to_install_is_said(
    assessed: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from lianbing.engine.warm import close_parents

    without_pdf(monkeypatch, tmp_path, "raise OSError('no pango')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    close_parents()
    ran = assessed("report", PERIOD, "--only", "方法说明", "--format", "pdf")
    close_parents()
    assert (ran.code, written(assessed)) == (0, ["方法说明.docx"])
    assert ran.err.count("这台机器还不能做 PDF") == 1


def test_the_data_of_a_notebook_can_be_laid_out_to_try_it(assessed: Bench, tmp_path: Path) -> None:
    ran = assessed("report", PERIOD, "--desk", tmp_path / "desk")
    assert ran.code == 0
    assert "folder = " in ran.out
    assert {path.name for path in (tmp_path / "desk").iterdir()} == {"assessment.json", "background.json"}
    assert written(assessed) == []
