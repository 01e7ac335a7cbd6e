"""A line between phones and the server that can go dead without anybody being told, as when a phone sleeps."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

_PIECE = 65536


class DeadLine:
    """Forwards connections to a port. Those that are there when it goes dead hear nothing any more; new ones work."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._times_dead = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._sockets = [self._listening]
        self._threads: list[threading.Thread] = []
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def go_dead(self) -> None:
        self._times_dead += 1

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for each in self._sockets:
            each.close()

    def _start(self, target: Callable[..., None], *given: Any) -> None:
        thread = threading.Thread(target=target, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                self._sockets.append(near)
                far = socket.create_connection(("127.0.0.1", self._to))
                self._sockets.append(far)
                self._start(self._forward, near, far)
                self._start(self._forward, far, near)

    def _forward(self, source: socket.socket, target: socket.socket) -> None:
        times_dead = self._times_dead
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                if times_dead == self._times_dead:
                    target.sendall(piece)
            if times_dead == self._times_dead:
                target.shutdown(socket.SHUT_WR)
