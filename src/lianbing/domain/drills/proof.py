"""The proof of a paper: made when it is drawn, and checked again from the paper alone or with more beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection
from lianbing.domain.drills.papers import CellKind, Paper, Proof, ProvedCell, ProvedDifficulty, ProvedItem
from lianbing.domain.drills.stock import Stock
from lianbing.domain.items.question import Question
from lianbing.domain.kernel.decimals import plain


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a paper was drawn from: the edition of its blueprint, the drill's seed, and the number of its form."""

    edition: str
    seed: str
    form: int = 0


def commitment(seed: str) -> str:
    """SHA-256 of a drill's seed, by which the seed can be checked once it is known, and not guessed before."""
    return hashlib.sha256(seed.encode()).hexdigest()


def prove(stock: Stock, origin: Origin, drawn: Sequence[Sequence[Question]]) -> Proof:
    """The proof of a paper that :func:`lianbing.domain.drills.drawing.draw` drew from ``stock``."""
    blueprint = stock.blueprint
    items = tuple(stock.proved[stock.numbers[question.id]] for section in drawn for question in section)
    cells = [
        cell
        for number, (section, questions) in enumerate(zip(blueprint.sections, drawn, strict=True), 1)
        for cell in _cells(section, number, [(q.id, q.unseen, q.rests_on) for q in questions])
    ]
    return Proof(
        blueprint=blueprint.id,
        edition=origin.edition,
        seed=commitment(origin.seed),
        form=origin.form,
        items=items,
        cells=tuple(cells),
        difficulty=_difficulty(stock, items),
    )


def _cells(
    section: BlueprintSection, number: int, items: Sequence[tuple[str, bool, Collection[str]]]
) -> Iterator[ProvedCell]:
    """What a section asks for; ``items`` are ids, whether the book doesn't show them, and what they rest on."""
    yield ProvedCell(section=number, kind=CellKind.COUNT, wanted=section.count, achieved=len(items))
    if section.reserved:
        unseen = sum(unseen for _, unseen, _ in items)
        yield ProvedCell(section=number, kind=CellKind.RESERVED, wanted=section.reserved, achieved=unseen)
    for item in section.items:
        there = sum(name == item for name, _, _ in items)
        yield ProvedCell(section=number, kind=CellKind.ITEM, name=item, wanted=1, achieved=there)
    for clause, wanted in section.clauses.items():
        resting = sum(clause in rests_on for _, _, rests_on in items)
        yield ProvedCell(section=number, kind=CellKind.CLAUSE, name=clause, wanted=wanted, achieved=resting)


def _difficulty(stock: Stock, items: Sequence[ProvedItem]) -> ProvedDifficulty | None:
    asked, totals = stock.blueprint.difficulty, stock.totals
    if asked is None or totals is None:
        return None
    worths = [section.worth for section in stock.blueprint.sections for _ in range(section.count)]
    rates = {str(level): rate for level, rate in asked.rates.items()}
    return ProvedDifficulty(
        rates=rates,
        expected=_expected(worths, items, rates),
        lowest=Decimal(totals.lowest) / stock.unit,
        highest=Decimal(totals.highest) / stock.unit,
    )


def _expected(worths: Sequence[Decimal], items: Sequence[ProvedItem], rates: Mapping[str, Decimal]) -> Decimal:
    """The expected total: of each item, its worth times the rate of its difficulty."""
    pairs = zip(worths, items, strict=True)
    return sum((worth * rates.get(str(item.difficulty), Decimal(0)) for worth, item in pairs), Decimal(0))


def faults(paper: Paper, others: Mapping[str, Collection[str]] | None = None) -> tuple[str, ...]:
    """Describes what a paper's proof claims and the paper doesn't hold; empty if all is as it says.

    Args:
        paper: a paper with its proof.
        others: the ids of items by paper, of the papers that the proof names; those not given are not compared.
    """
    proof = paper.proof
    if proof is None:
        return ("没有组卷证明：它是由较早的版本发的",)
    return (
        *_item_faults(paper, proof),
        *_cell_faults(paper, proof),
        *_difficulty_faults(paper, proof),
        *_common_faults(paper, proof, others or {}),
    )


def _item_faults(paper: Paper, proof: Proof) -> Iterator[str]:
    ids = [item.item.id for item in paper.items]
    if ids != [item.id for item in proof.items]:
        yield "证明里的题与卷上的题不同"
    for item in sorted({item for item in ids if ids.count(item) > 1}):
        yield f"题 {item} 在卷上出现了两次"


def _cell_faults(paper: Paper, proof: Proof) -> Iterator[str]:
    """Counts again from the items: clauses and numbers from the paper, the rest from what the proof says of each."""
    unseen = {item.id: item.unseen for item in proof.items}
    for cell in proof.cells:
        if not 1 <= cell.section <= len(paper.sections):
            yield f"卷上没有第 {cell.section} 段"
            continue
        section = paper.sections[cell.section - 1]
        items = [item.item for item in section.items]
        counted = {
            CellKind.COUNT: len(items),
            CellKind.RESERVED: sum(unseen.get(item.id, False) for item in items),
            CellKind.ITEM: sum(item.id == cell.name for item in items),
            CellKind.CLAUSE: sum(cell.name in item.rests_on for item in items),
        }[cell.kind]
        enough = counted == cell.wanted if cell.kind is CellKind.COUNT else counted >= cell.wanted
        if counted != cell.achieved or not enough:
            yield f"“{section.title}”的{_named(cell)}要 {cell.wanted}，证明写 {cell.achieved}，实有 {counted}"


def _named(cell: ProvedCell) -> str:
    return f"{cell.kind.label} {cell.name} " if cell.name else cell.kind.label


def _difficulty_faults(paper: Paper, proof: Proof) -> Iterator[str]:
    asked = proof.difficulty
    if asked is None or len(paper.items) != len(proof.items):
        return
    expected = _expected([item.worth for item in paper.items], proof.items, asked.rates)
    if expected != asked.expected:
        yield f"预期总分算出来是 {plain(expected)}，证明写 {plain(asked.expected)}"
    if not asked.lowest <= expected <= asked.highest:
        yield f"预期总分 {plain(expected)} 不在 {plain(asked.lowest)} 到 {plain(asked.highest)} 之间"


def _common_faults(paper: Paper, proof: Proof, others: Mapping[str, Collection[str]]) -> Iterator[str]:
    own = {item.item.id for item in paper.items}
    for other, claimed in {**proof.near, **proof.earlier}.items():
        if other in others and len(own.intersection(others[other])) != claimed:
            yield f"与试卷 {other} 相同的题有 {len(own.intersection(others[other]))} 道，证明写 {claimed} 道"


def blueprint_faults(proof: Proof, blueprint: Blueprint) -> tuple[str, ...]:
    """Describes which cells of a blueprint a proof leaves out or asks for less of; for a proof of this edition."""
    claimed = {(cell.section, cell.kind, cell.name): cell.wanted for cell in proof.cells}
    return tuple(
        f"证明里没有“{section.title}”的{_named(cell)}，或要的数不同"
        for number, section in enumerate(blueprint.sections, 1)
        for cell in _cells(section, number, [])
        if claimed.get((cell.section, cell.kind, cell.name)) != cell.wanted
    )


def with_common(
    proof: Proof, items: Collection[str], near: Mapping[str, Collection[str]], earlier: Mapping[str, Collection[str]]
) -> Proof:
    """The proof with the numbers of items in common with other papers, given as ids of items by paper."""
    own = {*items}
    return replace(
        proof,
        near={paper: len(own.intersection(ids)) for paper, ids in near.items()},
        earlier={paper: len(own.intersection(ids)) for paper, ids in earlier.items()},
    )
