from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import pytest

from lianbing.wire.shapes.documents import Document, Tagged
from lianbing.wire.shapes.kinds import Fixed, Pairs, Row, ShapeFault, Text, Whole
from lianbing.wire.shapes.shape import Says, Shape, optional


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Leaf:
    """A leaf. It is small."""

    size: Decimal
    colour: Colour | None = None


@dataclass(frozen=True, kw_only=True)
class Tree:
    """A tree."""

    name: str
    age: int
    evergreen: bool
    leaves: tuple[Leaf, ...]
    by_place: Mapping[str, Leaf] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    order: Mapping[str, str] = field(default_factory=dict)
    found: Decimal | str = ""
    best: Leaf | None = None


LEAF = Shape(Leaf, {"size": "how big", "colour": "its colour"})
TREE = Shape(
    Tree,
    {
        "title": Says(text="its name", of="name"),
        "age": "in years",
        "evergreen": "all the year",
        "leaves": "all leaves",
        "by_place": "by place",
        "marks": "cut into it",
        "order": Says(text="in order", kind=Pairs(Text())),
        "found": "number or text",
        "best": Says(text="the best leaf", optional=True),
    },
    uses=[LEAF],
)
OAK = Tree(
    name="橡树",
    age=7,
    evergreen=False,
    leaves=(Leaf(Decimal("1.50"), Colour.RED), Leaf(Decimal(2))),
    by_place={"top": Leaf(Decimal(1))},
    marks=frozenset("CA"),
    order={"b": "乙", "a": "甲"},
    found=Decimal("0.10"),
)
WRITTEN: dict[str, Any] = {
    "title": "橡树",
    "age": 7,
    "evergreen": False,
    "leaves": [{"size": "1.5", "colour": "red"}, {"size": "2", "colour": None}],
    "by_place": {"top": {"size": "1", "colour": None}},
    "marks": ["A", "C"],
    "order": [["b", "乙"], ["a", "甲"]],
    "found": {"n": "0.1"},
}


def test_a_value_travels_as_declared_and_comes_back() -> None:
    assert TREE.encode(OAK) == WRITTEN
    assert TREE.decode(WRITTEN) == OAK
    assert [*TREE.decode(WRITTEN).order] == ["b", "a"]


def test_an_optional_field_is_there_only_with_something_in_it() -> None:
    best = {"size": "9", "colour": None}
    assert TREE.decode(WRITTEN | {"best": best}).best == Leaf(Decimal(9))
    with pytest.raises(ShapeFault, match=r"best: not an object"):
        TREE.decode(WRITTEN | {"best": None})


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"title": 7}, "title"),
        ({"age": True}, "age"),
        ({"age": 7.0}, "age"),
        ({"age": "7"}, "age"),
        ({"evergreen": 0}, "evergreen"),
        ({"leaves": {}}, "leaves"),
        ({"leaves": [{"size": 1.5, "colour": None}]}, "leaves.0.size"),
        ({"leaves": [{"size": "1e3", "colour": None}]}, "leaves.0.size"),
        ({"leaves": [{"size": "NaN", "colour": None}]}, "leaves.0.size"),
        ({"leaves": [{"size": "1", "colour": "green"}]}, "leaves.0.colour"),
        ({"leaves": [{"size": "1"}]}, "leaves.0.colour"),
        ({"by_place": {"top": {"size": "1", "colour": None, "x": 1}}}, "by_place.top.x"),
        ({"by_place": []}, "by_place"),
        ({"order": [["a"]]}, "order"),
        ({"found": {"n": 1}}, "found"),
        ({"found": None}, "found"),
        ({"stranger": 1}, "stranger"),
    ],
)
def test_a_fault_says_where_it_is(change: dict[str, Any], where: str) -> None:
    with pytest.raises(ShapeFault) as caught:
        TREE.decode(WRITTEN | change)
    assert str(caught.value).startswith(f"{where}: ")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_missing_field_is_a_fault(name: str) -> None:
    with pytest.raises(ShapeFault, match=f"{name}: missing"):
        TREE.decode({kept: value for kept, value in WRITTEN.items() if kept != name})


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note that is made to travel."""

    kind: Annotated[str, Says(text="always so", kind=Fixed("note"))] = "note"
    text: Annotated[str, "what it says"]
    tags: Annotated[tuple[str, ...], optional("words to find it by")] = ()


def test_a_class_that_is_made_to_travel_says_itself_how() -> None:
    shape = Shape(Note)
    assert shape.encode(Note(text="甲")) == {"kind": "note", "text": "甲"}
    assert shape.decode({"kind": "note", "text": "甲", "tags": ["x"]}).tags == ("x",)
    assert [field.text for field in shape.fields] == ["always so", "what it says", "words to find it by"]


@dataclass(frozen=True)
class Branch:
    """A branch with its one leaf."""

    name: str
    leaf: Leaf


def test_an_object_can_be_flattened_and_made_by_a_function() -> None:
    shape = Shape(
        Branch,
        {"name": "its name", "size": Says(text="of the leaf", of="leaf.size")},
        make=lambda name, size: Branch(name, Leaf(size)),
    )
    made = shape.decode({"name": "甲", "size": "3"})
    assert (made, shape.encode(made)) == (Branch("甲", Leaf(Decimal(3))), {"name": "甲", "size": "3"})


@dataclass(frozen=True, kw_only=True)
class Span:
    start: int
    end: int


def test_a_row_is_a_list_without_names() -> None:
    row = Row(Span, {"start": Whole(least=0), "end": Whole(least=0)})
    assert row.encode(Span(start=1, end=4)) == [1, 4]
    assert row.decode([1, 4]) == Span(start=1, end=4)
    wrongs: list[object] = [[1], [1, 2, 3], [-1, 2], [1, None], {}]
    for wrong in wrongs:
        with pytest.raises(ShapeFault):
            row.decode(wrong)


def test_one_of_several_shapes_is_told_by_its_tag() -> None:
    union: Tagged[Any] = Tagged(
        "Plant", "type", lambda: {"leaf": LEAF, "tree": TREE}, tag_of=lambda plant: type(plant).__name__.lower()
    )
    assert union.encode(Leaf(Decimal(1))) == {"type": "leaf", "size": "1", "colour": None}
    assert union.decode(union.encode(OAK)) == OAK
    wrongs: list[object] = [{}, {"type": "moss"}, {"type": ["leaf"]}, {"type": "leaf"}, []]
    for wrong in wrongs:
        with pytest.raises(ShapeFault):
            union.decode(wrong)


def test_a_document_of_an_older_version_is_brought_up_to_today() -> None:
    def second(old: dict[str, Any]) -> dict[str, Any]:
        return {"size": old["length"]}

    def third(old: dict[str, Any]) -> dict[str, Any]:
        return {**old, "colour": None}

    leaf = Document("leaf", 3, LEAF, {1: second, 2: third})
    assert leaf.encode(Leaf(Decimal(1)))["schema"] == "lianbing/leaf@3"
    assert leaf.decode(leaf.encode(Leaf(Decimal(1)))) == Leaf(Decimal(1))
    assert leaf.decode({"schema": "lianbing/leaf@1", "length": "1"}) == Leaf(Decimal(1))
    assert leaf.decode({"schema": "lianbing/leaf@2", "size": "1"}) == Leaf(Decimal(1))
    for wrong in ({}, {"schema": "lianbing/leaf@4"}, {"schema": "lianbing/leaf@1"}, {"schema": 3}, None):
        with pytest.raises(ShapeFault):
            leaf.decode(wrong)
