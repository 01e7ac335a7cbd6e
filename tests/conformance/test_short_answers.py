"""The marker of short answers against answers that a person judged, over questions of the shipped bank.

What is marked without a person must be right; how many are left to a person is printed, and stands in docs/marking.md.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from lianbing.characters import simplified
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import realise
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.marking.short_answers import OpenItem, suggest
from lianbing.domain.marking.suggestions import Suggestion
from lianbing.domain.workbook import Workbook

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "short_answers.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]
TRICKS = ("stuffed", "copied stem", "negated", "swapped", "off-topic", "overstepping", "vague", "wrong number")


@dataclass(frozen=True)
class Judged:
    kind: str
    earned: frozenset[int]
    made: Suggestion

    @property
    def suggested(self) -> frozenset[int]:
        return frozenset(number for number, finding in enumerate(self.made.findings, 1) if finding.earned)


def judged(workbook: Workbook, rules: ShortAnswers) -> list[Judged]:
    found = []
    for case in CASES:
        item = realise(workbook.questions[case["item"]], workbook.sources, "labelled")
        assert isinstance(item.key, OpenKey)
        made = suggest(OpenItem(item.stem, item.key, Decimal(10)), case["answer"], rules, simplified)
        found.append(Judged(case["kind"], frozenset(case["earned"]), made))
    return found


def test_the_set_is_wide_enough() -> None:
    assert len(CASES) >= 60
    assert len({case["item"] for case in CASES}) >= 10
    assert {"full", "partial", "wrong", "paraphrased", "traditional", *TRICKS} <= {case["kind"] for case in CASES}


@pytest.mark.parametrize("confidence", ["0.9", "0.75", "0.51"])
def test_what_is_marked_without_a_person_is_right(workbook: Workbook, confidence: str) -> None:
    all_of_them = judged(workbook, ShortAnswers(automatic=True, confidence=Decimal(confidence)))
    alone = [answer for answer in all_of_them if answer.made.clear]
    agreeing = [answer for answer in alone if answer.suggested == answer.earned]
    right = sum(answer.suggested == answer.earned for answer in all_of_them)
    print(f"{confidence}: {len(alone)} of {len(CASES)} alone, {len(agreeing)} right; suggestions right: {right}")
    assert alone
    assert all(len(answer.suggested ^ answer.earned) <= 1 for answer in alone)
    assert len(agreeing) >= Decimal("0.98") * len(alone)


def test_a_point_that_is_called_sure_is_decided_right(workbook: Workbook) -> None:
    sure = Counter(
        (number in answer.earned) == (number in answer.suggested)
        for answer in judged(workbook, ShortAnswers(automatic=True))
        for number, finding in enumerate(answer.made.findings, 1)
        if finding.confidence >= answer.made.asked
    )
    assert sure[True] > 60
    assert sure[False] <= sure[True] * Decimal("0.02")


def test_suggestions_are_mostly_right_even_where_a_person_decides(workbook: Workbook) -> None:
    answers = judged(workbook, ShortAnswers())
    assert sum(answer.suggested == answer.earned for answer in answers) >= Decimal("0.8") * len(answers)


@pytest.mark.parametrize("kind", TRICKS)
def test_no_trick_is_paid_without_a_person(workbook: Workbook, kind: str) -> None:
    for answer in judged(workbook, ShortAnswers(automatic=True, confidence=Decimal("0.51"))):
        if answer.kind == kind:
            assert not answer.made.clear or answer.suggested <= answer.earned


def test_the_model_answers_of_the_bank_earn_most_of_their_points(workbook: Workbook) -> None:
    earned = worth = Decimal(0)
    for question in workbook.questions.values():
        item = realise(question, workbook.sources, "model")
        if isinstance(item.key, OpenKey) and all(point.keywords for point in item.key.scoring_points):
            made = suggest(OpenItem(item.stem, item.key, Decimal(10)), item.key.model, ShortAnswers(), simplified)
            earned, worth = earned + (made.earned or 0), worth + 10
    assert worth >= 300
    assert earned >= Decimal("0.9") * worth
