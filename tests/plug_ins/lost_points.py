"""失分: what an answer lost, beside what it earned."""

from lianbing.reports.cells import Missing, Value
from lianbing.reports.columns import DETAILS, AddedColumn, Column, DetailRow


def lost(row: DetailRow) -> Value:
    earned = row.mark.earned if row.mark else None
    return Missing("—") if row.mark is None or earned is None else row.mark.worth - earned


LOST = AddedColumn(DETAILS, Column("失分", 9, lost))
