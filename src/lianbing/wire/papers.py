"""Papers: whole for the store, without keys for the person who opens the booklet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import Annotated, Any, TypeVar, cast

from lianbing.domain.drills.drill import Drill
from lianbing.domain.drills.papers import (
    Amendment,
    Basis,
    Employee,
    Paper,
    PaperItem,
    PaperSection,
    Proof,
    ProvedCell,
    ProvedDifficulty,
    ProvedItem,
)
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import Item, Skill
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json, canonical, digest
from lianbing.wire.first_form import today
from lianbing.wire.items import ITEM, AskedItem, asked_item
from lianbing.wire.keys import ITEM_TYPE, KEY, TABLE
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.kinds import Pairs, Text
from lianbing.wire.shapes.shape import Says, Shape, optional

T = TypeVar("T")
Written = TypeVar("Written")


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
        "round": "the digest of the correction",
        "why": "why, as people read it",
        "withdrawn": "`full` (everybody gets the points) or `drop` (worth nothing); else `null`",
    },
)
PAPER_ITEM = Shape(
    PaperItem,
    {
        "number": "its number on the paper",
        "worth": "what it is worth",
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


_PROVED_ITEM = Shape(
    ProvedItem,
    {
        "id": "the question",
        "difficulty": "1 to 3, from easy to hard",
        "topic": "its topic",
        "importance": "`X`, `Y` or `Z`",
        "unseen": "the book doesn't show it, or not with these numbers",
    },
)
PROOF = Shape(
    Proof,
    {
        "blueprint": "the blueprint",
        "edition": "its SHA-256",
        "seed": "SHA-256 of the drill's seed",
        "form": "the number of the form; 0 where everybody has a paper of their own",
        "items": "what counts of each item, in the order of the paper",
        "cells": "what the blueprint asks of each section, and what the paper has of it",
        "difficulty": optional("the expected total, where the blueprint says something of it"),
        "near": optional("by paper, how many items a neighbour's has in common with this one"),
        "earlier": optional("by paper, how many items the person had in an earlier drill already"),
    },
    uses=[
        _PROVED_ITEM,
        Shape(
            ProvedCell,
            {
                "section": "the number of the section, from 1",
                "kind": "what is counted: items at all, reserved ones, a named one, or those of a clause",
                "name": optional("the item or clause"),
                "wanted": "how many there have to be; of `count` just so many, else at least",
                "achieved": "how many there are",
            },
        ),
        Shape(
            ProvedDifficulty,
            {
                "rates": "by difficulty, the share of its points that an item is expected to give",
                "expected": "the sum over all items of worth times rate",
                "lowest": "no paper of the blueprint is expected to give less",
                "highest": "or more",
            },
        ),
    ],
)


def _section(title: str, skill: Skill, items: Sequence[Mapping[str, Any]]) -> PaperSection:
    return PaperSection(title, skill, tuple(_paper_item(skill, **item) for item in items))


def _paper_item(skill: Skill, number: int, worth: Decimal, amended: Amendment | None = None, **item: Any) -> PaperItem:
    return PaperItem(number, worth, Item(skill=skill, **item), amended)


def _second(old: Mapping[str, Any]) -> dict[str, Any]:
    """Until then what an item is worth was called points, a round an act, and keys had their first form."""
    sections = [{**section, "items": [_renamed(item) for item in section["items"]]} for section in old["sections"]]
    return {**old, "sections": sections}


def _renamed(old: Mapping[str, Any]) -> dict[str, Any]:
    item = {("worth" if name == "points" else name): value for name, value in old.items()}
    if "amended" in item:
        item["amended"] = {("round" if name == "act" else name): value for name, value in item["amended"].items()}
    return {**item, "key": today(item["key"])}


SECTION = Shape(
    PaperSection,
    {"title": "its heading", "skill": "the part of the assessment", "items": "its items, in order"},
    uses=[PAPER_ITEM],
    make=_section,
)
PAPER = Document(
    "paper",
    2,
    Shape(
        Paper,
        {
            "id": "the paper",
            "drill": "the drill",
            "employee": "whose it is",
            "sections": "its sections, in order",
            "basis": "every clause and fact that an item rests on, as it stood at issue",
            "short_answers": optional("how short answers are marked, where people don't mark them all"),
            "proof": optional("how the paper fulfils its blueprint; of papers that were issued with one"),
        },
        uses=[
            EMPLOYEE,
            BASIS,
            SHORT_ANSWERS,
            PROOF,
            SECTION,
        ],
    ),
    older={1: _second},
)


@dataclass(frozen=True, kw_only=True)
class DrillHead:
    """What a booklet says of its drill."""

    id: Annotated[str, "the drill"]
    title: Annotated[str, "its title"]
    period: Annotated[str, "the period that it counts for"]
    minutes: Annotated[int, "how long it takes"]
    opens: Annotated[str, optional("when it may be begun, a day or a time with its zone")] = ""
    closes: Annotated[str, optional("when it has to be handed in")] = ""
    runs_on: Annotated[str, optional("what runs the code among the answers, with versions")] = ""

    @classmethod
    def of(cls, drill: Drill, *, extra_minutes: int = 0, runs_on: str = "") -> DrillHead:
        """The head for an issued drill; ``extra_minutes`` for one person, ``runs_on`` for papers with code."""
        return cls(
            id=drill.id,
            title=drill.title,
            period=drill.period.code,
            minutes=drill.minutes + extra_minutes,
            opens=drill.window.opens,
            closes=drill.window.closes,
            runs_on=runs_on,
        )


@dataclass(frozen=True, kw_only=True)
class AskedSection:
    """A run of questions under one heading."""

    title: Annotated[str, "its heading"]
    items: Annotated[tuple[AskedItem, ...], "the questions: no `practice`, no `clauses`"]


@dataclass(frozen=True, kw_only=True)
class Booklet:
    """What a person opens to answer a paper."""

    drill: Annotated[DrillHead, "the drill"]
    paper: Annotated[str, "the paper"]
    employee: Annotated[Employee, "whose it is"]
    token: Annotated[str, "the proof that the paper was issued to this person, hexadecimal"]
    sections: Annotated[tuple[AskedSection, ...], "the questions"]


_ASKED_SECTION = Shape(AskedSection, name="Section", uses=[ITEM])
BOOKLET = Document(
    "booklet",
    2,  # the first, which said points for worth, was never read but by the page that it came in
    Shape(Booklet, uses=[Shape(DrillHead), EMPLOYEE, _ASKED_SECTION]),
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
    """The booklet of a paper as JSON."""
    return BOOKLET.encode(opened(paper, head, token))


def opened(paper: Paper, head: DrillHead, token: str) -> Booklet:
    """What the person opens: questions and identity, no key, explanation or clause."""
    sections = tuple(
        AskedSection(title=section.title, items=tuple(asked_item(item.item, item.worth) for item in section.items))
        for section in paper.sections
    )
    return Booklet(drill=head, paper=paper.id, employee=paper.employee, token=token, sections=sections)


_KEPT = 40_000
"""So many written parts are kept at most."""
_HERE = "\x00"
"""Stands where a part is put in that is written already."""


class PaperEncoder:
    """Writes many papers of one drill. A part that several papers share, the same object, is written once."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], tuple[object, Any]] = {}

    def paper(self, paper: Paper) -> str:
        """The canonical text of what :func:`paper_to_json` gives."""
        proved = paper.proof.items if paper.proof else ()
        bare = replace(
            paper,
            sections=tuple(replace(section, items=()) for section in paper.sections),
            proof=paper.proof and replace(paper.proof, items=()),
            basis={},
        )
        written: dict[str, Any] = PAPER.encode(bare)
        written["basis"] = dict.fromkeys(paper.basis, _HERE)
        for section, fields in zip(paper.sections, written["sections"], strict=True):
            fields["items"] = [_HERE] * len(section.items)
        if paper.proof:
            written["proof"]["items"] = [_HERE] * len(proved)
        # In the order in which canonical JSON has them.
        parts = [
            self._once("basis", paper.basis[name], lambda one: canonical(BASIS.encode(one)))
            for name in sorted(paper.basis)
        ]
        parts += (self._once("proved", item, lambda one: canonical(_PROVED_ITEM.encode(one))) for item in proved)
        parts += map(self._item, paper.items)
        return _put_in(_pieces(written), parts)

    def _item(self, item: PaperItem) -> str:
        if item.amended:
            return canonical(PAPER_ITEM.encode(item))
        pieces = self._once(
            "item",
            item.item,
            lambda asked: _pieces({**PAPER_ITEM.encode(replace(item, item=asked)), "number": _HERE, "worth": _HERE}),
        )
        return _put_in(pieces, (str(item.number), canonical(plain(item.worth))))

    def booklet(self, paper: Paper, head: DrillHead, token: str) -> dict[str, Json]:
        """What :func:`booklet` gives."""
        bare = Booklet(drill=head, paper=paper.id, employee=paper.employee, token=token, sections=())
        written = BOOKLET.encode(bare)
        written["sections"] = [
            {
                **_ASKED_SECTION.encode(AskedSection(title=section.title, items=())),
                "items": [{**self._asked(item.item), "worth": plain(item.worth)} for item in section.items],
            }
            for section in paper.sections
        ]
        return written

    def _asked(self, item: Item) -> dict[str, Json]:
        return self._once("asked", item, lambda asked: ITEM.encode(asked_item(asked)))

    def _once(self, what: str, part: T, write: Callable[[T], Written]) -> Written:
        key = (what, id(part))
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            kept = self._kept[key] = (part, write(part))  # as long as it is kept, no other part has its identity
        return cast("Written", kept[1])


def _pieces(written: Mapping[str, Json]) -> list[str]:
    return canonical(written).split(canonical(_HERE))


def _put_in(pieces: Sequence[str], parts: Iterable[str]) -> str:
    """The pieces of a text with the parts between them."""
    first, *others = pieces
    return first + "".join(chain.from_iterable(zip(parts, others, strict=True)))
