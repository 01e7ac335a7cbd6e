"""The evidence of a mark, and its conversion to the texts that ledger digests cover."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianbing.domain.drills.papers import Withdrawal
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.kernel.canonical import canonical
from lianbing.domain.marking.marks import Mark
from lianbing.domain.marking.suggestions import Suggestion, suggestion_from_plain, suggestion_to_plain


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The evidence of a mark.

    Attributes:
        submission: SHA-256 of the bytes that were submitted.
        paper_digest: SHA-256 of the paper as it was issued.
        verdict: how the answer was judged.
        suggestion: for an open answer, the finding on each scoring point.
        correction: the digest of the round that corrected the item.
        key: the digest of the corrected key.
        key_before: the digest of the key before the correction, if the mark was given again.
        withdrawn: how the item is scored if it was withdrawn.
        marks: the numbers of the blind marks that the points rest on.
        appeal: the number of the appeal whose review gave the mark.
        more: unknown texts of another program version by name, which are kept unchanged.
    """

    submission: str
    paper_digest: str
    verdict: Verdict | None = None
    suggestion: Suggestion | None = None
    correction: str | None = None
    key: str | None = None
    key_before: str | None = None
    withdrawn: Withdrawal | None = None
    marks: tuple[int, ...] | None = None
    appeal: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)


def evidence_of(mark: Mark, submission: str, paper_digest: str) -> Evidence:
    """Returns the evidence of a mark of a submission to a paper."""
    return Evidence(submission=submission, paper_digest=paper_digest, verdict=mark.verdict, suggestion=mark.suggestion)


def evidence_to_plain(evidence: Evidence) -> dict[str, str]:
    """Converts evidence to texts by name, without absent ones. The format is fixed, since digests cover it."""
    plain = {name: write(getattr(evidence, name)) for name, (write, _) in _TEXTS.items() if _is_set(evidence, name)}
    return {**evidence.more, **plain}


def _is_set(evidence: Evidence, name: str) -> bool:
    return getattr(evidence, name) is not None


def evidence_from_plain(plain: Mapping[str, str]) -> Evidence:
    """Reads evidence from texts; raises TypeError, KeyError or ValueError if they are invalid."""
    if not all(isinstance(value, str) for value in plain.values()):
        raise TypeError("evidence is texts")
    known: dict[str, Any] = {name: read(plain[name]) for name, (_, read) in _TEXTS.items() if name in plain}
    return Evidence(**known, more={name: value for name, value in plain.items() if name not in _TEXTS})


def _suggestion_text(suggestion: Suggestion) -> str:
    return canonical(suggestion_to_plain(suggestion))


def _read_suggestion(text: str) -> Suggestion:
    return suggestion_from_plain(json.loads(text))


_TEXTS: Mapping[str, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    "submission": (str, str),
    "paper_digest": (str, str),
    "verdict": (str, Verdict),
    "suggestion": (_suggestion_text, _read_suggestion),
    "correction": (str, str),
    "key": (str, str),
    "key_before": (str, str),
    "withdrawn": (str, Withdrawal),
    "marks": (lambda marks: ",".join(map(str, marks)), lambda text: tuple(map(int, text.split(",")))),
    "appeal": (str, str),
}
