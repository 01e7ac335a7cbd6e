"""Every attack under every isolation, as root and as an ordinary user; and that it would succeed without walls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lianbing.sandbox import Isolation
from tests.sandbox.attacks import ATTACKS
from tests.sandbox.kit import ISOLATIONS, insist
from tests.sandbox.users import OURSELVES, USERS, all_ran

RUNS = [("bare", OURSELVES), *((isolation, user) for isolation in ISOLATIONS for user in USERS)]
CONTROLS = [name for name, attack in ATTACKS.items() if attack.control]


def report(how: str, user: str) -> Any:
    return json.loads(all_ran("attacking.py", *RUNS)[how, user])


@pytest.fixture(params=[(isolation, user) for isolation in ISOLATIONS for user in USERS], ids="-".join, scope="module")
def came(request: pytest.FixtureRequest) -> Any:
    isolation, user = request.param
    other_works = any("came" in report(other, user) for other in ISOLATIONS if other != isolation)
    insist(isolation, report(isolation, user).get("trouble", ""), other_works)
    return report(isolation, user)


@pytest.mark.parametrize("name", ATTACKS)
def test_blocked(came: Any, name: str) -> None:
    result, attack = came["came"][name], ATTACKS[name]
    assert not result["got"], result
    assert result["fault"] == (attack.fault or ""), result


def test_nothing_is_left_running(came: Any) -> None:
    """Neither between two programs nor at the end."""
    left = {name: result["left"] for name, result in came["came"].items() if result["left"] != came["at rest"]}
    assert left == {}
    assert came["after"] == 0


@pytest.mark.parametrize("name", CONTROLS)
def test_would_succeed_without_walls(name: str) -> None:
    if ATTACKS[name].needs_root and not _all_powerful():
        pytest.skip("succeeds only for a root whom no container restrains")
    assert report("bare", OURSELVES)[name] in (True, "absent")


def _all_powerful() -> bool:
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    needed = sum(1 << bit for bit in (6, 7, 13, 18, 19, 21, 27))  # set ids, raw sockets, chroot, ptrace, admin, mknod
    return int(status["CapEff"], 16) & needed == needed and int(status["Seccomp"]) == 0


def test_there_are_enough_kinds() -> None:
    assert len(ATTACKS) > 80
    assert set(ISOLATIONS) == set(Isolation) - {Isolation.NONE}
