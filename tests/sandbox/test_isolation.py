"""Which isolation is found: what is tried is believed, what is said is not. And none means that nothing runs."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lianbing.errors import SandboxAbsent
from lianbing.sandbox import DataSet, Isolation, Program, Sandbox, find_isolation, visible
from lianbing.sandbox.inside import syscalls
from lianbing.sandbox.isolation import trouble_with
from tests.sandbox.kit import ISOLATIONS, insist

PROGRAM = Program(source="def solve(): return 5", function="solve", data_sets=(DataSet(),))
PRETENDER = """#!{python} -S
import os, sys
words = sys.argv[sys.argv.index("--") + 1:]
words[-1] = words[-1].replace("/scratch1", {scratch!r})
os.execv(words[0], words)
"""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Nothing is remembered from before, or for later tests."""
    find_isolation.cache_clear()
    trouble_with.cache_clear()
    yield
    find_isolation.cache_clear()
    trouble_with.cache_clear()


def test_this_machine_has_one() -> None:
    found = find_isolation()
    insist(Isolation.LANDLOCK, found.reason if found.isolation is Isolation.NONE else "", other_works=False)
    with Sandbox() as sandbox:
        assert sandbox.run(PROGRAM).results[0].value == 5


def test_without_bubblewrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    insist(Isolation.LANDLOCK, trouble_with(Isolation.LANDLOCK), not trouble_with(Isolation.BUBBLEWRAP))
    trouble_with.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    found = find_isolation()
    assert found.isolation is Isolation.LANDLOCK
    assert "apt install bubblewrap" in found.reason


def bubblewrap_that(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    program = folder / "bwrap"
    program.write_text(script, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))


def test_a_bubblewrap_that_only_pretends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It runs the command without walls of its own; the secret beside is read, so it isn't used."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    script = PRETENDER.format(python=visible.interpreter(), scratch=str(scratch))
    bubblewrap_that(monkeypatch, tmp_path, script)
    trouble = trouble_with(Isolation.BUBBLEWRAP)
    assert "关不住" in trouble
    assert "读到了别处的文件" in trouble
    assert "写到了别处" in trouble
    assert find_isolation().isolation is not Isolation.BUBBLEWRAP


def test_a_bubblewrap_that_may_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bubblewrap_that(
        monkeypatch, tmp_path, "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n"
    )
    assert "setting up uid map: Permission denied" in trouble_with(Isolation.BUBBLEWRAP)
    with Sandbox(Isolation.BUBBLEWRAP) as sandbox, pytest.raises(SandboxAbsent, match="启动不了"):
        sandbox.run(PROGRAM)


def test_a_bubblewrap_that_says_nothing_but_that_it_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bubblewrap_that(monkeypatch, tmp_path, "#!/bin/sh\nexit 0\n")
    assert "启动不了" in trouble_with(Isolation.BUBBLEWRAP)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_have_none(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    found = find_isolation()
    assert found.isolation is Isolation.NONE
    assert "Linux" in found.reason


def test_an_unknown_processor_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syscalls, "known_machine", lambda: False)
    assert find_isolation().isolation is Isolation.NONE


def test_without_isolation_nothing_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    trace = tmp_path / "trace"
    program = Program(source=f"open({str(trace)!r}, 'w')\ndef solve(): pass", function="solve", data_sets=(DataSet(),))
    for sandbox in (Sandbox(), Sandbox(Isolation.NONE)):
        with sandbox, pytest.raises(SandboxAbsent, match="不能隔离学员的代码，编程题不判"):
            sandbox.run(program)
    assert not trace.exists()


def test_what_is_visible_is_named_one_by_one() -> None:
    folders = visible.readable()
    home = str(Path.home())
    assert all(Path(path).is_absolute() for path in folders)
    assert not {"/", "/etc", "/home", "/tmp", "/var", "/proc", "/sys", "/dev", "/usr", "/usr/bin", home} & set(folders)
    assert not any(Path(__file__).is_relative_to(path) for path in folders)


@pytest.mark.parametrize(
    ("installed", "scratch"), [("/srv/lianbing", "/scratch1"), ("/scratch1/lianbing", "/scratch2")]
)
def test_the_scratch_folder_hides_nothing(monkeypatch: pytest.MonkeyPatch, installed: str, scratch: str) -> None:
    monkeypatch.setattr(visible, "readable", lambda: ("/usr/lib", installed))
    command = visible.bubblewrap_command(3, as_root=True)
    assert command[command.index("--tmpfs") + 1] == scratch


def test_the_environment_inside_is_ours_alone() -> None:
    assert not {"HOME", "PATH", "USER", "LIANBING_DATABASE"} & set(visible.ENVIRONMENT)


@pytest.mark.parametrize("one", ISOLATIONS)
def test_starting_leaves_no_descriptors_and_no_folders(
    one: Isolation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insist(one, trouble_with(one), other_works=any(not trouble_with(other) for other in ISOLATIONS))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sorted(path.name for path in Path("/proc/self/fd").iterdir())
    for _ in range(2):
        with Sandbox(one) as sandbox:
            assert sandbox.run(PROGRAM).results[0].value == 5
    assert sorted(path.name for path in Path("/proc/self/fd").iterdir()) == before
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_imported_where_nothing_of_it_works() -> None:
    """As on Windows: no resource limits, no fork, no memfd, no unix sockets, no signals to kill with."""
    script = """
import os, signal, socket, subprocess, sys, tempfile
sys.modules.update(dict.fromkeys(("resource", "fcntl", "pwd", "grp")))
for module, names in {os: "fork geteuid memfd_create pidfd_open", signal: "SIGKILL SIGXCPU", socket: "AF_UNIX"}.items():
    for name in names.split():
        delattr(module, name)
sys.platform = "win32"
from lianbing.sandbox import Isolation, find_isolation
assert find_isolation().isolation is Isolation.NONE
"""
    subprocess.run([sys.executable, "-c", script], check=True)
