"""Kernels as processes over ZeroMQ, for where forking doesn't serve: without its fixed waits, and started ahead.

Every notebook has a kernel of its own here too. From the second notebook of a kind on, the next kernels boot in the
background while a notebook runs, so that a batch hardly waits for starts.
"""

from __future__ import annotations

import asyncio
import atexit
import math
import os
import queue
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import default

from lianbing.engine.surroundings import Surroundings

_IOPUB_SECONDS = 0.05
"""Within which the other channel must confirm a reply; what was said before it stood is lost, and we ask again."""

_POLL_SECONDS = 0.1
_SETTLE_SECONDS = 60

_AHEAD = min(2, os.cpu_count() or 1)
"""How many kernels are started ahead: a boot takes longer than a short notebook, and keeps one processor busy."""


class QuickClient(AsyncKernelClient):
    """Is ready when the kernel has answered on both channels, not a fixed time later."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Returns when the kernel takes cells; raises RuntimeError if it died or ``timeout`` seconds have passed."""
        deadline = time.monotonic() + (timeout or math.inf)
        while not await self._answers(self.kernel_info()):
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")
        if isinstance(self.parent, QuickKernel):
            await self.parent.enter_notebook(self)

    async def _answers(self, request: str) -> bool:
        with suppress(queue.Empty):
            reply = await self.shell_channel.get_msg(timeout=1)
            while not _belongs(reply, request):
                reply = await self.shell_channel.get_msg(timeout=1)
            self._handle_kernel_info_reply(reply)
            while True:
                message = await self.iopub_channel.get_msg(timeout=_IOPUB_SECONDS)
                if _belongs(message, request) and message["content"].get("execution_state") == "idle":
                    return True
        return False

    async def is_alive(self) -> bool:
        """Whether the kernel's process runs."""
        return bool(await super()._async_is_alive())

    async def died(self) -> None:
        """Waits until the kernel's process has ended."""
        while await self.is_alive():
            await asyncio.sleep(_POLL_SECONDS)


def _belongs(message: dict[str, Any], request: str) -> bool:
    return bool(message["parent_header"].get("msg_id") == request)


@dataclass(frozen=True)
class KernelKind:
    """What can't be changed any more about a kernel that was started ahead."""

    kernel_name: str
    modules: tuple[str, ...]

    def arguments(self) -> list[str]:
        """Arguments of an ipykernel: no history file, modules to import before the first cell."""
        imports = [f'--IPKernelApp.exec_lines=exec("import {name}", {{}})' for name in self.modules]
        return ["--HistoryManager.hist_file=:memory:", *imports]


class QuickKernel(AsyncKernelManager):
    """A kernel's process, ended without polling. One that was started ahead moves to where its notebook is run."""

    started_in: Surroundings | None = None
    ahead: KernelKind | None = None
    """The kind of kernels to start while this one runs."""

    quiet = False
    """Whether only its errors reach the terminal, where an ipykernel says what nobody needs who runs a batch."""

    @property
    def has_ended(self) -> bool:
        """Whether its process is gone."""
        process = getattr(self.provisioner, "process", None)
        return process is not None and process.poll() is not None

    @default("client_factory")
    def _client_factory_default(self) -> type[QuickClient]:
        return QuickClient

    async def start_kernel(self, **kwargs: Any) -> None:  # type: ignore[override] # so it is in AsyncKernelManager
        """Starts the process and doesn't wait until it is ready."""
        if self.quiet:
            kwargs["extra_arguments"] = [*kwargs.get("extra_arguments", ()), "--log-level=40"]
        await super()._async_start_kernel(**kwargs)

    async def start_ahead(self, kind: KernelKind) -> None:
        """Starts a kernel that is yet to learn where its notebook is run."""
        # Not in this notebook's folder: that may be gone before the kernel has booted, and on Windows it could not go.
        self.started_in = replace(Surroundings.now(), cwd=sys.prefix)
        await self.start_kernel(extra_arguments=kind.arguments(), cwd=sys.prefix)

    async def enter_notebook(self, client: QuickClient) -> None:
        """Takes over the notebook's folder and environment, then starts the next kernels."""
        if self.started_in is not None and (change := self.started_in.change()):
            code = f"exec({change.as_code()!r}, {{}})"
            reply = await client.execute(code, silent=True, store_history=False, reply=True, timeout=_SETTLE_SECONDS)
            if reply["content"]["status"] != "ok":
                raise RuntimeError(f"The kernel can't work in {Path.cwd()}")
        if self.ahead is not None:
            await _shelf.fill(self.ahead)

    async def shutdown_kernel(  # type: ignore[override] # so it is in AsyncKernelManager
        self, now: bool = False, restart: bool = False
    ) -> None:
        """Kills the process, with those that it has started; a kernel of one notebook has nothing to tidy up."""
        if not isinstance(self.provisioner, LocalProvisioner):
            await super()._async_shutdown_kernel(now=now, restart=restart)
            return
        self.kill_now()
        await self.provisioner.wait()
        await self.cleanup_resources(restart=restart)

    def kill_now(self) -> None:
        """Kills the process and waits for its end, which is a matter of milliseconds."""
        process = getattr(self.provisioner, "process", None)
        if process is None:
            return
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, 9)
        process.kill()
        process.wait()

    def discard(self) -> None:
        """Ends a kernel that has had no notebook."""
        self.kill_now()
        self.cleanup_connection_file()
        self.context.destroy(linger=0)


def _new_kernel(kind: KernelKind) -> QuickKernel:
    kernel = QuickKernel(kernel_name=kind.kernel_name)
    kernel.quiet = True
    return kernel


@dataclass
class _Shelf:
    """The kernels that were started ahead."""

    asked: Counter[KernelKind] = field(default_factory=Counter)
    kernels: dict[KernelKind, list[QuickKernel]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, kind: KernelKind) -> QuickKernel:
        """A kernel that was started ahead, or one that is yet to be started."""
        with self.lock:
            self.asked[kind] += 1
            kernel = self._ready(kind) or _new_kernel(kind)
            kernel.ahead = kind if self.asked[kind] > 1 else None  # a single notebook needs no second kernel
            return kernel

    def _ready(self, kind: KernelKind) -> QuickKernel | None:
        waiting = self.kernels.get(kind, [])
        while waiting:
            kernel = waiting.pop(0)
            if not kernel.has_ended:
                return kernel
            kernel.discard()
        return None

    async def fill(self, kind: KernelKind) -> None:
        """Starts what is missing; returns before it has booted."""
        while len(self.kernels.get(kind, ())) < _AHEAD:
            kernel = _new_kernel(kind)
            await kernel.start_ahead(kind)
            with self.lock:
                self.kernels.setdefault(kind, []).append(kernel)

    def clear(self) -> None:
        with self.lock:
            unused = [kernel for kernels in self.kernels.values() for kernel in kernels]
            self.kernels.clear()
            self.asked.clear()
        for kernel in unused:
            kernel.discard()

    def forget(self) -> None:
        """A forked copy of this process owns none of its kernels."""
        self.lock = threading.Lock()
        self.kernels.clear()
        self.asked.clear()


_shelf = _Shelf()
atexit.register(_shelf.clear)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_shelf.forget)


def next_kernel(kernel_name: str, modules: tuple[str, ...] = (), *, ahead: bool) -> QuickKernel:
    """A kernel for one notebook; ``ahead`` says that it is an ipykernel and is started as every other of its kind."""
    return _shelf.take(KernelKind(kernel_name, modules)) if ahead else QuickKernel(kernel_name=kernel_name)


def close_kernels() -> None:
    """Ends the kernels that were started ahead; without it they end when the process does."""
    _shelf.clear()
