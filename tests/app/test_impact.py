"""A rule of the shipped content changes: what is told, what papers leave out, and how it comes back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.app.kit import DRILL, Bench, Ran, told

LOCAL = "standards/local.yml"
VISITS = "visit.min_per_day: 25\n"


@pytest.fixture(scope="module")
def kept_root(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content, kept as an edition of today."""
    root = shutil.copytree(shipped, tmp_path_factory.mktemp("kept") / "root")
    shutil.rmtree(root / "standards" / "editions", ignore_errors=True)
    ran = Bench(root, root / "var")("impact", "--keep", "上一版")
    assert ran.code == 0, ran.said
    return root


@pytest.fixture
def bench(kept_root: Path, tmp_path: Path) -> Bench:
    return Bench(shutil.copytree(kept_root, tmp_path / "root"), tmp_path / "data")


def edit(bench: Bench, file: str, pattern: str, new: str) -> None:
    """Replaces the first match; a file of the company's own is written anew."""
    path = bench.root / file
    if not pattern:
        path.write_text(new, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    assert re.search(pattern, text), pattern
    path.write_text(re.sub(pattern, lambda match: match.expand(new), text, count=1), encoding="utf-8")


def impact(bench: Bench, *words: object) -> Ran:
    ran = bench("impact", *words)
    assert ran.code == 0, ran.said
    return ran


CHANGES = {
    "visits": (LOCAL, "", VISITS, "VIS-06", "限额由 不少于 30 户/天 改为 不少于 25 户/天"),
    "hours": (LOCAL, "", "visit.min_hours: 5\n", "VIS-02", "限额由 不少于 6 小时/天 改为 不少于 5 小时/天"),
    "time of day": (LOCAL, "", 'work.start: "08:00"\n', "work.start", "由 07:30 改为 08:00"),
    "class price": (LOCAL, "", "price.class2_min: 65\n", "price.class2_min", "由 70 元/条 改为 65 元/条"),
    "trainings": (LOCAL, "", "training.min_per_month: 2\n", "training.min_per_month", "由 1 次/月 改为 2 次/月"),
    "fact": ("standards/facts.yml", r"(id: K126\n(?:.*\n)*?    text: .*?)\b50 条", r"\1 100 条", "K126", "100"),
    "figure": ("syllabus/figures/role-hours.yml", r"values: \[8,", "values: [9,", "role-hours", "8→9"),
    "formula": ("syllabus/formulas.yml", "÷ 日均销量", "÷ 日均订货量", "days-of-stock", "期末库存 ÷ 日均订货量"),
    "text": ("standards/visiting.yml", "请客户签字确认", "请客户拍照确认", "VIS-51", "签字→拍照"),
    "edition": (
        "standards/visiting.yml",
        'edition: "2013-06"',
        'edition: "2026-01"',
        "VIS",
        "版次由 2013-06 改为 2026-01",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "name", "sentence"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_any_kind_is_told(bench: Bench, file: str, old: str, new: str, name: str, sentence: str) -> None:
    edit(bench, file, old, new)
    told_of = {one["change"]["id"]: one["change"]["sentence"] for one in impact(bench, "--json").data["changes"]}
    assert sentence in told_of[name]


def test_lines_are_told_with_file_line_and_sentence(bench: Bench) -> None:
    chapter = bench.root / "syllabus" / "chapters" / "visit-flow.md"
    lines = [
        *chapter.read_text(encoding="utf-8").splitlines(),
        "",
        "## 补记",
        "",
        "他一天走了三十户，走访记录只有一行。",
    ]
    chapter.write_text("\n".join(lines) + "\n", encoding="utf-8")
    edit(bench, LOCAL, "", VISITS)
    place = f"syllabus/chapters/visit-flow.md:{len(lines)}"
    expected = f"  {place} 正文 visit-flow（旧数 三十户，现在是 25 户/天）：他一天走了三十户，走访记录只有一行。"
    assert expected in impact(bench).out.splitlines()
    for one in impact(bench, "--json").data["stale"]:
        text = (bench.root / one["file"]).read_text(encoding="utf-8").splitlines()[one["line"] - 1]
        assert one["sentence"] in text


def test_papers_leave_out_what_waits_and_say_so(bench: Bench, roster: Path) -> None:
    edit(bench, LOCAL, "", VISITS)
    waiting = set(impact(bench, "--json").data["held"])
    assert {"vis-0004", "complaint-supply", "visit-schedule"} <= waiting
    checked = bench("check")
    assert (checked.code, f"还没有核过的 {len(waiting)} 个" in checked.out) == (0, True), checked.said
    rehearsed = bench("drill", "rehearse", "skill", "--people", 4)
    assert "vis-0004" in rehearsed.out
    issued = bench("drill", "issue", DRILL, "--roster", roster)
    assert issued.code == 0, issued.said
    assert re.search(r"有 \d+ 道题的依据改过、还没有核过，没有抽：.*vis-0004", issued.said)
    drawn = {
        item.item.id for number in ("C0001", "C0002", "C0003", "C0004") for item in bench.paper(number).paper.items
    }
    assert drawn.isdisjoint(waiting)


def test_practice_exams_leave_out_what_waits(bench: Bench) -> None:
    from lianbing.app.workspace import Workspace
    from lianbing.book.practice_files import practice_files

    edit(bench, LOCAL, "", VISITS)
    book = Workspace(root=bench.root, data=bench.data).workbook
    (exams,) = (text.decode() for path, text in practice_files(book).items() if path.name == "exams.js")
    assert "flow-0001" in exams
    assert not [name for name in book.held if f'"{name}"' in exams]


def test_what_was_looked_at_comes_back(bench: Bench) -> None:
    edit(bench, LOCAL, "", VISITS)
    some = impact(bench, "--accept", "vis-0004", "vis-0005", "--why", "数取自条款")
    assert "VIS-06：放行 2 个：vis-0004、vis-0005" in some.out
    assert {"vis-0004", "vis-0005"}.isdisjoint(impact(bench, "--json").data["held"])
    assert "没有等着核的了" in impact(bench, "--accept", "all").out
    assert "暂不进卷" not in bench("check").out
    written = (bench.root / "standards" / "editions" / "accepted.yml").read_text(encoding="utf-8")
    assert 'who: "测试员"\n    why: "数取自条款"\n    basis: "VIS-06"' in written


@pytest.mark.long
def test_a_stock_that_gets_short_is_told_and_only_then_refused(bench: Bench, roster: Path) -> None:
    blueprint = next((bench.root / "grading" / "blueprints").glob("skill.yml"))
    text = blueprint.read_text(encoding="utf-8")
    section = "  - {title: 走访户数, skill: knowledge, type: single, count: 1, worth: 1, clauses: {VIS-06: 1}}\n"
    blueprint.write_text(text.replace("sections:\n", f"sections:\n{section}"), encoding="utf-8")
    assert bench("check").code == 0
    edit(bench, LOCAL, "", VISITS)
    told(bench("check"), "细目表 skill", "VIS-06")
    told(bench("drill", "rehearse", "skill"), "VIS-06", "lianbing impact --accept")
    told(bench("drill", "issue", DRILL, "--roster", roster), "VIS-06", "lianbing impact --accept")
    impact_ran = bench("impact")
    told(impact_ran, "细目表 skill")
    assert "处变化" in impact_ran.out
    assert bench("impact", "--accept", "VIS-06").code == 0
    assert bench("check").code == 0


def test_wrong_calls_are_explained(bench: Bench, tmp_path: Path) -> None:
    told(bench("impact", "--accept", "vis-0004"), "vis-0004", "没有在等", code=2)
    told(bench("impact", tmp_path, tmp_path), "只写一个旧版目录", code=2)
    told(bench("impact", "--accept", "all", "--keep", "新版"), "一次只写一个", code=2)
    shutil.rmtree(bench.root / "standards" / "editions")
    told(bench("impact"), "没有存着上一版")
    told(bench("impact", "--accept", "all"), "没有存着上一版")


def test_a_fault_of_the_old_folder_names_that_folder(bench: Bench, kept_root: Path, tmp_path: Path) -> None:
    old = shutil.copytree(kept_root, tmp_path / "old")
    (old / "standards" / "facts.yml").write_text("facts：\n", encoding="utf-8")
    ran = bench("impact", old)
    assert ran.code == 1
    assert "old/standards/facts.yml" in ran.said
    assert "旧版的内容" in ran.said


@pytest.mark.long
def test_an_old_folder_is_compared_and_can_be_kept(bench: Bench, kept_root: Path) -> None:
    shutil.rmtree(bench.root / "standards" / "editions")
    edit(bench, LOCAL, "", VISITS)
    assert "处变化" in impact(bench, kept_root).out
    assert "暂不进卷" not in bench("check").out
    impact(bench, kept_root, "--keep", "旧版")
    assert "暂不进卷" in bench("check").out
