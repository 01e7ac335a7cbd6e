"""Suggested points for an open answer.

For each scoring point a suggestion holds the points earned, the evidence in the answer, a
confidence and the doubts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from lianbing.domain.items.question import ScoringPoint
from lianbing.domain.kernel.decimals import ZERO, plain, ratio, round_half_up
from lianbing.domain.marking.answer_text import TextSpan

_HALF = Decimal("0.5")


class Certainty(StrEnum):
    """A confidence as one Chinese word."""

    HIGH = "高"
    MIDDLE = "中"
    LOW = "低"


@dataclass(frozen=True)
class Finding:
    """The suggestion for one scoring point.

    ``point`` is its text. ``earned`` is how many points of ``worth`` are suggested; it is ``None``
    where only a person may decide. ``spans`` are the evidence in the answer as it was typed,
    ``words`` the keywords there. ``confidence`` is a number from 0 to 1 with four decimal places.
    """

    point: str
    worth: Decimal
    earned: Decimal | None
    spans: tuple[TextSpan, ...] = ()
    words: tuple[str, ...] = ()
    confidence: Decimal = ZERO
    doubts: tuple[str, ...] = ()

    def quote(self, answer: str) -> str:
        """The evidence as the learner wrote it."""
        return "……".join(answer[span.start : span.end].strip() for span in self.spans)


@dataclass(frozen=True)
class Suggestion:
    """The findings for an answer, in the order of its scoring points.

    ``asked`` is the confidence, from 0 to 1, that the drill requires for marking without a person.
    """

    findings: tuple[Finding, ...]
    asked: Decimal

    @property
    def earned(self) -> Decimal | None:
        """The suggested points of the answer; ``None`` unless every scoring point has some."""
        earned = [finding.earned for finding in self.findings if finding.earned is not None]
        return sum(earned, ZERO) if earned and len(earned) == len(self.findings) else None

    @property
    def clear(self) -> bool:
        """Whether every scoring point is decided with the confidence that the drill requires."""
        return self.earned is not None and all(finding.confidence >= self.asked for finding in self.findings)

    def level(self, finding: Finding) -> Certainty:
        """The confidence in a finding as a word.

        High is enough for the drill; low is below 0.5, more likely wrong than right.
        """
        if finding.confidence >= self.asked:
            return Certainty.HIGH
        return Certainty.LOW if finding.confidence < _HALF else Certainty.MIDDLE

    def lines(self, answer: str) -> tuple[str, ...]:
        """One Chinese sentence for each scoring point: points, evidence, confidence, doubts.

        ``answer`` is the answer as it was typed, for quoting the evidence.
        """
        return tuple(self._line(number, finding, answer) for number, finding in enumerate(self.findings, 1))

    def _line(self, number: int, finding: Finding, answer: str) -> str:
        quote = f"“{finding.quote(answer)}”" if finding.spans else ""
        doubts = f"；疑点：{'，'.join(finding.doubts)}" if finding.doubts else ""
        head = f"要点 {number}（{finding.point}）"
        if finding.earned is None:
            return head + (f"像是说到了：{quote}" if quote else "没有找到相近的话")
        earned = f"得 {plain(finding.earned)} 分" if finding.earned else "不得分"
        confidence = f"把握{self.level(finding)}（{plain(finding.confidence)}）"
        evidence = f"，依据{quote}" if quote else ""
        return f"{head}{earned}{evidence}，{confidence}{doubts}"


def worths(scoring_points: Sequence[ScoringPoint], worth: Decimal) -> tuple[Decimal, ...]:
    """How many points each scoring point is worth, with two decimal places.

    They are in proportion to the shares, and their sum is exactly ``worth``: the running totals are
    rounded, not the parts.
    """
    total = sum((point.share for point in scoring_points), ZERO)
    running, edges = ZERO, [ZERO]
    for point in scoring_points:
        running += point.share
        edges.append(round_half_up(ratio(worth * running, total), 2))
    return tuple(high - low for low, high in pairwise(edges))


def as_confidence(share: Fraction) -> Decimal:
    """A share from 0 to 1 as a confidence with four decimal places.

    It is rounded down, so that rounding never lifts it to the confidence that a drill requires.
    """
    return ratio(Decimal(share.numerator), Decimal(share.denominator)).quantize(Decimal("0.0001"), ROUND_DOWN)


def suggestion_to_plain(suggestion: Suggestion) -> dict[str, Any]:
    """The suggestion as plain texts, lists and dicts, for the result record and the ledger."""
    return {
        "asked": plain(suggestion.asked),
        "findings": [
            {
                "point": finding.point,
                "worth": plain(finding.worth),
                "points": None if finding.earned is None else plain(finding.earned),
                "spans": [[span.start, span.end] for span in finding.spans],
                "words": [*finding.words],
                "confidence": plain(finding.confidence),
                "doubts": [*finding.doubts],
            }
            for finding in suggestion.findings
        ],
    }


def suggestion_from_plain(data: Mapping[str, Any]) -> Suggestion:
    """The inverse of :func:`suggestion_to_plain`.

    Raises KeyError, TypeError, ValueError or ArithmeticError for any other data.
    """
    findings = tuple(
        Finding(
            point=finding["point"],
            worth=Decimal(finding["worth"]),
            earned=None if finding["points"] is None else Decimal(finding["points"]),
            spans=tuple(TextSpan(start=int(start), end=int(end)) for start, end in finding["spans"]),
            words=tuple(finding["words"]),
            confidence=Decimal(finding["confidence"]),
            doubts=tuple(finding["doubts"]),
        )
        for finding in data["findings"]
    )
    return Suggestion(findings, Decimal(data["asked"]))
