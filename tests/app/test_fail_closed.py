"""A mark exists only where a complete record of this very run exists; everything else is 未定, and said.

One cohort is graded once by a notebook that serves each person differently, by employee number: ``exit`` leaves before
it hands out, ``nonce`` hands out the record of another run, and so on. Between them sit two whose grading is honest.
"""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lianbing.errors import ResultRejected
from lianbing.grading.jobs import Job, grade_job, read_record, write_record
from tests.app.kit import DRILL, Bench, Ran, notebook_bytes, put, roster_text, told

NONE, ERROR, OTHER = "没有产生记录", "判分时出错", "不是这份答卷、这次运行的"
ITEMS, RANGE, FORM = "与试卷的题目对不上", "超出 0–", "格式不对"
HONEST = ("A0001", "Z0001")

BEFORE = {
    "exit": ("sys.exit(0)", ERROR),
    "die": ("os._exit(0)", ERROR),
    "raise": ("raise ValueError('坏了')", ERROR),
    "nothing": ("type(marked).hand_out = lambda self, folder: None", NONE),
}
AFTER = {
    "raised-late": ("raise ValueError('交出记录之后')", ERROR),
    "died-late": ("os._exit(0)", ERROR),
    "nonce": ("record['nonce'] = '0' * 32", OTHER),
    "digest": ("record['submission'] = '0' * 64", OTHER),
    "fewer": ("marks.pop()", ITEMS),
    "more": ("marks.append({**marks[0], 'item': 'vis-9999', 'number': 99})", ITEMS),
    "above": ("marks[0]['earned'] = '3.01'", RANGE),
    "negative": ("marks[0]['earned'] = '-0.01'", RANGE),
    "cut": ("path.write_text(path.read_text(encoding='utf-8')[:-1], encoding='utf-8'); record = None", FORM),
    "emptied": ("path.write_bytes(b''); record = None", FORM),
}
RECORDS = {  # tried on the reader alone
    "unnumbered": ("record['nonce'] = ''", OTHER),
    "paper": ("record['paper'] = record['paper'] + 'x'", OTHER),
    "employee": ("record['employee'] = 'C0002'", OTHER),
    "paperdigest": ("record['paper_digest'] = '0' * 64", OTHER),
    "no-marks": ("marks.clear()", ITEMS),
    "twice": ("marks[1] = marks[0]", ITEMS),
    "worth": ("marks[0]['worth'] = '9'; marks[0]['earned'] = '9'", ITEMS),
    "skill": ("marks[0]['skill'] = 'tools'", ITEMS),
    "infinite": ("marks[0]['earned'] = 'Infinity'", "得分"),
    "float": ("marks[0]['earned'] = 3.0", FORM),
    "word": ("marks[0]['earned'] = '满分'", FORM),
    "schema": ("record['schema'] = 'lianbing/result@99'", FORM),
    "field": ("del marks[0]['earned']", FORM),
    "added": ("record['bonus'] = '5'", FORM),
    "list": ("record = [record]", FORM),
}
ATTACKS = {**BEFORE, **AFTER}
ALONE = {  # each in a run of its own: an error that gets through would end the run for everybody
    "nan": ("marks[0]['earned'] = 'NaN'", ""),
    "nan-worth": ("marks[0]['worth'] = 'sNaN'", ""),
    "bytes": ("path.write_bytes(b'\\xff\\xfe'); record = None", FORM),
    "fine": ("marks[0]['earned'] = '1.' + '3' * 40", ""),
}


def _cell(source: str, name: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": {"tags": [*tags]}, "source": source,
            "execution_count": None, "outputs": []}  # fmt: skip


def _served(attacks: dict[str, str], numbered: str) -> str:
    return (
        f"import os, sys, json\nfrom pathlib import Path\nwho = Path(folder).resolve().name.removeprefix('{DRILL}-')\n"
        f"path = Path(folder) / 'result.json'\n{numbered}"
        + "".join(f"if who == {who!r}:\n    {what}\n" for who, what in attacks.items())
    )


READ = "record = json.loads(path.read_text(encoding='utf-8')) if path.exists() else {}\nmarks = record.get('marks')\n"
WRITE = "if record:\n    path.write_text(json.dumps(record), encoding='utf-8')\n"


def _corrupt(root: Path, before: dict[str, str], after: dict[str, str]) -> None:
    """Puts a cell before and one after the one that hands the record out."""
    path = root / "grading" / "grade_submission.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].insert(-1, _cell(_served(before, ""), "before"))
    notebook["cells"].append(_cell(_served(after, READ) + WRITE, "after"))
    put(path, notebook)


def _cohort(root: Path, data: Path, *numbers: str) -> Bench:
    """A bench where each of ``numbers`` handed in a perfect submission."""
    bench = Bench(root, data)
    roster = put(data / "名单.csv", roster_text(tuple((number, f"样例{number}") for number in numbers)))
    assert bench("drill", "issue", DRILL, "--roster", roster).code == 0
    for number in numbers:
        put(data / "in" / f"{number}.ipynb", notebook_bytes(bench.submission(number)))
    ran = bench("drill", "collect", DRILL, data / "in")
    assert ran.code == 0, ran.said
    return bench


def _unmarked(bench: Bench, who: str) -> None:
    """No mark, no marked paper that says otherwise, and neither zero nor a level in the assessment."""
    assert bench.ledger(f"employee = '{who}'") == []
    assert not (bench.run_folder(who) / "判卷.ipynb").exists()
    assert not (bench.run_folder(who) / "判卷.html").exists()


@pytest.fixture(scope="module")
def attacked(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, Ran, dict[str, Any]]:
    root = shutil.copytree(shipped, tmp_path_factory.mktemp("attacked") / "root")
    _corrupt(root, {who: what for who, (what, _) in BEFORE.items()}, {who: what for who, (what, _) in AFTER.items()})
    bench = _cohort(root, tmp_path_factory.mktemp("cohort"), *ATTACKS, *HONEST)
    return bench, bench("grade", DRILL, "--json"), bench.standings()


def test_the_run_says_that_not_all_is_well(attacked: tuple[Bench, Ran, dict[str, Any]]) -> None:
    _, ran, _ = attacked
    assert ran.code == 1
    assert {failure["employee"] for failure in ran.data["failures"]} == ATTACKS.keys()
    assert (ran.data["graded"], ran.data["kept"]) == (len(HONEST), 0)


@pytest.mark.parametrize("who", ATTACKS)
def test_no_record_no_mark(attacked: tuple[Bench, Ran, dict[str, Any]], who: str) -> None:
    bench, ran, people = attacked
    _unmarked(bench, who)
    (failure,) = (failure for failure in ran.data["failures"] if failure["employee"] == who)
    assert ATTACKS[who][1] in failure["reason"]
    assert [people[who][name] for name in ("state", "total", "level", "rank")] == [
        "未定（答卷还没有判分）", None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("who", HONEST)
def test_the_others_are_graded_all_the_same(attacked: tuple[Bench, Ran, dict[str, Any]], who: str) -> None:
    bench, _, people = attacked
    assert len(bench.ledger(f"employee = '{who}'")) == len(bench.paper(who).paper.items)
    assert (people[who]["total"], people[who]["rank"]) == ("100.00", 1)
    assert bench("ledger", "verify").code == 0


def test_nobody_who_failed_counts_as_graded(attacked: tuple[Bench, Ran, dict[str, Any]]) -> None:
    bench, _, _ = attacked
    status = bench("drill", "status", DRILL, "--json").data
    assert (status["received"], status["graded"]) == (len(ATTACKS) + len(HONEST), len(HONEST))


@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=pytest.mark.long) if who in ("nan-worth", "fine") else who for who in ALONE]
)
def test_a_record_that_is_hard_to_read_stops_nobody_else(own_content: Path, tmp_path: Path, who: str) -> None:
    what, reason = ALONE[who]
    _corrupt(own_content, {}, {who: what})
    bench = _cohort(own_content, tmp_path / "data", who, "Z0001")
    ran = bench("grade", DRILL)
    told(ran, who, reason)
    _unmarked(bench, who)
    assert bench.ledger("employee = 'Z0001'")
    assert bench("grade", DRILL).code == 1, "and again, with what the first run left behind"


@pytest.mark.parametrize("name", ["grade", "hand-out"])
def test_a_cell_that_papermill_skips(own_content: Path, tmp_path: Path, name: str) -> None:
    path = own_content / "grading" / "grade_submission.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == name:
            cell["metadata"]["tags"] = ["skip-execution"]
    put(path, notebook)
    bench = _cohort(own_content, tmp_path / "data", "C0001")
    told(bench("grade", DRILL), "C0001", f"{ERROR}（CellSkipped）")
    _unmarked(bench, "C0001")
    assert bench.standings()["C0001"]["state"] == "未定（答卷还没有判分）"


def test_a_cell_that_takes_too_long(own_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Left alone it would hand out a good record after eight seconds."""
    _corrupt(own_content, {"C0001": "import time; time.sleep(8)"}, {})
    bench = _cohort(own_content, tmp_path / "data", "C0001")
    monkeypatch.setattr("lianbing.grading.assignments.TIMEOUT", 2)
    told(bench("grade", DRILL), "C0001", ERROR)
    _unmarked(bench, "C0001")


def test_a_record_of_an_earlier_run_is_not_taken_for_this_one(own_content: Path, tmp_path: Path) -> None:
    _corrupt(own_content, {"C0001": BEFORE["nothing"][0]}, {})
    bench = _cohort(own_content, tmp_path / "data", "C0001")
    paper, content = bench.paper("C0001").paper, notebook_bytes(bench.submission("C0001"))
    folder = bench.run_folder("C0001")
    write_record(grade_job(Job(paper, content, "0" * 32))[1], folder)
    for name in ("判卷.ipynb", "判卷.html"):
        put(folder / name, "旧的")
    told(bench("grade", DRILL), "C0001", NONE)
    _unmarked(bench, "C0001")


def test_points_that_are_left_open_are_neither_zero_nor_full(own_content: Path, tmp_path: Path) -> None:
    _corrupt(own_content, {}, {"C0001": "marks[0]['earned'] = None; marks[0]['verdict'] = 'malformed'"})
    bench = _cohort(own_content, tmp_path / "data", "C0001")
    ran = bench("grade", DRILL, "--json")
    assert (ran.code, ran.data["waiting"], ran.data["failures"]) == (0, 1, [])
    first, *rest = bench.ledger()
    assert first["after"] is None
    assert all(row["after"] is not None for row in rest)
    person = bench.standings()["C0001"]
    assert (person["state"], person["total"]) == ("未定（有题待判）", None)


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b'{"cells": []}', b"\xff"], ids=["gone", "empty", "cut", "bare", "bytes"]
)
def test_a_grading_notebook_that_can_t_be_run(own_content: Path, tmp_path: Path, content: bytes | None) -> None:
    path = own_content / "grading" / "grade_submission.ipynb"
    path.unlink()
    if content is not None:
        put(path, content)
    bench = _cohort(own_content, tmp_path / "data", "C0001")
    told(bench("grade", DRILL), "grade_submission.ipynb")
    _unmarked(bench, "C0001")


def test_a_machine_without_the_kernel(collected: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyter_client.kernelspec import NoSuchKernel

    def missing(*_: object, **__: object) -> None:
        raise NoSuchKernel("python3")

    monkeypatch.setattr("papermill.execute_notebook", missing)
    told(collected("grade", DRILL), "C0001", "C0003")
    assert collected.ledger() == []


@pytest.mark.parametrize("how", ["gone", "changed"])
def test_submissions_that_are_not_the_bytes_that_came_in(collected: Bench, how: str) -> None:
    (row,) = collected.rows("submission", f"paper = '{DRILL}-C0001'")
    path = collected.data / "submissions" / f"{row['digest']}.ipynb"
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace("样例甲".encode(), "样例乙".encode()))
    told(collected("grade", DRILL), "C0001", "从备份恢复")
    assert {row["employee"] for row in collected.ledger()} == {"C0002", "C0003"}


def test_a_lost_file_hides_no_other_item_from_the_reviewer(graded: Bench) -> None:
    (row,) = graded.rows("submission", f"paper = '{DRILL}-C0003'")
    (graded.data / "submissions" / f"{row['digest']}.ipynb").unlink()
    told(graded("review", "list", DRILL), "从备份恢复")
    item = graded.item("C0003", "numeric")
    assert graded("review", "mark", DRILL, "C0003", item, "1", "--why", "按纸质答卷").code == 0


# The guards themselves, on records that need no notebook


@pytest.mark.parametrize(
    "points", ["NaN", "sNaN", "-NaN", "Infinity", "-Infinity", "-0.001", "3.001", "1e99", "-1e-99"]
)
def test_no_number_outside_the_worth_of_an_item_passes(issued_once: Bench, tmp_path: Path, points: str) -> None:
    job = _job(issued_once)
    record = _handed_out(job, tmp_path)
    record["marks"][0]["earned"] = points
    put(tmp_path / "result.json", record)
    with pytest.raises(ResultRejected):
        read_record(job, (tmp_path / "result.json").read_bytes())


@pytest.mark.parametrize(("what", "reason"), RECORDS.values(), ids=RECORDS)
def test_a_record_that_is_not_of_this_run_or_this_paper(
    issued_once: Bench, tmp_path: Path, what: str, reason: str
) -> None:
    job = _job(issued_once)
    record = _handed_out(job, tmp_path)
    said = {"record": record, "marks": record["marks"]}
    exec(what, said)
    put(tmp_path / "result.json", said["record"])
    with pytest.raises(ResultRejected, match=reason):
        read_record(job, (tmp_path / "result.json").read_bytes())


def test_an_honest_record_passes(issued_once: Bench, tmp_path: Path) -> None:
    job = _job(issued_once)
    _handed_out(job, tmp_path)
    record = read_record(job, (tmp_path / "result.json").read_bytes())
    assert sum(mark.earned or Decimal(0) for mark in record.marks) == job.paper.worth


def _job(bench: Bench) -> Job:
    return Job(bench.paper("C0001").paper, notebook_bytes(bench.submission("C0001")), "7" * 32)


def _handed_out(job: Job, folder: Path) -> dict[str, Any]:
    write_record(grade_job(job)[1], folder)
    result: dict[str, Any] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return result
