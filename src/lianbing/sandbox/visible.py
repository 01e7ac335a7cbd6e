"""What learner code can see of this machine, and the commands that start the warmed parent with that view."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

_PACKAGES = ("numpy", "pandas", "dateutil", "six", "openpyxl")
_LIBRARIES = ("/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64", "/usr/local/lib")
_FILES = ("/etc/ld.so.cache", "/etc/mime.types", "/usr/share/zoneinfo", "/dev/urandom")
_OWN = Path(__file__).parent / "inside"
_MOST_SCRATCH = 64 << 20

_START = """\
import sys
sys.path[:0] = {folders!r}
sys.path.insert(0, {own!r})
from inside.zygote import main
sys.path.pop(0)
main()
"""

ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "PYTHONSAFEPATH": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUTF8": "1",
}
"""All the environment there is inside; fixed, so that the same code gives the same values."""


def interpreter() -> Path:
    """The Python that a virtual environment stands on: it needs no file of the environment to start."""
    base = getattr(sys, "_base_executable", "") or sys.executable
    return Path(base).resolve()


def package_folders() -> tuple[str, ...]:
    """The site-packages folders that hold pandas and what it needs."""
    folders: dict[str, None] = {}
    for name in _PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin:
            origin = Path(spec.origin).resolve()
            folders[str(origin.parent.parent if origin.name == "__init__.py" else origin.parent)] = None
    return tuple(folders)


def readable() -> tuple[str, ...]:
    """Everything that may be read inside, where it exists: interpreter, libraries, packages, and our own ``inside``."""
    wanted = (*_LIBRARIES, *_FILES, f"{sys.base_prefix}/lib", str(interpreter()), *package_folders(), str(_OWN))
    return tuple(dict.fromkeys(path for path in wanted if Path(path).exists()))


def landlock_command(control: int, scratch: str) -> list[str]:
    """Starts a parent that confines itself by Landlock."""
    return _python(control, scratch, readable())


def bubblewrap_command(control: int, as_root: bool) -> list[str]:
    """Starts the parent in a file system of its own: what is readable, two devices, a small scratch in memory.

    Root needs no user namespace, which some systems forbid; it loses its capabilities either way.
    """
    arguments = [
        shutil.which("bwrap") or "bwrap", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
        "--hostname", "sandbox",
    ]  # fmt: skip
    if not as_root:
        arguments += ["--unshare-user", "--uid", "65534", "--gid", "65534"]
    paths = [path for path in readable() if not path.startswith("/dev/")]
    for folder in _parents([*paths, "/dev/null"]):
        arguments += ["--perms", "0755", "--dir", folder]
    for path in paths:
        arguments += ["--ro-bind", path, path]
    for device in ("/dev/null", "/dev/urandom"):
        arguments += ["--dev-bind", device, device]
    scratch = _scratch(paths)
    arguments += ["--perms", "0700", "--size", str(_MOST_SCRATCH), "--tmpfs", scratch, "--remount-ro", "/"]
    return [*arguments, "--", *_python(control, scratch, ())]


def _scratch(paths: Sequence[str]) -> str:
    """A folder that hides none of ``paths``: people have installed in ``/work`` and the like."""
    taken = {Path(path).parts[1] for path in paths}
    return next(f"/scratch{number}" for number in count(1) if f"scratch{number}" not in taken)


def _parents(paths: Sequence[str]) -> Iterator[str]:
    """Folders to make above the mounts, outermost first; bubblewrap would make them closed to anyone else."""
    folders = {str(folder) for path in paths for folder in Path(path).parents} - {"/"}
    for folder in sorted(folders):
        if not any(folder == path or folder.startswith(f"{path}/") for path in paths):
            yield folder


def _python(control: int, scratch: str, landlock: Iterable[str]) -> list[str]:
    settings = {"control": control, "scratch": scratch, "landlock": list(landlock)}
    start = _START.format(folders=list(package_folders()), own=str(_OWN.parent))
    return [str(interpreter()), "-S", "-c", start, json.dumps(settings)]
