"""A web server for a folder that can be switched off and on again at the same address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import pytest

WAYS = (pytest.param("http", marks=pytest.mark.long), "file")
"""How a page is reached: from a web server or, as one in most of the tests, from a folder."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, asked: list[str], **kwargs: Any) -> None:
        self._asked = asked
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        self._asked.append(self.path)
        # Files change within the second that HTTP dates are exact to.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A browser that has closed its page hears no more of it: nothing to tell."""


class Served:
    """``folder`` over HTTP at ``address``; ``asked`` lists every path that was asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self._port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def switch_on(self) -> Self:
        handler = partial(_Handler, asked=self.asked, directory=str(self.folder))
        self._server = _Server(("127.0.0.1", self._port), handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def switch_off(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@contextmanager
def reached(folder: Path, way: str) -> Iterator[str]:
    """The address of ``folder`` in one of the :data:`WAYS`, while the block runs."""
    if way == "file":
        yield folder.as_uri()
        return
    served = Served(folder).switch_on()
    yield served.address
    served.switch_off()
