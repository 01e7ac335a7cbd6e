"""Names bound to values: constants, clause limits, parameters, numbers drawn by seed, formulas.

Stems, keys, explanations and scenarios use such names, so a changed limit changes all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.domain.kernel.expressions import Column, Names, Value, evaluate
from lianbing.domain.kernel.quantities import Quantity, show
from lianbing.domain.kernel.references import LimitPlace, is_parameter
from lianbing.domain.kernel.seeds import draw_index
from lianbing.errors import ExpressionFault, UnknownReference

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}", re.ASCII)

_CLAUSE_OF_LIMIT = re.compile(r"^([A-Z]{2,5}-\d{2,3})\..*$", re.ASCII)

QuantityLookUp = Callable[[str], Quantity]


@dataclass(frozen=True)
class Constant:
    """A fixed number or text."""

    value: Quantity


@dataclass(frozen=True)
class LimitOf:
    """The value in force of a limit: ``VIS-06``, or ``VIS-06.rural`` if it has a name."""

    of: str

    def __str__(self) -> str:
        return self.of


@dataclass(frozen=True)
class SourceOf:
    """What the source of a limit or parameter itself says, whatever holds in the company.

    ``of`` is a limit, such as ``VIS-06`` or ``VIS-06.rural``, or a parameter.
    """

    of: str

    def __str__(self) -> str:
        return f"{self.of}.source"


@dataclass(frozen=True)
class ParameterOf:
    """The value in force of a parameter."""

    parameter: str

    def __str__(self) -> str:
        return self.parameter


@dataclass(frozen=True, kw_only=True)
class Range:
    """A number drawn by seed: ``first``, ``first + step`` … up to and including ``last``."""

    first: Decimal
    last: Decimal
    step: Decimal

    @property
    def size(self) -> int:
        """How many numbers can be drawn."""
        return int((self.last - self.first) // self.step) + 1


@dataclass(frozen=True)
class Computed:
    """A formula over the names bound before it."""

    formula: str


Reference = LimitOf | ParameterOf | SourceOf
Binding = Constant | Reference | Range | Computed


@dataclass(frozen=True, kw_only=True)
class Sources:
    """The functions that look up limits and parameters by what texts call them.

    A limit is ``VIS-06``, or ``VIS-06.rural`` if it has a name. With ``.source`` behind it, a limit or parameter is
    what the source says. Each raises :class:`UnknownReference` for what there is not.
    """

    limit: QuantityLookUp
    parameter: QuantityLookUp


def bind(
    bindings: Mapping[str, Binding], sources: Sources, seed: str, outer: Names | None = None
) -> dict[str, Value | Column]:
    """The values of ``outer`` and of ``bindings``, which are evaluated from top to bottom.

    The same seed gives the same numbers on any machine. Raises ExpressionFault and
    UnknownReference.
    """
    names: dict[str, Value | Column] = {**(outer or {})}
    for name, binding in bindings.items():
        names[name] = bound(name, binding, names, sources, seed)
    return names


def bound(name: str, binding: Binding, names: Names, sources: Sources, seed: str) -> Value:
    """The value of one binding, given the values of the names before it.

    Raises ExpressionFault and UnknownReference.
    """
    match binding:
        case Constant(value=value):
            return value
        case LimitOf():
            return sources.limit(str(binding))
        case ParameterOf() | SourceOf():
            return quantity_of(str(binding), sources)
        case Range(first=first, step=step, size=size):
            return first + step * draw_index(size, seed, name)
        case Computed(formula=formula):
            return evaluate(formula, names)


def fill(text: str, names: Names) -> str:
    """Replaces each ``{{name}}`` of a text by its value; an unknown name is an ExpressionFault."""

    def replace(match: re.Match[str]) -> str:
        name = match[1]
        if name not in names:
            raise ExpressionFault(f"文字里的 {{{{{name}}}}} 没有定义：检查 values 里的名字")
        value = names[name]
        if isinstance(value, tuple):
            raise ExpressionFault(f"文字里的 {{{{{name}}}}} 是一整列，不能直接写出来")
        return _shown(value)

    return PLACEHOLDER.sub(replace, text) if "{{" in text else text


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "对" if value else "错"
    return show(value)


def fill_references(text: str, sources: Sources, names: Names | None = None) -> str:
    """Replaces each placeholder of prose by a value: of ``names``, else of a limit or parameter.

    Raises ExpressionFault for an unknown one.
    """
    own = names or {}

    def replace(match: re.Match[str]) -> str:
        name = match[1]
        if name in own:
            return fill(match[0], own)
        try:
            return show(quantity_of(name, sources))
        except UnknownReference as error:
            raise ExpressionFault(f"文字里的 {{{{{name}}}}} 找不到：{error.message}") from error

    return PLACEHOLDER.sub(replace, text) if "{{" in text else text


def quantity_of(name: str, sources: Sources) -> Quantity:
    """The value of a limit or parameter by what texts call it; raises UnknownReference."""
    return sources.limit(name) if LimitPlace.read(name) else sources.parameter(name)


def reference(name: str) -> Reference | None:
    """The binding that a placeholder stands for, by how it is written; None for a name of the author's own."""
    place = LimitPlace.read(name)
    if place is None and not is_parameter(name):
        return None
    if name.endswith(".source"):
        return SourceOf(name.removesuffix(".source"))
    return LimitOf(name) if place else ParameterOf(name)


def referred(binding: object) -> str:
    """The id of the clause or parameter that a binding takes its value from; empty for one without."""
    match binding:
        case LimitOf(of=name) | SourceOf(of=name):
            return _CLAUSE_OF_LIMIT.sub(r"\1", name)
        case ParameterOf(parameter=name):
            return name
    return ""
