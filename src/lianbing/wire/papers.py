"""Papers: whole for the store (``lianbing/paper@1``), without keys for the person (``lianbing/booklet@1``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lianbing.domain.drills.papers import Amendment, Basis, Employee, Paper, PaperItem, PaperSection, Withdrawal
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.question import Item, Skill
from lianbing.domain.items.registry import item_type
from lianbing.domain.kernel.decimals import plain
from lianbing.wire.canonical import Json, digest, number
from lianbing.wire.items import asked
from lianbing.wire.keys import key_from_json, key_to_json, table_from_json, to_json

PAPER_SCHEMA = "lianbing/paper@1"
BOOKLET_SCHEMA = "lianbing/booklet@1"
_RULE_NUMBERS = ("confidence", "longest", "densest")


@dataclass(frozen=True, kw_only=True)
class DrillHead:
    """What a booklet says of its drill."""

    id: str
    title: str
    period: str
    minutes: int


def paper_to_json(paper: Paper) -> dict[str, Json]:
    """The whole paper, keys and clauses included. Never leaves the store but for the grading notebook."""
    said: dict[str, Json] = {
        "schema": PAPER_SCHEMA,
        "id": paper.id,
        "drill": paper.drill,
        "employee": _employee(paper.employee),
        "sections": [
            {"title": section.title, "skill": section.skill.value, "items": [_item(item) for item in section.items]}
            for section in paper.sections
        ],
        "basis": {
            reference: {"title": basis.title, "text": basis.text, "status": basis.status}
            for reference, basis in paper.basis.items()
        },
    }
    return said if paper.short_answers == ShortAnswers() else said | {"short_answers": _rules(paper.short_answers)}


def _rules(rules: ShortAnswers) -> dict[str, Json]:
    numbers: dict[str, Json] = {name: plain(getattr(rules, name)) for name in _RULE_NUMBERS}
    return {"automatic": rules.automatic, **numbers}


def _rules_from_json(data: Mapping[str, Any]) -> ShortAnswers:
    return ShortAnswers(automatic=bool(data["automatic"]), **{name: number(data[name]) for name in _RULE_NUMBERS})


def paper_from_json(data: Mapping[str, Any]) -> Paper:
    """The inverse of :func:`paper_to_json`; raises KeyError or ValueError for anything else."""
    if data["schema"] != PAPER_SCHEMA:
        raise ValueError(f"not a paper: {data['schema']!r}")
    try:
        return _paper(data)
    except TypeError as error:
        raise ValueError(f"not a paper: {error}") from error


def _paper(data: Mapping[str, Any]) -> Paper:
    return Paper(
        id=data["id"],
        drill=data["drill"],
        employee=Employee(**data["employee"]),
        sections=tuple(
            PaperSection(
                section["title"],
                Skill(section["skill"]),
                tuple(_paper_item(item, Skill(section["skill"])) for item in section["items"]),
            )
            for section in data["sections"]
        ),
        basis={reference: Basis(**basis) for reference, basis in data["basis"].items()},
        short_answers=_rules_from_json(data["short_answers"]) if "short_answers" in data else ShortAnswers(),
    )


def paper_digest(paper: Paper) -> str:
    """SHA-256 over the whole paper: what a mark was given against."""
    return digest(paper_to_json(paper))


def booklet(paper: Paper, head: DrillHead, token: str) -> dict[str, Json]:
    """What the person opens: questions and identity, no key, explanation or clause."""
    return {
        "schema": BOOKLET_SCHEMA,
        "drill": {"id": head.id, "title": head.title, "period": head.period, "minutes": head.minutes},
        "paper": paper.id,
        "employee": _employee(paper.employee),
        "token": token,
        "sections": [
            {"title": section.title, "items": [asked(item.item, item.worth) for item in section.items]}
            for section in paper.sections
        ],
    }


def _employee(employee: Employee) -> dict[str, Json]:
    return {"id": employee.id, "name": employee.name, "team": employee.team}


def _item(paper_item: PaperItem) -> dict[str, Json]:
    item = paper_item.item
    amended = _amendment(paper_item.amended) if paper_item.amended else {}
    return {
        "number": paper_item.number,
        "points": plain(paper_item.worth),
        "id": item.id,
        "type": item.type.name,
        "stem": item.stem,
        "key": key_to_json(item.key),
        "explain": item.explain,
        "rests_on": [*item.rests_on],
        "options": [[letter, text] for letter, text in item.options.items()],
        "prompts": [[name, text] for name, text in item.prompts.items()],
        "why": {**item.why},
        "origin": {**item.origin},
        "unit": item.unit,
        "decimals": item.decimals,
        **({"table": to_json(item.table)} if item.table else {}),
        **amended,
    }


def _amendment(amendment: Amendment) -> dict[str, Json]:
    withdrawn = amendment.withdrawn.value if amendment.withdrawn else None
    return {"amended": {"act": amendment.round, "why": amendment.why, "withdrawn": withdrawn}}


def _read_amendment(data: Mapping[str, Any]) -> Amendment:
    withdrawn = Withdrawal(data["withdrawn"]) if data["withdrawn"] else None
    return Amendment(round=data["act"], why=data["why"], withdrawn=withdrawn)


def _paper_item(data: Mapping[str, Any], skill: Skill) -> PaperItem:
    item = Item(
        id=data["id"],
        type=item_type(data["type"]),
        stem=data["stem"],
        key=key_from_json(data["key"]),
        explain=data["explain"],
        rests_on=tuple(data["rests_on"]),
        skill=skill,
        options=dict(data["options"]),
        prompts=dict(data["prompts"]),
        why=data["why"],
        origin=data["origin"],
        unit=data["unit"],
        decimals=data["decimals"],
        table=table_from_json(data["table"]) if "table" in data else None,
    )
    amended = _read_amendment(data["amended"]) if "amended" in data else None
    return PaperItem(data["number"], number(data["points"]), item, amended)
