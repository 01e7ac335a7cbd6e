"""Issued papers and their covers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lianbing.domain.drills.papers import Employee, Paper


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The data of an issued paper without its items: ids, employee, token and the digest of its content.

    ``employee`` is the number that the paper was issued to, to which the token belongs; ``later`` are the numbers that
    it was corrected to, oldest first.
    """

    paper: str
    drill: str
    employee: str
    token: str
    digest: str
    later: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """All numbers that the person had on this paper, oldest first."""
        return (self.employee, *self.later)

    @property
    def number(self) -> str:
        """The person's number now."""
        return self.numbers[-1]


@dataclass(frozen=True, kw_only=True)
class IssuedPaper:
    """A paper as it was issued, with its token and digest.

    ``amended`` is the paper with later corrections of its items and its person, if any; ``round`` is the digest of the
    drill's newest correction round, or empty; ``extra_minutes`` are those that the person may take longer.
    """

    paper: Paper
    token: str
    digest: str
    amended: Paper | None = None
    round: str = ""
    extra_minutes: int = 0

    @property
    def corrected(self) -> Paper:
        """The paper with all later corrections, by which answers are marked."""
        return self.amended or self.paper

    @property
    def person(self) -> Employee:
        """The person with all later corrections, as people are shown."""
        return self.corrected.employee

    @property
    def handed_out(self) -> Paper:
        """The paper as people get it: its items as they were issued, its person with all later corrections."""
        return replace(self.paper, employee=self.person)
