from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.domain.kernel.bindings import (
    Binding,
    Computed,
    Constant,
    LimitOf,
    ParameterOf,
    Range,
    SourceOf,
    bind,
    fill,
    fill_references,
    reference,
)
from lianbing.domain.kernel.expressions import Names
from lianbing.errors import ExpressionFault, UnknownReference
from tests.unit.objects import sources

GIVEN = sources({"VIS-06": Decimal(30), "VIS-01": "07:30"}, {"visit.min_per_day": Decimal("25.50")})


def households(first: int, last: int, step: int) -> Range:
    return Range(first=Decimal(first), last=Decimal(last), step=Decimal(step))


def test_values_are_worked_out_from_top_to_bottom() -> None:
    bindings: dict[str, Binding] = {
        "days": Constant(Decimal(21)),
        "start": Constant("07:30"),
        "limit": LimitOf("VIS-06"),
        "own": ParameterOf("visit.min_per_day"),
        "capacity": Computed("days * limit"),
        "more": Computed("capacity + 1"),
    }
    assert bind(bindings, GIVEN, "seed") == {
        "days": 21,
        "start": "07:30",
        "limit": 30,
        "own": Decimal("25.5"),
        "capacity": 630,
        "more": 631,
    }


def test_a_formula_does_not_see_what_stands_below_it() -> None:
    with pytest.raises(ExpressionFault, match="later"):
        bind({"early": Computed("later + 1"), "later": Constant(Decimal(1))}, GIVEN, "seed")


def test_an_unknown_clause_is_an_unknown_reference() -> None:
    with pytest.raises(UnknownReference, match="VIS-99"):
        bind({"limit": LimitOf("VIS-99")}, GIVEN, "seed")


def test_a_range_gives_every_step_including_both_ends() -> None:
    drawn = {bind({"n": households(240, 360, 20)}, GIVEN, str(seed))["n"] for seed in range(200)}
    assert drawn == {Decimal(n) for n in (240, 260, 280, 300, 320, 340, 360)}


def test_a_range_stops_short_of_an_end_that_its_steps_miss() -> None:
    drawn = {bind({"n": households(1, 10, 4)}, GIVEN, str(seed))["n"] for seed in range(100)}
    assert drawn == {Decimal(1), Decimal(5), Decimal(9)}


def test_decimal_steps_are_exact() -> None:
    tenths = Range(first=Decimal("0.1"), last=Decimal("0.5"), step=Decimal("0.1"))
    drawn = {bind({"n": tenths}, GIVEN, str(seed))["n"] for seed in range(100)}
    assert drawn == {Decimal(n) / 10 for n in (1, 2, 3, 4, 5)}


def test_the_same_seed_gives_the_same_numbers_and_names_are_drawn_apart() -> None:
    bindings = {"a": households(0, 10**9, 1), "b": households(0, 10**9, 1)}
    first, again, other = (bind(bindings, GIVEN, seed) for seed in ("s", "s", "t"))
    assert first == again
    assert first != other
    assert first["a"] != first["b"]


def test_a_draw_stays_what_it_was() -> None:
    assert bind({"households": households(1, 1_000_000, 1)}, GIVEN, "book/vis-0001") == {"households": 424052}


def test_fill_writes_values_as_people_do() -> None:
    names: Names = {"n": Decimal("1E+2"), "rate": Decimal("0.350"), "at": "07:30", "yes": True, "no": False}
    assert fill("{{n}} 户，{{ rate }}，{{at}}，{{yes}}{{no}}", names) == "100 户，0.35，07:30，对错"


def test_fill_leaves_other_braces_alone() -> None:
    assert fill("{n} {{}} {{1x}} $x_{{n}}$", {"n": Decimal(2)}) == "{n} {{}} {{1x}} $x_2$"


def test_a_filled_value_is_not_filled_again() -> None:
    assert fill("{{a}}", {"a": "{{b}}", "b": "secret"}) == "{{b}}"


def test_an_unknown_name_in_a_text_is_named() -> None:
    with pytest.raises(ExpressionFault) as caught:
        fill("共 {{shops}} 户", {})
    assert "{{shops}}" in caught.value.message


def test_prose_may_name_clauses_and_parameters() -> None:
    text = "每天 {{VIS-06}} 户，本单位 {{visit.min_per_day}} 户，{{VIS-01}} 集合。"
    assert fill_references(text, GIVEN) == "每天 30 户，本单位 25.5 户，07:30 集合。"


@pytest.mark.parametrize("name", ["VIS-99", "visit.none", "vis-06", "households"])
def test_an_unknown_name_in_prose_is_an_expression_fault(name: str) -> None:
    with pytest.raises(ExpressionFault) as caught:
        fill_references(f"每天 {{{{{name}}}}} 户", GIVEN)
    assert name in caught.value.message


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("VIS-06", LimitOf("VIS-06")),
        ("SRV-106", LimitOf("SRV-106")),
        ("VIS-06.rural", LimitOf("VIS-06.rural")),
        ("VIS-06.source", SourceOf("VIS-06")),
        ("VIS-06.rural.source", SourceOf("VIS-06.rural")),
        ("visit.min_per_day", ParameterOf("visit.min_per_day")),
        ("visit.min_per_day.source", SourceOf("visit.min_per_day")),
        ("VIS-6", None),
        ("vis-06", None),
        ("VIS-06x", None),
        ("households", None),
    ],
)
def test_limits_and_parameters_are_told_from_names_by_how_they_are_written(name: str, meant: object) -> None:
    assert reference(name) == meant
