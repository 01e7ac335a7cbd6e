"""Publications and appeals: states, deadlines, who may do what, the public list, contradictions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.content.office.appeal_files import read_appeal_rules
from lianbing.content.office.holiday_files import read_calendar
from lianbing.domain.appeals import audits
from lianbing.domain.appeals.contents import (
    AppealAcceptance,
    AppealAnswer,
    AppealedMark,
    AppealFiling,
    AppealRefusal,
    AppealReview,
    AppealSubject,
    AppealWithdrawal,
    Publication,
    PublicationEnd,
    ReviewOutcome,
    SubjectKind,
)
from lianbing.domain.appeals.limits import next_limit, overdue, publication_limits
from lianbing.domain.appeals.permitting import (
    ItemFacts,
    against_filing,
    against_marks,
    against_reviewer,
    against_step,
    same_person,
)
from lianbing.domain.appeals.register import AppealRegister, AppealState, period_of, register_of
from lianbing.domain.appeals.rules import AppealRules, CountedFrom, Involvement, ItemsOpen, Kept
from lianbing.domain.ledger.evidence import Evidence
from lianbing.domain.ledger.ledger import Cause, Change, Entry
from lianbing.domain.ledger.period_events import PeriodContent, PeriodEvent
from lianbing.errors import UnknownReference, WrongUsage

REPO = Path(__file__).parents[3]
RULES = read_appeal_rules(REPO)
CALENDAR = read_calendar(REPO)
ITEM = AppealSubject(kind=SubjectKind.ITEM, drill="2026H2-skill", item="dril-0001")
RESULT = AppealSubject(kind=SubjectKind.RESULT)
MARKED_BY_PERSON = ItemFacts(is_subjective=True, is_zero=False)


def published(first: str = "2026-09-21", rules: AppealRules = RULES) -> Publication:
    last, filing = publication_limits(CALENDAR, rules, first)
    return Publication(
        scheme="half-year-skill",
        made_at="2026-09-20T10:00:00+08:00",
        digest="d",
        first=first,
        last=last.day,
        filing_until=filing.day,
        rules=rules,
    )


def filed(number: int = 1, on: str = "2026-09-22", subject: AppealSubject = ITEM, late: str = "") -> AppealFiling:
    return AppealFiling(
        appeal=f"2026H2-A{number}", publication=1, subject=subject, text="漏判", on=on, how="书面", late=late
    )


def events(*contents: PeriodContent) -> list[PeriodEvent]:
    return [
        PeriodEvent(
            sequence=place,
            period="2026H2",
            employee="C0001" if isinstance(content, AppealFiling) else "",
            content=content,
            reason="",
            by="人事",
            at="2026-09-22T10:00:00+08:00",
        )
        for place, content in enumerate(contents, 1)
    ]


def register(*contents: PeriodContent) -> AppealRegister:
    return register_of("2026H2", events(*contents))


ACCEPTED = AppealAcceptance(appeal="2026H2-A1", on="2026-09-23")
REVIEWED = AppealReview(
    appeal="2026H2-A1",
    on="2026-09-28",
    reviewer="样例癸",
    outcome=ReviewOutcome.CHANGED,
    marks=(AppealedMark(drill="2026H2-skill", item="dril-0001", before=Decimal(2), after=Decimal(5), entry=9),),
)
ANSWERED = AppealAnswer(appeal="2026H2-A1", on="2026-09-29", text="改为 5 分", how="书面")


def test_a_publication_and_its_time_to_appeal_pass_over_the_holiday() -> None:
    last, filing = publication_limits(CALENDAR, RULES, "2026-09-21")
    assert (last.day, filing.day) == ("2026-10-08", "2026-10-12")  # 09-25 is off, 10-01 to 10-07 too; 10-10 is worked
    from_end = replace(RULES, filing=replace(RULES.filing, days=3, counted_from=CountedFrom.LAST))
    assert publication_limits(CALENDAR, from_end, "2026-09-21")[1].day == "2026-10-12"


def test_an_appeal_goes_through_its_states_to_the_answer() -> None:
    steps = (published(), filed(), ACCEPTED, REVIEWED, ANSWERED)
    states = [register(*steps[:count]).appeals[0].state for count in range(2, 6)]
    assert states == [AppealState.FILED, AppealState.ACCEPTED, AppealState.REVIEWED, AppealState.ANSWERED]
    refused = register(published(), filed(), AppealRefusal(appeal="2026H2-A1", on="2026-09-23"))
    assert refused.appeals[0].state is AppealState.REFUSED
    taken_back = register(published(), filed(), AppealWithdrawal(appeal="2026H2-A1", on="2026-09-23"))
    assert taken_back.appeals[0].state is AppealState.WITHDRAWN


@pytest.mark.parametrize(
    ("steps", "what", "day"),
    [
        ((filed(),), "决定受理不受理", "2026-09-30"),
        ((filed(), ACCEPTED), "复核并答复", "2026-10-14"),
        ((filed(), ACCEPTED, REVIEWED), "答复", "2026-10-14"),
    ],
)
def test_each_step_is_due_in_working_days(steps: Iterable[PeriodContent], what: str, day: str) -> None:
    held = register(published(), *steps)
    limit = next_limit(CALENDAR, held.appeals[0], RULES)
    assert limit is not None
    assert (limit.what, limit.day, limit.doubts) == (what, day, ())
    assert all(each.about != "2026H2-A1" for each in overdue(held, CALENDAR, day))
    late = [each for each in overdue(held, CALENDAR, CALENDAR.after(day, 2)) if each.about == "2026H2-A1"]
    assert [each.late for each in late] == [2]


def test_a_publication_past_its_last_day_waits_for_its_end() -> None:
    assert [*overdue(register(published()), CALENDAR, "2026-10-08")] == []
    (item,) = overdue(register(published()), CALENDAR, "2026-10-09")
    assert (item.about, item.deadline.what, item.late) == ("half-year-skill", "记下公示结束", 1)
    ended = register(published(), PublicationEnd(publication=1, on="2026-10-08"))
    assert [*overdue(ended, CALENDAR, "2026-12-01")] == []


def test_a_deadline_in_a_year_without_holidays_is_doubtful() -> None:
    held = register(published("2026-12-21"), filed(on="2026-12-28"))
    limit = next_limit(CALENDAR, held.appeals[0], RULES)
    assert limit is not None
    assert "2027" in limit.doubts[0]


def why(
    filing: AppealFiling, *before: PeriodContent, rules: AppealRules = RULES, facts: ItemFacts | None = None
) -> str:
    held = register(published(rules=rules), *before)
    facts = facts or (MARKED_BY_PERSON if filing.subject.kind is SubjectKind.ITEM else None)
    return against_filing(held, held.newest(), "C0001", filing, facts, CALENDAR)


def test_an_appeal_in_time_is_taken_and_a_late_one_told_the_dates() -> None:
    assert why(filed(on="2026-10-12")) == ""
    sentence = why(filed(on="2026-10-14"))
    assert all(piece in sentence for piece in ("逾期", "2026-09-21", "2026-10-12", "2026-10-14", "晚了 2 个工作日"))
    assert why(filed(on="2026-10-14", late="住院")) == ""
    assert "才开始" in why(filed(on="2026-09-20"))


@pytest.mark.parametrize(
    ("items", "facts", "allowed"),
    [
        (ItemsOpen.SUBJECTIVE, ItemFacts(is_subjective=False, is_zero=True), False),
        (ItemsOpen.SUBJECTIVE_OR_ZERO, ItemFacts(is_subjective=False, is_zero=True), True),
        (ItemsOpen.SUBJECTIVE_OR_ZERO, ItemFacts(is_subjective=False, is_zero=False), False),
        (ItemsOpen.ALL, ItemFacts(is_subjective=False, is_zero=False), True),
        (ItemsOpen.NONE, MARKED_BY_PERSON, False),
    ],
)
def test_what_may_be_appealed_is_data(items: ItemsOpen, facts: ItemFacts, allowed: bool) -> None:
    rules = replace(RULES, appealable=replace(RULES.appealable, items=items))
    assert (why(filed(), rules=rules, facts=facts) == "") is allowed


def test_parts_and_results_may_be_closed() -> None:
    rules = replace(RULES, appealable=replace(RULES.appealable, parts=False, result=False))
    assert "总的结果" in why(filed(subject=RESULT), rules=rules)
    assert "一部分" in why(filed(subject=AppealSubject(kind=SubjectKind.PART, part="信息系统")), rules=rules)


def test_a_right_is_used_up_but_not_by_what_was_taken_back() -> None:
    second = filed(2, subject=RESULT)
    assert "次数用完了" in why(second, filed())
    assert why(second, filed(), AppealWithdrawal(appeal="2026H2-A1", on="2026-09-22")) == ""
    twice = replace(RULES, times=replace(RULES.times, most=2))
    assert why(second, filed(), rules=twice) == ""
    assert "只能申诉一次" in why(filed(2), filed(), rules=twice)
    given_back = replace(RULES, times=replace(RULES.times, kept=(Kept.CHANGED,)))
    assert why(filed(2), filed(), ACCEPTED, REVIEWED, rules=given_back) == ""
    upheld = replace(REVIEWED, outcome=ReviewOutcome.UPHELD, marks=())
    assert why(filed(2), filed(), ACCEPTED, upheld, rules=given_back) != ""


def test_steps_follow_in_order_and_in_time() -> None:
    appeal = register(published(), filed()).appeals[0]
    assert against_step(appeal, [AppealState.FILED], "2026-09-22", "受理") == ""
    assert "早于" in against_step(appeal, [AppealState.FILED], "2026-09-21", "受理")
    assert "待受理，不能复核" in against_step(appeal, [AppealState.ACCEPTED], "2026-09-23", "复核")


def test_nobody_reviews_what_they_had_to_do_with() -> None:
    involved = {Involvement.MARKED: ["样例 甲"], Involvement.FILED: ["样例乙"], Involvement.ACCEPTED: ["样例丙"]}
    assert "评分人" in against_reviewer(RULES.reviewing, "样例甲", involved)
    assert "登记申诉" in against_reviewer(RULES.reviewing, "样例乙", involved)
    assert against_reviewer(RULES.reviewing, "样例丙", involved) == ""  # may, by these rules
    assert same_person(" Ｌi Hua", "li hua")
    assert not same_person("李华", "李化")


@pytest.mark.parametrize(
    ("outcome", "marks", "piece"),
    [
        (ReviewOutcome.UPHELD, {"a": (Decimal(1), Decimal(2))}, "不写"),
        (ReviewOutcome.CHANGED, {}, "--mark"),
        (ReviewOutcome.CHANGED, {"a": (Decimal(2), Decimal(2))}, "现在就是 2 分"),
        (ReviewOutcome.CHANGED, {"a": (Decimal(3), Decimal(2))}, "不改低"),
        (ReviewOutcome.CHANGED, {"a": (None, Decimal(0)), "b": (Decimal(1), Decimal(2))}, ""),
    ],
)
def test_outcome_and_marks_go_together(
    outcome: ReviewOutcome, marks: dict[str, tuple[Decimal | None, Decimal]], piece: str
) -> None:
    sentence = against_marks(outcome, marks, RULES.reviewing)
    assert piece in sentence if piece else sentence == ""


def test_the_number_of_an_appeal_names_its_period() -> None:
    assert register(published()).next_id == "2026H2-A1"
    assert register(published(), filed(2)).next_id == "2026H2-A3"  # the first one was of somebody purged since
    assert period_of("2026-11-A12") == "2026-11"
    with pytest.raises(WrongUsage, match="2026H2-A1"):
        period_of("2026H2-12")
    with pytest.raises(UnknownReference, match="登记的有 2026H2-A1"):
        register(published(), filed()).appeal("2026H2-A2")


def test_a_result_published_again_replaces_the_earlier_publication() -> None:
    held = register(published(), filed(), published("2026-10-12"))
    assert [each.is_running for each in held.publications] == [False, True]
    assert held.newest().number == 3
    with pytest.raises(UnknownReference, match="还没有公示过"):
        register().newest()
    with pytest.raises(WrongUsage, match="--scheme"):
        register(published(), replace(published(), scheme="other")).newest()


def test_audits_find_what_does_not_follow() -> None:
    sound = events(published(), filed(), ACCEPTED, REVIEWED, ANSWERED)
    assert [*audits.misplaced_steps(sound)] == []
    (gap,) = audits.misplaced_steps([*sound[:2], *sound[3:]])
    assert "考评期记事第 4 条（申诉复核 2026H2-A1）之前该有的一步" in gap
    (orphan,) = audits.misplaced_steps(sound[1:])
    assert "说的公示（第 1 条）不见了" in orphan
    kept = {("2026H2", "2026-09-20T10:00:00+08:00"): {"d"}}
    assert [*audits.unkept_publications(sound, kept)] == []
    (unkept,) = audits.unkept_publications(sound, {})
    assert "存着的没有这一次" in unkept
    (missing,) = audits.unfounded_appeal_marks([], sound)
    assert "台账第 9 条却不是" in missing


def test_a_mark_that_was_changed_by_an_appeal_is_that_of_its_review() -> None:
    change = Change(
        drill="2026H2-skill",
        paper="2026H2-skill-C0001",
        employee="C0001",
        item="dril-0001",
        worth=Decimal(8),
        before=Decimal(2),
        after=Decimal(5),
        cause=Cause.APPEALED,
        reason="申诉 2026H2-A1：漏判",
        evidence=Evidence(submission="s", paper_digest="p", appeal="2026H2-A1"),
    )
    sound = events(published(), filed(), ACCEPTED, REVIEWED)
    steps = [replace(event, employee="C0001") for event in sound]

    def found(changed: Change) -> list[str]:
        entry = Entry(sequence=9, change=changed, by="样例癸", at="2026-09-28", previous="", digest="")
        return [*audits.unfounded_appeal_marks([entry], steps)]

    assert found(change) == []
    assert found(replace(change, cause=Cause.REVIEWED)) != []  # the review is without its entry then
    for other in (
        replace(change, after=Decimal(6)),
        replace(change, employee="C0002"),
        replace(change, evidence=replace(change.evidence, appeal="2026H2-A2")),
    ):
        assert "台账第 9 条因申诉改分，但没有与它相符的复核记录" in found(other)[0]
