"""Tables of data exercises as pandas has them."""

from __future__ import annotations

import pandas as pd

from lianbing.domain.kernel.tables import Table


def frame_of(data: Table) -> pd.DataFrame:
    """A table with numbers as numbers, its rows counted from 1."""
    frame = pd.DataFrame([*data.rows], columns=[*data.columns], index=range(1, len(data.rows) + 1))
    return frame.apply(_numbers_where_all_are)


def _numbers_where_all_are(column: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce")
    return column if numbers.isna().any() else numbers
