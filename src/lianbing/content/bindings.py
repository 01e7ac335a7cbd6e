"""Reads the field ``values`` of questions, tasks and scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from lianbing.domain.kernel.bindings import (
    PLACEHOLDER,
    Binding,
    Computed,
    Constant,
    LimitOf,
    ParameterOf,
    Range,
    SourceOf,
    reference,
)
from lianbing.domain.kernel.references import SOURCE, LimitPlace

_FORMS = "数值、{limit: 条款}、{source: 条款}、{parameter: 参数}、{range: [从, 到], step: 步长} 或 {compute: 算式}"


def read_binding(raw: object) -> Binding:
    """The binding that an author wrote for one name; raises ValueError with a Chinese sentence."""
    match raw:
        case bool():
            pass
        case int() | Decimal():
            return Constant(Decimal(raw))
        case str():
            return Constant(raw)
        case {"limit": str(written), **rest} if not rest:
            return _limit(written)
        case {"source": str(written), **rest} if not rest and not written.endswith(f".{SOURCE}"):
            return SourceOf(written)
        case {"parameter": str(parameter), **rest} if not rest:
            return ParameterOf(parameter)
        case {"compute": formula, **rest} if not rest:
            return Computed(str(formula))
        case {"range": [first, last], **rest} if set(rest) <= {"step"}:
            return _range(first, last, rest.get("step", 1))
    raise ValueError(f"values 里的值写得不对：应写 {_FORMS}")


def _limit(written: str) -> Binding:
    place = LimitPlace.read(written)
    return SourceOf(written.removesuffix(f".{SOURCE}")) if place and place.of_source else LimitOf(written)


def _range(first: object, last: object, step: object) -> Range:
    numbers = [Decimal(part) for part in (first, last, step) if isinstance(part, int | Decimal)]
    if len(numbers) != 3 or numbers[2] <= 0 or numbers[0] + numbers[2] > numbers[1]:
        raise ValueError("range 要写成 [小, 大]，step 要大于 0，且不大于两者之差")
    return Range(first=numbers[0], last=numbers[1], step=numbers[2])


def _bindings(raw: object) -> dict[str, Binding]:
    if not isinstance(raw, Mapping):
        raise ValueError("values 要写成“名字: 值”的形式")
    return {str(name): read_binding(value) for name, value in raw.items()}


def with_references(values: Mapping[str, Binding], *written: object) -> Mapping[str, Binding]:
    """The bindings, and those of the limits and parameters that texts name as prose does: ``{{VIS-06.rural}}``."""
    named = (name for text in texts_of(written) for name in PLACEHOLDER.findall(text) if name not in values)
    matches = {name: binding for name in named if (binding := reference(name))}
    return {**matches, **values}


def texts_of(written: object) -> Iterator[str]:
    """All texts in a model or in lists and mappings."""
    match written:
        case str():
            yield written
        case Mapping():
            for part in written.values():
                yield from texts_of(part)
        case list() | tuple():
            for part in written:
                yield from texts_of(part)
        case BaseModel():
            yield from texts_of(written.__dict__)


Bindings = Annotated[dict[str, Binding], BeforeValidator(_bindings)]
"""The type of a field that maps names to bindings."""
