"""What events are about comes back from JSON as it was, and nothing else does."""

from __future__ import annotations

from typing import get_args

import pytest

from lianbing.domain.drills.events import (
    Closing,
    Collecting,
    EventKind,
    Excusal,
    Excuse,
    ExtraTime,
    Grading,
    Issuing,
    Occurrence,
    PaperWithdrawal,
    PersonCorrection,
    Reopening,
    SubmissionChoice,
    TermsStatement,
    UnusableFile,
)
from lianbing.domain.drills.papers import Employee
from lianbing.domain.drills.terms import CountingRule, Terms
from lianbing.wire.drills.events import event_from_json, event_to_json
from lianbing.wire.shapes.kinds import ShapeFault

BEFORE, AFTER = (Employee(id=number, name="样例甲", team="一部") for number in ("101", "00101"))
SAMPLES: tuple[Occurrence, ...] = (
    Issuing(roster="名单.xlsx", new=3, kept=0),
    Collecting(accepted=2, known=1, quarantined=0),
    Grading(2),
    PaperWithdrawal(),
    PersonCorrection(before=BEFORE, after=AFTER),
    SubmissionChoice("0" * 64),
    Closing(),
    Reopening(),
    *(Excusal(excuse) for excuse in (*Excuse, None)),
    ExtraTime(20),
    Collecting(
        accepted=0,
        known=0,
        quarantined=1,
        not_taken=2,
        passed_over={"苹果电脑附带的文件": 3},
        unusable=(UnusableFile(path="一部/C0001.jpg", reason="这是图片", employees=("C0001",)),),
    ),
    TermsStatement(Terms(counts=CountingRule.FIRST, seconds_per_item=0)),
)


def test_every_kind_is_tried() -> None:
    assert {type(sample) for sample in SAMPLES} == {*get_args(Occurrence)}
    assert {sample.kind for sample in SAMPLES} == {*EventKind}


@pytest.mark.parametrize("sample", SAMPLES, ids=repr)
def test_it_comes_back(sample: Occurrence) -> None:
    assert event_from_json(event_to_json(sample)) == sample


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"kind": "burnt"},
        {"kind": "closed", "more": 1},
        {"kind": "extra-time", "minutes": -1},
        {"kind": "extra-time", "minutes": "20"},
        {"kind": "excused", "excuse": "tired"},
        {"kind": "chosen"},
        [],
    ],
    ids=repr,
)
def test_anything_else_is_refused(written: object) -> None:
    with pytest.raises(ShapeFault):
        event_from_json(written)
