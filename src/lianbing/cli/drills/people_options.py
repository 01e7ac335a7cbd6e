"""The options that say whose papers are meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class PeopleOptions(TypedDict):
    """Whose papers were asked for."""

    units: tuple[str, ...]
    numbers: tuple[str, ...]


_OPTIONS = (
    click.option("--unit", "units", multiple=True, metavar="部门", help="只要这个部门的，写法同名单；可以写几次"),
    click.option("--number", "numbers", multiple=True, metavar="工号", help="只要这个人的；可以写几次"),
)


def people_options(function: Function) -> Function:
    """Adds the options to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
