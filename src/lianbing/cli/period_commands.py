"""assess."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import echo_json, echo_table
from lianbing.cli.group import as_json, cli
from lianbing.cli.reports.told import tell_of_reports
from lianbing.domain.kernel.quantities import show


@cli.command()
@click.argument("period", metavar="考评期")
@click.option("--scheme", default="", metavar="方案", help="考评方案的编号；只有一个合适时可省")
@click.option("--rebuild", is_flag=True, help="不重新考评，只按上次的结果重写报告，同 lianbing report")
@as_json
@click.pass_obj
def assess(workspace: Workspace, period: str, scheme: str, rebuild: bool, as_json: bool) -> int:
    """合成考评结果（如 2026H2），写出报告。"""
    from lianbing.app import assessing
    from lianbing.app.reporting import writing
    from lianbing.app.reporting.choosing import ReportsAsked

    if rebuild:
        assessed = writing.report(workspace, period, ReportsAsked())
    else:
        assessed = assessing.assess_period(workspace, period, scheme)
    if as_json:
        results = [{**vars(result), "missing": result.missing} for result in assessed.assessment.results]
        echo_json({"results": results, "files": assessed.files, "faults": assessed.faults, "notes": assessed.notes})
        return tell_of_reports(assessed, quiet=True)
    echo_table(
        ("名次", "工号", "姓名", "总分", "等级", "状态"),
        [
            (
                r.rank,
                r.employee.id,
                r.employee.name,
                "—" if r.total is None else show(r.total),
                r.level or "—",
                r.state,
            )
            for r in sorted(assessed.assessment.results, key=lambda r: (r.rank is None, r.rank or 0, r.employee.id))
        ],
    )
    return tell_of_reports(assessed)
