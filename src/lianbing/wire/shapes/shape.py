"""Declaring a shape: which fields of a class travel under which names, and a sentence on each of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_type_hints

from lianbing.wire.canonical import Json
from lianbing.wire.shapes.hints import kind_of
from lianbing.wire.shapes.kinds import Kind, Nullable, ShapeFault

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Says:
    """What is said of a field: a sentence, and where it isn't simply the attribute of its name with its type.

    ``of`` is the attribute, dotted where it lies deeper; ``kind`` how it travels. A field that is ``optional`` is left
    out where it holds the attribute's default.
    """

    text: str = ""
    of: str = ""
    kind: Kind[Any] | None = None
    optional: bool = False


def optional(text: str, **more: Any) -> Says:
    """Of a field that is left out where it holds the attribute's default."""
    return Says(text=text, optional=True, **more)


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field with everything worked out; ``attribute`` is what it is called when the object is made."""

    name: str
    text: str
    attribute: str
    kind: Kind[Any]
    value: Callable[[Any], Any]
    optional: bool
    default: Any


class Shape(Kind[T], Generic[T]):
    """A JSON object with the fields of a class."""

    def __init__(
        self,
        of: type[T],
        fields: Mapping[str, str | Says] | None = None,
        *,
        name: str = "",
        uses: Sequence[Shape[Any]] = (),
        make: Callable[..., Any] | None = None,
        is_open: bool = False,
    ) -> None:
        """Declare the shape of ``of``.

        Args:
            of: the class whose objects travel; the first sentence of its docstring is that of the shape.
            fields: by JSON name, what is said of each. Without them, all of the class, which is made to travel: what
                is said of a field stands in its annotation, ``Annotated[str, "…"]``.
            name: what the shape is called in schemas and types; as the class unless given.
            uses: the shapes of classes that fields hold.
            make: takes the fields' values, by attribute, and makes the object of them, or what the shape around it
                makes it of; the class itself unless given.
            is_open: fields that it doesn't have are passed over: other programs may add theirs.
        """
        self.of = of
        self.name = name or of.__name__
        self.text = " ".join((of.__doc__ or "").partition("\n\n")[0].split()).replace("``", "`")
        self.is_open = is_open
        self._texts = fields
        self._uses = uses
        self._make: Callable[..., Any] = make or of

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields in order. Worked out when first needed: a program needs few of the shapes."""
        uses = {used.of: used for used in self._uses}
        texts = _texts_of(self.of) if self._texts is None else self._texts
        return tuple(
            _field(self.of, name, text if isinstance(text, Says) else Says(text=text), uses)
            for name, text in texts.items()
        )

    def encode(self, value: T) -> dict[str, Json]:
        """The fields; an optional one that holds its default is left out."""
        written: dict[str, Json] = {}
        for name, held_by, encode, optional, default in self._writers:
            held = held_by(value)
            if not optional or held != default:
                written[name] = encode(held)
        return written

    @cached_property
    def _writers(self) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any], Json], bool, Any], ...]:
        """What of each field is needed to write it: papers have thousands."""
        return tuple((f.name, f.value, f.kind.encode, f.optional, f.default) for f in self.fields)

    def decode(self, data: object) -> T:
        """An object of just these fields, of more where it is open; raises ShapeFault for anything else."""
        if not isinstance(data, dict):
            raise ShapeFault("not an object")
        values: dict[str, Any] = {}
        for field in self.fields:
            if field.name in data:
                try:
                    values[field.attribute] = field.kind.decode(data[field.name])
                except ShapeFault as fault:
                    raise fault.within(field.name) from None
            elif not field.optional:
                raise ShapeFault("missing", (field.name,))
        if len(data) > len(values) and not self.is_open:
            raise ShapeFault("unknown", (min(set(data) - {field.name for field in self.fields}),))
        return self._make(**values)  # type: ignore[no-any-return]


def _texts_of(cls: type) -> dict[str, str | Says]:
    """What a class that is made to travel says of its own fields: each is ``Annotated`` with it."""
    hints = get_type_hints(cls, include_extras=True)
    return {field.name: _annotation(hints[field.name]) for field in dataclasses.fields(cls)}


def _annotation(hint: Any) -> str | Says:
    metadata = getattr(hint, "__metadata__", ())
    return next((one for one in metadata if isinstance(one, str | Says)), "")


def _field(cls: type, name: str, says: Says, uses: Mapping[type, Kind[Any]]) -> Field:
    path = says.of or name
    *outer, attribute = path.split(".")
    for step in outer:
        cls = get_type_hints(cls)[step]
    default = _default(cls, attribute) if says.optional else MISSING
    kind = says.kind or kind_of(get_type_hints(cls)[attribute], uses)
    if isinstance(kind, Nullable) and says.optional and default is None:
        kind = kind.of  # what is left out is never null as well
    return Field(
        name=name,
        text=says.text,
        attribute=attribute,
        kind=kind,
        value=attrgetter(path),
        optional=says.optional,
        default=default,
    )


def _default(cls: type, attribute: str) -> Any:
    (field,) = (field for field in dataclasses.fields(cls) if field.name == attribute)
    return field.default if field.default_factory is MISSING else field.default_factory()
