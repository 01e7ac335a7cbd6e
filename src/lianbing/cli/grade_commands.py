"""grade."""

from __future__ import annotations

from typing import Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json
from lianbing.cli.exit_codes import FAULTS
from lianbing.cli.group import as_json, cli
from lianbing.cli.regrade_options import RegradeOptions, refuse_without_regrade, regrade_options, show_regrading
from lianbing.errors import WrongUsage


@cli.command()
@click.argument("drill_id", metavar="练兵")
@click.option("--workers", type=click.IntRange(1, 64), metavar="个数", help="同时判几份，默认看处理器和份数")
@click.option("--cluster", metavar="地址", help="Dask 集群的调度器，例如 tcp://10.0.0.5:8786")
@regrade_options
@as_json
@click.pass_obj
def grade(
    workspace: Workspace,
    drill_id: str,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
    regrade: bool,
    **options: Unpack[RegradeOptions],
) -> int:
    """给收到的答卷判分；中断后再运行会接着判。加 --regrade，按题库里更正过的答案重判。"""
    from lianbing.app import grading
    from lianbing.grading import workers as worker_pools

    if workers and cluster:
        raise WrongUsage("--workers 和 --cluster 只用一个：一个在本机判，一个交给集群")
    chosen = None
    if cluster:
        chosen = worker_pools.cluster(cluster)
    elif workers:
        chosen = worker_pools.local(workers)
    if regrade:
        return show_regrading(workspace, drill_id, options, chosen, as_json)
    refuse_without_regrade(options)
    run = grading.grade(workspace, drill_id, chosen)
    if as_json:
        echo_json(run)
    else:
        echo(f"判了 {run.graded} 份，以前判过 {run.kept} 份；台账新增 {run.entries} 条；待人工复核 {run.waiting} 题")
        if run.waiting:
            echo(f"待复核的题：lianbing review list {drill_id}")
        if run.unrun:
            complain(f"其中 {run.unrun} 道编程题{'；'.join(run.unrun_because)}。补上以后再运行一次，或人工复核")
        if run.differing:
            complain(
                f"题库里有 {len(run.differing)} 道题改过，同发出的卷不一样了（{'、'.join(run.differing)}）："
                f"这次按发出的卷判；要按题库现在的答案判，运行 lianbing grade {drill_id} --regrade"
            )
        for failure in run.failures:
            complain(f"{failure.employee}：{failure.reason}")
    return FAULTS if run.failures or run.unrun else 0
