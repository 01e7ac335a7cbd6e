"""辅导记录 as a page that opens offline and prints on one A4 sheet."""

from __future__ import annotations

from jinja2 import Environment

from lianbing.design import PAGES, Theme, declared
from lianbing.reports.coaching.record import NOTHING_LOST, SIGNATURES, CoachingRecord, shown_clause, shown_score
from lianbing.templates import environment_of


def record_page(record: CoachingRecord) -> str:
    """The page."""
    return _ENVIRONMENT.get_template("coaching.html.j2").render(record=record)


def _environment() -> Environment:
    environment = environment_of("lianbing.reports")
    environment.filters.update(score=shown_score, clause=shown_clause)
    environment.globals.update(
        design={theme.name.lower(): declared(PAGES, theme) for theme in Theme},
        signatures=SIGNATURES,
        nothing_lost=NOTHING_LOST,
    )
    return environment


_ENVIRONMENT = _environment()
