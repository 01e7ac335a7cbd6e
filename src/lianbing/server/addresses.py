"""The addresses by which phones may reach this computer, without asking anything outside it."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

_UNLIKELY = (
    "docker",
    "veth",
    "virtualbox",
    "vmware",
    "vmnet",
    "vbox",
    "hyper-v",
    "wsl",
    "tun",
    "tap",
    "zt",
)
"""What adapters are called that lead to machines inside this one, or far away."""


_PRIVATE = tuple(map(IPv4Network, ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")))
"""What rooms, hotspots and companies use (RFC 1918)."""


@dataclass(frozen=True, kw_only=True)
class Adapter:
    """A network adapter that is up, and one of its addresses."""

    name: str
    address: str


def adapters() -> tuple[Adapter, ...]:
    """Every IPv4 address of the adapters that are up."""
    import psutil  # noqa: PLC0415 - only a server needs it

    up = {name for name, stats in psutil.net_if_stats().items() if stats.isup}
    listed: Mapping[str, Sequence[object]] = psutil.net_if_addrs()
    return tuple(
        Adapter(name=name, address=str(one.address))  # type: ignore[attr-defined]
        for name, addresses in listed.items()
        for one in addresses
        if name in up and one.family == socket.AF_INET  # type: ignore[attr-defined]
    )


def reachable(all_adapters: Sequence[Adapter]) -> tuple[str, ...]:
    """Addresses for phones, the likeliest first; the computer's own loopback where there is nothing else."""
    others = (one for one in all_adapters if not IPv4Address(one.address).is_loopback)
    ranked = sorted(others, key=lambda one: (_rank(one), one.name))
    return tuple(dict.fromkeys(one.address for one in ranked)) or ("127.0.0.1",)


def _rank(adapter: Adapter) -> int:
    """Private addresses before others, those of virtual machines and those without a network behind them last."""
    address = IPv4Address(adapter.address)
    if address.is_link_local:
        return 3
    if any(word in adapter.name.lower() for word in _UNLIKELY):
        return 2
    return 0 if any(address in network for network in _PRIVATE) else 1
