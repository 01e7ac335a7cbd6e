"""Calls into the kernel that Python has no names for."""

from __future__ import annotations

import ctypes
import os
from functools import cache


@cache
def libc() -> ctypes.CDLL:
    """The C library, with the kernel's error codes."""
    return ctypes.CDLL(None, use_errno=True)


def checked(answer: int, what: str) -> int:
    """The answer of a call; raises OSError where it failed."""
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return answer
