"""Numbers that were written as texts: in full-width digits, or with their unit."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.content.lint import content_rule
from lianbing.content.loader import Loaded
from lianbing.content.reading.number_slips import number_slip
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.workbook import Workbook
from lianbing.errors import Fault


@content_rule("numbers")
def number_faults(loaded: Loaded) -> Iterator[Fault]:
    """Quantities of clauses and parameters that are no numbers by a slip; ``values`` are looked at as they are read."""
    for kind, thing, field, value, unit in _quantities(loaded.workbook):
        message = number_slip(value, unit)
        if message:
            yield loaded.places.fault(kind, thing, f"{thing} 的 {field}：{message}")


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
