"""How single values travel as JSON, and how strictly they are read."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from lianbing.domain.kernel.decimals import plain
from lianbing.errors import LianbingError
from lianbing.wire.canonical import Json, number

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class ShapeFault(ValueError):
    """JSON that is not of its shape; ``path`` leads to the place, from the outside in."""

    def __init__(self, what: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.path = path

    def within(self, step: str) -> ShapeFault:
        """The same fault, seen from one step further out."""
        return ShapeFault(self.what, (step, *self.path))

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.what}" if self.path else self.what


class Kind(ABC, Generic[T]):
    """How a value of one type travels."""

    @abstractmethod
    def encode(self, value: T) -> Json:
        """The value as JSON."""

    @abstractmethod
    def decode(self, data: object) -> T:
        """The inverse; raises ShapeFault for anything else."""


@dataclass(frozen=True)
class Text(Kind[str]):
    """Text as it is; half a surrogate pair is none, since nothing could write it down."""

    def encode(self, value: str) -> Json:
        return value

    def decode(self, data: object) -> str:
        if not isinstance(data, str):
            raise ShapeFault("not a text")
        try:
            data.encode()
        except UnicodeEncodeError as error:
            raise ShapeFault("half a surrogate pair") from error
        return data


@dataclass(frozen=True)
class Whole(Kind[int]):
    """A whole number, a count or a place and nothing that scores; not below ``least``."""

    least: int | None = None

    def encode(self, value: int) -> Json:
        return value

    def decode(self, data: object) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            raise ShapeFault("not a whole number")
        if self.least is not None and data < self.least:
            raise ShapeFault(f"below {self.least}")
        return data


@dataclass(frozen=True)
class Flag(Kind[bool]):
    """Yes or no."""

    def encode(self, value: bool) -> Json:
        return value

    def decode(self, data: object) -> bool:
        if not isinstance(data, bool):
            raise ShapeFault("neither true nor false")
        return data


@dataclass(frozen=True)
class Number(Kind[Decimal]):
    """An exact number as decimal text: the one way in which points and weights travel."""

    def encode(self, value: Decimal) -> Json:
        return plain(value)

    def decode(self, data: object) -> Decimal:
        if not isinstance(data, str):
            raise ShapeFault("not a decimal text")
        try:
            return number(data)
        except ValueError as error:
            raise ShapeFault(str(error)) from error


@dataclass(frozen=True, kw_only=True)
class Measure(Kind[float]):
    """A JSON number, from ``least`` to ``most``: what a browser measures for itself and nothing that scores."""

    least: float | None = None
    most: float | None = None

    def encode(self, value: float) -> Json:
        return value  # type: ignore[return-value]

    def decode(self, data: object) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float) or not math.isfinite(data):
            raise ShapeFault("not a number")
        if self.least is not None and data < self.least:
            raise ShapeFault(f"below {self.least}")
        if self.most is not None and data > self.most:
            raise ShapeFault(f"above {self.most}")
        return data


@dataclass(frozen=True)
class NumberOrText(Kind[Decimal | str]):
    """A text as it is, a number as ``{"n": "…"}``."""

    def encode(self, value: Decimal | str) -> Json:
        return value if isinstance(value, str) else {"n": plain(value)}

    def decode(self, data: object) -> Decimal | str:
        if isinstance(data, str):
            return Text().decode(data)
        if not isinstance(data, dict) or set(data) != {"n"}:
            raise ShapeFault('neither a text nor {"n": …}')
        return Number().decode(data["n"])


@dataclass(frozen=True)
class OneOf(Kind[E]):
    """One of the words of an enumeration."""

    words: type[E]

    def encode(self, value: E) -> Json:
        return value.value

    def decode(self, data: object) -> E:
        try:
            return self.words(Text().decode(data))
        except ValueError as error:
            raise ShapeFault(f"not one of {', '.join(self.words)}") from error


@dataclass(frozen=True)
class Fixed(Kind[str]):
    """The same word always: what kind of thing an object is."""

    word: str

    def encode(self, value: str) -> Json:
        return value

    def decode(self, data: object) -> str:
        if data != self.word:
            raise ShapeFault(f"not {self.word!r}")
        return self.word


@dataclass(frozen=True)
class Coded(Kind[T]):
    """A text that stands for a value of the domain; ``words`` are those that it can be, if they can be listed."""

    write: Callable[[T], str]
    read: Callable[[str], T]
    name: str = ""
    words: Callable[[], tuple[str, ...]] = tuple

    def encode(self, value: T) -> Json:
        return self.write(value)

    def decode(self, data: object) -> T:
        try:
            return self.read(Text().decode(data))
        except (LianbingError, ValueError) as error:
            raise ShapeFault(str(error)) from error


@dataclass(frozen=True)
class Anything(Kind[Any]):
    """JSON of any shape: what a learner answered."""

    def encode(self, value: Any) -> Json:
        return value  # type: ignore[no-any-return]

    def decode(self, data: object) -> Any:
        return data


@dataclass(frozen=True)
class GivenAnswer(Kind[Any]):
    """What a learner answered to a question of any type: the ``Answer`` of the front end."""

    def encode(self, value: Any) -> Json:
        return value  # type: ignore[no-any-return]

    def decode(self, data: object) -> Any:
        several = data if isinstance(data, list) else [*data.values()] if isinstance(data, dict) else None
        parts = [None if isinstance(data, bool) else data] if several is None else several
        if not all(part is None or isinstance(part, str) for part in parts):
            raise ShapeFault("not an answer")
        for text in (*parts, *(data if isinstance(data, dict) else ())):
            if text is not None:
                Text().decode(text)
        return data


@dataclass(frozen=True)
class Nullable(Kind[T | None]):
    """A value or ``null``."""

    of: Kind[T]

    def encode(self, value: T | None) -> Json:
        return None if value is None else self.of.encode(value)

    def decode(self, data: object) -> T | None:
        return None if data is None else self.of.decode(data)


@dataclass(frozen=True)
class ListOf(Kind[Collection[T]]):
    """A list; ``into`` is what it is in the domain. A set is written in order."""

    of: Kind[T]
    into: Callable[[Iterable[T]], Collection[T]] = tuple

    def encode(self, value: Collection[T]) -> Json:
        ordered: Iterable[Any] = sorted(value) if isinstance(value, frozenset) else value
        return [self.of.encode(one) for one in ordered]

    def decode(self, data: object) -> Collection[T]:
        if not isinstance(data, list):
            raise ShapeFault("not a list")
        return self.into([_inside(self.of, one, str(place)) for place, one in enumerate(data)])


@dataclass(frozen=True)
class MapOf(Kind[Mapping[str, T]]):
    """An object whose names are data: ids, letters, words of an enumeration."""

    of: Kind[T]
    names: Kind[Any] = Text()

    def encode(self, value: Mapping[str, T]) -> Json:
        written, encode = self.names.encode, self.of.encode
        return {str(written(name)): encode(one) for name, one in value.items()}

    def decode(self, data: object) -> Mapping[str, T]:
        if not isinstance(data, dict):
            raise ShapeFault("not an object")
        return {self.names.decode(name): _inside(self.of, one, name) for name, one in data.items()}


@dataclass(frozen=True)
class Pairs(Kind[Mapping[str, T]]):
    """A mapping whose order matters, as a list of pairs: canonical JSON sorts the names of objects."""

    of: Kind[T]

    def encode(self, value: Mapping[str, T]) -> Json:
        return [[name, self.of.encode(one)] for name, one in value.items()]

    def decode(self, data: object) -> Mapping[str, T]:
        if not isinstance(data, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in data):
            raise ShapeFault("not a list of pairs")
        return {Text().decode(name): _inside(self.of, one, str(name)) for name, one in data}


@dataclass(frozen=True)
class Row(Kind[T]):
    """An object as a list: its fields in their order, without names; ``name`` is what types call it."""

    of: type[T]
    columns: Mapping[str, Kind[Any]]
    name: str = ""

    def encode(self, value: T) -> Json:
        return [kind.encode(getattr(value, name)) for name, kind in self.columns.items()]

    def decode(self, data: object) -> T:
        if not isinstance(data, list) or len(data) != len(self.columns):
            raise ShapeFault(f"not a list of {', '.join(self.columns)}")
        fields = {name: _inside(self.columns[name], one, name) for name, one in zip(self.columns, data, strict=True)}
        return self.of(**fields)


def _inside(kind: Kind[T], data: object, step: str) -> T:
    try:
        return kind.decode(data)
    except ShapeFault as fault:
        raise fault.within(step) from None
