"""The page of an analysis: it stands alone, opens offline and on a phone, and in the dark."""

from __future__ import annotations

from jinja2 import Environment

from lianbing.design import PAGES, Theme, declared
from lianbing.psychometrics.wording import as_index, as_points, as_ratio, in_per_cent, rounded, signed
from lianbing.reports import wording
from lianbing.reports.analysis import plots
from lianbing.reports.analysis.analysis import BankAnalysis
from lianbing.templates import environment_of

MOST_LOOKS, MOST_LINES = 100, 150
"""What the page shows at most; the workbook has everything."""


def analysis_page(analysis: BankAnalysis) -> str:
    """The page."""
    return _ENVIRONMENT.get_template("analysis.html.j2").render(
        analysis=analysis, looks=analysis.looks[:MOST_LOOKS], most_lines=MOST_LINES
    )


def _environment() -> Environment:
    environment = environment_of("lianbing.reports")
    environment.filters.update(
        percent=in_per_cent, ratio=as_ratio, index=as_index, points=as_points, time=wording.shown_time, rounded=rounded
    )
    environment.globals.update(
        design={theme.name.lower(): declared((*PAGES, "figures"), theme) for theme in Theme},
        option_plot=plots.option_plot,
        period_plot=plots.period_plot,
        plots=plots,
        signed=signed,
    )
    return environment


_ENVIRONMENT = _environment()
