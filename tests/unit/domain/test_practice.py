from __future__ import annotations

from decimal import Decimal

from lianbing.domain.drills.assembly import mock_exam
from lianbing.domain.drills.selfstudy import mock_blueprint, practice_instances
from lianbing.domain.items.question import Exposure
from lianbing.domain.items.types.numeric import NUMERIC
from lianbing.domain.kernel.bindings import Range
from tests.unit.objects import blueprint, classified, numeric, section, single, sources


def numbers(high: int) -> dict[str, Range]:
    return {"n": Range(first=Decimal(1), last=Decimal(high), step=Decimal(1))}


def test_a_question_without_numbers_of_its_own_is_shown_in_one_way() -> None:
    assert len(practice_instances(single("one"), sources())) == 1


def test_numbers_differ_and_most_are_left_for_papers() -> None:
    question = numeric("n", values=numbers(100_000), stem="{{n}} 户", item_id="both-1")
    stems = [item.stem for item in practice_instances(question, sources())]
    assert len(stems) == len(set(stems)) == 6
    assert stems == [item.stem for item in practice_instances(question, sources())]


def test_where_few_numbers_are_possible_the_book_shows_one() -> None:
    question = numeric("n", values=numbers(3), stem="{{n}} 户", item_id="both-2")
    assert len(practice_instances(question, sources())) == 1


def test_a_mock_exam_has_what_open_questions_can_serve() -> None:
    few = [single(f"open-{number}") for number in range(3)]
    closed = [single(f"kept-{number}", classification=classified(exposure=Exposure.RESERVED)) for number in range(9)]
    asked = blueprint(section(5, reserved=2), section(4, type=NUMERIC))
    mock = mock_exam(asked, [*few, *closed], sets=2)
    assert mock is not None
    assert [one.count for one in mock.blueprint.sections] == [3]
    assert [{question.id for questions in drawn for question in questions} for drawn in mock.sets] == [
        {"open-0", "open-1", "open-2"}
    ] * 2


def test_two_sections_never_count_on_the_same_questions() -> None:
    four = [single(f"open-{number}") for number in range(4)]
    reduced = mock_blueprint(blueprint(section(3), section(3)), four)
    assert [one.count for one in reduced.sections] == [3, 1]


def test_a_blueprint_that_nothing_serves_is_no_mock_exam() -> None:
    assert mock_exam(blueprint(section(2)), [], sets=3) is None
