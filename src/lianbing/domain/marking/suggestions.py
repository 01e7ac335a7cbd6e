"""What a program suggests for an open answer: for each scoring point, points, evidence, confidence and doubts."""

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
    """A confidence in one word."""

    HIGH = "高"
    MIDDLE = "中"
    LOW = "低"


@dataclass(frozen=True)
class Finding:
    """What was found of one scoring point.

    ``earned`` are suggested, out of ``worth``; ``None`` in a reading, which suggests none. ``spans`` are the evidence
    in the answer as it was typed, ``words`` the keywords met there. ``confidence`` is from 0 to 1, four decimals.
    """

    point: str
    worth: Decimal
    earned: Decimal | None
    spans: tuple[TextSpan, ...] = ()
    words: tuple[str, ...] = ()
    confidence: Decimal = ZERO
    doubts: tuple[str, ...] = ()

    def quote(self, answer: str) -> str:
        """The evidence in the learner's words."""
        return "……".join(answer[span.start : span.end].strip() for span in self.spans)


@dataclass(frozen=True)
class Suggestion:
    """All findings of an answer, in the order of the scoring points, and the confidence that the drill asks for."""

    findings: tuple[Finding, ...]
    asked: Decimal

    @property
    def earned(self) -> Decimal | None:
        """The suggested points, ``None`` of a reading."""
        given = [finding.earned for finding in self.findings if finding.earned is not None]
        return sum(given, ZERO) if given and len(given) == len(self.findings) else None

    @property
    def clear(self) -> bool:
        """Whether every point is decided with the confidence that the drill asks for."""
        return self.earned is not None and all(finding.confidence >= self.asked for finding in self.findings)

    def level(self, finding: Finding) -> Certainty:
        """High: enough for the drill; low: more likely wrong than right."""
        if finding.confidence >= self.asked:
            return Certainty.HIGH
        return Certainty.LOW if finding.confidence < _HALF else Certainty.MIDDLE

    def lines(self, answer: str) -> tuple[str, ...]:
        """One sentence for each point: what it gets, on which evidence, how surely, and what is doubtful."""
        return tuple(self._line(number, finding, answer) for number, finding in enumerate(self.findings, 1))

    def _line(self, number: int, finding: Finding, answer: str) -> str:
        quote = f"“{finding.quote(answer)}”" if finding.spans else ""
        doubts = f"；疑点：{'，'.join(finding.doubts)}" if finding.doubts else ""
        head = f"要点 {number}（{finding.point}）"
        if finding.earned is None:
            return head + (f"像是说到了：{quote}" if quote else "没有找到相近的话")
        got = f"得 {plain(finding.earned)} 分" if finding.earned else "不得分"
        surely = f"把握{self.level(finding)}（{plain(finding.confidence)}）"
        return f"{head}{got}，依据{quote}，{surely}{doubts}" if quote else f"{head}{got}，{surely}{doubts}"


def worths(points: Sequence[ScoringPoint], worth: Decimal) -> tuple[Decimal, ...]:
    """The points of each scoring point: two decimals, in the proportion of the shares, and together just ``worth``."""
    total = sum((point.share for point in points), ZERO)
    upto, edges = ZERO, [ZERO]
    for point in points:
        upto += point.share
        edges.append(round_half_up(ratio(worth * upto, total), 2))
    return tuple(high - low for low, high in pairwise(edges))


def as_confidence(share: Fraction) -> Decimal:
    """A confidence as it is kept; rounded down, so that it never comes up to a threshold by rounding."""
    return ratio(Decimal(share.numerator), Decimal(share.denominator)).quantize(Decimal("0.0001"), ROUND_DOWN)


def suggestion_to_plain(suggestion: Suggestion) -> dict[str, Any]:
    """The suggestion in texts, numbers, lists and dicts, as the result record and the ledger write it."""
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
    """The inverse; raises KeyError, TypeError, ValueError or ArithmeticError for anything else."""
    findings = tuple(
        Finding(
            point=said["point"],
            worth=Decimal(said["worth"]),
            earned=None if said["points"] is None else Decimal(said["points"]),
            spans=tuple(TextSpan(start=int(start), end=int(end)) for start, end in said["spans"]),
            words=tuple(said["words"]),
            confidence=Decimal(said["confidence"]),
            doubts=tuple(said["doubts"]),
        )
        for said in data["findings"]
    )
    return Suggestion(findings, Decimal(data["asked"]))
