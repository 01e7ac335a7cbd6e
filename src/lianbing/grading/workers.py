"""The choice of workers: this process, several processes of this machine, or a Dask cluster.

All of them give the same products in the order of the assignments, and take only a few assignments
at a time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any

from lianbing import __version__
from lianbing.errors import WrongUsage
from lianbing.grading.processes import ATTEMPTS, GONE, Crew
from lianbing.grading.work import Assignment, Product, work

_AHEAD = 4
"""How many assignments each worker of a cluster has at a time, so that none has to wait."""

Workers = Callable[[Iterable[Assignment]], Iterator[Product]]
"""A function that turns assignments into products, in the same order."""


def here(assignments: Iterable[Assignment]) -> Iterator[Product]:
    """The products of this process, which works on one assignment after the other."""
    return map(work, assignments)


def local(count: int) -> Workers:
    """Workers that are ``count`` processes of this machine; for 1, this process itself."""
    return here if count <= 1 else lambda assignments: _by_processes(assignments, count)


def default_count(assignments: int) -> int:
    """The number of workers: one for each processor, but each with at least 20 assignments."""
    return max(1, min(os.cpu_count() or 1, assignments // _WORTH_A_PROCESS))


_WORTH_A_PROCESS = 20
"""Starting a process takes longer than it saves for fewer assignments."""


def _by_processes(assignments: Iterable[Assignment], count: int) -> Iterator[Product]:
    with Crew(count) as crew:
        yield from crew.work(assignments)


def cluster(address: str) -> Workers:
    """The workers of the Dask cluster with the scheduler ``address``, e.g. ``tcp://10.0.0.5:8786``.

    Raises:
        WrongUsage: Dask isn't installed, or the scheduler doesn't answer. The workers raise it
            themselves if there are none of them or if they have another version of this program.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise WrongUsage("要用集群，先安装 lianbing[cluster]") from error
    try:
        client = Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise WrongUsage(f"连不上集群 {address}：看地址和端口写得对不对，Dask 的调度器开着没有") from error
    return lambda assignments: _by_cluster(client, assignments)


def _by_cluster(client: Any, assignments: Iterable[Assignment]) -> Iterator[Product]:
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an extra

    with closing(client):
        _check_versions(client)
        ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        given: deque[Any] = deque()
        for assignment in assignments:
            given.append(client.submit(work, assignment, pure=False, retries=ATTEMPTS - 1))
            if len(given) >= ahead:
                yield _product(given.popleft(), KilledWorker)
        while given:
            yield _product(given.popleft(), KilledWorker)


def _product(future: Any, killed: type[Exception]) -> Product:
    try:
        return future.result()  # type: ignore[no-any-return]
    except killed:
        return GONE
    finally:
        future.release()


def _check_versions(client: Any) -> None:
    versions = client.run(_version)
    if not versions:
        raise WrongUsage("集群里一台工作机也没有：先在工作机上运行 dask worker")
    others = sorted({version for version in versions.values() if version != __version__})
    if others:
        raise WrongUsage(f"集群的工作机装的是 lianbing {'、'.join(others)}，这里是 {__version__}：装成一样的再判")


def _version() -> str:
    return __version__
