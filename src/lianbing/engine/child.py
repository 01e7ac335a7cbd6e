"""The forked side: ipykernel's own shell, whose messages go over two socket pairs, serving one notebook."""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import logging
import os
import random
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_client.jsonutil import json_clean, json_default
from jupyter_client.session import Session
from tornado.ioloop import IOLoop
from traitlets.config import Config

from lianbing.engine.capture import Capture

_RECEIVE = 1 << 18

# Cells may do to the module json what they like.
_encode = json.JSONEncoder(default=json_default, ensure_ascii=False, allow_nan=False).encode
_decode = json.JSONDecoder().decode


class SocketSession(Session):
    """Sends messages as lines of JSON over a socket; before a child has one, nowhere."""

    connection: socket.socket | None = None

    def send(  # type: ignore[override]
        self,
        stream: object,  # noqa: ARG002
        msg_or_type: str | Mapping[str, Any],
        content: Mapping[str, Any] | None = None,
        parent: Mapping[str, Any] | None = None,
        ident: object = None,  # noqa: ARG002
        buffers: Sequence[bytes] | None = None,
        **keys: Any,
    ) -> None:
        """Sends one message; the signature is that of ``Session.send``."""
        if self.connection is None or os.getpid() != self._owner:
            return
        if not isinstance(msg_or_type, str):
            content, parent = msg_or_type["content"], msg_or_type["parent_header"]
            msg_or_type = str(msg_or_type["msg_type"])
        line = _line(msg_or_type, content or {}, parent, keys.get("metadata"), buffers or ())
        with self._one_at_a_time:
            self.connection.sendall(line)

    def connect(self, connection: socket.socket) -> None:
        """From now on messages go over this connection, from this process alone."""
        self.connection, self._owner, self._one_at_a_time = connection, os.getpid(), threading.Lock()


def _line(
    kind: str,
    content: Mapping[str, Any],
    parent: Mapping[str, Any] | None,
    metadata: Mapping[str, Any] | None = None,
    buffers: Sequence[bytes] = (),
) -> bytes:
    header = (parent or {}).get("header", parent) or {}
    message = {
        "msg_type": kind,
        "content": content,
        "metadata": metadata or {},
        "parent_id": header.get("msg_id", ""),
        "buffers": [base64.b64encode(buffer).decode() for buffer in buffers],
    }
    try:
        text = _encode(message)
    except (TypeError, ValueError):  # as jupyter_client does for what JSON doesn't know
        text = _encode(json_clean(message))
    # A lone surrogate would make a notebook that can't be saved.
    return text.encode("utf-8", "replace") + b"\n"


def make_kernel() -> IPythonKernel:
    """The kernel that every child inherits. It keeps no history file, starts no thread and reads no configuration."""
    config = Config()
    config.HistoryManager.enabled = False
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    # A logger outside the tree: a notebook's logging must not bring the kernel's own messages into its cells.
    log = logging.Logger(__name__, logging.ERROR)
    kernel = IPythonKernel.instance(session=SocketSession(), config=config, log=log, user_ns=None)
    sys.displayhook = kernel.shell.displayhook  # type: ignore[union-attr]
    _warm(kernel)
    return kernel


def _warm(kernel: Any) -> None:
    """Runs what first cells run, so that children find it done, and forgets it."""
    shell = kernel.shell
    module = {name: value for name, value in shell.user_ns.items() if name.startswith("__")}
    asyncio.run(_first_cells(kernel))
    shell.reset(new_session=True, aggressive=False)
    shell.history_manager.reset()
    shell.user_ns.update(module)
    shell.execution_count = 1


async def _first_cells(kernel: Any) -> None:
    kernel.io_loop = IOLoop.current()
    for code in ("None", "from IPython.display import HTML, display\ndisplay(HTML(''))\n0"):
        await kernel.do_execute(code, silent=False)


def serve(kernel: IPythonKernel, shell: socket.socket, iopub: socket.socket) -> None:
    """Runs cells until the client closes the connection."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(_Child(kernel, shell, iopub).serve())


class _Child:
    """One notebook's process."""

    def __init__(self, kernel: Any, shell: socket.socket, iopub: socket.socket) -> None:
        self._kernel, self._shell = kernel, shell
        self._pid = os.getpid()
        kernel.session.connect(iopub)
        self._capture = Capture(self._say)

    async def serve(self) -> None:
        """Takes requests one after the other, in the event loop that cells find running, as in any ipykernel."""
        self._separate_from_parent()
        await self._reply("hello", {"pid": self._pid, "language_info": self._kernel.language_info}, None)
        async for request in self._requests():
            if request["type"] == "execute":
                await self._execute(request)
            else:
                self._kernel.comm_manager.comm_msg(None, None, request["message"])

    def _separate_from_parent(self) -> None:
        """Renews what a fork shares with its parent, as an ordinary kernel has it to itself."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.enable()
        self._kernel.io_loop = IOLoop.current()
        self._kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())
        self._capture.install()
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        self._use_working_folder()

    def _use_working_folder(self) -> None:
        """Has IPython start in the notebook's folder and find modules there."""
        shell = self._kernel.shell
        shell.starting_dir, shell.history_manager.dir_hist[:] = str(Path.cwd()), [Path.cwd()]
        installed = (n for n, path in enumerate(sys.path) if Path(path).name in {"site-packages", "dist-packages"})
        sys.path.insert(next(installed, len(sys.path)), "")

    async def _requests(self) -> AsyncIterator[dict[str, Any]]:
        self._shell.setblocking(False)
        loop, chunks = asyncio.get_running_loop(), bytearray()
        while received := await loop.sock_recv(self._shell, _RECEIVE):
            chunks += received
            *lines, rest = chunks.split(b"\n") if b"\n" in received else [chunks]
            for line in lines:
                yield _decode(line.decode())
            chunks = rest

    def _say(self, name: str, text: str) -> None:
        session = self._kernel.session
        session.send(None, "stream", {"name": name, "text": text}, self._kernel.shell.get_parent())

    async def _reply(self, kind: str, content: Mapping[str, Any], parent: Mapping[str, Any] | None) -> None:
        await asyncio.get_running_loop().sock_sendall(self._shell, _line(kind, content, parent))

    async def _execute(self, request: Mapping[str, Any]) -> None:
        kernel, session = self._kernel, self._kernel.session
        parent = session.msg("execute_request", {"code": request["code"]})
        parent["header"]["msg_id"] = parent["msg_id"] = request["id"]
        kernel.set_parent([], parent)
        session.send(None, "status", {"execution_state": "busy"}, parent)
        session.send(None, "execute_input", {"execution_count": kernel.shell.execution_count}, parent)
        self._capture.begin()
        reply = await self._run(request["code"], request["store_history"])
        if os.getpid() != self._pid:  # a process that the cell has forked came back here: the reply is not its to give
            self._capture.flush()
            os._exit(0)
        self._capture.flush()
        await self._reply("execute_reply", reply, parent)
        session.send(None, "status", {"execution_state": "idle"}, parent)

    async def _run(self, code: str, store_history: bool) -> dict[str, Any]:
        """The content of an ``execute_reply``."""
        self._kernel.pre_handler_hook()
        try:
            reply: dict[str, Any] = await self._kernel.do_execute(code, silent=False, store_history=store_history)
        except KeyboardInterrupt:  # came just before or after the cell
            reply = {"status": "error", "ename": "KeyboardInterrupt", "evalue": "", "traceback": []}
        finally:
            self._kernel.post_handler_hook()
        if self._kernel.shell.exit_now and reply["status"] == "ok":
            reply = {**reply, "status": "error", "ename": "SystemExit", "evalue": "", "traceback": []}
        return reply
