"""Attacks as learner code. ``solve`` returns what it got hold of: nothing of it when the walls hold.

Run without walls the same code must succeed (the positive control), where that is safe: an attack that can't succeed
anywhere proves nothing. ``needs_root`` controls succeed only for a root whom no container restrains.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lianbing.sandbox import FaultKind, Limits
from lianbing.sandbox.program import MEBIBYTE

BRIEF = replace(Limits(), wall_seconds=1)
LONGER = replace(Limits(), wall_seconds=20, cpu_seconds=9, memory_bytes=128 * MEBIBYTE)
BUSY = replace(Limits(), wall_seconds=20, cpu_seconds=1)

PRELUDE = """
import ctypes, errno, fcntl, mmap, os, platform, resource, signal, socket, subprocess, sys, threading, time

def tried(call):
    try:
        got = call()
    except (OSError, ValueError, RuntimeError, MemoryError, OverflowError, KeyError, ImportError):
        return False
    return True if got is None else got

def kernel(numbers, *arguments):
    "Whether the kernel took a call seriously: any answer but a refusal. Without walls it may be too old for it."
    libc = ctypes.CDLL(None, use_errno=True)
    number = numbers[platform.machine() != "x86_64"]
    if libc.syscall(number, *arguments) != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
        return True
    return "absent" if ctypes.get_errno() == errno.ENOSYS else False
"""


@dataclass(frozen=True)
class Attack:
    """One attack; ``body`` is the body of ``solve(at)``, where ``at`` names what the attacked machine has."""

    body: str
    limits: Limits = field(default_factory=Limits)
    fault: FaultKind | None = None
    control: bool = True
    needs_root: bool = False

    @property
    def source(self) -> str:
        lines = "\n".join(f"    {line}" for line in self.body.strip().splitlines())
        return f"{PRELUDE}\ndef solve(at):\n{lines}\n"


def _root(body: str) -> Attack:
    return Attack(body, needs_root=True)


def _fatal(body: str, fault: FaultKind, limits: Limits = LONGER) -> Attack:
    """Ends in a fault; without walls it would hurt this machine, or never end."""
    return Attack(body, limits, fault, control=False)


READING = {
    "a file in the data folder": Attack('return tried(lambda: open(at["secret"]).read())'),
    "the list of the data folder": Attack('return tried(lambda: os.listdir(at["folder"]))'),
    "the home folder": Attack('return tried(lambda: os.listdir(at["home"]))'),
    "the repository": Attack('return tried(lambda: os.listdir(at["repository"]))'),
    "/etc/passwd": Attack('return tried(lambda: open("/etc/passwd").read())'),
    "/etc/shadow": _root('return tried(lambda: open("/etc/shadow").read())'),
    "the root folder by descriptors": Attack(
        'return tried(lambda: os.open("etc/hosts", os.O_RDONLY, dir_fd=os.open("/", os.O_RDONLY)))'
    ),
    "above the scratch": Attack('return tried(lambda: open("../" * 20 + at["secret"]).read())'),
    "by a symbolic link": Attack('return tried(lambda: os.symlink(at["secret"], "link") or open("link").read())'),
    "by a hard link": Attack('return tried(lambda: os.link(at["own"], "hard") or open("hard").read())'),
    "by /proc/self/root": Attack('return tried(lambda: open("/proc/self/root" + at["secret"]).read())'),
    "environments of processes": Attack(
        """
found = "LIANBING_TEST_SECRET" in os.environ
for pid in ["self", str(os.getppid()), str(at["pid"]), "1"]:
    found = found or bool(tried(lambda: b"LIANBING_TEST_SECRET" in open(f"/proc/{pid}/environ", "rb").read()))
return found
"""
    ),
    "the environment of process 1": Attack(
        'return tried(lambda: open("/proc/1/environ", "rb").close())', control=False
    ),
    "the memory of the parent": _root(
        """
memory = tried(lambda: open(f"/proc/{os.getppid()}/mem", "rb"))
if not memory:
    return False
place = int(open(f"/proc/{os.getppid()}/maps").read().split("-")[0], 16)
memory.seek(place)
return len(memory.read(16)) == 16
"""
    ),
    "the memory of its own parent by process_vm_readv": _root(
        """
class Span(ctypes.Structure):
    _fields_ = [("at", ctypes.c_void_p), ("size", ctypes.c_size_t)]
own = ctypes.create_string_buffer(8)
here, there = Span(ctypes.addressof(own), 8), Span(1, 8)
return kernel((310, 270), os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
"""
    ),
    "the processes of this machine": Attack(
        'return [n for n in tried(lambda: os.listdir("/proc")) or [] if n.isdigit()]'
    ),
    "the terminal": _root('return tried(lambda: os.open("/dev/console", os.O_RDONLY | os.O_NONBLOCK))'),
    "the disk as a device": _root('return tried(lambda: os.mknod("disk", 0o60600, os.makedev(1, 0)))'),
}

WRITING = {
    "into the data folder": Attack('return tried(lambda: open(at["folder"] + "/new", "w").write("x"))'),
    "over a file of the data folder": Attack('return tried(lambda: open(at["own"], "a").write(""))  is not False'),
    "by removing a file": Attack('return tried(lambda: os.unlink(at["doomed"]))'),
    "by renaming a file": Attack('return tried(lambda: os.rename(at["renamed"], at["renamed"] + "2"))'),
    "by truncating a file": Attack('return tried(lambda: os.truncate(at["own"], 0))'),
    "by opening to read and truncate": Attack(
        """
open("file", "w").write("x")
return tried(lambda: os.open("file", os.O_RDONLY | os.O_TRUNC))
"""
    ),
    "by changing a mode": Attack('return tried(lambda: os.chmod(at["own"], 0o666))'),
    "by changing times": Attack('return tried(lambda: os.utime(at["own"], (1, 1)))'),
    "into /tmp": Attack('return tried(lambda: open(f"/tmp/lianbing-attack-{at[\'pid\']}", "w").write("x"))'),
    "into /dev/shm": Attack('return tried(lambda: open(f"/dev/shm/lianbing-attack-{at[\'pid\']}", "w").write("x"))'),
    "over the interpreter's library": _root('return tried(lambda: open(os.__file__, "ab").close())'),
    "over a package": _root('import pandas\nreturn tried(lambda: open(pandas.__file__, "ab").close())'),
    "beside a package": _root(
        """
import pandas
name = os.path.join(os.path.dirname(pandas.__file__), "lianbing_attack.py")
return tried(lambda: (open(name, "w").close(), os.unlink(name)) and True)
"""
    ),
    "folders in the scratch": Attack('return tried(lambda: os.mkdir("deep"))'),
    "files without a name": Attack('return tried(lambda: os.open(".", os.O_TMPFILE | os.O_RDWR)) is not False'),
}

NETWORK = {
    "TCP": Attack('return tried(lambda: socket.create_connection(("127.0.0.1", at["port"]), 2) and True)'),
    "TCP server": Attack('return tried(lambda: socket.create_server(("127.0.0.1", 0)) and True)'),
    "UDP": Attack(
        'return tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", at["port"])))'
    ),
    "names": Attack('return tried(lambda: bool(socket.getaddrinfo("localhost", 80)))'),
    "a unix socket": Attack('return tried(lambda: socket.socket(socket.AF_UNIX).connect(at["unix"]))'),
    "an abstract socket": Attack('return tried(lambda: socket.socket(socket.AF_UNIX).connect("\\0" + at["abstract"]))'),
    "a socket pair": Attack("return tried(lambda: socket.socketpair() and True)"),
    "netlink": Attack("return tried(lambda: socket.socket(16, socket.SOCK_RAW, 0) and True)"),
    "raw packets": _root("return tried(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW) and True)"),
}

PROCESSES = {
    "fork": Attack("return tried(lambda: os.fork() or os._exit(0)) is not False"),
    "a fork bomb": _fatal(
        """
grown = 0
for _ in range(1000):
    try:
        if os.fork() == 0:
            time.sleep(60)
        grown += 1
    except OSError:
        pass
raise SystemExit if not grown else AssertionError(grown)
""",
        FaultKind.ENDED,
    ),
    "vfork and clone": Attack(
        """
libc = ctypes.CDLL(None, use_errno=True)
pid = libc.syscall((56, 220)[platform.machine() != "x86_64"], signal.SIGCHLD, 0, 0, 0, 0)
if pid == 0:
    os._exit(0)
return pid > 0
"""
    ),
    "clone3": Attack(
        """
whole = (ctypes.c_uint64 * 11)()
whole[4] = signal.SIGCHLD
pid = ctypes.CDLL(None).syscall(435, ctypes.byref(whole), ctypes.sizeof(whole))
if pid == 0:
    os._exit(0)
return pid > 0
"""
    ),
    "a thread": Attack("return tried(lambda: threading.Thread(target=print).start())"),
    "a thread bomb": _fatal(
        """
grown = 0
for _ in range(1000):
    try:
        threading.Thread(target=time.sleep, args=(60,)).start()
        grown += 1
    except RuntimeError:
        pass
raise SystemExit if not grown else AssertionError(grown)
""",
        FaultKind.ENDED,
    ),
    "a command": Attack('return tried(lambda: subprocess.run(["/bin/true"]).returncode == 0)'),
    "a shell": Attack('return os.system("true") == 0'),
    "posix_spawn": Attack('return tried(lambda: os.posix_spawn("/bin/true", ["true"], {}))'),
    "a setuid program": Attack(
        """
for name in ("/bin/su", "/usr/bin/su", "/bin/mount", "/usr/bin/passwd"):
    if tried(lambda: subprocess.run([name, "--help"], capture_output=True).returncode == 0):
        return True
return False
"""
    ),
    "exec of the interpreter": Attack(
        """
if tried(lambda: os.fork()):
    return os.wait()[1] == 0
return tried(lambda: os.execv(sys.executable, [sys.executable, "-S", "-c", ""]))
"""
    ),
    "a daemon": Attack(
        """
child = tried(os.fork)
if child is False:
    return tried(os.setsid)
if child == 0:
    os.setsid()
    os._exit(0)
return True
"""
    ),
    "the loader as a program": Attack(
        'return tried(lambda: os.posix_spawn("/lib64/ld-linux-x86-64.so.2", ["ld", "--help"], {}))',
        control=False,
    ),
}

OTHERS = {
    "asking for the parent by kill": Attack("return tried(lambda: os.kill(os.getppid(), 0))"),
    "asking for everyone by kill": Attack("return tried(lambda: os.kill(-1, 0))", control=False),
    "killing the parent": _fatal(
        """
for number in (9, 15, 19):
    for pid in (os.getppid(), at["pid"], 1, 0, -1):
        if tried(lambda: os.kill(pid, number)):
            return "killed"
raise SystemExit
""",
        FaultKind.ENDED,
    ),
    "a signal by file ownership": Attack(
        "return tried(lambda: fcntl.fcntl(1, fcntl.F_SETOWN, os.getppid())) is not False"
    ),
    "pidfd_open of the parent": Attack("return tried(lambda: os.pidfd_open(os.getppid()))"),
    "limits of the parent": Attack(
        "return tried(lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0)))"
    ),
    "its own limits": Attack(
        """
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
return tried(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft - 1, hard)))
"""
    ),
    "priority of the parent": Attack(
        "return tried(lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), os.getpriority(os.PRIO_PROCESS, 0)))"
    ),
    "ptrace": Attack("return kernel((101, 117), 0x4206, os.getppid(), 0, 0)", needs_root=True),
    "SysV shared memory": Attack("return kernel((29, 194), 0, 4096, 0o1600)"),
}

KERNEL = {
    "mount": _root("return kernel((165, 40), None, None, None, 0, None)"),
    "umount": _root("return kernel((166, 39), None, 0)"),
    "new namespaces": _root("return kernel((272, 97), 0x00020000)"),
    "a user namespace": Attack("return kernel((272, 97), 0x10000000)", control=False),
    "entering a namespace": _root("return kernel((308, 268), -1, 0)"),
    "chroot": _root("return tried(lambda: os.chroot(at['folder']))"),
    "keyrings": _root("return kernel((250, 219), 0, -3, 1)"),
    "keys": _root('return kernel((248, 217), b"user", b"x", b"x", 1, -2)'),
    "io_uring": _root("return kernel((425, 425), 1, None)"),
    "bpf": _root("return kernel((321, 280), 0, None, 0)"),
    "perf": _root("return kernel((298, 241), None, 0, -1, -1, 0)"),
    "userfaultfd": _root("return kernel((323, 282), 0x800)"),
    "setuid to root": _root("return tried(lambda: os.setresuid(0, 0, 0))"),
    "another user": _root("return tried(lambda: os.setuid(4242))"),
    "the clock": _root("return kernel((227, 112), 0, None)"),
    "the host's name": _root("return kernel((170, 161), None, 1 << 20)"),
    "memfd": Attack('return tried(lambda: os.memfd_create("x"))'),
    "a file handle": _root("return kernel((304, 265), -100, None, 0)"),
    "fanotify": _root("return kernel((300, 262), 0, 0)"),
    "typing into the terminal": Attack(
        """
try:
    fcntl.ioctl(1, 0x5412, b"x")
except OSError as error:
    return error.errno != errno.EPERM
return True
"""
    ),
    "a seccomp filter of its own": Attack("return kernel((157, 167), 38, 1, 0, 0, 0)"),
}
EXHAUSTION = {
    "a loop": _fatal("while True: pass", FaultKind.TIME, BUSY),
    "a loop that ignores SIGXCPU": _fatal(
        "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass", FaultKind.TIME, BUSY
    ),
    "sleep": _fatal("time.sleep(3600)", FaultKind.TIME, BRIEF),
    "sleep with all signals ignored": _fatal(
        """
for number in set(signal.valid_signals()) - {9, 19}:
    tried(lambda: signal.signal(number, signal.SIG_IGN))
while True:
    time.sleep(1)
""",
        FaultKind.TIME,
        BRIEF,
    ),
    "stopping itself": _fatal("signal.raise_signal(signal.SIGSTOP)\ntime.sleep(60)", FaultKind.TIME, BRIEF),
    "a storm of timers": _fatal(
        """
signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)
while True: pass
""",
        FaultKind.TIME,
        BRIEF,
    ),
    "a result that never ends": _fatal(
        "class Endless(list):\n    def __iter__(self):\n        while True: time.sleep(9)\nreturn Endless([1])",
        FaultKind.TIME,
        BRIEF,
    ),
    "one large object": _fatal("return len(bytearray(3 << 30))", FaultKind.MEMORY, LONGER),
    "a growing list": _fatal("grown = [0]\nwhile True: grown += grown", FaultKind.MEMORY, LONGER),
    "a growing table": _fatal(
        "import pandas\nt = pandas.DataFrame({'a': range(1000)})\nwhile True: t = pandas.concat([t, t])",
        FaultKind.MEMORY,
        LONGER,
    ),
    "mapped memory": Attack("return tried(lambda: len(mmap.mmap(-1, 2 << 30)))"),
    "much mapped memory": Attack(
        """
held = []
for _ in range(64):
    held.append(tried(lambda: mmap.mmap(-1, 32 << 20)))
return bool(held[-1])
"""
    ),
    "many descriptors": Attack('return tried(lambda: len([os.open("/dev/null", 0) for _ in range(200)]))'),
    "many pipes": Attack("return tried(lambda: len([os.pipe() for _ in range(20)]))"),
    "one large file": Attack('return tried(lambda: open("big", "wb").write(bytes(40 << 20)))'),
    "one large sparse file": Attack(
        'return tried(lambda: os.truncate(os.open("big", os.O_CREAT | os.O_RDWR), 1 << 30))'
    ),
    "many files": _fatal("for n in range(10**9):\n    open(str(n), 'w').close()", FaultKind.SCRATCH, LONGER),
    "several large files": _fatal(
        """
for n in range(60):
    with open(str(n), 'wb') as file:
        file.write(bytes(4 << 20))
    time.sleep(0.01)
""",
        FaultKind.SCRATCH,
        LONGER,
    ),
    "a flood of prints": _fatal("while True: print('x' * 10000)", FaultKind.OUTPUT),
    "a flood of complaints": _fatal("while True: os.write(2, b'x' * 65536)", FaultKind.OUTPUT),
    "a flood of results": _fatal("while True: os.write(3, b'x' * 65536)", FaultKind.RESULT),
    "recursion": _fatal("def deeper(): return deeper()\nreturn deeper()", FaultKind.RAISED),
    "recursion without a bound": _fatal(
        "sys.setrecursionlimit(10**9)\ndeep = []\nfor _ in range(10**5): deep = [deep]\nreturn repr(deep)",
        FaultKind.ENDED,
        LONGER,
    ),
    "a crash": _fatal("ctypes.string_at(0)", FaultKind.ENDED),
    "an abort": _fatal("os.abort()", FaultKind.ENDED),
    "os._exit": _fatal("os._exit(0)", FaultKind.ENDED),
    "sys.exit": _fatal("sys.exit(0)", FaultKind.ENDED),
    "SIGKILL to itself": _fatal("os.kill(os.getpid(), 9)", FaultKind.RAISED),
    "SIGKILL to itself by thread": _fatal("signal.pthread_kill(threading.get_ident(), 9)", FaultKind.RAISED),
    "closing everything": _fatal("os.closerange(0, 1000)\nreturn 42", FaultKind.ENDED),
}

ATTACKS = {
    f"{kind}: {name}": attack
    for kind, attacks in {
        "reading": READING,
        "writing": WRITING,
        "network": NETWORK,
        "processes": PROCESSES,
        "others": OTHERS,
        "kernel": KERNEL,
        "exhaustion": EXHAUSTION,
    }.items()
    for name, attack in attacks.items()
}
