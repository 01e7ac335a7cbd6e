"""Landlock, capabilities, and the limits of one process."""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import signal
import stat
import struct
from collections.abc import Iterable, Mapping

from .kernel import checked, libc

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on all architectures
_CAPABILITY_VERSION, _LAST_CAPABILITY = 0x20080522, 63

_WRITE_FILE, _READ_FILE, _READ_FOLDER, _REMOVE_FILE, _MAKE_FILE, _TRUNCATE = (
    1 << 1,
    1 << 2,
    1 << 3,
    1 << 5,
    1 << 8,
    1 << 14,
)
_OF_FILES = _WRITE_FILE | _READ_FILE | _TRUNCATE
_READING = _READ_FILE | _READ_FOLDER
_SCRATCH = _READING | _WRITE_FILE | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE
_ALL_RIGHTS = ((1, 13), (2, 14), (3, 15), (5, 16))  # version of the interface: how many rights on files it knows
_TCP, _SCOPES = 0b11, 0b11

_OPEN_FILES = 64
_STEP = 1 << 20


def landlock_version() -> int:
    """Which version of Landlock the kernel has, 0 for none."""
    return max(0, int(libc().syscall(_CREATE_RULESET, None, 0, 1)))


def restrict_files(readable: Iterable[str], scratch: str) -> None:
    """Landlock: reads only below ``readable``, writes only in ``scratch``, executes nothing. Needs no_new_privs."""
    version = landlock_version()
    if not version:
        raise OSError("the kernel has no Landlock")
    rights = (1 << max(count for since, count in _ALL_RIGHTS if since <= version)) - 1
    attributes = struct.pack("=QQQ", rights, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = checked(libc().syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0), "landlock")
    for path in readable:
        _allow(rules, path, _READING & rights)
    _allow(rules, "/dev/null", (_READING | _WRITE_FILE) & rights)
    _allow(rules, scratch, _SCRATCH & rights)
    checked(libc().syscall(_RESTRICT_SELF, rules, 0), "landlock")
    os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(os.fstat(place).st_mode):
        rights &= _OF_FILES
    checked(libc().syscall(_ADD_RULE, rules, 1, struct.pack("=Qi", rights, place), 0), f"landlock {path}")
    os.close(place)


def give_up_rights() -> None:
    """No capabilities now or after any exec, and no looking into this process for others of the same user."""
    for capability in range(_LAST_CAPABILITY + 1):
        libc().prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # refused where there is none to drop
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    checked(libc().syscall(_CAPSET[os.uname().machine], header, bytes(24)), "capset")
    checked(libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    checked(libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "dumpable")


def die_with_parent(parent: int) -> None:
    """Ends when ``parent`` ends, however that comes about."""
    checked(libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "pdeathsig")
    if os.getppid() != parent:
        os._exit(1)


def address_space() -> int:
    """Bytes of address space this process has, to the mebibyte; by trying, since there may be no /proc to read."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    low, high = 0, 1 << 20  # in mebibytes
    try:
        while high - low > 1:
            middle = (low + high) // 2
            resource.setrlimit(resource.RLIMIT_AS, (middle * _STEP, before[1]))
            low, high = (low, middle) if _has_room() else (middle, high)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    return high * _STEP


def _has_room() -> bool:
    try:
        mmap.mmap(-1, mmap.PAGESIZE).close()
    except (OSError, MemoryError):
        return False
    return True


def limit(limits: Mapping[str, float], base: int) -> None:
    """Sets the kernel's limits on this process; ``base`` is the address space that it had before any learner code."""
    cpu, size = int(limits["cpu_seconds"]), base + int(limits["memory_bytes"])
    settings = {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_CPU: (cpu, cpu + 1),
        resource.RLIMIT_AS: (size, size),
        resource.RLIMIT_FSIZE: (int(limits["file_bytes"]),) * 2,
        resource.RLIMIT_NOFILE: (_OPEN_FILES,) * 2,
        resource.RLIMIT_NPROC: (0, 0),
        resource.RLIMIT_MEMLOCK: (0, 0),
    }
    for what, values in settings.items():
        hard = resource.getrlimit(what)[1]
        bounded = values if hard == resource.RLIM_INFINITY else (min(values[0], hard), min(values[1], hard))
        resource.setrlimit(what, bounded)
