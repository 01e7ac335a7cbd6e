"""Papers of one drill side by side: neighbours, earlier drills, forms, difficulty, named items; and their proofs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from lianbing.domain.drills.alike import PapersAround
from lianbing.domain.drills.assembly import Assembler, handed_on, stock_of
from lianbing.domain.drills.blueprints import Apart, Blueprint, Difficulty
from lianbing.domain.drills.dealing import dealt, neighbours
from lianbing.domain.drills.drawing import draw
from lianbing.domain.drills.instances import form_seed, paper_seed, seed_of
from lianbing.domain.drills.papers import CellKind, Employee, Paper
from lianbing.domain.drills.proof import blueprint_faults, commitment, faults
from lianbing.domain.drills.rehearsal import exposures, overlap, rehearsed, spread
from lianbing.domain.drills.stock import Stock
from lianbing.domain.kernel.seeds import Stream
from lianbing.errors import BlueprintShort
from tests.unit.objects import EMPLOYEE, bank, blueprint, classified, drill, section, single

RATES = {1: Decimal("0.9"), 2: Decimal("0.7"), 3: Decimal("0.5")}
MIXED = [single(f"q-{n:03d}", classification=classified(difficulty=n % 3 + 1)) for n in range(60)]


def balanced(spread: str, lowest: str = "0", highest: str = "1", count: int = 10) -> Blueprint:
    bounds = Difficulty(rates=RATES, lowest=Decimal(lowest), highest=Decimal(highest), spread=Decimal(spread))
    return replace(blueprint(section(count)), difficulty=bounds)


def paper_of(asked: Blueprint, around: PapersAround | None = None) -> Paper:
    return Assembler(drill(), asked, bank(MIXED), "e" * 64).paper(EMPLOYEE, around or PapersAround())


def ids(paper: Paper) -> set[str]:
    return {item.item.id for item in paper.items}


def test_draws_of_a_stream_are_spread_evenly_and_the_same_for_ever() -> None:
    stream = Stream("a", "b")
    assert [stream.below(1000) for _ in range(10)] == [
        Stream("a", "b").below(1000),
        *[stream_at(n) for n in range(1, 10)],
    ]
    counts = Counter(stream.below(6) for _ in range(6000))
    assert all(850 < counts[face] < 1150 for face in range(6))


def stream_at(place: int) -> int:
    stream = Stream("a", "b")
    return [stream.below(1000) for _ in range(place + 1)][-1]


def test_expected_totals_stay_within_the_spread_and_the_band() -> None:
    asked = balanced("1.5")
    stock = stock_of(asked, MIXED)
    totals = [paper.proof.difficulty.expected for paper in rehearsed(stock, 40) if paper.proof.difficulty]
    assert len(totals) == 120
    assert max(totals) - min(totals) <= Decimal("1.5")
    easy = stock_of(balanced("2", lowest="0.8", highest="0.9"), MIXED)
    for paper in rehearsed(easy, 10):
        assert paper.proof.difficulty
        assert Decimal(24) <= paper.proof.difficulty.expected <= Decimal(27)


def test_left_alone_they_would_be_further_apart() -> None:
    stock = stock_of(balanced("100"), MIXED)
    measured = spread(stock.blueprint, [paper.proof for paper in rehearsed(stock, 40)])
    assert measured is not None
    assert measured.width > 4
    assert not measured.exceeded


@pytest.mark.parametrize("asked", [balanced("1", lowest="0.95"), balanced("0.01", lowest="0.605", highest="0.6051")])
def test_a_band_that_the_bank_cant_reach_is_named(asked: Blueprint) -> None:
    with pytest.raises(BlueprintShort, match="difficulty"):
        draw(Stock(asked, MIXED), "s")


def test_named_items_and_those_of_a_clause_are_on_every_paper() -> None:
    questions = [*MIXED, single("law-1", rests_on=("LAW-01",)), single("law-2", rests_on=("LAW-01",))]
    asked = blueprint(section(6, items=("q-005",), clauses={"LAW-01": 2}))
    for number in range(20):
        paper = Assembler(drill(seed=str(number)), asked, bank(questions)).paper(EMPLOYEE)
        assert {"q-005", "law-1", "law-2"} <= ids(paper)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"items": ("nil-1",)}, ("nil-1",)),
        ({"items": ("q-001", "q-001")}, ("q-001", "两次")),
        ({"clauses": {"VIS-99": 1}}, ("VIS-99", "只有 0")),
        ({"items": ("q-001", "q-002"), "reserved": 2}, ("合起来", "2")),
    ],
)
def test_a_cell_that_cant_be_filled_is_named(changes: dict[str, object], words: tuple[str, ...]) -> None:
    message = "；".join(Stock(blueprint(section(2, **changes)), MIXED).shortages())
    assert all(word in message for word in words), message


def test_sections_that_compete_are_served_if_there_is_any_way() -> None:
    """The first section could take what alone serves the second: it has to leave it."""
    few = [single("a", classification=classified(topic="law")), single("b"), single("c")]
    asked = blueprint(section(2), section(1, title="第二段", topics=("law",)))
    for seed in map(str, range(12)):
        first, second = draw(Stock(asked, few), seed)
        assert ([q.id for q in second], {q.id for q in first}) == (["a"], {"b", "c"})


def test_what_neighbours_and_earlier_drills_had_is_avoided_while_the_stock_allows() -> None:
    around = PapersAround(
        near={"n": [question.id for question in MIXED[:25]]}, earlier={"e": [question.id for question in MIXED[20:48]]}
    )
    paper = paper_of(blueprint(section(12)), around)
    assert ids(paper) == {question.id for question in MIXED[48:]}
    assert paper.proof is not None
    assert (paper.proof.near, paper.proof.earlier) == ({"n": 0}, {"e": 0})
    more = paper_of(blueprint(section(20)), around)
    assert {question.id for question in MIXED[48:]} < ids(more)
    assert not ids(more) & {question.id for question in MIXED[20:25]}, "taken twice before others that were taken once"
    assert more.proof is not None
    assert more.proof.near["n"] + more.proof.earlier["e"] == 8


def test_neighbours_are_those_beside_on_the_roster_and_in_the_unit() -> None:
    row = [Employee(id=name, name=name, team=team) for name, team in zip("abcde", "甲乙甲乙甲", strict=True)]
    assert neighbours(row, 1)["c"] == ("b", "d", "a", "e")
    assert neighbours(row, 0)["c"] == ()


def test_forms_are_dealt_evenly_and_never_to_neighbours() -> None:
    row: list[int] = []
    for _ in range(20):
        row.append(dealt(4, row[-2:], Counter(row)))
    assert set(Counter(row).values()) == {5}
    assert all(first != second for first, second in pairwise(row))
    assert dealt(1, [1, 1], {1: 9}) == 1


def test_a_form_is_the_same_for_all_to_whom_it_is_dealt() -> None:
    other = Employee(id="C0002", name="样例乙", team="一部")
    first = Assembler(drill(), blueprint(section(5)), bank(MIXED)).form(2, EMPLOYEE)
    second = handed_on(first, other, PapersAround(near={first.id: ids(first)}))
    assert (second.id, second.employee, second.sections) == ("2026H2-skill-C0002", other, first.sections)
    assert second.proof is not None
    assert second.proof.near == {first.id: 5}
    assert seed_of("s", first) == seed_of("s", second) == form_seed("s", "2026H2-skill", 2)
    assert seed_of("s", replace(first, proof=None)) == paper_seed("s", "2026H2-skill", EMPLOYEE)


def test_a_rehearsal_measures_neighbours_and_earlier_drills() -> None:
    stock = stock_of(replace(blueprint(section(10)), apart=Apart(neighbours=2, drills=1)), MIXED)
    last = [*rehearsed(stock, 6)][-6:]
    measured = exposures([paper.proof for paper in last])
    assert (measured.near, measured.earlier) == (0, 0)
    assert overlap(stock.blueprint, [paper.drawn for paper in last]).worst <= 1
    crowded = stock_of(blueprint(section(40)), MIXED)
    assert exposures([paper.proof for paper in rehearsed(crowded, 3)]).near >= Fraction(1, 2)


PROVED = paper_of(replace(balanced("3"), sections=(section(10, clauses={"VIS-01": 3}, items=("q-004",)),)))


def test_a_proof_says_what_the_paper_holds() -> None:
    assert PROVED.proof is not None
    assert PROVED.proof.seed == commitment("seed") != "seed"
    assert [(cell.kind, cell.name, cell.achieved) for cell in PROVED.proof.cells] == [
        (CellKind.COUNT, "", 10),
        (CellKind.ITEM, "q-004", 1),
        (CellKind.CLAUSE, "VIS-01", 10),
    ]
    assert faults(PROVED) == ()
    assert faults(replace(PROVED, proof=None)) != ()


def test_whatever_is_changed_the_proof_no_longer_fits() -> None:
    proof = PROVED.proof
    assert proof is not None
    assert proof.difficulty is not None
    (part,) = PROVED.sections
    twice = replace(part, items=(*part.items[:-1], part.items[0]))
    short = replace(part, items=part.items[:-1])
    richer = replace(part, items=(replace(part.items[0], worth=Decimal(9)), *part.items[1:]))
    harder = tuple(replace(item, difficulty=3) for item in proof.items)
    cells = tuple(replace(cell, wanted=cell.wanted + 1) for cell in proof.cells)
    changed = [
        replace(PROVED, sections=(twice,)),
        replace(PROVED, sections=(short,)),
        replace(PROVED, sections=(richer,)),
        replace(PROVED, sections=()),
        replace(PROVED, proof=replace(proof, items=harder)),
        replace(PROVED, proof=replace(proof, cells=cells)),
        replace(PROVED, proof=replace(proof, difficulty=replace(proof.difficulty, highest=Decimal(1)))),
    ]
    assert all(faults(paper) for paper in changed)
    assert faults(replace(PROVED, proof=replace(proof, near={"n": 3})), {"n": {"q-004"}})


def test_a_proof_that_leaves_out_a_cell_of_the_blueprint_is_named() -> None:
    proof = PROVED.proof
    assert proof is not None
    asked = blueprint(section(10, clauses={"VIS-01": 3}, items=("q-004",)))
    assert blueprint_faults(proof, asked) == ()
    assert blueprint_faults(replace(proof, cells=proof.cells[:-1]), asked)
    assert blueprint_faults(proof, blueprint(section(9, items=("q-004",))))
