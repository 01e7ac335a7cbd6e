"""Papers: whole for the store, without keys for the person who opens the booklet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.papers import Amendment, Basis, Employee, Paper, PaperItem, PaperSection
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import Item, Skill
from lianbing.wire.canonical import Json, digest
from lianbing.wire.items import asked
from lianbing.wire.keys import ITEM_TYPE, KEY
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.kinds import Pairs, Text
from lianbing.wire.shapes.shape import Says, Shape, optional
from lianbing.wire.tables import TABLE

BOOKLET_SCHEMA = "lianbing/booklet@1"


def _of_item(name: str, text: str, **more: Any) -> Says:
    return Says(text=text, of=f"item.{name}", **more)


EMPLOYEE = Shape(
    Employee,
    {"id": "the employee number", "name": "the name", "team": "the team, as of the roster"},
)
BASIS = Shape(
    Basis,
    {"title": "its title", "text": "its words", "status": "how far the source is known, in the word that people read"},
)
SHORT_ANSWERS = Shape(
    ShortAnswers,
    {
        "automatic": "short answers that are clear are marked by program",
        "confidence": "how surely every point has to be decided for that",
        "longest": "an answer that many times as long as the model answer is doubtful",
        "densest": "so is one of which a greater share is keywords",
    },
)
AMENDMENT = Shape(
    Amendment,
    {
        "act": Says(text="the digest of the correction", of="round"),
        "why": "why, as people read it",
        "withdrawn": "`full` (everybody gets the points) or `drop` (worth nothing); else `null`",
    },
)
PAPER_ITEM = Shape(
    PaperItem,
    {
        "number": "its number on the paper",
        "points": Says(text="what it is worth", of="worth"),
        "id": _of_item("id", "the question"),
        "type": _of_item("type", "its type", kind=ITEM_TYPE),
        "stem": _of_item("stem", "what is asked, with this paper's numbers"),
        "key": _of_item("key", "the key, in this paper's letters", kind=KEY),
        "explain": _of_item("explain", "why that is right"),
        "rests_on": _of_item("rests_on", "clauses and facts"),
        "options": _of_item("options", "letter and text, in this paper's order", kind=Pairs(Text())),
        "prompts": _of_item("prompts", "the same of what options are matched to", kind=Pairs(Text())),
        "why": _of_item("why", "by letter, why an option is wrong"),
        "origin": _of_item("origin", "by letter of this paper, the letter in the bank"),
        "unit": _of_item("unit", "of a numeric answer; may be empty"),
        "decimals": _of_item("decimals", "the decimal places that are asked for"),
        "table": optional("data to try code on", of="item.table"),
        "amended": optional("the correction that counts, on a paper with its corrections"),
    },
    uses=[TABLE, AMENDMENT],
    make=dict,  # the section knows the skill
)


def _section(title: str, skill: Skill, items: Sequence[Mapping[str, Any]]) -> PaperSection:
    return PaperSection(title, skill, tuple(_paper_item(skill, **item) for item in items))


def _paper_item(skill: Skill, number: int, worth: Decimal, amended: Amendment | None = None, **item: Any) -> PaperItem:
    return PaperItem(number, worth, Item(skill=skill, **item), amended)


PAPER = Document(
    "paper",
    1,
    Shape(
        Paper,
        {
            "id": "the paper",
            "drill": "the drill",
            "employee": "whose it is",
            "sections": "its sections, in order",
            "basis": "every clause and fact that an item rests on, as it stood at issue",
            "short_answers": optional("how short answers are marked, where people don't mark them all"),
        },
        uses=[
            EMPLOYEE,
            BASIS,
            SHORT_ANSWERS,
            Shape(
                PaperSection,
                {"title": "its heading", "skill": "the part of the assessment", "items": "its items, in order"},
                uses=[PAPER_ITEM],
                make=_section,
            ),
        ],
    ),
)


@dataclass(frozen=True, kw_only=True)
class DrillHead:
    """What a booklet says of its drill."""

    id: str
    title: str
    period: str
    minutes: int
    opens: str = ""
    closes: str = ""

    @classmethod
    def of(cls, drill: Drill) -> DrillHead:
        """The head for an issued drill."""
        return cls(
            id=drill.id,
            title=drill.title,
            period=drill.period.code,
            minutes=drill.minutes,
            opens=drill.window.opens,
            closes=drill.window.closes,
        )


def paper_to_json(paper: Paper) -> dict[str, Json]:
    """The whole paper, keys and clauses included. Never leaves the store but for the grading notebook."""
    return PAPER.encode(paper)


def paper_from_json(data: object) -> Paper:
    """The inverse of :func:`paper_to_json`; raises ShapeFault, a ValueError, for anything else."""
    return PAPER.decode(data)


def paper_digest(paper: Paper) -> str:
    """SHA-256 over the whole paper: what a mark was given against."""
    return digest(paper_to_json(paper))


def booklet(paper: Paper, head: DrillHead, token: str) -> dict[str, Json]:
    """What the person opens: questions and identity, no key, explanation or clause."""
    return {
        "schema": BOOKLET_SCHEMA,
        "drill": _head(head),
        "paper": paper.id,
        "employee": EMPLOYEE.encode(paper.employee),
        "token": token,
        "sections": [
            {"title": section.title, "items": [asked(item.item, item.worth) for item in section.items]}
            for section in paper.sections
        ],
    }


def _head(head: DrillHead) -> dict[str, Json]:
    window: dict[str, Json] = {"opens": head.opens, "closes": head.closes}
    said = {name: value for name, value in window.items() if value}
    return {"id": head.id, "title": head.title, "period": head.period, "minutes": head.minutes, **said}
