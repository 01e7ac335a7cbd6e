"""What is recorded of assessments beside their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Assessing:
    """The period was assessed by a scheme: how many people there were, and how many of them have a result."""

    kind: ClassVar[str] = "assessed"
    label: ClassVar[str] = "考评"
    scheme: str
    people: int
    complete: int

    def described(self) -> str:
        """The scheme and the numbers."""
        return f"方案 {self.scheme}：{self.people} 人，已定 {self.complete} 人"
