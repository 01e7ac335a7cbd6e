"""Many answers in one write to the disk: what arrives within a few milliseconds is done and written together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from lianbing.app.sessions.live import Changes, LiveDesk

T = TypeVar("T")
_GATHERED = 0.005
"""So many seconds what arrives is gathered; a burst of answers then costs at most two hundred writes a second."""


class Committer:
    """Hands what is asked for to the desk, and tells ``published`` what has changed once it is on the disk.

    The desk writes in the thread of the event loop: between two messages nothing that is not on the disk can be seen.
    """

    def __init__(self, desk: LiveDesk, published: Callable[[Changes], None]) -> None:
        self._desk = desk
        self._published = published
        self._waiting: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []

    async def do(self, request: Callable[[], T]) -> T:
        """Does something and returns what came of it, once it is on the disk; raises what it raises."""
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[T] = loop.create_future()
        self._waiting.append((request, outcome))
        if len(self._waiting) == 1:
            loop.call_later(_GATHERED, self._commit)
        return await outcome

    def _commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        outcomes: list[Any]
        try:
            outcomes = self._desk.together([request for request, _ in waiting])
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody is left waiting
            outcomes = [error] * len(waiting)
        for (_, future), outcome in zip(waiting, outcomes, strict=True):
            if future.done():  # whoever asked has gone
                continue
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)
        self._published(self._desk.changes())
