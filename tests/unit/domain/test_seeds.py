"""The literals below are papers that people have sat: changing how seeds work would change every paper re-issued."""

from __future__ import annotations

from lianbing.domain.kernel.seeds import draw_index, shuffled


def test_draws_stay_what_they_were() -> None:
    assert [draw_index(10, "book/vis-0001", name) for name in ("households", "days", "户数")] == [1, 4, 5]
    assert draw_index(1_000_000, "a", "b", "c") == 124_392


def test_orders_stay_what_they_were() -> None:
    assert "".join(shuffled("ABCDEFGH", str, "secret/2026H2-skill/C0001", "options")) == "CBADHEFG"
    assert "".join(shuffled("ABCDEFGH", str, "secret/2026H2-skill/C0002", "options")) == "GCBHEDAF"


def test_every_index_below_the_size_is_drawn_and_no_other() -> None:
    assert {draw_index(7, str(seed)) for seed in range(300)} == set(range(7))


def test_parts_of_a_seed_are_kept_apart() -> None:
    assert draw_index(2**64, "ab", "c") != draw_index(2**64, "a", "bc")


def test_an_order_depends_on_names_not_on_places() -> None:
    assert shuffled("ABCDEFGH", str, "s") == shuffled("HGFEDCBA", str, "s")


def test_taking_a_thing_away_leaves_the_order_of_the_others() -> None:
    whole = shuffled("ABCDEFGH", str, "s")
    assert shuffled("ABCDEFG", str, "s") == [letter for letter in whole if letter != "H"]


def test_an_order_holds_everything_once() -> None:
    assert sorted(shuffled("ABCDEFGH", str, "s")) == list("ABCDEFGH")
