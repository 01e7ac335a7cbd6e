"""By which addresses phones find this computer, and what this computer is called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lianbing.errors import AgainstRules
from lianbing.server.addresses import Adapter, adapters, reachable
from lianbing.server.pictures import qr_svg
from lianbing.server.running import Addresses
from lianbing.sessions.computers import computer_id, held_alone


def _of(**by_name: str) -> tuple[Adapter, ...]:
    return tuple(Adapter(name=name, address=address) for name, address in by_name.items())


def test_the_likeliest_address_for_phones_comes_first() -> None:
    everything = _of(
        lo="127.0.0.1", docker0="172.17.0.1", tether="169.254.3.4", wan="203.0.113.9", wlan0="192.168.137.1"
    )
    assert reachable(everything) == ("192.168.137.1", "203.0.113.9", "172.17.0.1", "169.254.3.4")
    assert reachable(_of(lo="127.0.0.1")) == ("127.0.0.1",)
    assert reachable(adapters())


def test_a_change_of_network_reaches_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    now, listed = [0.0], [("192.168.1.5",)]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    addresses = Addresses(wanted="", port=8000, look_up=lambda: listed[0])
    now[0] = 10
    assert addresses.all() == ("http://192.168.1.5:8000",)
    listed[0] = ("127.0.0.1",)
    assert not addresses.warnings, "looked up a moment ago"
    now[0] = 20
    assert "没有连上任何网络" in addresses.warnings[0]
    listed[0], now[0] = ("192.168.43.9",), 30
    assert (addresses.all(), addresses.warnings) == (("http://192.168.43.9:8000",), ())


def test_an_address_that_was_chosen_comes_first_and_is_missed_when_it_goes() -> None:
    addresses = Addresses(wanted="10.0.0.7", port=8001, look_up=lambda: ("192.168.1.5", "10.0.0.7"))
    assert addresses.all() == ("http://10.0.0.7:8001", "http://192.168.1.5:8001")
    assert not addresses.warnings
    gone = Addresses(wanted="10.0.0.7", port=8001, look_up=lambda: ("192.168.1.5",))
    assert gone.all()[0] == "http://10.0.0.7:8001"
    assert "10.0.0.7 现在不是这台电脑的地址" in gone.warnings[0]


def test_the_qr_code_has_its_quiet_zone_and_no_size_of_its_own() -> None:
    drawn = qr_svg("http://192.168.137.1:8000/?c=0123456789")
    (size,) = re.findall(r'viewBox="0 0 (\d+) \1"', drawn)
    assert "M4 4.5h7" in drawn
    assert f"M0 0h{size}v{size}" in drawn
    assert "width=" not in drawn.split(">")[0]
    assert "script" not in drawn


@pytest.mark.parametrize(
    ("host", "start"),
    [("PX-01.corp.example", "px-01-"), ("培训 电脑", "培训-电脑-"), ("___", "computer-"), ("x" * 90, "x" * 24 + "-")],
)
def test_a_computer_keeps_its_name(tmp_path: Path, host: str, start: str) -> None:
    digits = iter(["0a1b", "9999"])
    name = computer_id(tmp_path / "computer", host, lambda _: next(digits))
    assert name == f"{start}0a1b"
    assert computer_id(tmp_path / "computer", host, lambda _: next(digits)) == name
    other = computer_id(tmp_path / "computer", "other", lambda _: next(digits))
    assert other == "other-9999", "a copied data folder"


def test_a_lock_of_a_program_that_has_gone_keeps_nobody_out(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with held_alone(lock) as note:
        note("http://127.0.0.1:8000/trainer")
        with pytest.raises(AgainstRules, match=r"127\.0\.0\.1:8000/trainer"), held_alone(lock):
            pass
    assert lock.is_file()
    with held_alone(lock):
        pass
