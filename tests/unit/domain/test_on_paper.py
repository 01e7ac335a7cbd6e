"""How answers are written on paper, and what is made of them when somebody types them in."""

from __future__ import annotations

import pytest

from lianbing.domain.items.on_paper import AskedOnPaper, Bubbles, Gaps, Ruled
from lianbing.domain.items.registry import item_type

FOUR = AskedOnPaper(letters=("A", "B", "C", "D"))
PAIRS = AskedOnPaper(letters=("A", "B", "C"), prompts=("1", "2"))
TWO_BLANKS = AskedOnPaper(blanks=2)
UNREADABLE = None


@pytest.mark.parametrize(
    ("name", "asked", "typed", "answer"),
    [
        ("single", FOUR, "B", "B"),
        ("single", FOUR, " ｂ. ", "B"),
        ("single", FOUR, "E", UNREADABLE),
        ("single", FOUR, "AB", UNREADABLE),
        ("single", FOUR, "2", UNREADABLE),
        ("multiple", FOUR, "DA", ["A", "D"]),
        ("multiple", FOUR, "Ａ、c，D", ["A", "C", "D"]),
        ("multiple", FOUR, "AA", UNREADABLE),
        ("multiple", FOUR, "AE", UNREADABLE),
        ("multiple", FOUR, "、", UNREADABLE),
        ("truefalse", FOUR, "对", True),
        ("truefalse", FOUR, "×", False),
        ("truefalse", FOUR, "TRUE", True),
        ("truefalse", FOUR, "不知道", UNREADABLE),
        ("numeric", FOUR, "1.2万", "1.2万"),
        ("fill", AskedOnPaper(), "七；八", ["七；八"]),
        ("fill", TWO_BLANKS, "5；250", ["5", "250"]),
        ("fill", TWO_BLANKS, "5\n／", ["5", None]),
        ("fill", TWO_BLANKS, "5", UNREADABLE),
        ("ordering", FOUR, "B→A→D→C", ["B", "A", "D", "C"]),
        ("ordering", FOUR, "bad", UNREADABLE),
        ("ordering", FOUR, "BADB", UNREADABLE),
        ("matching", PAIRS, "1B 2A", {"1": "B", "2": "A"}),
        ("matching", PAIRS, "(1)-C；(2)：A", {"1": "C", "2": "A"}),
        ("matching", PAIRS, "2c", {"2": "C"}),
        ("matching", PAIRS, "1B1C", UNREADABLE),
        ("matching", PAIRS, "3A", UNREADABLE),
        ("matching", PAIRS, "1D", UNREADABLE),
        ("matching", PAIRS, "1B 2", UNREADABLE),
        ("short", FOUR, "先核数，再找原因", "先核数，再找原因"),
        ("code", FOUR, "def f():\n    return {}", "def f():\n    return {}"),
    ],
)
def test_what_is_typed_in_becomes_the_answer_of_a_booklet(
    name: str, asked: AskedOnPaper, typed: str, answer: object
) -> None:
    assert item_type(name).paper.read(typed, asked) == answer


def test_the_place_for_an_answer() -> None:
    spaces = {name: item_type(name).paper.space(FOUR) for name in ("single", "multiple", "truefalse", "ordering")}
    assert spaces["single"] == spaces["multiple"] == Bubbles(("A", "B", "C", "D"))
    assert spaces["truefalse"] == Bubbles(("对", "错"))
    assert spaces["ordering"] == Gaps(labels=("", "", "", ""), joint="→", is_short=True)
    assert item_type("numeric").paper.space(AskedOnPaper(unit="户")) == Gaps(labels=("",), unit="户")
    assert item_type("fill").paper.space(TWO_BLANKS) == Gaps(labels=("(1)", "(2)"))
    assert item_type("matching").paper.space(PAIRS) == Gaps(labels=("1.", "2."), is_short=True)
    assert all(isinstance(item_type(name).paper.space(FOUR), Ruled) for name in ("short", "case", "code"))


def test_what_is_expected_is_readable_itself() -> None:
    """The example in the sentence is one that would be taken."""
    for name, asked in (("multiple", FOUR), ("ordering", FOUR), ("matching", PAIRS)):
        form = item_type(name).paper
        example = form.expected(asked).partition("例如 ")[2].partition("；")[0]
        assert form.read(example, asked) is not None, name
