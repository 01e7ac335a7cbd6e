"""Numbers that were written as texts: in full-width digits, or with their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianbing.content.lint import content_rule
from lianbing.content.loader import Loaded
from lianbing.domain.kernel.bindings import Binding, Constant
from lianbing.domain.kernel.decimals import fold_width
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.workbook import Workbook
from lianbing.errors import Fault

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?|\d{1,2}:\d{2}", re.ASCII)
_WITH_UNIT = re.compile(r"(?P<number>[-+]?\d+(?:\.\d+)?) ?(?P<unit>[^\s\d.:]{1,4})", re.ASCII)


@content_rule("numbers")
def number_faults(loaded: Loaded) -> Iterator[Fault]:
    """Quantities of clauses, parameters, questions, scenarios and data exercises that are no numbers by a slip."""
    for kind, thing, field, value, unit in _quantities(loaded.workbook):
        message = number_slip(value, unit)
        if message:
            yield loaded.places.fault(kind, thing, f"{thing} 的 {field}：{message}")


def number_slip(value: Quantity, unit: str = "") -> str:
    """What is wrong with a quantity whose text means a number, in Chinese; empty if nothing is.

    ``unit`` is the unit that stands elsewhere; without one, every text with a number and a unit is a slip.
    """
    if not isinstance(value, str):
        return ""
    folded = fold_width(value).strip()
    if folded != value and _NUMBER.fullmatch(folded):
        return f"“{value}”是全角数字：改成半角的 {folded}"
    with_unit = _WITH_UNIT.fullmatch(folded)
    if with_unit and unit in ("", with_unit["unit"]):
        return f"“{value}”里带着单位：只写数字 {with_unit['number']}，单位写在 unit 或文字里"
    return ""


def _quantities(book: Workbook) -> Iterator[tuple[str, str, str, Quantity, str]]:
    """What is reckoned with: the kind and id of the thing it belongs to, the field, the value and its unit."""
    for clause in book.clauses.values():
        for limit in clause.limits:
            if limit.parameter is None:
                yield "clauses", clause.id, f"限额 {limit.metric}", limit.value, ""
    for parameter in book.parameters.values():
        yield "parameters", parameter.id, "default", parameter.default, parameter.unit
        for reading in parameter.readings:
            yield "parameters", parameter.id, "readings", reading.value, parameter.unit
    bound: tuple[tuple[str, str, dict[str, Binding]], ...] = (
        *(("items", question.id, {**question.values}) for question in book.questions.values()),
        *(("ScenarioFile", scenario.id, {**scenario.values}) for scenario in book.scenarios.values()),
        *(("TaskFile", task.id, {**task.values}) for task in book.tasks.values()),
    )
    for kind, thing, values in bound:
        for name, binding in values.items():
            if isinstance(binding, Constant):
                yield kind, thing, f"values {name}", binding.value, ""
