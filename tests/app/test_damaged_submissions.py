"""Submissions damaged in every way that files are: each with its verdict; and thousands of mutations of good ones."""

from __future__ import annotations

import copy
import json
import random
import resource
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lianbing.app.drills.receiving import Receipt, receive
from lianbing.app.workspace import Workspace
from lianbing.drills.intake import Incoming
from lianbing.wire.submissions import read_submission
from tests.app.kit import DRILL, Bench, Ran, notebook_bytes, put

Notebook = dict[str, Any]
Damage = Callable[[Notebook], object]


# ---- ways of damage, and what becomes of each ----


def _head(**changes: object) -> Damage:
    return lambda notebook: notebook["metadata"]["lianbing"].update(changes)


def _without(name: str) -> Damage:
    return lambda notebook: notebook["metadata"]["lianbing"].pop(name)


def _cell(change: Damage) -> Damage:
    return lambda notebook: change(notebook["cells"][2])


def _recorded(record: object) -> Damage:
    return _cell(lambda cell: cell["metadata"].update(lianbing=record))


def _ids_gone(minor: int) -> Damage:
    def change(notebook: Notebook) -> None:
        notebook["nbformat_minor"] = minor
        for cell in notebook["cells"]:
            del cell["id"]

    return change


def _of_format_3(notebook: Notebook) -> None:
    _ids_gone(0)(notebook)
    notebook.update(nbformat=3, worksheets=[{"cells": notebook.pop("cells")}])


def _run_in_jupyterlab(notebook: Notebook) -> None:
    notebook["metadata"].update(kernelspec={"name": "python3"}, language_info={"name": "python"})
    code = {"cell_type": "code", "id": "own", "metadata": {}, "source": "1", "outputs": [], "execution_count": 1}
    notebook["cells"].append(code)


ACCEPTED = "accepted"
BROKEN: dict[str, tuple[Damage, str]] = {
    "nothing": (lambda _: None, ACCEPTED),
    "token changed": (_head(token="0" * 64), "changed-token"),
    "token cut": (_head(token="0" * 63), "changed-token"),
    "token null": (_head(token=None), "damaged-answers"),
    "token gone": (_without("token"), "damaged-answers"),
    "employee of another": (_head(employee="C0002"), "changed-token"),
    "employee unknown": (_head(employee="C9999"), "changed-token"),
    "employee a number": (_head(employee=1), "damaged-answers"),
    "employee gone": (_without("employee"), "damaged-answers"),
    "paper of another": (_head(paper=f"{DRILL}-C0002"), "changed-token"),
    "paper unknown": (_head(paper="x"), "unknown-paper"),
    "paper empty": (_head(paper=""), "unknown-paper"),
    "paper gone": (_without("paper"), "damaged-answers"),
    "another drill": (_head(drill="2026H1-skill"), "wrong-drill"),
    "drill in other case": (_head(drill=DRILL.lower()), "wrong-drill"),
    "drill gone": (_without("drill"), "damaged-answers"),
    "schema of the future": (_head(schema="lianbing/submission@2"), "foreign"),
    "schema gone": (_without("schema"), "foreign"),
    "head gone": (lambda notebook: notebook["metadata"].pop("lianbing"), "foreign"),
    "head a list": (lambda notebook: notebook["metadata"].update(lianbing=[]), "foreign"),
    "metadata gone": (lambda notebook: notebook.pop("metadata"), "not-a-notebook"),
    "metadata a text": (lambda notebook: notebook.update(metadata="x"), "not-a-notebook"),
    "start gone": (_without("started_at"), "damaged-answers"),
    "end gone": (_without("submitted_at"), "damaged-answers"),
    "times empty": (_head(started_at="", submitted_at=""), ACCEPTED),
    "times without a zone": (_head(submitted_at="2026-11-21T09:35:00"), ACCEPTED),
    "times without a date": (_head(submitted_at="09:35"), ACCEPTED),
    "times in words": (_head(submitted_at="昨天上午" * 50), ACCEPTED),
    "clock of 1970": (_head(started_at="1970-01-01T08:00:00+08:00"), ACCEPTED),
    "elapsed negative": (_head(elapsed=-5), ACCEPTED),
    "elapsed enormous": (_head(elapsed=10**30, handin=10**30), ACCEPTED),
    "elapsed a text": (_head(elapsed="long"), "damaged-answers"),
    "cells gone": (lambda notebook: notebook.pop("cells"), "not-a-notebook"),
    "cells an object": (lambda notebook: notebook.update(cells={}), "not-a-notebook"),
    "cells empty": (lambda notebook: notebook.update(cells=[]), ACCEPTED),
    "a cell null": (lambda notebook: notebook["cells"].append(None), "not-a-notebook"),
    "a cell of no kind": (_cell(lambda cell: cell.pop("cell_type")), "not-a-notebook"),
    "a cell of an unknown kind": (_cell(lambda cell: cell.update(cell_type="video")), "not-a-notebook"),
    "a cell without source": (_cell(lambda cell: cell.pop("source")), "not-a-notebook"),
    "a cell whose lines are numbers": (_cell(lambda cell: cell.update(source=[1])), "not-a-notebook"),
    "an answer gone": (_cell(lambda cell: cell["metadata"]["lianbing"].pop("answer")), "damaged-answers"),
    "a record null": (_recorded(None), ACCEPTED),
    "a record a text": (_recorded("A"), "damaged-answers"),
    "a record without item": (_recorded({"answer": "A"}), "damaged-answers"),
    "an item a number": (_recorded({"item": 7, "answer": "A"}), "damaged-answers"),
    "an answer of half a character": (_recorded({"item": "x", "answer": "\ud800"}), ACCEPTED),
    "a deep answer": (_recorded({"item": "x", "answer": [[[[[[[[1]]]]]]]]}), ACCEPTED),
    "a cell deleted": (lambda notebook: notebook["cells"].pop(2), ACCEPTED),
    "cells in another order": (lambda notebook: notebook["cells"].reverse(), ACCEPTED),
    "format 2": (lambda notebook: notebook.update(nbformat=2), "not-a-notebook"),
    "format 3": (_of_format_3, ACCEPTED),
    "format 4.0": (_ids_gone(0), ACCEPTED),
    "format 4.4": (_ids_gone(4), ACCEPTED),
    "format a text": (lambda notebook: notebook.update(nbformat="4"), "not-a-notebook"),
    "ids of cells gone": (_ids_gone(5), ACCEPTED),
    "run in JupyterLab": (_run_in_jupyterlab, ACCEPTED),
}
BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "byte order mark": (lambda whole: b"\xef\xbb\xbf" + whole, ACCEPTED),
    "Windows lines": (lambda whole: whole.replace(b"\n", b"\r\n"), ACCEPTED),
    "blanks at the end": (lambda whole: whole + b" \n" * 500, ACCEPTED),
    "one byte short": (lambda whole: whole.rstrip()[:-1], "unreadable"),
    "one byte too many": (lambda whole: whole + b"}", "unreadable"),
    "twice": (lambda whole: whole + whole, "unreadable"),
    "half": (lambda whole: whole[: len(whole) // 2], "unreadable"),
    "the second half": (lambda whole: whole[len(whole) // 2 :], "unreadable"),
    "zeros in the middle": (lambda whole: whole[:500] + bytes(500) + whole[1000:], "unreadable"),
    "zeros alone": (lambda whole: bytes(len(whole)), "unreadable"),
    "empty": (lambda whole: b"", "unreadable"),
    "GBK": (lambda whole: whole.decode().encode("gb18030"), "unreadable"),
    "UTF-16": (lambda whole: whole.decode().encode("utf-16"), "unreadable"),
    "a merge conflict": (lambda whole: b"<<<<<<< HEAD\n" + whole, "unreadable"),
    "a booklet": (lambda whole: b"<!DOCTYPE html><html></html>", "unreadable"),
    "a photo": (lambda whole: b"\xff\xd8\xff\xe0" + whole, "unreadable"),
    "a list of it": (lambda whole: b"[" + whole + b"]", "not-a-notebook"),
}


@pytest.fixture(scope="module")
def desk(issued_once: Bench, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    data = shutil.copytree(issued_once.data, tmp_path_factory.mktemp("damaged") / "data")
    bench = Bench(issued_once.root, data)
    workspace = bench.workspace
    yield Desk(bench, workspace, bench.submission("C0001"))
    workspace.close()


@dataclass(frozen=True)
class Desk:
    """Where files are received one by one, and a good submission."""

    bench: Bench
    workspace: Workspace
    good: Notebook

    def verdict(self, content: bytes) -> str:
        outcome = receive(self.workspace, DRILL, Incoming("答卷.ipynb", content))
        assert self.bench.kept(content)
        if isinstance(outcome, Receipt):
            assert (outcome.employee, outcome.paper) == ("C0001", f"{DRILL}-C0001")
            return ACCEPTED
        assert any("\u4e00" <= character <= "\u9fff" for character in outcome.reason)
        return outcome.code.value


def test_at_least_forty_kinds_are_tried() -> None:
    assert len(BROKEN) + len(BYTES) >= 60


@pytest.mark.parametrize(("damage", "verdict"), BROKEN.values(), ids=BROKEN)
def test_a_damaged_notebook_gets_its_verdict(desk: Desk, damage: Damage, verdict: str) -> None:
    notebook = copy.deepcopy(desk.good)
    damage(notebook)
    assert desk.verdict(json.dumps(notebook).encode()) == verdict


@pytest.mark.parametrize(("damage", "verdict"), BYTES.values(), ids=BYTES)
def test_damaged_bytes_get_their_verdict(desk: Desk, damage: Callable[[bytes], bytes], verdict: str) -> None:
    assert desk.verdict(damage(notebook_bytes(desk.good))) == verdict


# ---- mutations ----


class Mutator:
    """Changes a submission at random, in its bytes or in its structure; the same for the same seed."""

    STRANGE: tuple[object, ...] = (
        None,
        True,
        -1,
        0,
        1e308,
        10**40,
        "",
        "A",
        "\0",
        "\u202e",
        "工" * 500,
        [],
        {},
        [[]],
        {"item": "x"},
    )

    def __init__(self, good: Notebook, seed: int) -> None:
        self._good, self._whole, self._chance = good, notebook_bytes(good), random.Random(seed)

    def mutant(self) -> bytes:
        return self._changed_bytes() if self._chance.random() < 0.5 else self._changed_structure()

    def _changed_bytes(self) -> bytes:
        whole, chance = bytearray(self._whole), self._chance
        for _ in range(chance.choice((1, 1, 1, 2, 8))):
            place = chance.randrange(len(whole))
            length = chance.choice((1, 1, 4, 200))
            match chance.randrange(4):
                case 0:
                    whole[place] ^= 1 << chance.randrange(8)
                case 1:
                    del whole[place : place + length]
                case 2:
                    whole[place:place] = chance.randbytes(length)
                case _:
                    whole[place:place] = whole[place : place + length]
        return bytes(whole)

    def _changed_structure(self) -> bytes:
        notebook, chance = copy.deepcopy(self._good), self._chance
        for _ in range(chance.choice((1, 1, 2, 5))):
            holder, key = chance.choice([*_places(notebook)])
            match chance.randrange(3):
                case 0:
                    del holder[key]
                case 1:
                    holder[key] = chance.choice(self.STRANGE)
                case _ if isinstance(holder, list):
                    holder.insert(chance.randrange(len(holder) + 1), holder[key])
                case _:
                    holder[f"{key}x"] = holder.pop(key)
        return json.dumps(notebook, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Each value in a document, as what holds it and where."""
    for key, value in [*(node.items() if isinstance(node, dict) else enumerate(node))]:
        yield node, key
        if isinstance(value, dict | list):
            yield from _places(value)


def _packed(path: Path, mutants: Iterator[bytes]) -> Path:
    with zipfile.ZipFile(put(path, b""), "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in enumerate(mutants):
            archive.writestr(f"{place}.ipynb", content)
    return path


def _collected(bench: Bench, archive: Path, megabytes: int) -> Ran:
    """Collects in a process of its own, whose memory is bounded."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))

    line = bench.argv("drill", "collect", DRILL, archive, "--json")
    done = subprocess.run(line, capture_output=True, check=False, timeout=1500, preexec_fn=limit)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def _checked(bench: Bench, ran: Ran, count: int) -> None:
    """Every mutant got its verdict, and what was accepted is the person's own paper with all its proof."""
    assert ran.code in (0, 1), ran.said[-2000:]
    assert "Traceback" not in ran.said
    data = ran.data
    assert len(data["accepted"]) + data["known"] + len(data["rejected"]) + len(data["not_taken"]) == count
    good = read_submission(notebook_bytes(bench.submission("C0001")))
    for row in bench.rows("submission", "state = 'accepted'"):
        read = read_submission((bench.data / "submissions" / f"{row['digest']}.ipynb").read_bytes())
        assert (read.drill, read.paper, read.employee, read.token) == (good.drill, good.paper, "C0001", good.token)
    named = {each["file_name"] for each in data["incomplete"] if each["missing"]}
    for name, receipt in data["accepted"]:
        (path,) = (bench.data / "submissions").glob(f"{receipt.replace('-', '').lower()}*.ipynb")
        assert (good.answers.keys() <= read_submission(path.read_bytes()).answers.keys()) is (name not in named)


@pytest.mark.parametrize("seed", [1])
def test_hundreds_of_mutated_notebooks(issued: Bench, tmp_path: Path, seed: int) -> None:
    mutator = Mutator(issued.submission("C0001"), seed)
    archive = _packed(tmp_path / "变.zip", (mutator.mutant() for _ in range(300)))
    _checked(issued, _collected(issued, archive, 600), 300)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 10))
def test_twenty_thousand_mutated_notebooks(issued: Bench, tmp_path: Path, seed: int) -> None:
    """In eight archives of 2,500: the memory is that of the hundreds, and the time is bounded."""
    mutator = Mutator(issued.submission("C0001"), seed)
    archive = _packed(tmp_path / "变.zip", (mutator.mutant() for _ in range(2_500)))
    _checked(issued, _collected(issued, archive, 600), 2_500)


@pytest.mark.parametrize("count", [40, pytest.param(2_500, marks=pytest.mark.long)])
def test_a_folder_and_a_zip_of_many_are_taken_in_the_same_memory(issued: Bench, tmp_path: Path, count: int) -> None:
    """Twice ``count`` files of 60 kB and more: five thousand, were they in memory together, would not fit."""
    whole = notebook_bytes(issued.submission("C0001"))
    for place in range(count):
        put(tmp_path / "in" / f"{place}" / "答卷.ipynb", whole + b" " * (60_000 + place))
    _packed(tmp_path / "in" / "其他.zip", (whole + b"\n" * (60_000 + place) for place in range(count)))
    ran = _collected(issued, tmp_path / "in", 350)
    assert ran.code == 1, ran.said[-2000:]  # all have one time, so a person has to choose
    assert len(ran.data["accepted"]) == 2 * count
    assert [one["count"] for one in ran.data["several"]] == [2 * count]
