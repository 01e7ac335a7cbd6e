"""doctor."""

from __future__ import annotations

from lianbing.cli.console import echo, echo_json
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json, cli


@cli.command()
@as_json
def doctor(as_json: bool) -> int:
    """看看这台机器能不能判分：判分引擎、编程题的隔离，缺什么，怎么补。"""
    from lianbing.app.doctor import Health, check_machine

    findings = check_machine()
    missing = [finding.name for finding in findings if finding.state is Health.MISSING]
    if as_json:
        echo_json({"findings": findings, "missing": missing})
        return FAULTS if missing else FINE
    signs = {Health.FINE: "正常", Health.BETTER: "可用", Health.MISSING: "缺少"}
    for finding in findings:
        echo(f"{signs[finding.state]}  {finding.name}：{finding.reading}。{finding.meaning}")
        if finding.remedy:
            echo(f"      {finding.remedy}")
    echo(f"缺：{'、'.join(missing)}。其余的判分不受影响" if missing else "可以判分")
    return FAULTS if missing else FINE
