"""Whatever the bank and the blueprint: a paper fulfils its blueprint, provably, or the cell that is short is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lianbing.domain.drills.alike import PapersAround
from lianbing.domain.drills.assembly import Assembler
from lianbing.domain.drills.blueprints import Blueprint, BlueprintSection, Difficulty
from lianbing.domain.drills.papers import Paper
from lianbing.domain.drills.proof import blueprint_faults, faults
from lianbing.domain.items.question import Exposure, Question
from lianbing.errors import BlueprintShort
from lianbing.wire.canonical import canonical
from lianbing.wire.papers import PaperEncoder, paper_from_json, paper_to_json
from tests.unit.objects import EMPLOYEE, bank, blueprint, classified, drill, section, single

TOPICS = ("flow", "law")
CLAUSES = ("VIS-01", "VIS-02", "VIS-03")
RATES = {1: Decimal("0.9"), 2: Decimal("0.7"), 3: Decimal("0.45")}


@st.composite
def banks(draw: st.DrawFn) -> list[Question]:
    size = draw(st.sampled_from([2, 9, 16, 24, 40]))
    return [
        single(
            f"q-{number:02d}",
            classification=classified(
                topic=draw(st.sampled_from(TOPICS)),
                difficulty=draw(st.integers(1, 3)),
                importance=draw(st.sampled_from("XYZ")),
                exposure=draw(st.sampled_from([Exposure.OPEN, Exposure.RESERVED])),
            ),
            rests_on=tuple(draw(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=2, unique=True))),
        )
        for number in range(size)
    ]


@st.composite
def sections(draw: st.DrawFn, title: str) -> BlueprintSection:
    count = draw(st.integers(1, 5))
    return section(
        count,
        title=title,
        worth=Decimal(draw(st.integers(1, 8))) / 2,
        reserved=draw(st.integers(0, (count + 1) // 2)),
        topics=tuple(draw(st.lists(st.sampled_from(TOPICS), max_size=1))),
        items=tuple(draw(st.lists(st.sampled_from(["q-00", "q-01", "q-02"]), max_size=min(2, count), unique=True))),
        clauses=draw(st.dictionaries(st.sampled_from(CLAUSES), st.integers(1, (count + 1) // 2), max_size=1)),
    )


@st.composite
def blueprints(draw: st.DrawFn, balanced: bool = False) -> Blueprint:
    asked = blueprint(*(draw(sections(title)) for title in ("一", "二")[: draw(st.integers(1, 2))]))
    if not balanced and draw(st.booleans()):
        return asked
    lowest, highest = sorted(draw(st.lists(st.integers(40, 95), min_size=2, max_size=2)))
    spread = Decimal(draw(st.integers(1, 8))) / 2
    bounds = Difficulty(rates=RATES, lowest=Decimal(lowest) / 100, highest=Decimal(highest) / 100, spread=spread)
    return replace(asked, difficulty=bounds, topic_weights={"flow": 2, "law": 1}, importance={"X": 3, "Y": 1})


def drawn(asked: Blueprint, questions: list[Question], seed: str, around: PapersAround) -> Paper | BlueprintShort:
    try:
        return Assembler(drill(seed=seed), asked, bank(tuple(questions)), "e" * 64).paper(EMPLOYEE, around)
    except BlueprintShort as short:
        return short


@settings(max_examples=70)
@given(blueprints(), banks(), st.text("ab", min_size=1, max_size=3), st.sets(st.sampled_from(["q-00", "q-03", "q-05"])))
def test_a_paper_fulfils_its_blueprint_and_the_same_seed_gives_the_same_bytes(
    asked: Blueprint, questions: list[Question], seed: str, avoided: set[str]
) -> None:
    around = PapersAround(near={"other": avoided})
    paper = drawn(asked, questions, seed, around)
    again = drawn(asked, questions[::-1], seed, around)
    if isinstance(paper, BlueprintShort) or isinstance(again, BlueprintShort):
        assert str(paper) == str(again)
        assert any(f"“{part.title}”" in str(paper) for part in asked.sections) or "difficulty" in str(paper)
        return
    assert canonical(paper_to_json(paper)) == canonical(paper_to_json(again))
    assert paper_from_json(paper_to_json(paper)) == paper
    assert PaperEncoder().paper(paper) == canonical(paper_to_json(paper))
    assert paper.proof is not None
    assert faults(paper, {"other": avoided}) == ()
    assert blueprint_faults(paper.proof, asked) == ()
    _fulfilled(paper, asked, {question.id: question for question in questions})


def _fulfilled(paper: Paper, asked: Blueprint, questions: dict[str, Question]) -> None:
    """The blueprint counted once more, by other means than the proof's."""
    ids = [item.item.id for item in paper.items]
    assert len(set(ids)) == len(ids) == asked.count
    for wanted, part in zip(asked.sections, paper.sections, strict=True):
        chosen = [questions[item.item.id] for item in part.items]
        assert len(chosen) == wanted.count
        assert {item.worth for item in part.items} == {wanted.worth}
        assert all(wanted.takes(question) or question.id in wanted.items for question in chosen)
        assert sum(question.unseen for question in chosen) >= wanted.reserved
        assert set(wanted.items) <= {question.id for question in chosen}
        for clause, count in wanted.clauses.items():
            assert sum(clause in question.rests_on for question in chosen) >= count
    if asked.difficulty:
        given_points = sum(
            item.worth * RATES[questions[item.item.id].classification.difficulty] for item in paper.items
        )
        assert asked.difficulty.lowest * asked.worth <= given_points <= asked.difficulty.highest * asked.worth


@settings(max_examples=50)
@given(blueprints(balanced=True), banks())
def test_no_two_papers_are_further_apart_than_the_spread(asked: Blueprint, questions: list[Question]) -> None:
    papers = [drawn(asked, questions, seed, PapersAround()) for seed in "abcd"]
    proofs = [paper.proof for paper in papers if isinstance(paper, Paper)]
    totals = [proof.difficulty.expected for proof in proofs if proof and proof.difficulty] or [Decimal(0)]
    assert asked.difficulty is not None
    assert max(totals) - min(totals) <= asked.difficulty.spread
