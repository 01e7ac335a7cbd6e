"""Two markers and a third, from opening a round to the ledger."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.domain.reviewing.rounds import MarkedIn
from lianbing.errors import NothingToDo, UnknownReference, WrongUsage
from lianbing.store.seals import seal_of
from tests.app.kit import put, told
from tests.app.marking_bench import CASES, PEOPLE, MarkingBench, gave
from tests.unit.objects import saved


def test_opening_says_who_marks_how_many_by_which_plan(cases: MarkingBench) -> None:
    people = ("--marker", "王评", "--marker", "李评", "--marker", "周评", "--leader", "陈组长")
    ran = cases.open(*people, "--avoid", "王评:C0001")
    assert "2 道题，11 份作答等人评" in ran.out
    assert "评分人 王评，回避 C0001" in ran.out
    assert "1+1，两个人背靠背评，允许差 2 分，还差得多由组长定" in ran.out
    assert "来源：默认值" in ran.out


def test_a_mode_is_written_as_in_the_plan(cases: MarkingBench) -> None:
    ran = cases.open("--marker", "王评", "--mode", "1")
    assert ran.code == 0, ran.said
    assert "其余各题：1，一个人评" in ran.out


@pytest.mark.parametrize(
    ("words", "pieces", "code"),
    [
        (("--leader", "陈组长"), ("至少写一个评分人",), 2),
        (("--marker", "王评"), ("评分的人不够", "初评要 2 个人", "C0001"), 2),
        (("--marker", "王评", "--marker", "李评"), ("差得多时要组长定", "--leader"), 2),
        (("--marker", "王评", "--marker", "王评"), ("不能重复",), 2),
        (("--marker", "王评", "--marker", " 王 评", "--leader", "陈组长"), ("不能重复",), 2),
        (("--marker", "王评", "--plan", "none"), ("没有评分办法 none", "standard"), 1),
        (("--marker", "王评", "--avoid", "李评:C0001"), ("--avoid", "读不懂"), 1),
        (("--marker", "王评", "--avoid", "王评:C9999"), ("没有工号或部门 C9999",), 1),
    ],
)
def test_a_round_that_can_t_work_is_refused(
    cases: MarkingBench, words: tuple[str, ...], pieces: tuple[str, ...], code: int
) -> None:
    told(cases.open(*words), *pieces, code=code)
    assert cases.bench.rows("review_round") == []


def test_who_can_t_mark_some_people_needs_somebody_who_can(cases: MarkingBench) -> None:
    words = ("--marker", "王评", "--marker", "样例甲", "--leader", "陈组长")
    told(cases.open(*words), "差得多时要组长定", "C0001", code=2)
    assert cases.open(*words, "--leader", "周组长").code == 0


def test_answers_are_blind_and_in_an_order_of_each_marker_s_own(opened: MarkingBench) -> None:
    desks = {name: opened.desk(name) for name in ("王评", "李评")}
    shown = {name: [desk.answers(question.item) for question in desk.questions()] for name, desk in desks.items()}
    assert [len(answers) for answers in shown["王评"]] == [6, 5]
    text = repr(shown["王评"])
    assert not any(number in text or name in text for number, name in PEOPLE)
    assert "城区一部" not in text
    first, second = ([[each.code for each in answers] for answers in shown[name]] for name in desks)
    assert [*map(sorted, first)] == [*map(sorted, second)]
    assert first != second
    assert desks["王评"].questions()[0].rubric.points


def test_marks_within_the_difference_are_averaged_and_others_go_to_the_leader(opened: MarkingBench) -> None:
    opened.mark_all("王评", "6")
    told(opened("review", "settle", "2026-11-none"), "还没有安排评分")
    assert opened.fine("review", "settle", CASES, "--json").data["entered"] == []
    opened.mark_all("李评", {"C0001": "7", "C0002": "9", "C0003": "6", "C0004": "6.5", "C0005": "4", "C0006": "6"})
    item = opened.desk("王评").questions()[0].item
    leader = opened.desk("陈组长")
    (question, _) = leader.questions()
    (waiting,) = leader.answers(question.item)
    assert waiting.seen == ("初评 6 分（“三档”档）", "初评 9 分（“一档”档）")
    done = opened.fine("review", "settle", CASES)
    assert "等仲裁的 2 份" in done.out
    assert "王评 6 分、李评 9 分，差 3 分，超过允许的 2 分" in done.out
    assert "定分 9 份" in done.out
    (entry,) = opened.bench.ledger(f"employee = 'C0001' and item = '{item}' and after is not null")
    assert (entry["before"], entry["after"], entry["cause"], entry["by"]) == (None, "6.5", "人工评分", "测试员")
    assert entry["reason"] == "王评 6 分、李评 7 分，差 1 分，在允许的 2 分内，取平均 6.5 分"
    opened.mark_all("陈组长", "8", comment="第二点答到一半")
    rest = opened.fine("review", "settle", CASES, "--json").data
    assert {each["employee"] for each in rest["entered"]} == {"C0002"}
    assert rest["entered"][0]["because"].endswith("仲裁：陈组长 8 分（“二档”档）：第二点答到一半")
    assert rest["pending"] == []
    assert opened.fine("review", "settle", CASES, "--json").data["entered"] == [], "settling again changes nothing"
    assert "没有待评的题" in opened.fine("review", "list", CASES).out
    opened.fine("ledger", "verify")


def test_progress_tells_who_has_done_what(opened: MarkingBench) -> None:
    opened.mark_all("王评", "6")
    found = opened.fine("review", "progress", CASES, "--json").data
    done = {(each["marker"], each["item"]): (each["done"], each["total"]) for each in found["markers"]}
    assert sorted(done.values()) == [(0, 5), (0, 6), (5, 5), (6, 6)]
    assert found["source"] == "默认值"
    shown = opened.fine("review", "progress", CASES).out
    assert "等初评的 11 份" in shown
    assert "王评" in shown


def test_a_mark_can_be_changed_until_somebody_builds_on_it(opened: MarkingBench) -> None:
    desk, other, leader = (opened.desk(name) for name in ("王评", "李评", "陈组长"))
    code = opened.codes()["C0001", desk.questions()[0].item]
    desk.mark(code, gave("2"), MarkedIn.NOTEBOOK)
    assert desk.mark(code, gave("3"), MarkedIn.NOTEBOOK).sequence == 2
    assert desk.mark(code, gave("3"), MarkedIn.SHEET).sequence == 2, "the same is not recorded twice"
    with pytest.raises(WrongUsage, match="不由陈组长评"):
        leader.mark(code, gave("3"), MarkedIn.NOTEBOOK)
    other.mark(code, gave("8"), MarkedIn.NOTEBOOK)
    leader.mark(code, gave("5"), MarkedIn.NOTEBOOK)
    with pytest.raises(WrongUsage, match="不能再改"):
        desk.mark(code, gave("5"), MarkedIn.NOTEBOOK)
    opened.fine("review", "settle", CASES)
    with pytest.raises(WrongUsage, match="已经定分"):
        leader.mark(code, gave("6"), MarkedIn.NOTEBOOK)
    assert [row["earned"] for row in opened.bench.rows("review_mark")] == ["2", "3", "8", "5"]


def test_faults_of_a_mark_are_told_together(opened: MarkingBench) -> None:
    desk = opened.desk("王评")
    code = desk.answers(desk.questions()[0].item)[0].code
    with pytest.raises(WrongUsage, match=r"每 0.5 分一格；细则里没有扣分项“错别字”：有 提出的办法违反规范、条理不清"):
        desk.mark(code, gave("6.25", deductions=("错别字",)), MarkedIn.NOTEBOOK)
    with pytest.raises(UnknownReference, match="没有编码是 XXXXXX"):
        desk.mark("XXXXXX", gave("6"), MarkedIn.NOTEBOOK)
    with pytest.raises(UnknownReference, match="王评、李评、陈组长"):
        opened.desk("别人")


def test_another_round_keeps_the_marks_that_were_given(opened: MarkingBench) -> None:
    opened.mark_all("王评", "6")
    stale = opened.desk("李评")
    assert opened.open("--marker", "周评", "--marker", "王评", "--leader", "陈组长").code == 0
    code = opened.codes()["C0001", stale.questions()[0].item]
    with pytest.raises(WrongUsage, match="重新安排过"):
        stale.mark(code, gave("6"), MarkedIn.NOTEBOOK)
    opened.mark_all("周评", "6")
    assert len(opened.fine("review", "settle", CASES, "--json").data["entered"]) == 11


def test_a_new_submission_is_marked_anew_and_old_marks_stay_recorded(opened: MarkingBench, tmp_path: Path) -> None:
    opened.mark_all("王评", "6")
    opened.mark_all("李评", "6")
    opened.fine("review", "settle", CASES)
    issued = opened.bench.paper("C0001")
    items = [item.item.id for item in issued.paper.items]
    times = ("2026-11-21T10:00:00+08:00", "2026-11-21T10:20:00+08:00")
    again = saved(issued.paper, dict.fromkeys(items, "重写：先道歉，再补货。"), times, issued.token)
    opened.fine("drill", "collect", CASES, put(tmp_path / f"{issued.paper.id}.ipynb", again))
    opened.fine("grade", CASES)
    assert len(opened.desk("王评").answers(items[0])) == 6
    opened.mark_all("王评", {"C0001": "8"})
    opened.mark_all("李评", {"C0001": "8"})
    settled = opened.fine("review", "settle", CASES, "--json").data["entered"]
    assert [(each["employee"], each["points"]) for each in settled] == [("C0001", "8")] * 2
    assert opened.bench.ledger()[-1]["cause"] == "人工评分"
    opened.fine("ledger", "verify")


def test_points_by_hand_after_settling_are_a_review_and_rest_on_no_marks(opened: MarkingBench) -> None:
    opened.mark_all("王评", "6")
    opened.mark_all("李评", "6")
    opened.fine("review", "settle", CASES)
    item = opened.desk("王评").questions()[0].item
    told(opened("review", "mark", CASES, "C0001", item, "6", "--why", "看过"), "已经复核为 6 分", code=2)
    opened.fine("review", "mark", CASES, "C0001", item, "7", "--why", "漏看一点")
    last = opened.bench.ledger()[-1]
    assert (last["cause"], "marks" in json.loads(last["evidence"])) == ("人工复核", False)
    opened.fine("ledger", "verify")


def test_full_marks_and_a_share_of_all_are_looked_at_again(cases: MarkingBench) -> None:
    cases.open("--marker", "王评", "--leader", "陈组长", "--plan", "strict")
    cases.mark_all("王评", {"C0001": "10", "C0002": "6", "C0003": "6", "C0004": "6", "C0005": "6", "C0006": "0"})
    pending = cases.fine("review", "settle", CASES, "--json").data["pending"]
    reasons = sorted(each["because"] for each in pending)
    assert reasons.count("满分要 2 个人评过") == reasons.count("零分要 2 个人评过") == 2
    assert 4 <= len(pending) <= 4 + 3, "three are drawn, of which some may be full marks or nought"
    cases.mark_all("陈组长", "6")
    because = [each["because"] for each in cases.fine("review", "settle", CASES, "--json").data["entered"]]
    assert any(each.endswith("以组长陈组长的 6 分为准") for each in because)
    assert not cases.fine("review", "progress", CASES, "--json").data["pending"]


def test_examples_come_before_real_answers_where_the_plan_asks_for_it(cases: MarkingBench) -> None:
    assert cases.open("--marker", "王评", "--marker", "李评", "--leader", "陈组长", "--plan", "training").code == 0
    desk = cases.desk("王评")
    question = desk.questions()[0]
    assert question.to_train == 2
    with pytest.raises(NothingToDo, match="先试评"):
        desk.answers(question.item)
    with pytest.raises(WrongUsage, match="先试评"):
        desk.mark(cases.codes()["C0001", question.item], gave("6"), MarkedIn.NOTEBOOK)
    assert [each.agreed for each in desk.examples(question.item)] == [None, None]
    far = desk.train(question.item, "good", gave("40"), MarkedIn.NOTEBOOK)
    assert (far.close, far.agreed, far.why) == (False, Decimal(80), "三步都有")
    assert desk.train(question.item, "good", gave("79"), MarkedIn.NOTEBOOK).close
    assert desk.train(question.item, "poor", gave("0"), MarkedIn.NOTEBOOK).close
    assert desk.questions()[0].to_train == 0
    assert len(desk.answers(question.item)) == 6
    assert [row["step"] for row in cases.bench.rows("review_mark")] == ["试评"] * 3, "the record is kept"
    cases.fine("ledger", "verify")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update review_mark set earned = '9' where sequence = 1", "评分记录第 1 条与它的校验值不符"),
        ("delete from review_mark where sequence = 1", "评分记录第 1 条不见了"),
        ("update review_round set reason = '改了'", "第 1 轮评分与它的校验值不符"),
        ("delete from review_round", "第 1 轮评分不见了"),
    ],
)
def test_a_changed_mark_does_not_go_unnoticed(opened: MarkingBench, statement: str, said: str) -> None:
    opened.mark_all("王评", {"C0001": "6"})
    opened.fine("ledger", "verify")
    opened.bench.tamper(statement)
    told(opened("ledger", "verify"), said)


@pytest.mark.sqlite
def test_marks_that_were_made_up_with_their_seals_contradict_round_and_ledger(opened: MarkingBench) -> None:
    for marker in ("王评", "李评"):
        opened.mark_all(marker, "6")
    opened.fine("review", "settle", CASES)
    opened.bench.tamper("update review_mark set earned = '1', marker = '外人'")
    opened.bench.tamper("delete from seal where kind = 'review_mark'")
    with opened.bench.sql() as connection:
        for row in [dict(row) for row in connection.execute("select * from review_mark")]:
            values = ("review_mark", str(row["sequence"]), seal_of(row))
            connection.execute("insert into seal (kind, of, digest) values (?, ?, ?)", values)
    ran = opened("ledger", "verify")
    told(ran, "评分记录第 1 条没有依据", "同它依据的评分记录对不上")
