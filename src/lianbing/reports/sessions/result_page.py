"""结果: how a session went, at a glance, as a page that opens offline; it names nobody, so that it may be shown."""

from __future__ import annotations

from decimal import Decimal

from jinja2 import Environment

from lianbing.design import PAGES, Theme, declared
from lianbing.domain.kernel.decimals import plain, round_half_up
from lianbing.domain.sessions.votes import VotedQuestion
from lianbing.reports.sessions import words
from lianbing.reports.sessions.record import SessionRecord
from lianbing.templates import environment_of

_HUNDRED = 100


def result_page(record: SessionRecord) -> str:
    """The page."""
    return _ENVIRONMENT.get_template("session-result.html.j2").render(
        record=record,
        votes=[question for question in record.votes if question.people],
        gains=[("全部题", record.gain.whole), *((record.clause(one.clause), one.gain) for one in record.gain.paired)],
    )


def _share(count: int, whole: int) -> str:
    """How many of so many, in per cent, as the width of a bar."""
    return plain(round_half_up(Decimal(_HUNDRED * count) / whole, 1)) if whole else "0"


def _right(question: VotedQuestion) -> str:
    return question.item.key.shown().replace("、", "")


def _environment() -> Environment:
    environment = environment_of("lianbing.reports")
    environment.filters.update(percent=words.percent, change=words.change)
    environment.globals.update(
        design={theme.name.lower(): declared(PAGES, theme) for theme in Theme}, share=_share, right=_right
    )
    return environment


_ENVIRONMENT = _environment()
