"""Runs every attack, confined or not, as whoever starts it, and prints what came of each as JSON.

``python attacking.py ISOLATION`` with bubblewrap, landlock, or bare: the positive controls, each in a plain process.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lianbing.sandbox import DataSet, Isolation, Program, Sandbox
from lianbing.sandbox.isolation import trouble_with
from lianbing.sandbox.program import Plain
from tests.sandbox.attacks import ATTACKS, Attack


@contextlib.contextmanager
def machine() -> Iterator[dict[str, Plain]]:
    """A machine worth attacking: files that are ours, sockets that listen, a secret in the environment."""
    os.environ["LIANBING_TEST_SECRET"] = "yes"
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attacked-")))
        for name in ("secret", "own", "doomed", "renamed"):
            (folder / name).write_text("geheim", encoding="utf-8")
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        unix.bind(str(folder / "socket"))
        abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
        abstract.bind(f"\0lianbing-{os.getpid()}")
        unix.listen()
        abstract.listen()
        home = folder / "home"
        home.mkdir()
        (home / "letter").touch()
        yield {
            "secret": str(folder / "secret"),
            "own": str(folder / "own"),
            "doomed": str(folder / "doomed"),
            "renamed": str(folder / "renamed"),
            "folder": str(folder),
            "home": str(home),
            "repository": str(Path(__file__).parent),
            "pid": os.getpid(),
            "port": tcp.getsockname()[1],
            "unix": str(folder / "socket"),
            "abstract": f"lianbing-{os.getpid()}",
        }
        for stray in ("/tmp", "/dev/shm"):
            Path(stray, f"lianbing-attack-{os.getpid()}").unlink(missing_ok=True)


def bare(attack: Attack, at: Mapping[str, Plain]) -> object:
    """What the attack gets without walls, in a process of its own."""
    read, write = os.pipe()
    with tempfile.TemporaryDirectory(prefix="bare-") as scratch:
        child = os.fork()
        if not child:
            os.chdir(scratch)
            os.write(write, json.dumps(_attempted(attack, at)).encode())
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as file:
            said = file.read()
        os.waitpid(child, 0)
    return json.loads(said or '"ended"')


def _attempted(attack: Attack, at: Mapping[str, Plain]) -> object:
    namespace: dict[str, Any] = {}
    try:
        exec(attack.source, namespace)
        got = namespace["solve"](at)
    except BaseException as error:  # noqa: BLE001 - whatever an attack raises, it got nothing
        return repr(error)
    return got if got == "absent" else bool(got)


def confined(sandbox: Sandbox, attack: Attack, at: Mapping[str, Plain]) -> dict[str, object]:
    """What the attack gets in the sandbox, and whether anything of it is left afterwards."""
    program = Program(source=attack.source, function="solve", data_sets=(DataSet((at,)),))
    result = sandbox.run(program, attack.limits).results[0]
    fault = result.fault
    return {
        "value": repr(result.value),
        "got": bool(result.value),
        "fault": fault.kind.value if fault else "",
        "message": fault.message if fault else "",
        "left": len(descendants()),
    }


def descendants(top: int = 0) -> list[int]:
    """The processes below ``top``, or this one, from the top down."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = [top or os.getpid()]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found[1:]


def report(how: str) -> dict[str, object]:
    """What came of all attacks."""
    if how != "bare" and (trouble := trouble_with(Isolation(how))):
        return {"trouble": trouble}
    with machine() as at:
        if how == "bare":
            return {name: bare(attack, at) for name, attack in ATTACKS.items() if attack.control}
        with Sandbox(Isolation(how)) as sandbox:
            sandbox.run(Program(source="def solve(): pass", function="solve", data_sets=(DataSet(),)))
            at_rest = len(descendants())
            came = {name: confined(sandbox, attack, at) for name, attack in ATTACKS.items()}
        return {"at rest": at_rest, "after": len(descendants()), "came": came}


if __name__ == "__main__":
    print(json.dumps(report(sys.argv[1])))
