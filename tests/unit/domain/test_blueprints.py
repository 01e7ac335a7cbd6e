from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from lianbing.domain.drills.assembly import assemble
from lianbing.domain.drills.blueprints import Blueprint
from lianbing.domain.drills.drawing import draw
from lianbing.domain.drills.papers import Employee, Paper
from lianbing.domain.drills.rehearsal import overlap
from lianbing.domain.drills.selfstudy import practice_seed
from lianbing.domain.drills.stock import Stock
from lianbing.domain.items.question import Exposure, ItemStatus, Question, Skill, realise
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.kernel.bindings import Range
from lianbing.errors import BlueprintShort
from tests.unit.objects import EMPLOYEE, bank, blueprint, classified, drill, numeric, reserved, section, single, sources

OPEN = [single(f"open-{number:02d}") for number in range(20)]
RESERVED = [reserved(f"kept-{number:02d}") for number in range(6)]
STAFF = [Employee(id=f"C{number:04d}", name=f"样例{number}", team="一部") for number in range(1, 31)]


def paper_for(
    made_by: Blueprint, questions: Iterable[Question], employee: Employee = EMPLOYEE, seed: str = "s"
) -> Paper:
    return assemble(drill(seed=seed), made_by, bank(tuple(questions)), employee)


def shortages(asked: Blueprint, questions: Iterable[Question]) -> tuple[str, ...]:
    return Stock(asked, questions).shortages()


def ids(paper: Paper) -> list[str]:
    return [item.item.id for item in paper.items]


def test_a_paper_has_the_asked_number_of_items_and_points() -> None:
    two = blueprint(section(4), section(3, title="第二段", worth=Decimal("2.5")))
    made = paper_for(two, OPEN)
    assert [len(part.items) for part in made.sections] == [4, 3]
    assert made.worth == two.worth == Decimal("19.5")
    assert [item.number for item in made.items] == list(range(1, 8))


def test_a_paper_belongs_to_its_drill_and_person() -> None:
    made = paper_for(blueprint(section(2)), OPEN, STAFF[4])
    assert (made.id, made.drill, made.employee) == ("2026H2-skill-C0005", "2026H2-skill", STAFF[4])


def test_no_item_stands_twice_even_across_sections() -> None:
    for employee in STAFF:
        made = ids(paper_for(blueprint(section(10), section(10, title="第二段")), OPEN, employee))
        assert sorted(made) == [question.id for question in OPEN]


def test_at_least_the_reserved_share_is_drawn_from_what_the_book_never_showed() -> None:
    for employee in STAFF:
        made = ids(paper_for(blueprint(section(8, reserved=3)), OPEN + RESERVED, employee))
        assert sum(name.startswith("kept") for name in made) >= 3


def test_sections_that_share_reserved_items_keep_their_shares_or_say_that_they_cannot() -> None:
    demanding = blueprint(section(2, reserved=2), section(2, title="第二段", reserved=2))
    for employee in STAFF:
        try:
            made = paper_for(demanding, OPEN + RESERVED[:2], employee)
        except BlueprintShort:
            continue
        shares = [sum(item.item.id.startswith("kept") for item in part.items) for part in made.sections]
        assert shares == [2, 2], "a section got fewer reserved items than the blueprint asks, and nobody was told"


def test_a_section_without_a_reserved_share_does_not_starve_the_next_one() -> None:
    wanting = blueprint(section(10), section(3, title="第二段", reserved=3))
    for employee in STAFF:
        made = paper_for(wanting, OPEN + RESERVED[:3], employee)
        assert sum(item.item.id.startswith("kept") for item in made.sections[1].items) == 3


def test_an_item_for_both_uses_counts_as_reserved_since_its_numbers_differ() -> None:
    drawn = {"n": Range(first=Decimal(1), last=Decimal(99), step=Decimal(1))}
    both = single("both-1", classification=classified(exposure=Exposure.BOTH), values=drawn, stem="{{n}} 户")
    assert "both-1" in ids(paper_for(blueprint(section(2, reserved=1)), [*OPEN, both]))


def test_the_same_seed_gives_the_same_paper_wherever_the_questions_stand() -> None:
    asked = blueprint(section(8, reserved=2))
    assert paper_for(asked, OPEN + RESERVED) == paper_for(asked, reversed(OPEN + RESERVED))


def test_employees_get_papers_of_their_own() -> None:
    papers = [tuple(ids(paper_for(blueprint(section(8)), OPEN, employee))) for employee in STAFF]
    assert len(set(papers)) == len(STAFF)


def test_another_seed_gives_another_paper() -> None:
    first, second = (paper_for(blueprint(section(8)), OPEN, seed=seed) for seed in ("s", "t"))
    assert ids(first) != ids(second)


def test_options_stand_in_an_order_of_the_persons_own_with_the_key_moved_along() -> None:
    letters = set()
    for employee in STAFF:
        item = paper_for(blueprint(section(1)), OPEN[:1], employee).items[0].item
        assert isinstance(item.key, ChoiceKey)
        assert item.options[item.key.correct] == "乙"
        letters.add(item.key.correct)
    assert len(letters) == 4


def test_numbers_differ_from_those_that_the_book_shows() -> None:
    few = {"n": Range(first=Decimal(1), last=Decimal(3), step=Decimal(1))}
    question = numeric("n", values=few, stem="{{n}} 户", item_id="both-1")
    shown = realise(question, sources(), practice_seed("both-1")).stem
    asked = blueprint(section(1, type=NUMERIC))
    stems = {paper_for(asked, [question], employee).items[0].item.stem for employee in STAFF}
    assert shown not in stems
    assert len(stems) == 2


@pytest.mark.parametrize(
    "other",
    [
        classified(status=ItemStatus.DRAFT),
        classified(status=ItemStatus.RETIRED),
        classified(skill=Skill.TOOLS),
        classified(topic="elsewhere"),
    ],
)
def test_questions_that_do_not_fit_are_never_drawn(other: object) -> None:
    unfit = [replace(question, id=f"unfit-{question.id}", classification=other) for question in OPEN]  # type: ignore[arg-type]
    asked = blueprint(section(3, topics=("flow",)))
    assert set(ids(paper_for(asked, [*unfit, *OPEN[:3]]))) == {question.id for question in OPEN[:3]}
    with pytest.raises(BlueprintShort):
        paper_for(asked, [*unfit, *OPEN[:2]])


def test_a_bank_that_is_too_small_is_told_with_section_need_and_stock() -> None:
    with pytest.raises(BlueprintShort) as caught:
        paper_for(blueprint(section(5, title="甲段")), OPEN[:3])
    for words in ("技能练兵", "甲段", "5", "3"):
        assert words in caught.value.message


def test_too_few_reserved_items_are_told_apart_from_too_few_items() -> None:
    (message,) = shortages(blueprint(section(5, reserved=2)), OPEN + RESERVED[:1])
    assert "只用于练兵" in message
    assert "1" in message


def test_all_short_sections_are_told_at_once() -> None:
    short = blueprint(section(30), section(1, title="计算", type=NUMERIC), section(1, title="工具", skill=Skill.TOOLS))
    assert len(shortages(short, OPEN)) == 3


def test_sections_that_draw_from_the_same_questions_share_them() -> None:
    assert shortages(blueprint(section(10), section(10, title="第二段")), OPEN) == ()
    assert len(shortages(blueprint(section(11), section(10, title="第二段")), OPEN)) == 1


def test_sections_on_different_topics_do_not_share() -> None:
    elsewhere = [single(f"else-{number}", classification=classified(topic="else")) for number in range(3)]
    both = blueprint(section(5, topics=("flow",)), section(3, title="第二段", topics=("else",)))
    assert shortages(both, OPEN[:5] + elsewhere) == ()
    assert len(paper_for(both, OPEN[:5] + elsewhere).items) == 8


def test_a_paper_carries_the_text_of_everything_its_items_rest_on() -> None:
    questions = [single("q-1", rests_on=("VIS-01", "K080")), single("q-2", rests_on=("VIS-02", "VIS-01"))]
    basis = paper_for(blueprint(section(2)), questions).basis
    assert set(basis) == {"VIS-01", "VIS-02", "K080"}
    assert basis["K080"].text == "K080 的文字"


def test_shares_of_importance_and_topic_are_come_near_to() -> None:
    many = [
        single(f"q-{n}", classification=classified(importance="XYZ"[n % 3], topic=("flow", "law")[n % 2]))
        for n in range(600)
    ]
    topics, importance = {"flow": 3, "law": 1}, {"X": 5, "Y": 3, "Z": 2}
    made = replace(blueprint(section(60)), topic_weights=topics, importance=importance)
    for seed in ("s-1", "s-2", "s-3"):
        (drawn,) = draw(Stock(made, many), seed)
        importance = Counter(q.classification.importance for q in drawn)
        # Left to chance, 20 of the 60 items would be X, 20 would be Z, and 30 would be flow.
        assert 27 <= importance["X"] <= 33
        assert 9 <= importance["Z"] <= 15
        assert 42 <= Counter(q.classification.topic for q in drawn)["flow"] <= 48


def test_shares_never_stand_in_the_way_of_a_full_paper() -> None:
    few = [single(f"q-{n}", classification=classified(importance="X", topic="flow")) for n in range(10)]
    made = replace(blueprint(section(10)), topic_weights={"law": 1}, importance={"Z": 1})
    (drawn,) = draw(Stock(made, few), "s")
    assert len(drawn) == 10


def test_overlap_counts_common_items_of_every_pair() -> None:
    first, second, third = [[[single("a"), single("b")]], [[single("b"), single("c")]], [[single("d"), single("e")]]]
    found = overlap(blueprint(section(2, title="单选")), [first, second, third])
    assert (found.worst, found.mean, found.tightest) == (Fraction(1, 2), Fraction(1, 6), "单选")
