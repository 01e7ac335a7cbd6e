"""The seccomp filter of learner code: what isn't named here is refused, also what kernels don't have yet.

There is no clone, fork, execve, socket, kill, unlink, mkdir, link, chmod, mount, ptrace, memfd, pipe or prctl: the
child is one process with one thread until it ends, and its scratch folder is flat and only grows.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import struct

from .kernel import checked, libc

_ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

# Name: number on x86_64, number on aarch64; -1 where the architecture has no such call.
_ALLOWED = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "stat": (4, -1), "fstat": (5, 80), "lstat": (6, -1),
    "poll": (7, -1), "lseek": (8, 62), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "pread64": (17, 67),
    "pwrite64": (18, 68), "readv": (19, 65), "writev": (20, 66), "access": (21, -1), "select": (23, -1),
    "sched_yield": (24, 124), "mremap": (25, 216), "msync": (26, 227), "madvise": (28, 233), "dup": (32, 23),
    "dup2": (33, -1), "pause": (34, -1), "nanosleep": (35, 101), "getitimer": (36, 102), "alarm": (37, -1),
    "setitimer": (38, 103), "getpid": (39, 172), "exit": (60, 93), "uname": (63, 160), "fsync": (74, 82),
    "fdatasync": (75, 83), "ftruncate": (77, 46), "getdents": (78, -1), "getcwd": (79, 17), "chdir": (80, 49),
    "fchdir": (81, 50), "readlink": (89, -1), "umask": (95, 166), "gettimeofday": (96, 169), "getrlimit": (97, 163),
    "getrusage": (98, 165), "sysinfo": (99, 179), "times": (100, 153), "getuid": (102, 174), "getgid": (104, 176),
    "geteuid": (107, 175), "getegid": (108, 177), "getppid": (110, 173), "rt_sigpending": (127, 136),
    "rt_sigtimedwait": (128, 137), "rt_sigsuspend": (130, 133), "sigaltstack": (131, 132), "statfs": (137, 43),
    "fstatfs": (138, 44), "gettid": (186, 178), "time": (201, -1), "futex": (202, 98),
    "sched_getaffinity": (204, 123), "getdents64": (217, 61), "restart_syscall": (219, 128), "fadvise64": (221, 223),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "exit_group": (231, 94),
    "newfstatat": (262, 79), "readlinkat": (267, 78), "faccessat": (269, 48), "pselect6": (270, 72),
    "ppoll": (271, 73), "set_robust_list": (273, 99), "dup3": (292, 24), "getrandom": (318, 278),
    "statx": (332, 291), "rseq": (334, 293), "faccessat2": (439, 439),
}  # fmt: skip
_OPEN, _OPENAT, _FCNTL, _IOCTL = (2, -1), (257, 56), (72, 25), (16, 29)
_PRLIMIT, _TGKILL, _CLONE3 = (302, 261), (234, 131), (435, 435)

_TERMINAL_GET, _WINDOW_GET, _AVAILABLE, _CLOEXEC_ON, _CLOEXEC_OFF = 0x5401, 0x5413, 0x541B, 0x5451, 0x5450
_IOCTLS = (_TERMINAL_GET, _WINDOW_GET, _AVAILABLE, _CLOEXEC_ON, _CLOEXEC_OFF)
_FCNTLS = (0, 1, 2, 3, 4, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC; never F_SETOWN
_O_ACCMODE, _O_TRUNC, _O_TMPFILE = 0o3, 0o1000, 0o20000000

_LOAD, _EQUAL, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x45, 0x54, 0x06
_ALLOW, _KILL, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050000 | 1, 0x00050000 | 38  # EPERM, ENOSYS
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4

Instruction = tuple[int, int, int, int]
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def known_machine() -> bool:
    """Whether this processor's system calls are listed here."""
    return platform.machine() in _ARCHITECTURES


def install() -> None:
    """Puts the filter on this process, for good. Needs no_new_privs."""
    packed = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions(os.getpid()))
    text = ctypes.create_string_buffer(packed, len(packed))
    whole = _Filter(len(packed) // 8, ctypes.cast(text, ctypes.c_void_p))
    checked(libc().prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(whole), 0, 0), "seccomp")


def instructions(own: int, machine: str = platform.machine()) -> list[Instruction]:
    """The filter as instructions of classic BPF, for the process ``own``."""
    architecture, column = _ARCHITECTURES[machine]
    listing: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    for numbers in _ALLOWED.values():
        if numbers[column] >= 0:
            listing += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _ALLOW)]
    for numbers, body in _conditional(own):
        if numbers[column] >= 0:
            listing += [(_EQUAL, 0, len(body), numbers[column]), *body]
    return [*listing, (_RETURN, 0, 0, _REFUSE)]


def _conditional(own: int) -> tuple[tuple[tuple[int, int], list[Instruction]], ...]:
    return (
        (_OPEN, _opening(1)),
        (_OPENAT, _opening(2)),
        (_FCNTL, _one_of(1, _FCNTLS)),
        (_IOCTL, _one_of(1, _IOCTLS)),
        (_PRLIMIT, _only_reading_limits()),
        (_TGKILL, _only_itself(own)),
        (_CLONE3, [(_RETURN, 0, 0, _UNKNOWN)]),
    )


def _argument(place: int, high: bool = False) -> Instruction:
    return _LOAD, 0, 0, 16 + 8 * place + 4 * high


def _opening(place: int) -> list[Instruction]:
    """No files without a name, which nobody could count, and no emptying of files that are opened for reading."""
    return [
        _argument(place),
        (_ANY_BIT, 0, 1, _O_TMPFILE),
        (_RETURN, 0, 0, _REFUSE),
        (_AND, 0, 0, _O_TRUNC | _O_ACCMODE),
        (_EQUAL, 0, 1, _O_TRUNC),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _one_of(place: int, values: tuple[int, ...]) -> list[Instruction]:
    tests: list[Instruction] = []
    for value in values:
        tests += [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ALLOW)]
    return [_argument(place), *tests, (_RETURN, 0, 0, _REFUSE)]


def _only_reading_limits() -> list[Instruction]:
    """``prlimit64(0, what, NULL, …)``: of itself, and setting nothing."""
    steps: list[Instruction] = []
    for part in (_argument(0), _argument(2), _argument(2, high=True)):
        steps += [part, (_EQUAL, 1, 0, 0), (_RETURN, 0, 0, _REFUSE)]
    return [*steps, (_RETURN, 0, 0, _ALLOW)]


def _only_itself(own: int) -> list[Instruction]:
    """Raising and aborting. Never SIGKILL: a killed child was killed by the machine or by us."""
    return [
        _argument(0),
        (_EQUAL, 1, 0, own),
        (_RETURN, 0, 0, _REFUSE),
        _argument(2),
        (_EQUAL, 0, 1, signal.SIGKILL),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
