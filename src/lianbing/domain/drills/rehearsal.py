"""How papers of one blueprint compare: what they share, and how far their difficulty differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from lianbing.domain.drills.alike import PapersAround, RecentPapers
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.papers import Proof
from lianbing.domain.drills.proof import Origin, prove, with_common
from lianbing.domain.drills.stock import Stock
from lianbing.domain.items.question import Question


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """How alike papers are: the share of items that two papers have in common, and which section is worst."""

    mean: Fraction
    worst: Fraction
    tightest: str
    tightest_mean: Fraction


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The least and greatest expected totals of papers, in points, and how far they may be apart."""

    least: Decimal
    greatest: Decimal
    bound: Decimal

    @property
    def width(self) -> Decimal:
        """How far they are apart."""
        return self.greatest - self.least

    @property
    def exceeded(self) -> bool:
        """Whether that is more than the bound."""
        return self.width > self.bound


@dataclass(frozen=True, kw_only=True)
class Exposures:
    """The share of a paper's items that neighbours have as well, and that the person had in earlier drills: most."""

    near: Fraction
    earlier: Fraction


@dataclass(frozen=True)
class RehearsedPaper:
    """The questions of an imaginary person's paper by section, and its proof."""

    drawn: Sequence[Sequence[Question]]
    proof: Proof

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of all items."""
        return tuple(item.id for item in self.proof.items)


def rehearsed(stock: Stock, people: int) -> Iterator[RehearsedPaper]:
    """Draws the papers of imaginary people in a row, in as many drills as a paper avoids and one more.

    Gives the papers of all drills, one after another; those of the last ``people`` have all that they avoid before
    them. Where there are forms, the people are the forms, each of which is a neighbour of all others.
    """
    apart = stock.blueprint.apart
    before: list[dict[str, tuple[str, ...]]] = [{} for _ in range(people)]
    for drill in range(apart.drills + 1):
        row: dict[str, tuple[str, ...]] = {}
        recent = RecentPapers(stock)
        for person in range(people):
            reach = people if stock.blueprint.forms else apart.neighbours
            near = dict([*row.items()][-reach:]) if reach else {}
            seed = f"rehearsal/{stock.blueprint.id}/{drill}/{person}"
            paper = _rehearsed(stock, seed, PapersAround(near=near, earlier=before[person], recent=recent))
            row[str(person)] = before[person][str(drill)] = paper.items
            recent.add(paper.items)
            yield paper


def _rehearsed(stock: Stock, seed: str, around: PapersAround) -> RehearsedPaper:
    drawn = around.draw(stock, seed)
    proof = prove(stock, Origin(edition="", seed=seed), drawn)
    items = [item.id for item in proof.items]
    return RehearsedPaper(drawn, with_common(proof, items, around.near, around.earlier))


def overlap(blueprint: Blueprint, drawn: Sequence[Sequence[Sequence[Question]]]) -> Overlap:
    """Measures the overlap of at least two papers, given as the questions of each section."""
    papers = [frozenset(q.id for section in paper for q in section) for paper in drawn]
    shared = [len(first & second) for first, second in combinations(papers, 2)]
    by_section = {
        section.title: _mean_share([frozenset(q.id for q in paper[place]) for paper in drawn], section.count)
        for place, section in enumerate(blueprint.sections)
    }
    tightest = max(by_section, key=lambda title: by_section[title])
    return Overlap(
        mean=Fraction(sum(shared), len(shared) * blueprint.count),
        worst=Fraction(max(shared), blueprint.count),
        tightest=tightest,
        tightest_mean=by_section[tightest],
    )


def _mean_share(papers: Iterable[frozenset[str]], count: int) -> Fraction:
    shared = [len(first & second) for first, second in combinations(papers, 2)]
    return Fraction(sum(shared), len(shared) * count)


def spread(blueprint: Blueprint, proofs: Sequence[Proof]) -> Spread | None:
    """Compares the expected totals of papers; ``None`` where the blueprint says nothing of difficulty."""
    totals = [proof.difficulty.expected for proof in proofs if proof.difficulty]
    if blueprint.difficulty is None or not totals:
        return None
    return Spread(least=min(totals), greatest=max(totals), bound=blueprint.difficulty.spread)


def exposures(proofs: Sequence[Proof]) -> Exposures:
    """The most that any paper shares with one neighbour's, and with one of the person's own earlier papers."""
    return Exposures(
        near=max((Fraction(n, len(p.items)) for p in proofs for n in p.near.values()), default=Fraction(0)),
        earlier=max((Fraction(n, len(p.items)) for p in proofs for n in p.earlier.values()), default=Fraction(0)),
    )
