"""Reads the field ``values`` of questions, tasks and scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from lianbing.domain.kernel.bindings import Binding, Computed, Constant, LimitOf, ParameterOf, Range

_FORMS = "数值、{limit: 条款}、{parameter: 参数}、{range: [从, 到], step: 步长} 或 {compute: 算式}"


def read_binding(raw: object) -> Binding:
    """The binding that an author wrote for one name; raises ValueError with a Chinese sentence."""
    match raw:
        case bool():
            pass
        case int() | Decimal():
            return Constant(Decimal(raw))
        case str():
            return Constant(raw)
        case {"limit": str(clause), **rest} if not rest:
            return LimitOf(clause)
        case {"parameter": str(parameter), **rest} if not rest:
            return ParameterOf(parameter)
        case {"compute": formula, **rest} if not rest:
            return Computed(str(formula))
        case {"range": [first, last], **rest} if set(rest) <= {"step"}:
            return _range(first, last, rest.get("step", 1))
    raise ValueError(f"values 里的值写得不对：应写 {_FORMS}")


def _range(first: object, last: object, step: object) -> Range:
    numbers = [Decimal(part) for part in (first, last, step) if isinstance(part, int | Decimal)]
    if len(numbers) != 3 or numbers[2] <= 0 or numbers[0] + numbers[2] > numbers[1]:
        raise ValueError("range 要写成 [小, 大]，step 要大于 0，且不大于两者之差")
    return Range(first=numbers[0], last=numbers[1], step=numbers[2])


def _bindings(raw: object) -> dict[str, Binding]:
    if not isinstance(raw, Mapping):
        raise ValueError("values 要写成“名字: 值”的形式")
    return {str(name): read_binding(value) for name, value in raw.items()}


Bindings = Annotated[dict[str, Binding], BeforeValidator(_bindings)]
"""The type of a field that maps names to bindings."""
