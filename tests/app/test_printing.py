"""``drill print`` and ``drill pack``: whose papers, in which files, and that no key gets among them."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from tests.app.kit import DRILL, Bench, put, told
from tests.reports.printed import text_of, without_pdf

UTF8_NAMES = 0x800
TEAMS = (("C0001", "样例甲", "城区一部"), ("C0002", "样例乙", "城区一部"), ("C0003", "样例丙", "城区/二部"))


@pytest.fixture(scope="module")
def two_units(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    bench = Bench(shipped, tmp_path_factory.mktemp("units"))
    roster = put(bench.data / "名单.csv", "工号,姓名,部门\n" + "".join(",".join(each) + "\n" for each in TEAMS))
    ran = bench("drill", "issue", DRILL, "--roster", roster)
    assert ran.code == 0, ran.said
    return bench


def _files(bench: Bench, folder: str) -> dict[str, bytes]:
    top = bench.data / "drills" / DRILL / folder
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()}


def test_a_paper_for_each_person_by_unit(two_units: Bench) -> None:
    ran = two_units("drill", "print", DRILL)
    assert ran.code == 0, ran.said
    assert "写出 3 人的纸质卷，3 个文件" in ran.out
    files = _files(two_units, "纸质卷")
    assert [*files] == ["城区-二部/C0003-样例丙.docx", "城区一部/C0001-样例甲.docx", "城区一部/C0002-样例乙.docx"]
    for path, content in files.items():
        number, name = re.findall(r"(C\d+)-(\w+)\.", path)[0]
        text = text_of(content)
        assert all(f"{what}：{value}" in text for what, value in (("工号", number), ("姓名", name)))
        others = {other for _, other, _ in TEAMS} - {name}
        assert not any(other in text for other in others)
    assert two_units("drill", "print", DRILL).code == 0
    assert _files(two_units, "纸质卷") == files


def test_no_key_is_printed_but_in_the_key_edition(two_units: Bench) -> None:
    assert two_units("drill", "print", DRILL).code == 0
    ran = two_units("drill", "print", DRILL, "--key", "--number", "C0001")
    assert ran.code == 0, ran.said
    assert "只给人事" in ran.err
    (key,) = _files(two_units, "答案卷（仅供人事）").items()
    assert key[0] == "城区一部/C0001-样例甲-答案.docx"
    paper = two_units.paper("C0001").paper
    explained = {item.item.explain for item in paper.items}
    explained |= {name for item in paper.items for name in item.item.rests_on}
    assert all(piece.splitlines()[0] in text_of(key[1]) for piece in explained)
    printed = text_of(_files(two_units, "纸质卷")["城区一部/C0001-样例甲.docx"])
    assert not any(piece in printed for piece in explained)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_key_edition_is_its_owners_alone(two_units: Bench) -> None:
    assert two_units("drill", "print", DRILL, "--key").code == 0
    folder = two_units.data / "drills" / DRILL / "答案卷（仅供人事）"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*.docx")} == {0o600}


def test_large_print_and_more_time_for_one_person(two_units: Bench) -> None:
    ran = two_units("drill", "print", DRILL, "--number", "C0002", "--large", "--minutes", "90")
    assert ran.code == 0, ran.said
    text = text_of(_files(two_units, "纸质卷")["城区一部/C0002-样例乙-大字.docx"])
    assert "时间：90 分钟" in text
    assert two_units("drill", "print", DRILL, "--number", "C0002").code == 0
    assert "时间：60 分钟" in text_of(_files(two_units, "纸质卷")["城区一部/C0002-样例乙.docx"])


@pytest.mark.parametrize(
    ("words", "code", "pieces"),
    [
        (("--unit", "城区三部"), 1, ("没有给部门 城区三部 发过卷", "城区/二部、城区一部")),
        (("--number", "C9"), 1, ("没有给工号 C9 发过卷", "C0001、C0002、C0003")),
        (("--number", "C0003", "--unit", "城区一部"), 1, ("要两样都符合",)),
        (("--format", "odt"), 2, ("--format", "docx")),
        (("--minutes", "0"), 2, ("--minutes",)),
    ],
)
def test_who_is_not_there_is_named(
    two_units: Bench, words: tuple[str, ...], code: int, pieces: tuple[str, ...]
) -> None:
    told(two_units("drill", "print", DRILL, *words), *pieces, code=code)


def test_a_drill_that_was_not_issued(two_units: Bench) -> None:
    for command in ("print", "pack"):
        told(two_units("drill", command, "2026H2-code"), "还没有在这里发过卷", "lianbing drill issue")


def test_without_the_pdf_library_a_sentence_offers_word(
    two_units: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_pdf(monkeypatch, tmp_path, "raise OSError('libpango')")
    told(two_units("drill", "print", DRILL, "--format", "pdf"), "这台机器还不能做 PDF", "--format docx")


def test_a_pack_for_each_unit_with_its_own_people(two_units: Bench) -> None:
    ran = two_units("drill", "pack", DRILL)
    assert ran.code == 0, ran.said
    assert "城区一部.zip：2 人" in ran.out
    packs = _files(two_units, "分部门")
    assert {name: _members(content) for name, content in packs.items()} == {
        "城区-二部.zip": ["C0003-样例丙.html"],
        "城区一部.zip": ["C0001-样例甲.html", "C0002-样例乙.html"],
    }
    with zipfile.ZipFile(io.BytesIO(packs["城区一部.zip"])) as archive:
        assert all(info.flag_bits & UTF8_NAMES for info in archive.infolist())
        assert archive.read("C0001-样例甲.html") == two_units.booklets["C0001-样例甲.html"]
    assert two_units("drill", "pack", DRILL).code == 0
    assert _files(two_units, "分部门") == packs


def test_a_pack_with_papers_to_print(two_units: Bench) -> None:
    ran = two_units("drill", "pack", DRILL, "--unit", "城区/二部", "--format", "docx", "--format", "html", "--large")
    assert ran.code == 0, ran.said
    pack = _files(two_units, "分部门")["城区-二部.zip"]
    assert _members(pack) == ["C0003-样例丙.html", "C0003-样例丙-大字.docx"]


def test_a_pack_of_single_people_leaves_that_of_the_unit(two_units: Bench) -> None:
    two_units("drill", "pack", DRILL)
    whole = _files(two_units, "分部门")
    for numbers in (["C0001"], ["C0001", "C0002"]):
        options = [word for number in numbers for word in ("--number", number)]
        assert two_units("drill", "pack", DRILL, *options).code == 0
    packs = _files(two_units, "分部门")
    assert {name: content for name, content in packs.items() if name in whole} == whole
    assert {name: len(_members(content)) for name, content in packs.items() if name not in whole} == {
        "城区一部（C0001）.zip": 1,
        "城区一部（C0001等2人）.zip": 2,
    }


def _members(pack: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return archive.namelist()


def test_extra_time_that_was_given_is_printed(issued: Bench) -> None:
    assert issued("drill", "extra-time", DRILL, "C0002", "--minutes", "20", "--reason", "视力不好").code == 0
    assert issued("drill", "print", DRILL).code == 0
    papers = _files(issued, "纸质卷")
    assert "时间：80 分钟" in text_of(papers["城区一部/C0002-样例乙.docx"])
    assert "时间：60 分钟" in text_of(papers["城区一部/C0001-样例甲.docx"])
    assert issued("drill", "pack", DRILL).code == 0
    with zipfile.ZipFile(io.BytesIO(_files(issued, "分部门")["城区一部.zip"])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == issued.booklets


def test_a_corrected_person_is_printed_under_the_new_name_and_unit(issued: Bench) -> None:
    corrected = ("--name", "样例己", "--unit", "城区二部", "--reason", "名字打错")
    assert issued("drill", "correct", DRILL, "C0002", *corrected).code == 0
    assert issued("drill", "print", DRILL, "--unit", "城区二部").code == 0
    ((path, content),) = _files(issued, "纸质卷").items()
    assert path == "城区二部/C0002-样例己.docx"
    assert "样例乙" not in text_of(content)
