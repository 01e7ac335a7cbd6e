"""Who is connected, and who has to be sent a new state."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from lianbing.app.sessions.live import Changes
from lianbing.app.sessions.live_views import LiveSurroundings, LiveViews


@dataclass(eq=False)
class Listener:
    """A screen that gets events; ``seat`` is empty for the projector and the trainer's page."""

    seat: str = ""
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    is_gone: bool = False

    def end(self) -> None:
        """Nothing more for this one."""
        self.is_gone = True
        self.wake.set()


class Hub:
    """All listeners of a session."""

    def __init__(self, views: LiveViews, surroundings: Callable[[frozenset[str]], LiveSurroundings]) -> None:
        self.views = views
        self._surroundings = surroundings
        self._phones: dict[str, set[Listener]] = {}
        self._screens: set[Listener] = set()
        self._is_over = False

    def around(self) -> LiveSurroundings:
        """What screens show besides what the desk knows."""
        return self._surroundings(frozenset(self._phones))

    def enter(self, listener: Listener) -> None:
        """Somebody is connected."""
        if listener.seat:
            self._phones.setdefault(listener.seat, set()).add(listener)
            self._wake_screens()
        else:
            self._screens.add(listener)
        if self._is_over:
            listener.end()

    def leave(self, listener: Listener) -> None:
        """Somebody is not connected any more."""
        self._screens.discard(listener)
        others = self._phones.get(listener.seat, set())
        others.discard(listener)
        if listener.seat and not others:
            self._phones.pop(listener.seat, None)
            self._wake_screens()

    def publish(self, changes: Changes) -> None:
        """Wakes all whose state has changed."""
        if changes.all_phones:
            self.views.forget()
        for seat in [*self._phones] if changes.all_phones else changes.seats & self._phones.keys():
            for listener in self._phones[seat]:
                listener.wake.set()
        if changes.all_phones or changes.seats:
            self._wake_screens()

    def _wake_screens(self) -> None:
        for listener in self._screens:
            listener.wake.set()

    def stop(self) -> None:
        """Ends all connections; phones try again by themselves."""
        self._is_over = True
        for listener in (*self._screens, *(each for others in self._phones.values() for each in others)):
            listener.end()
