"""What holds whole shapes: one of several by its tag, and a document that says its name and version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from lianbing.wire.canonical import Json
from lianbing.wire.shapes.kinds import Kind, ShapeFault
from lianbing.wire.shapes.shape import Shape

T = TypeVar("T")
Object = dict[str, Any]


class Tagged(Kind[T]):
    """One of several shapes; the field ``tag`` says which."""

    def __init__(self, name: str, tag: str, cases: Mapping[str, Shape[Any]]) -> None:
        self.name = name
        self.tag = tag
        self.cases = cases
        self._tags = {shape.of: text for text, shape in cases.items()}

    def encode(self, value: T) -> dict[str, Json]:
        """The tag, and the fields of the value's shape."""
        text = self._tags[type(value)]
        return {self.tag: text, **self.cases[text].encode(value)}

    def decode(self, data: object) -> T:
        """The inverse; raises ShapeFault for anything else."""
        if not isinstance(data, dict):
            raise ShapeFault("not an object")
        fields = dict(data)
        text = fields.pop(self.tag, None)
        if not isinstance(text, str) or text not in self.cases:
            raise ShapeFault(f"not one of {', '.join(self.cases)}", (self.tag,))
        return self.cases[text].decode(fields)  # type: ignore[no-any-return]


class Document(Generic[T]):
    """A shape with a name and a version: what is stored, handed out or carried from one program to another."""

    def __init__(
        self, name: str, version: int, shape: Shape[T], older: Mapping[int, Callable[[Object], Object]] | None = None
    ) -> None:
        """Declare a document.

        Args:
            name: what it is called, without the version.
            version: the one that is written.
            shape: its fields, but for the one that names it.
            older: by version before, what makes its fields those of the version after it.
        """
        self.name = name
        self.version = version
        self.shape = shape
        self._older = older or {}

    @property
    def schema(self) -> str:
        """The name and version as the field ``schema`` has them."""
        return f"lianbing/{self.name}@{self.version}"

    @property
    def readable(self) -> tuple[int, ...]:
        """All versions that are read."""
        return (*sorted(self._older), self.version)

    def encode(self, value: T) -> dict[str, Json]:
        """The document in the version of today."""
        return {"schema": self.schema, **self.shape.encode(value)}

    def decode(self, data: object) -> T:
        """A document of any version that is read; raises ShapeFault for anything else."""
        if not isinstance(data, dict):
            raise ShapeFault("not an object")
        fields = dict(data)
        version = self._version(fields.pop("schema", None))
        while version != self.version:
            fields = _mended(self._older[version], fields)
            version += 1
        return self.shape.decode(fields)

    def _version(self, schema: object) -> int:
        for version in self.readable:
            if schema == f"lianbing/{self.name}@{version}":
                return version
        raise ShapeFault(f"no {self.name}: {schema!r}", ("schema",))


def _mended(mend: Callable[[Object], Object], fields: Object) -> Object:
    try:
        return mend(fields)
    except (KeyError, TypeError, AttributeError) as error:
        raise ShapeFault(f"not of its version: {error!r}") from error
