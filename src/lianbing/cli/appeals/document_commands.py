"""appeal register, appeal sheet."""

from __future__ import annotations

import click

from lianbing.app.workspace import Workspace
from lianbing.cli.appeals.group import appeal
from lianbing.cli.console import echo, echo_json
from lianbing.cli.group import as_json


@appeal.command()
@click.argument("period", metavar="考评期")
@as_json
@click.pass_obj
def register(workspace: Workspace, period: str, as_json: bool) -> None:
    """写出申诉登记表（.xlsx）：每份申诉办到哪一步，期限和规则的出处。"""
    from lianbing.app.appeals import documents

    path = documents.write_register(workspace, period)
    if as_json:
        echo_json({"file": path})
        return
    echo(f"申诉登记表：{path}")


@appeal.command()
@click.argument("appeal_id", metavar="申诉")
@click.option(
    "--format", "form", type=click.Choice(["docx", "pdf"]), default="docx", metavar="格式", help="docx（默认）、pdf"
)
@as_json
@click.pass_obj
def sheet(workspace: Workspace, appeal_id: str, form: str, as_json: bool) -> None:
    """写出一份申诉的复核表（.docx 或 .pdf），供签字。"""
    from lianbing.app.appeals import documents, sheets

    path = sheets.write_sheet(workspace, appeal_id, documents.DocumentFormat(form))
    if as_json:
        echo_json({"file": path})
        return
    echo(f"申诉复核表：{path}")
