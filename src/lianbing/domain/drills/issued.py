"""Issued papers and their covers."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.domain.drills.papers import Paper


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The data of an issued paper without its items: ids, employee, token and the digest of its content."""

    paper: str
    drill: str
    employee: str
    token: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class IssuedPaper:
    """A paper as it was issued, with its token and digest.

    ``amended`` is the paper with later corrections, if any; ``round`` is the digest of the drill's newest correction
    round, or empty.
    """

    paper: Paper
    token: str
    digest: str
    amended: Paper | None = None
    round: str = ""

    @property
    def corrected(self) -> Paper:
        """The paper with all later corrections, by which answers are marked."""
        return self.amended or self.paper
