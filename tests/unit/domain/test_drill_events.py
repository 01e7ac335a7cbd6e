"""What the events of a drill amount to: of each paper the newest of a kind is in force."""

from __future__ import annotations

from lianbing.domain.drills.events import (
    Closing,
    Collecting,
    DrillEvent,
    Excusal,
    Excuse,
    ExtraTime,
    Occurrence,
    PersonCorrection,
    Reopening,
    Subject,
    SubmissionChoice,
    decisions,
)
from lianbing.domain.drills.papers import Employee

ONE, OTHER = "2026H2-skill-C0001", "2026H2-skill-C0002"


def events(*happened: tuple[str, Occurrence]) -> list[DrillEvent]:
    return [
        DrillEvent(
            sequence=sequence,
            drill="2026H2-skill",
            subject=Subject(paper=paper, employee=paper[-5:]),
            content=content,
            reason="理由",
            by="测试员",
            at="2026-11-22T10:30:00+08:00",
        )
        for sequence, (paper, content) in enumerate(happened, 1)
    ]


def test_nothing_happened() -> None:
    assert decisions([]) == decisions(events(("", Collecting(accepted=1, known=0, quarantined=0))))


def test_the_newest_choice_of_each_paper_counts() -> None:
    happened = events((ONE, SubmissionChoice("a")), (OTHER, SubmissionChoice("b")), (ONE, SubmissionChoice("c")))
    assert decisions(happened).chosen == {ONE: "c", OTHER: "b"}


def test_a_choice_extra_time_and_an_excuse_can_be_taken_back() -> None:
    happened = events(
        (ONE, SubmissionChoice("a")),
        (ONE, ExtraTime(20)),
        (ONE, Excusal(Excuse.LEFT)),
        (ONE, SubmissionChoice("")),
        (ONE, ExtraTime(0)),
        (ONE, Excusal(None)),
    )
    assert decisions(happened) == decisions([])
    assert decisions(happened[:3]).minutes == {ONE: 20}
    assert decisions(happened[:3]).excused == {ONE: happened[2]}


def test_a_drill_is_closed_until_it_is_reopened() -> None:
    happened = events(("", Closing()), ("", Reopening()), ("", Closing()))
    assert [getattr(decisions(happened[:n]).closed, "sequence", None) for n in range(4)] == [None, 1, None, 3]


def test_a_person_corrected_twice_is_shown_as_the_last_time() -> None:
    first, second, third = (Employee(id="C1", name=name, team="一部") for name in ("样例甲", "样例乙", "样例丙"))
    happened = events(
        (ONE, PersonCorrection(before=first, after=second)), (ONE, PersonCorrection(before=second, after=third))
    )
    assert decisions(happened).people == {ONE: third}
