"""What a mark rests on, and the texts in which the ledger says it and takes its digests of."""

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
    """What a mark rests on.

    Attributes:
        submission: SHA-256 of the bytes that were handed in.
        paper_digest: SHA-256 of the paper as it was issued.
        verdict: how the answer was judged.
        suggestion: of an open answer, what was found of each scoring point.
        correction: the digest of the act that corrected the item.
        key: the digest of the key that counts since.
        key_before: the digest of the key until then, where a mark was given anew.
        withdrawn: what becomes of the item if it was withdrawn.
        more: what another version of the program wrote, by its name there; it is kept as it stands.
    """

    submission: str
    paper_digest: str
    verdict: Verdict | None = None
    suggestion: Suggestion | None = None
    correction: str | None = None
    key: str | None = None
    key_before: str | None = None
    withdrawn: Withdrawal | None = None
    more: Mapping[str, str] = field(default_factory=dict)


def evidence_of(mark: Mark, submission: str, paper_digest: str) -> Evidence:
    """What a mark of a submission against a paper rests on."""
    return Evidence(submission=submission, paper_digest=paper_digest, verdict=mark.verdict, suggestion=mark.suggestion)


def evidence_to_plain(evidence: Evidence) -> dict[str, str]:
    """The texts, by name; what there is not is left out. Digests are taken of them: they never change."""
    plain = {name: write(getattr(evidence, name)) for name, (write, _) in _TEXTS.items() if _is_set(evidence, name)}
    return {**evidence.more, **plain}


def _is_set(evidence: Evidence, name: str) -> bool:
    return getattr(evidence, name) is not None


def evidence_from_plain(plain: Mapping[str, str]) -> Evidence:
    """The inverse; raises TypeError, KeyError or ValueError for anything else."""
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
}
