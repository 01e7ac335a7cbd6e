"""Checks of the rules of the office: coaching and sessions."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.content.lint import content_rule, unknown
from lianbing.content.loader import Loaded
from lianbing.errors import Fault


@content_rule("coaching")
def coaching_faults(loaded: Loaded) -> Iterator[Fault]:
    """Measures that are no clauses, and types of one name."""
    book, types = loaded.workbook, loaded.workbook.coaching.types if loaded.workbook.coaching else ()
    titles = [each.title for each in types]
    for each in types:
        messages = unknown("条款", each.measures, book.clauses)
        if titles.count(each.title) > 1:
            messages.append("名称和别的类型一样：改一个，经理要能分得开")
        for message in messages:
            yield loaded.places.fault("types", each.id, f"辅导类型 {each.title}：{message}")


@content_rule("sessions")
def session_faults(loaded: Loaded) -> Iterator[Fault]:
    """Clauses and roles that nobody knows; activities that take longer than a session."""
    book, rules = loaded.workbook, loaded.workbook.sessions
    if rules is None:
        return
    messages = unknown("条款", [rules.every_month], book.clauses) + unknown("岗位", rules.roles, book.roles)
    if rules.every_month in book.clauses and not book.clauses[rules.every_month].limits:
        messages.append(f"every_month 的条款 {rules.every_month} 没有限额，不知道每月几次")
    least = sum(each.minutes for each in rules.activities.values())
    if least > rules.minutes:
        messages.append(f"activities 的 minutes 合计 {least} 分钟，超过一次培训的 {rules.minutes} 分钟")
    for message in messages:
        yield Fault("grading/sessions.yml", 0, message)
