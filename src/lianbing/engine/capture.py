"""What a cell prints, from Python and from below it, in the order in which it was written."""

from __future__ import annotations

import codecs
import ctypes
import fcntl
import io
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

_EVERY = 0.2
"""Seconds after which what was printed is sent on while the cell runs; ipykernel's own interval."""

_CHUNK = 1 << 20


class Capture:
    """Takes ``sys.stdout``, ``sys.stderr``, and descriptors 1 and 2, which subprocesses and C libraries write to.

    The descriptors are files in memory: a writer never waits for a reader, and what was written before the next
    ``print`` is sent before it.
    """

    def __init__(self, send: Callable[[str, str], None]) -> None:
        self._send = send
        self._lock = threading.RLock()
        self._held: list[str] = []
        self._name = "stdout"
        self._sent_at = 0.0
        self._files = {"stdout": _MemoryFile(1), "stderr": _MemoryFile(2)}
        self._owner = os.getpid()

    def install(self) -> None:
        """Replaces the streams and the descriptors by this object's."""
        for file in self._files.values():
            file.install()
        sys.stdout, sys.stderr = _Stream(self, "stdout", 1), _Stream(self, "stderr", 2)
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process

    def begin(self) -> None:
        """A cell begins: what it prints in its first moments is one message."""
        self._sent_at = time.monotonic()

    def write(self, name: str, text: str) -> None:
        """Holds ``text`` until it is worth a message."""
        if os.getpid() != self._owner:  # a process that the cell has forked: its words must not cut into our messages
            os.write(1 if name == "stdout" else 2, text.encode("utf-8", "replace"))
            return
        if not text:
            return
        with self._lock:
            if name != self._name:
                self._release()
            if any(file.grown() for file in self._files.values()):
                self._drain()
            self._name = name
            self._held.append(text)
            if time.monotonic() - self._sent_at > _EVERY:
                self._release()

    def flush(self) -> None:
        """Sends all that was written so far."""
        if os.getpid() != self._owner:
            return
        with self._lock:
            for stream in (sys.__stdout__, sys.__stderr__):
                with suppress(OSError, ValueError, AttributeError):  # the cell may have closed it
                    stream.flush()  # type: ignore[union-attr]
            _LIBC.fflush(None)
            self._release()
            self._drain()

    def _release(self) -> None:
        if self._held:
            text = "".join(self._held)
            self._held.clear()
            self._send(self._name, text)
        self._sent_at = time.monotonic()

    def _drain(self) -> None:
        self._release()
        for name, file in self._files.items():
            while text := file.read():
                self._send(name, text)


_LIBC = ctypes.CDLL(None)


class _MemoryFile:
    """A file in memory that stands for a descriptor, read from where the last reading ended."""

    def __init__(self, number: int) -> None:
        self._number, self._read = number, 0
        self._file = os.memfd_create(f"fd{number}")
        # Whoever opens /dev/stdout anew may cut it; those that have it open write on at its end.
        fcntl.fcntl(self._file, fcntl.F_SETFL, os.O_APPEND)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def install(self) -> None:
        os.dup2(self._file, self._number)

    def grown(self) -> bool:
        size = os.fstat(self._file).st_size
        if size < self._read:  # it was cut
            self._read = 0
        return size > self._read

    def read(self) -> str:
        self.grown()
        text = ""
        while not text:  # a chunk may end inside a character
            chunk = os.pread(self._file, _CHUNK, self._read)
            if not chunk:
                return ""
            self._read += len(chunk)
            text = self._decoder.decode(chunk)
        return text


class _Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a cell."""

    encoding = "UTF-8"

    def __init__(self, capture: Capture, name: str, number: int) -> None:
        self._capture, self.name, self._number = capture, name, number

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._capture.write(self.name, text)
        return len(text)

    def flush(self) -> None:
        self._capture.flush()

    def fileno(self) -> int:
        return self._number

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False
