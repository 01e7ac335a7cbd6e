"""The draws of a question whose numbers vary: which of them can't be asked, and the search for one.

A draw can't be asked if a formula has no value (it divides by zero), or if what a learner chooses from says the same
twice, so that a wrong option is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import combinations

from lianbing.domain.items.question import Item, Question, WrittenKey, realise
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.ordering import ORDERING, OrderingKey
from lianbing.domain.kernel.bindings import PLACEHOLDER, Computed, Constant, Range, Sources, bind, bound, fill
from lianbing.domain.kernel.decimals import EXACT, fold_width, plain
from lianbing.domain.kernel.intervals import Hull, Interval, MayFail, hull, point
from lianbing.domain.kernel.seeds import draw_index
from lianbing.errors import ExpressionFault

BOXES = 4000
"""How many parts of the ranges are looked at before the rest is left to :data:`SAMPLES` draws."""
SAMPLES = 400
_READER = Context(prec=12, rounding=ROUND_HALF_UP)
"""Numbers that agree in twelve significant digits are the same to a reader, e.g. 1/3 × 3 and 1."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?", re.ASCII)
_HOLE = "\N{REPLACEMENT CHARACTER}"

Box = Mapping[str, tuple[int, int]]
"""By name of a range, the first and the last place in it: 0 for its first number."""


@dataclass(frozen=True)
class BadDraw:
    """A draw that can't be asked: the numbers drawn, by name, and why."""

    numbers: Mapping[str, Decimal]
    why: str

    def __str__(self) -> str:
        values = "，".join(f"{name} = {plain(value)}" for name, value in self.numbers.items())
        return f"{values} 时，{self.why}" if values else self.why


def clash(item: Item) -> str:
    """Why the options or prompts of an item can't be told apart; empty if they can.

    Texts are the same if they differ only in width, blanks, thousands signs, or in how a number is written (70.0, 70).
    """
    for what, texts in (("选项", item.options), ("左边", item.prompts)):
        if len(texts) < 2:
            continue
        names = {name: _comparable(text) for name, text in texts.items()}
        for first, second in combinations(names, 2):
            if names[first] == names[second]:
                return f"{what} {first} 和 {second} 都是“{texts[first]}”"
    return _disorder(item.key, item.options) if isinstance(item.key, OrderingKey) else ""


def _disorder(key: OrderingKey, options: Mapping[str, str]) -> str:
    """Options that differ in one number alone are ordered by it, whichever way."""
    words, numbers = zip(*(_comparable(options[letter]) for letter in key.order), strict=True)
    if len({*words}) > 1 or any(len(several) != 1 for several in numbers):
        return ""
    if [*numbers] in (sorted(numbers), sorted(numbers, reverse=True)):
        return ""
    return f"按答案排出来是 {'、'.join(options[letter] for letter in key.order)}，不是按大小排的"


def _comparable(text: str) -> tuple[str, tuple[Decimal, ...]]:
    """The words of a text, with holes for its numbers, and the numbers."""
    folded = re.sub(r"(?<=\d),(?=\d{3})|\s", "", fold_width(text)).casefold()
    return _NUMBER.sub(_HOLE, folded), tuple(_number(match[0]) for match in _NUMBER.finditer(folded))


def _number(text: str) -> Decimal:
    value = Decimal(text.rstrip("%"))
    return _short(EXACT.scaleb(value, -2) if text.endswith("%") else value)


def _short(value: Decimal) -> Decimal:
    return value.normalize(_READER)


def gives_away(item: Item) -> bool:
    """Whether the number that is asked for stands in the stem, so that it need not be worked out."""
    return isinstance(item.key, NumericKey) and _short(item.key.value) in _comparable(item.stem)[1]


def bad_draw(question: Question, sources: Sources) -> BadDraw | None:
    """The first draw that can't be asked, out of all that there are.

    The ranges are halved again and again; parts in which interval arithmetic rules every fault out are passed over, so
    that ranges of any size are searched. Where :data:`BOXES` parts don't suffice, :data:`SAMPLES` draws are tried.
    """
    ranges = {name: value for name, value in question.values.items() if isinstance(value, Range)}
    search = _Search(question, sources, ranges)
    return next(search.in_boxes(), None) or next(search.in_samples(), None)


class _Search:
    """Looks for a bad draw of one question."""

    def __init__(self, question: Question, sources: Sources, ranges: Mapping[str, Range]) -> None:
        self._question, self._sources, self._ranges = question, sources, ranges
        self._unfinished = False
        choices = (question.options, question.prompts)
        self._pairs = [pair for texts in choices for pair in combinations(texts.values(), 2)]

    def in_boxes(self) -> Iterator[BadDraw]:
        boxes: list[Box] = [{name: (0, drawn.size - 1) for name, drawn in self._ranges.items()}]
        for _ in range(BOXES):
            if not boxes:
                return
            box = boxes.pop()
            if not self._suspect(box):
                continue
            if all(first == last for first, last in box.values()):
                yield from self._tried({name: first for name, (first, _) in box.items()})
            else:
                boxes += _halves(box)
        self._unfinished = bool(boxes)

    def in_samples(self) -> Iterator[BadDraw]:
        for number in range(SAMPLES if self._unfinished else 0):
            places = {
                name: draw_index(drawn.size, self._question.id, str(number), name)
                for name, drawn in self._ranges.items()
            }
            yield from self._tried(places)

    def _tried(self, places: Mapping[str, int]) -> Iterator[BadDraw]:
        numbers = {name: self._number(name, place) for name, place in places.items()}
        fixed = {**self._question.values, **{name: Constant(value) for name, value in numbers.items()}}
        why = fault(replace(self._question, values=fixed), self._sources, "")
        if why:
            yield BadDraw(numbers, why)

    def _number(self, name: str, place: int) -> Decimal:
        drawn = self._ranges[name]
        return drawn.first + drawn.step * place

    def _suspect(self, box: Box) -> bool:
        """Whether a fault somewhere in the box can't be ruled out."""
        try:
            names = self._hulls(box)
            if self._question.key.formula:
                hull(self._question.key.formula, names)
        except MayFail:
            return True
        if self._question.type is ORDERING and self._ranges:
            return True
        return any(_may_agree(first, second, names) for first, second in self._pairs)

    def _hulls(self, box: Box) -> dict[str, Hull]:
        names: dict[str, Hull] = {}
        for name, binding in self._question.values.items():
            match binding:
                case Range():
                    first, last = box[name]
                    names[name] = Interval(low=self._number(name, first), high=self._number(name, last))
                case Computed(formula=formula):
                    names[name] = hull(formula, names)
                case _:
                    names[name] = point(bound(name, binding, {}, self._sources, ""))
        return names


def _halves(box: Box) -> list[Box]:
    """The box cut in two along its longest side."""
    longest = max(box, key=lambda name: box[name][1] - box[name][0])
    first, last = box[longest]
    middle = (first + last) // 2
    return [{**box, longest: (middle + 1, last)}, {**box, longest: (first, middle)}]


def _may_agree(first: str, second: str, names: Mapping[str, Hull]) -> bool:
    """Whether two texts may become the same; certain only where each placeholder stands apart from other figures."""
    sides = [_sides(text, names) for text in (first, second)]
    if None in sides:
        return True
    (words, numbers), (other_words, other_numbers) = (side for side in sides if side)
    if words != other_words:
        return False
    return all(one.meets(other) for one, other in zip(numbers, other_numbers, strict=True))


def _sides(text: str, names: Mapping[str, Hull]) -> tuple[str, Sequence[Interval]] | None:
    """The words of a text and the bounds of its numbers, in order; ``None`` where they can't be told beforehand."""
    folded = PLACEHOLDER.sub(lambda match: _certain(match, names), text)
    pieces = PLACEHOLDER.split(folded)
    words, bounds = "", []
    for place, piece in enumerate(pieces):
        if place % 2:
            inside = names.get(piece)
            if not isinstance(inside, Interval):
                return None
            words += _HOLE
            bounds.append(inside)
            continue
        if (place and re.match(r"[\d.%,]", piece)) or (place < len(pieces) - 1 and re.search(r"[\d.,-]$", piece)):
            return None
        part, numbers = _comparable(piece)
        words += part
        bounds += [Interval(low=number, high=number) for number in numbers]
    return (words, bounds) if _HOLE * 2 not in words else None


def _certain(match: re.Match[str], names: Mapping[str, Hull]) -> str:
    """A placeholder whose value is certain is filled in; another one stays."""
    inside = names.get(match[1])
    if isinstance(inside, str):
        return inside
    if isinstance(inside, Interval) and inside.low == inside.high:
        return plain(inside.low)
    return match[0]


def fault(question: Question, sources: Sources, seed: str) -> str:
    """Why the draw of ``seed`` can't be asked; empty if it can."""
    try:
        return clash(realise(question, sources, seed))
    except ExpressionFault as error:
        return error.message


def stem_of(question: Question, sources: Sources, seed: str) -> str:
    """The stem of the draw of ``seed``, without making the rest where nothing is chosen; empty if it can't be asked."""
    try:
        if question.options or question.prompts or type(question.key).instance is not WrittenKey.instance:
            item = realise(question, sources, seed)
            return "" if clash(item) else item.stem
        names = bind(question.values, sources, seed)
        question.key.key(question, names)
        return fill(question.stem, names)
    except ExpressionFault:
        return ""
