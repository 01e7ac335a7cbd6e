"""doctor."""

from __future__ import annotations

from lianbing.cli.console import say, say_json
from lianbing.cli.exit_codes import FAULTS, FINE
from lianbing.cli.group import as_json, cli


@cli.command()
@as_json
def doctor(as_json: bool) -> int:
    """看看这台机器能不能判分：判分引擎、编程题的隔离，缺什么，怎么补。"""
    from lianbing.app.doctor import State, examine

    findings = examine()
    missing = [finding.name for finding in findings if finding.state is State.MISSING]
    if as_json:
        say_json({"findings": findings, "missing": missing})
        return FAULTS if missing else FINE
    signs = {State.FINE: "正常", State.BETTER: "可用", State.MISSING: "缺少"}
    for finding in findings:
        say(f"{signs[finding.state]}  {finding.name}：{finding.found}。{finding.meaning}")
        if finding.remedy:
            say(f"      {finding.remedy}")
    say(f"缺：{'、'.join(missing)}。其余的判分不受影响" if missing else "可以判分")
    return FAULTS if missing else FINE
