"""What is shown beside an answer: the options and the pairs of an item."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class OptionShown:
    """An option beside an answer: a sign where it is known whether it is right, and why it is not if it was chosen."""

    letter: str
    text: str
    sign: str = ""
    note: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class PairShown:
    """A prompt beside an answer: what was given to it, and what should have been."""

    prompt: str
    given: object
    due: str
