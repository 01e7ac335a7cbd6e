"""What waits because its basis has changed, in lines for whoever checks content or draws papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lianbing.app.workspace import Workspace

_MOST = 12
REMEDY = "看过没有问题的，用 lianbing impact --accept 放行"


def held_lines(workspace: Workspace) -> Iterator[str]:
    """How many items wait, and which; nothing if none does."""
    held = workspace.workbook.held
    if held:
        bases = dict.fromkeys(basis for due in held.values() for basis in due)
        yield (
            f"依据改过、还没有核过的 {len(held)} 个，暂不进卷、不进模拟考试：{listed([*held])}；"
            f"改过的依据：{listed([*bases])}。运行 lianbing impact 看改了什么，{REMEDY}"
        )


def shortage_lines(workspace: Workspace) -> Iterator[str]:
    """The blueprints that can't be served while items wait."""
    if not workspace.workbook.held:
        return
    from lianbing.app.impact.shortages import shortages

    for short in shortages(workspace.workbook, workspace.workbook.held):
        yield f"细目表 {short.blueprint}：扣下还没有核过的题以后，{short.what}"


def listed(names: Sequence[str]) -> str:
    """Ids in a row, the first ones of many."""
    more = f" 等 {len(names)} 个" if len(names) > _MOST else ""
    return "、".join(names[:_MOST]) + more
