"""Our side of one confined, warmed parent: starts it, hands it calls, and ends it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import selectors
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import IO

from lianbing.sandbox import visible
from lianbing.sandbox.program import Limits
from lianbing.sandbox.replies import Reply, RunEnd

_START_SECONDS, _GRACE = 60, 10
_CHUNK = 65536


class HostBroken(Exception):
    """The parent is gone, doesn't answer, or never came up; the text is what it said itself."""


class Host:
    """One confined parent. Use it from one thread at a time."""

    def __init__(self, bubblewrap: bool) -> None:
        self.owner = os.getpid()
        self._scratch = "" if bubblewrap else tempfile.mkdtemp(prefix="lianbing-scratch-")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, tempfile.TemporaryFile() as errors:
            number = theirs.fileno()
            if bubblewrap:
                command = visible.bubblewrap_command(number, as_root=os.geteuid() == 0)
            else:
                command = visible.landlock_command(number, self._scratch)
            try:
                self._process = _start(command, number, errors)
            except OSError as error:
                self._forget()
                raise HostBroken(str(error)) from None
            theirs.close()
            self._wait_until_ready(errors)

    def _wait_until_ready(self, errors: IO[bytes]) -> None:
        self._control.settimeout(_START_SECONDS)
        try:
            ready = self._control.recv(_CHUNK) == b"ready"
        except OSError:
            ready = False
        if not ready:
            self.close()
            errors.seek(0)
            raise HostBroken(errors.read().decode(errors="replace").strip())

    def call(self, request: bytes, limits: Limits) -> Reply:
        """Runs one request to its end; raises HostBroken where the parent fails us."""
        passed, ours = _descriptors(request)
        try:
            try:
                socket.send_fds(self._control, [json.dumps(asdict(limits)).encode()], passed)
            except OSError as error:
                raise HostBroken(str(error)) from None
            finally:
                for descriptor in passed:
                    os.close(descriptor)
            return _Conversation(self._control, ours, limits).to_the_end()
        finally:
            for descriptor in ours:
                os.close(descriptor)

    def close(self) -> None:
        """Ends the parent and whatever it runs."""
        self._control.close()
        if self.owner == os.getpid():
            self._process.kill()
            self._process.wait()
            self._forget()

    def _forget(self) -> None:
        self._control.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _start(command: list[str], control: int, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        env=dict(visible.ENVIRONMENT),
        cwd="/",
        pass_fds=(control,),
        start_new_session=True,
    )


def _descriptors(request: bytes) -> tuple[tuple[int, int, int], tuple[int, int]]:
    """What the child gets (request, result, output), and what we read (result, output)."""
    memory = os.memfd_create("request")
    with open(memory, "wb", closefd=False) as file:
        file.write(request)
    (result, to_result), (output, to_output) = os.pipe(), os.pipe()
    return (memory, to_result, to_output), (result, output)


class _Conversation:
    """Reads result, output and the parent's word on how the child ended, all within bounds."""

    def __init__(self, control: socket.socket, ours: tuple[int, int], limits: Limits) -> None:
        self._control, self._result, self._output = control, *ours
        self._most: Mapping[int, int] = {ours[0]: limits.result_bytes, ours[1]: limits.output_bytes}
        self._got = {descriptor: bytearray() for descriptor in ours}
        self._deadline = time.monotonic() + limits.wall_seconds + _GRACE
        self._why = ""
        self._ending: RunEnd | None = None

    def to_the_end(self) -> Reply:
        with selectors.DefaultSelector() as selector:
            for source in (self._control, self._result, self._output):
                selector.register(source, selectors.EVENT_READ)
            while selector.get_map():
                ready = selector.select(self._deadline - time.monotonic())
                if not ready and time.monotonic() > self._deadline:
                    raise HostBroken("no answer")
                for key, _ in ready:
                    finished = self._receive_end() if key.fileobj is self._control else self._read(key.fd)
                    if finished:
                        selector.unregister(key.fileobj)
        if self._ending is None:
            raise HostBroken("no word on the end")
        return Reply(ending=self._ending, result=bytes(self._got[self._result]), output=bytes(self._got[self._output]))

    def _receive_end(self) -> bool:
        try:
            message = self._control.recv(_CHUNK)
            end = RunEnd(**json.loads(message))
        except (OSError, ValueError, TypeError):
            raise HostBroken("gone") from None
        self._ending = RunEnd(self._why, end.code, end.cpu) if self._why else end
        return True

    def _read(self, descriptor: int) -> bool:
        """Takes what came; what is beyond the bound is read and dropped, and the child ended."""
        chunk = os.read(descriptor, _CHUNK)
        got, most = self._got[descriptor], self._most[descriptor]
        got += chunk[: most - len(got)]
        if len(chunk) and len(got) >= most and not self._why:
            self._why = "result-size" if descriptor == self._result else "output"
            with contextlib.suppress(OSError):
                self._control.send(b"stop")
        return not chunk


def new_nonce() -> str:
    """A word that a report must repeat: blind writes to descriptors don't know it."""
    return secrets.token_hex(16)
