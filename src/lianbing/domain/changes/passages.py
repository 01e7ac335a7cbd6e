"""The texts of the content line by line, as the scan for stale lines sees them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """In what a line stands."""

    CHAPTER = "chapter"
    QUESTION = "question"
    SCENARIO = "scenario"
    TASK = "task"
    FORM = "form"
    FIGURE = "figure"
    CLAUSE = "clause"
    FACT = "fact"
    PARAMETER = "parameter"
    CONTRADICTION = "contradiction"
    INDICATOR = "indicator"
    TERM = "term"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _LABELS[self]


_LABELS = {
    Where.CHAPTER: "正文",
    Where.QUESTION: "题",
    Where.SCENARIO: "情景",
    Where.TASK: "数据练习",
    Where.FORM: "表格",
    Where.FIGURE: "图",
    Where.CLAUSE: "条款",
    Where.FACT: "行业知识",
    Where.PARAMETER: "参数",
    Where.CONTRADICTION: "说法不一",
    Where.INDICATOR: "指标",
    Where.TERM: "术语",
    Where.OTHER: "其他",
}


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A line of prose.

    ``owner`` is the id of the chapter, question … and ``field`` what of it the line is (stem, explain, note …).
    ``rests_on`` are the clauses and facts that it says it rests on, ``about`` those that its section or file is about
    otherwise. ``section`` is the same for lines that belong together; ``around`` is the text that it is part of.
    """

    file: str
    line: int
    text: str
    where: Where
    owner: str
    field: str
    section: str
    around: str = ""
    rests_on: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
