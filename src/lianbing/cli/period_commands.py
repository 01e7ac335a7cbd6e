"""assess."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.console import complain, echo, echo_json, echo_table
from lianbing.cli.exit_codes import FINE
from lianbing.cli.group import as_json, cli
from lianbing.cli.reports.told import tell_of_reports
from lianbing.domain.kernel.quantities import show
from lianbing.errors import WrongUsage

if TYPE_CHECKING:
    from lianbing.app.assessing import Assessed


class AssessOptions(TypedDict):
    """How to assess."""

    scheme: str
    preview: bool
    accept: str
    why: str
    rebuild: bool


@cli.command()
@click.argument("period", metavar="考评期")
@click.option("--scheme", default="", metavar="方案", help="考评方案的编号；不写用这种考评期平常的方案")
@click.option("--preview", is_flag=True, help="只看结果和变化，什么也不写")
@click.option("--accept", default="", metavar="校验号", help="方案改过的，确认列出的变化")
@click.option("--why", default="", metavar="理由", help="为什么改方案，记进考评期记事")
@click.option("--rebuild", is_flag=True, help="不重新考评，只按上次的结果重写报告")
@as_json
@click.pass_obj
def assess(workspace: Workspace, period: str, as_json: bool, **options: Unpack[AssessOptions]) -> int:
    """合成考评结果（如 2026H2），写出报告。"""
    from lianbing.reports.certainty.words import level_lines

    assessed = _assessed(workspace, period, options)
    if as_json:
        _echo_as_json(assessed)
        return tell_of_reports(assessed.reports, quiet=True) if assessed.reports else FINE
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
    for line in level_lines(assessed.assessment):
        echo(line)
    for line in assessed.outdated:
        complain(f"注意：{line}")
    if assessed.reports:
        return tell_of_reports(assessed.reports)
    _echo_preview(assessed)
    return FINE


def _assessed(workspace: Workspace, period: str, options: AssessOptions) -> Assessed:
    from lianbing.app import assessing
    from lianbing.app.periods.scheme_changes import Acceptance

    if sum((options["preview"], options["rebuild"], bool(options["accept"]))) > 1:
        raise WrongUsage("--preview、--accept、--rebuild 一次只用一个")
    if options["why"] and not options["accept"]:
        raise WrongUsage("--why 要同 --accept 校验号 一起用")
    if options["rebuild"]:
        return assessing.rebuild_reports(workspace, period, options["scheme"])
    if options["preview"]:
        return assessing.preview_period(workspace, period, options["scheme"])
    acceptance = Acceptance(code=options["accept"], why=options["why"])
    return assessing.assess_period(workspace, period, options["scheme"], acceptance)


def _echo_as_json(assessed: Assessed) -> None:
    results = [{**vars(result), "missing": result.missing} for result in assessed.assessment.results]
    more = {"outdated": assessed.outdated, "comparison": assessed.comparison, "changes": assessed.changes}
    sure = {"certainty": assessed.assessment.certainty, "mastery": assessed.assessment.mastery}
    written = assessed.reports
    files = {"files": written.files, "faults": written.faults, "notes": written.notes} if written else {}
    echo_json({"results": results, **sure, **files, **more})


def _echo_preview(assessed: Assessed) -> None:
    from lianbing.app.periods.scheme_changes import comparison_words

    code = assessed.assessment.period.code
    for change in assessed.changes:
        echo(f"同上次考评比，{change.words}")
    if assessed.comparison:
        again = f"lianbing assess {code} --scheme {assessed.comparison.scheme} --accept {assessed.comparison.code}"
        echo(comparison_words(assessed.comparison, code))
        echo(f'核对无误后：{again} --why "理由"')
    echo("以上只是预览，什么也没有写")
