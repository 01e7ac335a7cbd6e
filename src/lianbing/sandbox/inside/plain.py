"""Turns what a learner's function returned into plain data for JSON, within bounds.

A number with a fraction that isn't a float becomes ``{"n": text}``, a mapping ``{"m": [[key, value], …]}``, a Series
``{"c": …}``, a DataFrame ``{"f": …}``, and what can't leave, within a mapping or Series, ``{"u": [why, type]}``. All of
it runs in the learner's process, so nothing here is trusted outside.
"""

from __future__ import annotations

import datetime
import math
import sys
from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from decimal import Decimal
from fractions import Fraction
from typing import Any

_WITHOUT_ORDER = (set, frozenset)
_SEVERAL = (list, tuple, range, KeysView, ValuesView, ItemsView, *_WITHOUT_ORDER)
MOST_DEPTH, MOST_PARTS, MOST_DIGITS = 12, 100_000, 300
_CUT = 80


class NotPlain(Exception):
    """Why a value can't leave: a word for the reader outside, and the type's name."""

    def __init__(self, why: str, kind: str = "") -> None:
        super().__init__(why, kind)
        self.why, self.kind = why, kind


class Plainer:
    """Converts one value; counts its parts."""

    def __init__(self) -> None:
        self._parts = 0

    def plain(self, value: Any, depth: int = 0) -> Any:
        """The value as plain data; raises NotPlain."""
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise NotPlain("large")
        if depth > MOST_DEPTH:
            raise NotPlain("deep")
        if value is None or isinstance(value, bool | str):
            return value
        if isinstance(value, int | float | Decimal):
            return _number(value)
        if isinstance(value, Fraction):
            return {"n": str(Decimal(value.numerator) / Decimal(value.denominator))}
        if isinstance(value, Mapping):
            return {"m": [[self._key(key, depth), self._part(item, depth)] for key, item in value.items()]}
        if isinstance(value, _SEVERAL):
            items = [self.plain(item, depth + 1) for item in value]
            return sorted(items, key=_rank) if isinstance(value, _WITHOUT_ORDER) else items
        if isinstance(value, datetime.date | datetime.time) and value == value:  # noqa: PLR0124 - NaT isn't itself
            return value.isoformat()
        return self._of_libraries(value, depth)

    def _part(self, value: Any, depth: int) -> Any:
        """A part of what the function returned: one that can't leave must not cost the others."""
        if depth:
            return self.plain(value, depth + 1)
        counted = self._parts
        try:
            return self.plain(value, 1)
        except NotPlain as problem:
            self._parts = counted + 1
            return {"u": [problem.why, problem.kind[:_CUT]]}

    def _of_libraries(self, value: Any, depth: int) -> Any:
        pandas, numpy = sys.modules["pandas"], sys.modules["numpy"]
        if value is pandas.NaT or value is pandas.NA:
            return None
        if isinstance(value, pandas.DataFrame):
            return {"f": self._frame(value, depth)}
        if isinstance(value, pandas.Series):
            return {"c": self._column(value, depth)}
        if isinstance(value, pandas.Index | numpy.ndarray | pandas.api.extensions.ExtensionArray):
            return self.plain(value.tolist(), depth)
        if isinstance(value, numpy.floating):
            return {"n": str(value)} if math.isfinite(value) else _number(float(value))
        if isinstance(value, numpy.bool_ | numpy.integer):
            return self.plain(value.item(), depth)
        if isinstance(
            value, numpy.datetime64 | numpy.timedelta64 | datetime.timedelta | pandas.Period | pandas.Interval
        ):
            return None if pandas.isna(value) else str(value)
        raise NotPlain("kind", type(value).__name__)

    def _frame(self, frame: Any, depth: int) -> dict[str, Any]:
        if frame.size > MOST_PARTS:
            raise NotPlain("large")
        columns = [frame.iloc[:, place].tolist() for place in range(frame.shape[1])]
        rows = zip(*columns, strict=True) if columns else ([] for _ in range(len(frame)))
        return {
            "columns": self.plain(frame.columns, depth + 1),
            "index": self.plain(frame.index, depth + 1),
            "names": self.plain(list(frame.index.names), depth + 1),
            "rows": [self.plain(list(row), depth + 2) for row in rows],
        }

    def _column(self, series: Any, depth: int) -> dict[str, Any]:
        if series.size > MOST_PARTS:
            raise NotPlain("large")
        return {
            "name": self.plain(series.name, depth + 1),
            "index": self.plain(series.index, depth + 1),
            "values": [self._part(value, depth) for value in series.tolist()],
        }

    def _key(self, key: Any, depth: int) -> str:
        plain = self.plain(key, depth + 1)
        if isinstance(plain, list):
            return ",".join(map(_text, plain))
        return _text(plain)


def _text(plain: Any) -> str:
    if isinstance(plain, dict):
        if "n" not in plain:
            raise NotPlain("kind", "dict")
        return str(plain["n"])
    return str(plain)


def _rank(plain: Any) -> tuple[str, Any]:
    return type(plain).__name__, plain if isinstance(plain, int | float | str) else str(plain)


def _number(number: int | float | Decimal) -> Any:
    if isinstance(number, int):
        whole = int(number)
        if abs(whole) >= 10**MOST_DIGITS:
            raise NotPlain("large")
        return whole
    if math.isfinite(number):
        return float(number) if isinstance(number, float) else {"n": str(number)}
    if math.isnan(number):
        return None
    raise NotPlain("infinite")
