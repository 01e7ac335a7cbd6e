"""What a phone asks of the server of a session: JSON there and back, and its stream of states."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

_PATIENCE = 30
"""Seconds without anything, after which a connection counts as lost; the server sends something each ten."""
_PAUSE = 0.5


class Refused(Exception):
    """The server said no; ``kind`` says to programs why."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(body.get("error", ""))
        self.status = status
        self.kind = str(body.get("kind", ""))


def post(address: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Asks for something; raises Refused, also where nobody answers."""
    request = Request(address, json.dumps(fields).encode(), {"content-type": "application/json"})  # noqa: S310
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - an address of this computer
            return dict(json.loads(answer.read()))
    except HTTPError as error:
        raise Refused(error.code, _read(error)) from error
    except (OSError, ValueError, HTTPException) as error:
        raise Refused(0, {}) from error


def _read(error: HTTPError) -> Mapping[str, Any]:
    try:
        return dict(json.loads(error.read()))
    except (ValueError, TypeError, OSError):
        return {}


def events(address: str, tries: int) -> Iterator[Mapping[str, Any]]:
    """The states of a stream; a lost connection is made anew, until it fails ``tries`` times in a row.

    It ends when the server says that there is nothing here: the seat moved to another phone, or nobody knows it.
    """
    failed = 0
    while failed < tries:
        try:
            with urlopen(address, timeout=_PATIENCE) as stream:  # noqa: S310 - an address of this computer
                for line in stream:
                    if line.startswith(b"data: "):
                        failed = 0
                        state = json.loads(line[len(b"data: ") :])
                        if "error" not in state:
                            yield state
        except HTTPError:
            return
        except (OSError, ValueError, HTTPException):
            pass
        failed += 1
        time.sleep(_PAUSE)
