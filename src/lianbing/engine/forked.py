"""A forked child as nbclient sees a kernel: one object that is manager and client, with two channels."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import queue
import select
import signal
import socket
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyter_client.session import Session

from lianbing.engine.warm import ParentUnavailable, WarmParent, warm_parent

_RECEIVE = 1 << 18
_HELLO_SECONDS = 60
_LAST_MOMENT_SECONDS = 1
_LAST_WORDS_SECONDS = 0.5


class Channel:
    """Messages of one connection, in nbclient's form."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._chunks: list[bytes] = []
        self._lines: deque[bytes] = deque()
        self._unsent = bytearray()
        self.ended = asyncio.Event()
        """The child will say no more."""

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message; raises ``queue.Empty`` after ``timeout`` seconds. Of a dead child there never is one."""
        while not self._lines:
            try:
                self._take(await asyncio.wait_for(self._receive(), timeout))
            except TimeoutError as error:
                raise queue.Empty from error
        return _message(json.loads(self._lines.popleft()))

    async def _receive(self) -> bytes:
        try:
            received = await asyncio.get_running_loop().sock_recv(self._connection, _RECEIVE)
        except OSError:
            received = b""
        if not received:
            self.ended.set()
            await asyncio.Event().wait()  # whoever watches the process ends the wait
        return received

    def _take(self, received: bytes) -> None:
        *ends, rest = received.split(b"\n")
        for end in ends:
            self._lines.append(b"".join((*self._chunks, end)))
            self._chunks.clear()
        if rest:
            self._chunks.append(rest)

    def send_line(self, request: dict[str, Any]) -> None:
        """Sends a request without waiting: a child that runs a cell reads none. Its watcher tells when it is gone."""
        self._unsent += json.dumps(request).encode() + b"\n"
        self._send_on()

    def _send_on(self) -> None:
        try:
            while self._unsent:
                del self._unsent[: self._connection.send(self._unsent)]
        except BlockingIOError:
            asyncio.get_running_loop().add_writer(self._connection, self._send_on)
            return
        except OSError:
            self._unsent.clear()
        asyncio.get_running_loop().remove_writer(self._connection)

    def send(self, message: dict[str, Any]) -> None:
        """Passes a widget's message on, as nbclient's output widget sends it."""
        outgoing = {"header": {"msg_id": message["header"]["msg_id"]}, "content": message["content"], "buffers": []}
        self.send_line({"type": "comm", "message": outgoing})

    def put(self, kind: str, content: dict[str, Any], parent_id: str) -> None:
        """Lets a message be the next one without asking the child."""
        message = {"msg_type": kind, "content": content, "metadata": {}, "parent_id": parent_id, "buffers": []}
        self._lines.append(json.dumps(message).encode())

    def close(self) -> None:
        """Closes the connection; the child ends when it reads on."""
        # The loop must forget the number first: the next notebook's connection may get it.
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._connection)
        loop.remove_writer(self._connection)
        self._connection.close()


def _hello(connection: socket.socket) -> dict[str, Any]:
    """The content of a child's first message; raises ParentUnavailable if none comes."""
    connection.settimeout(_HELLO_SECONDS)
    line = b""
    while not line.endswith(b"\n"):
        try:
            received = connection.recv(_RECEIVE)
        except OSError as error:
            raise ParentUnavailable("the forked child says nothing") from error
        if not received:
            raise ParentUnavailable("the forked child ended at once")
        line += received
    return dict(json.loads(line)["content"])


def _message(sent: dict[str, Any]) -> dict[str, Any]:
    kind = sent["msg_type"]
    return {
        "msg_type": kind,
        "header": {"msg_type": kind, "date": datetime.now(UTC)},
        "parent_header": {"msg_id": sent["parent_id"]},
        "content": sent["content"],
        "metadata": sent["metadata"],
        "buffers": [base64.b64decode(buffer) for buffer in sent["buffers"]],
    }


class ForkedKernel:
    """What nbclient asks of a kernel manager and of a kernel client, for a child of a warmed parent."""

    ipykernel = False  # it takes no command-line arguments
    allow_stdin = False
    kernel_id = "forked"

    def __init__(self, modules: tuple[str, ...] = ()) -> None:
        self._modules = modules
        self._parent: WarmParent | None = None
        self._pid_descriptor = -1
        self._last_id = 0
        self._language_info: dict[str, Any] = {}
        self.pid = 0
        self.shell_channel: Channel
        self.iopub_channel: Channel
        self.session = Session()

    # -- as a kernel manager

    @property
    def has_kernel(self) -> bool:
        """Whether a child was started and not ended yet."""
        return self._pid_descriptor >= 0

    async def start_kernel(self, cwd: str | None = None, **_: Any) -> None:
        """Forks the child; raises RuntimeError if none comes up."""
        shell, iopub, hello = self._fork(cwd or str(Path.cwd()))
        self.pid, self._language_info = hello["pid"], hello["language_info"]
        self.shell_channel, self.iopub_channel = Channel(shell), Channel(iopub)
        self._pid_descriptor = os.pidfd_open(self.pid)

    def _fork(self, cwd: str) -> tuple[socket.socket, socket.socket, dict[str, Any]]:
        for _ in range(2):
            self._parent = warm_parent(self._modules, renew=self._parent)
            with suppress(ParentUnavailable):
                shell, iopub = self._parent.fork(cwd)
                try:
                    return shell, iopub, _hello(shell)
                except ParentUnavailable:
                    shell.close()
                    iopub.close()
            if not self._parent.has_ended(_LAST_MOMENT_SECONDS):
                break
        raise ParentUnavailable(f"no child of a warmed process could be forked in {cwd}")

    def client(self) -> ForkedKernel:
        """The client is the same object."""
        return self

    async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> None:  # noqa: ARG002
        """Ends the child at once, with the processes of its group."""
        self._signal(signal.SIGKILL)

    def interrupt_kernel(self) -> None:
        """Interrupts the running cell and the processes that it waits for, as an ordinary kernel's manager does."""
        self._signal(signal.SIGINT)

    def _signal(self, number: int) -> None:
        if self.has_kernel:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pid_descriptor, 0)  # its number may be another's by now
                os.killpg(self.pid, number)

    def cleanup_resources(self, restart: bool = False) -> None:  # noqa: ARG002
        """Lets go of the child's process."""
        if self.has_kernel:
            if self._parent and self._parent.has_ended():  # which else ends what its children leave
                with suppress(ProcessLookupError):
                    os.killpg(self.pid, signal.SIGKILL)
            asyncio.get_running_loop().remove_reader(self._pid_descriptor)
            os.close(self._pid_descriptor)
            self._pid_descriptor = -1

    # -- as a kernel client

    def start_channels(self) -> None:
        """Does nothing: the channels have been open since the fork."""

    def stop_channels(self) -> None:
        """Closes both connections."""
        self.shell_channel.close()
        self.iopub_channel.close()

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Returns at once: ``start_kernel`` has waited for the child's first message."""

    async def is_alive(self) -> bool:
        """Whether the child runs."""
        return self.has_kernel and not select.select([self._pid_descriptor], [], [], 0)[0]

    async def died(self) -> None:
        """Waits until the child has ended."""
        loop, watched = asyncio.get_running_loop(), self._pid_descriptor
        ended = loop.create_future()
        loop.add_reader(watched, ended.cancel)
        try:
            await asyncio.wait([ended])
        finally:
            if self._pid_descriptor == watched:
                loop.remove_reader(watched)
        with suppress(TimeoutError):  # what it has started may hold the connection
            await asyncio.wait_for(self.iopub_channel.ended.wait(), _LAST_WORDS_SECONDS)

    def kernel_info(self) -> str:
        """Answers from the child's first message, which names the language."""
        self._last_id += 1
        name = f"{self.pid}-{self._last_id}"
        self.shell_channel.put("kernel_info_reply", {"status": "ok", "language_info": self._language_info}, name)
        return name

    def execute(self, code: str, store_history: bool = True, **_: Any) -> str:
        """Sends a cell; returns the id that its messages bear."""
        self._last_id += 1
        name = f"{self.pid}-{self._last_id}"
        self.shell_channel.send_line({"type": "execute", "code": code, "store_history": store_history, "id": name})
        return name
