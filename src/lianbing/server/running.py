"""Runs the server of a live session until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn

from lianbing.app.sessions.live_views import LiveSurroundings
from lianbing.app.sessions.opening import OpenedSession
from lianbing.errors import WrongUsage
from lianbing.files import write_whole
from lianbing.server.addresses import adapters, reachable
from lianbing.server.hub import Hub
from lianbing.server.pictures import qr_svg
from lianbing.server.routes import LiveRoutes, Serving

_BACKLOG = 2048
"""A room full of phones that connect at once must find a place in the queue."""
_ADDRESS = re.compile(r"[0-9A-Za-z.-]*")
_EVERYWHERE = ("", "0.0.0.0")  # noqa: S104 - phones come from outside
_CONNECTIONS = 8192
_FAULTS = logging.getLogger("uvicorn.error")
_FIRST_PORT, _PORTS = 8000, 20
_SECONDS_TO_END = 3
_ADDRESSES_KEPT = 5.0
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


@dataclass(frozen=True, kw_only=True)
class WantedPlace:
    """Where a session is to be served: the address to listen on, the one that phones are shown, and the port.

    Empty or 0 is for the program to choose.
    """

    host: str = ""
    address: str = ""
    port: int = 0


@dataclass(frozen=True, kw_only=True)
class Served:
    """Where a session is served: the addresses for phones, the first of which is shown, and the trainer's own."""

    addresses: tuple[str, ...]
    screen: str
    trainer: str


@dataclass(kw_only=True)
class Addresses:
    """The addresses of this computer, looked up again every few seconds: a laptop changes its network."""

    wanted: str
    port: int
    look_up: Callable[[], tuple[str, ...]] = lambda: reachable(adapters())
    _until: float = field(default=0.0, init=False)
    _hosts: tuple[str, ...] = field(default=(), init=False)
    _listed: tuple[str, ...] = field(default=(), init=False)

    @property
    def hosts(self) -> tuple[str, ...]:
        """All of them, the one for phones first."""
        if time.monotonic() >= self._until:
            self._until = time.monotonic() + _ADDRESSES_KEPT
            self._listed = self.look_up()
            wanted = (self.wanted,) if self.wanted else ()
            self._hosts = tuple(dict.fromkeys(filter(None, (*wanted, *self._listed))))
        return self._hosts

    @property
    def warnings(self) -> tuple[str, ...]:
        """What keeps phones from coming in, in sentences."""
        host, *_ = self.hosts
        if host.startswith("127.") and not self.wanted:
            return ("这台电脑没有连上任何网络，手机进不来：连上路由器，或打开移动热点，几秒以后二维码自己会换",)
        if self.wanted and self.wanted not in self._listed:
            return (f"二维码里的 {self.wanted} 现在不是这台电脑的地址：网络换过，停下程序，去掉 --address 再启动",)
        return ()

    def all(self) -> tuple[str, ...]:
        """What phones may open."""
        return tuple(f"http://{host}:{self.port}" for host in self.hosts)


def serve(session: OpenedSession, wanted: WantedPlace, announce: Callable[[Served], None]) -> None:
    """Serves a session until somebody stops it; calls ``announce`` once phones can come in. Raises WrongUsage."""
    if not _ADDRESS.fullmatch(wanted.address):
        raise WrongUsage(f"--address {wanted.address} 不是地址：只写地址本身，如 192.168.1.5")
    listener = _listening(wanted, session.port)
    port = listener.getsockname()[1]
    write_whole(session.port, str(port).encode())
    addresses = _addresses(wanted, port)
    others = tuple(f"这里还有电脑 {name} 办这场的记录：写培训记录时会合在一起" for name in session.others)

    def surroundings(connected: frozenset[str]) -> LiveSurroundings:
        address, *_ = everywhere = addresses.all()
        desk = session.desk
        qr = qr_svg(f"{address}/?c={desk.codes.code(desk.seconds())}")
        warnings = (*addresses.warnings, *others)
        return LiveSurroundings(address=address, qr=qr, addresses=everywhere, connected=connected, warnings=warnings)

    serving = Serving(key=session.key, surroundings=surroundings, own_addresses=lambda: addresses.hosts)
    routes = LiveRoutes(session.desk, serving)
    _log_into(session.folder / "errors.log")
    _allow_connections()
    config = uvicorn.Config(
        routes.application(),
        log_config=None,
        lifespan="off",
        ws="none",
        backlog=_BACKLOG,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    own = f"http://{'127.0.0.1' if wanted.host in _EVERYWHERE else wanted.host}:{port}"
    where = Served(addresses=addresses.all(), screen=f"{own}/screen", trainer=f"{own}/trainer?key={session.key}")
    session.note_address(where.trainer)
    server = _Server(config, routes.hub, lambda: announce(where))
    asyncio.run(server.serve(sockets=[listener]))


class _Server(uvicorn.Server):
    """A server that says when it has started, ends event streams before it ends, and returns when it is stopped."""

    def __init__(self, config: uvicorn.Config, hub: Hub, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._hub = hub
        self._announce = started

    async def main_loop(self) -> None:
        asyncio.get_running_loop().set_exception_handler(_note_fault)
        self._announce()
        await super().main_loop()
        self._hub.stop()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes Ctrl+C as the ordinary way to stop, where uvicorn raises it again afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in _SIGNALS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _listening(wanted: WantedPlace, remembered: Path) -> socket.socket:
    """A socket on the port that is wanted, else on that of last time, else on the first free one."""
    first = wanted.port or _last_port(remembered)
    ports = [wanted.port] if wanted.port else [first, *range(_FIRST_PORT, _FIRST_PORT + _PORTS)]
    for port in dict.fromkeys(ports):
        try:
            return _bound(wanted.host or _EVERYWHERE[-1], port)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise WrongUsage(f"这台电脑上没有地址 {wanted.host}：去掉 --host，或换成这台电脑的一个地址") from error
    if wanted.port:
        raise WrongUsage(f"端口 {wanted.port} 已经有程序在用：换一个（--port），或不写，由程序挑")
    raise WrongUsage(f"端口 {_FIRST_PORT}–{_FIRST_PORT + _PORTS - 1} 都有程序在用：用 --port 指定一个空着的")


def _addresses(wanted: WantedPlace, port: int) -> Addresses:
    """What phones are shown: where the session is served on one address alone, nothing else."""
    if wanted.host in _EVERYWHERE:
        return Addresses(wanted=wanted.address, port=port)
    return Addresses(wanted=wanted.address or wanted.host, port=port, look_up=lambda: (wanted.host, wanted.address))


def _log_into(path: Path) -> None:
    """Faults of the program go into a file, which is made by the first one: the terminal is for the trainer."""
    handler = logging.FileHandler(path, delay=True, encoding="utf-8")
    handler.setLevel(logging.ERROR)
    _FAULTS.handlers, _FAULTS.propagate = [handler], False


def _note_fault(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What the event loop meets, such as a phone on Windows that breaks off."""
    _FAULTS.error(context.get("message", ""), exc_info=context.get("exception"))


def _allow_connections() -> None:
    """Lets the process have as many connections as a room full of phones opens; macOS allows 256 files unasked."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS if hard == resource.RLIM_INFINITY else min(_CONNECTIONS, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _last_port(remembered: Path) -> int:
    try:
        port = int(remembered.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return _FIRST_PORT
    return port if 0 < port < 1 << 16 else _FIRST_PORT


def _bound(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # there SO_REUSEADDR would let two programs have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
