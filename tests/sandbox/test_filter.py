"""The seccomp filter, executed as the kernel would, on both processors: what is refused is refused on each."""

from __future__ import annotations

import pytest

from lianbing.sandbox.inside.syscalls import instructions

OWN = 4711
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026

# Name: number on x86_64 and aarch64, from the kernel's tables; -1 where the processor has none.
NEVER = {
    "socket": (41, 198), "connect": (42, 203), "sendto": (44, 206), "recvmsg": (47, 212), "bind": (49, 200),
    "socketpair": (53, 199), "clone": (56, 220), "fork": (57, -1), "vfork": (58, -1), "execve": (59, 221),
    "execveat": (322, 281), "kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "setsid": (112, 157), "setpgid": (109, 154), "mkdir": (83, -1),
    "mkdirat": (258, 34), "unlink": (87, -1), "unlinkat": (263, 35), "rmdir": (84, -1), "rename": (82, -1),
    "renameat": (264, 38), "renameat2": (316, 276), "link": (86, -1), "linkat": (265, 37), "symlink": (88, -1),
    "symlinkat": (266, 36), "mknod": (133, -1), "mknodat": (259, 33), "creat": (85, -1), "truncate": (76, 45),
    "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, -1), "fchownat": (260, 54),
    "utimensat": (280, 88), "setxattr": (188, 5), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "unshare": (272, 97), "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "openat2": (437, 437), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "setuid": (105, 146), "setgid": (106, 144), "setresuid": (117, 147), "setresgid": (119, 149),
    "setgroups": (116, 159), "capset": (126, 91), "prctl": (157, 167), "seccomp": (317, 277), "setrlimit": (160, 164),
    "setpriority": (141, 140), "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "ioprio_set": (251, 30), "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_setup": (206, 0), "keyctl": (250, 219),
    "add_key": (248, 217), "request_key": (249, 218), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "shmget": (29, 194), "shmat": (30, 196), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180),
    "pipe": (22, -1), "pipe2": (293, 59), "eventfd2": (290, 19), "epoll_create1": (291, 20), "inotify_init1": (294, 26),
    "fanotify_init": (300, 262), "signalfd4": (289, 74), "timer_create": (222, 107), "timerfd_create": (283, 85),
    "splice": (275, 76), "vmsplice": (278, 75), "tee": (276, 77), "init_module": (175, 105), "reboot": (169, 142),
    "kexec_load": (246, 104), "syslog": (103, 116), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "sethostname": (170, 161), "swapon": (167, 224), "quotactl": (179, 60), "acct": (163, 89), "nfsservctl": (180, 42),
    "personality": (135, 92), "iopl": (172, -1), "ioperm": (173, -1), "modify_ldt": (154, -1), "kcmp": (312, 272),
    "landlock_create_ruleset": (444, 444), "landlock_restrict_self": (446, 446), "process_mrelease": (448, 448),
    "membarrier": (324, 283), "mbind": (237, 235), "migrate_pages": (256, 238), "move_pages": (279, 239),
    "mlockall": (151, 230), "remap_file_pages": (216, 234), "get_robust_list": (274, 100),
}  # fmt: skip


def verdict(machine: str, number: int, *arguments: int, architecture: int = 0) -> int:
    """What the filter answers; arguments are 64 bits wide, as the kernel sees them."""
    words = {0: number, 4: architecture or MACHINES[machine]}
    for place, argument in enumerate((*arguments, *[0] * (6 - len(arguments)))):
        words[16 + 8 * place], words[20 + 8 * place] = argument & 0xFFFFFFFF, argument >> 32 & 0xFFFFFFFF
    listing, at, held = instructions(OWN, machine), 0, 0
    while True:
        code, yes, no, value = listing[at]
        at += 1
        match code:
            case 0x20:
                held = words[value]
            case 0x54:
                held &= value
            case 0x15:
                at += yes if held == value else no
            case 0x45:
                at += yes if held & value else no
            case 0x06:
                return value


def numbers(machine: str) -> int:
    return list(MACHINES).index(machine)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", NEVER)
def test_never_allowed(machine: str, name: str) -> None:
    number = NEVER[name][numbers(machine)]
    if number >= 0:
        assert verdict(machine, number) == EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_what_kernels_don_t_have_yet_is_refused(machine: str) -> None:
    assert {verdict(machine, number) for number in range(440, 2000)} == {EPERM}


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architecture_s_calls_end_the_process(machine: str) -> None:
    assert verdict(machine, 1, architecture=0x40000003) == KILL


def test_x32_calls_are_refused() -> None:
    assert {verdict("x86_64", 0x40000000 + number) for number in range(600)} == {EPERM}


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_that_depend_on_their_arguments(machine: str) -> None:
    def call(name: str, *arguments: int) -> int:
        pairs = {
            "openat": (257, 56),
            "fcntl": (72, 25),
            "ioctl": (16, 29),
            "prlimit64": (302, 261),
            "tgkill": (234, 131),
        }
        return verdict(machine, pairs[name][numbers(machine)], *arguments)

    read, write, truncate, nameless = 0, 0o101, 0o1000, 0o20200000
    assert call("openat", 0, 0, read) == call("openat", 0, 0, write | truncate) == ALLOW
    assert call("openat", 0, 0, read | truncate) == call("openat", 0, 0, nameless | write) == EPERM
    assert call("fcntl", 1, 3) == call("ioctl", 1, 0x5401) == ALLOW
    assert {call("fcntl", 1, own) for own in (6, 8, 10, 15, 1024, 1031, 1033)} == {EPERM}
    assert {call("ioctl", 1, what) for what in (0x5412, 0x540E, 0x8901, 0x8902, 0x5452, 0x541C)} == {EPERM}
    assert call("prlimit64", 0, 7, 0, 1 << 40) == ALLOW
    assert {call("prlimit64", *setting) for setting in ((1, 7, 0), (0, 7, 8), (0, 7, 1 << 40))} == {EPERM}
    assert call("tgkill", OWN, 1, 6) == ALLOW
    assert {call("tgkill", *other) for other in ((OWN, 1, 9), (1, 1, 6), (OWN - 1, 1, 0))} == {EPERM}
    assert verdict(machine, 435) == ENOSYS
