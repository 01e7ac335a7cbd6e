"""Server-sent events: the whole state at once, then again whenever it has changed, at most a few times a second."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping

from starlette.types import Receive, Scope, Send

from lianbing.errors import LiveRefusal
from lianbing.server.hub import Hub, Listener

_HEARTBEAT = 10.0
"""Seconds without a change after which something is sent all the same; the code of the moment is new by then."""
_PAUSE = 0.25
"""Seconds that one listener waits at least between two states."""
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class EventStream:
    """The response to a listener, as an ASGI application. ``render`` gives the state of the moment."""

    def __init__(self, hub: Hub, listener: Listener, render: Callable[[], Mapping[str, object]]) -> None:
        self._hub = hub
        self._listener = listener
        self._render = render

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Sends until the listener has gone, or its seat has moved to another phone."""
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        watching = asyncio.ensure_future(self._watch(receive))
        self._hub.enter(self._listener)
        try:
            await self._send_states(send)
        finally:
            watching.cancel()
            self._hub.leave(self._listener)

    async def _watch(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._listener.end()

    async def _send_states(self, send: Send) -> None:
        await _send(send, "retry: 1000\n\n")
        last = ""
        while not self._listener.is_gone:
            self._listener.wake.clear()
            try:
                state = json.dumps(self._render(), ensure_ascii=False, separators=(",", ":"))
            except LiveRefusal as refusal:
                text = json.dumps({"error": refusal.message}, ensure_ascii=False)
                await _send(send, f"event: {refusal.why.value}\ndata: {text}\n\n")
                break
            await _send(send, ":\n\n" if state == last else f"data: {state}\n\n")
            last = state
            await asyncio.sleep(_PAUSE)
            await self._awake()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _awake(self) -> None:
        try:
            async with asyncio.timeout(_HEARTBEAT):
                await self._listener.wake.wait()
        except TimeoutError:
            pass


async def _send(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
