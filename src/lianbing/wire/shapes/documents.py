"""What holds whole shapes: one of several by its tag, and a document that says its name and version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from lianbing.wire.canonical import Json
from lianbing.wire.shapes.kinds import Kind, ShapeFault
from lianbing.wire.shapes.shape import Shape

T = TypeVar("T")
Object = dict[str, Any]


class Tagged(Kind[T]):
    """One of several shapes; the field ``tag`` says which."""

    def __init__(
        self,
        name: str,
        tag: str,
        cases: Callable[[], Mapping[str, Shape[Any]]],
        tag_of: Callable[[T], str],
        shape_of: Callable[[str], Shape[Any]] | None = None,
    ) -> None:
        """Declare the alternatives.

        Args:
            name: what they are called together.
            tag: the field that tells them apart.
            cases: the known shapes by tag.
            tag_of: the tag of a value.
            shape_of: finds the shape of a tag where there may be more than the known ones; raises ValueError.
        """
        self.name = name
        self.tag = tag
        self._cases = cases
        self._tag_of = tag_of
        self._shape_of = shape_of

    @cached_property
    def cases(self) -> Mapping[str, Shape[Any]]:
        """The known shapes by tag."""
        return self._cases()

    def _shape(self, tag: object) -> Shape[Any]:
        try:
            return self._shape_of(str(tag)) if self._shape_of else self.cases[str(tag)]
        except (KeyError, ValueError) as error:
            raise ShapeFault(f"not one of {', '.join(self.cases)}", (self.tag,)) from error

    def encode(self, value: T) -> dict[str, Json]:
        """The tag, and the fields of the value's shape."""
        tag = self._tag_of(value)
        return {self.tag: tag, **self._shape(tag).encode(value)}

    def decode(self, data: object) -> T:
        """The inverse; raises ShapeFault for anything else."""
        if not isinstance(data, dict):
            raise ShapeFault("not an object")
        fields = dict(data)
        return self._shape(fields.pop(self.tag, None)).decode(fields)  # type: ignore[no-any-return]


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
