"""Markers of a drill: how far they agree, and whose level depends on which of them counts."""

from __future__ import annotations

from tests.app.marking_bench import CASES, MarkingBench

STRICT = {"C0001": "9", "C0002": "7.5", "C0003": "6", "C0004": "8", "C0005": "8", "C0006": "3"}
MILD = STRICT | {"C0002": "8.5", "C0003": "6.5", "C0006": "4"}


def test_before_anybody_has_marked_it_says_what_to_do(cases: MarkingBench) -> None:
    assert "review open" in cases("review", "agreement", CASES).err
    assert cases.open().code == 0
    assert "两个人初评过" in cases("review", "agreement", CASES).err


def test_agreement_and_whose_level_depends_on_the_marker(opened: MarkingBench) -> None:
    opened.mark_all("王评", STRICT)
    opened.mark_all("李评", MILD)
    report = opened.fine("review", "agreement", CASES, "--least", "3", "--json").data
    assert (report["doubly"], [len(question["pairs"]) for question in report["questions"]]) == (11, [1, 1])
    (pair,) = report["questions"][0]["pairs"]
    assert (pair["first"], pair["second"], pair["largest"]) == ("李评", "王评", "1")
    assert pair["equal"] < pair["within"] == pair["answers"]
    assert 0.5 < pair["linear"]["low"] < pair["linear"]["value"] < 1
    assert pair["difference"]["value"] > 0
    (effect,) = report["effects"]
    (person,) = effect["people"]
    assert (effect["scheme"], effect["answers"], person["employee"]["id"]) == ("monthly-cases", 11, "C0002")
    assert [outcome["level"] for outcome in (*person["by_marker"], person["final"])] == ["良好", "合格", None]


def test_what_people_read_names_the_people_and_is_careful_with_few(opened: MarkingBench) -> None:
    opened.mark_all("王评", STRICT)
    opened.mark_all("李评", MILD)
    said = opened.fine("review", "agreement", CASES).out
    assert "两人都评过的太少，不下结论" in said
    assert "1 人的等级会变" in said
    for words in ("C0002", "样例乙", "良好（85）", "合格（75）", "还没有", "不说谁对"):
        assert words in said, said
