"""The way from a notebook to the server of a live session: what it tells the trainer, and what the trainer wants."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lianbing.wire.sessions.live import TRAINER_STATE, TrainerState

_SECONDS = 30
"""The server sends something every ten seconds; after three times that it is gone."""
_PREFIX = b"data:"


class LiveLink:
    """One session at the address of its trainer's page, key included; ``screen`` is the projector's, without it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self.trainer = address
        self.screen = f"{parts.scheme}://{parts.netloc}/screen"
        self._key = parse_qs(parts.query).get("key", [""])[0]

    def states(self) -> Iterator[TrainerState]:
        """The trainer's state, now and after each change, until the server ends; raises OSError or ValueError."""
        connection = self._connected()
        try:
            connection.request("GET", f"/api/trainer/events?key={self._key}")
            answer = connection.getresponse()
            for line in answer:
                if line.startswith(_PREFIX):
                    yield TRAINER_STATE.decode(json.loads(line[len(_PREFIX) :]))
        except HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()

    def act(self, do: str, **details: Any) -> str:
        """Does what the trainer wants; returns a sentence where that is refused, else nothing. Raises OSError."""
        connection = self._connected()
        try:
            body = json.dumps({"key": self._key, "do": do, **details})
            connection.request("POST", "/api/trainer", body, {"Content-Type": "application/json"})
            answer = json.loads(connection.getresponse().read() or b"{}")
        except (HTTPException, ValueError) as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()
        return str(answer.get("error", ""))

    def _connected(self) -> HTTPConnection:
        return HTTPConnection(self._host, self._port, timeout=_SECONDS)
