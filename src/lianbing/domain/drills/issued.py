"""A person's paper as it went out."""

from __future__ import annotations

from dataclasses import dataclass

from lianbing.domain.drills.papers import Paper


@dataclass(frozen=True, kw_only=True)
class IssuedPaper:
    """A paper as it was issued, with its token and digest.

    ``amended`` is there if items of it were corrected since, ``round`` the digest of the drill's newest act (or empty).
    """

    paper: Paper
    token: str
    digest: str
    amended: Paper | None = None
    round: str = ""

    @property
    def corrected(self) -> Paper:
        """The paper as it is to be marked: as issued, with every correction since."""
        return self.amended or self.paper
