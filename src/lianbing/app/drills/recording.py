"""Records what is done to a drill, by whom and when."""

from __future__ import annotations

from lianbing.app.workspace import Workspace
from lianbing.domain.drills.events import DrillEvent, Occurrence, Subject
from lianbing.errors import NothingToDo, WrongUsage
from lianbing.store.records import Records

_WHOLE_DRILL = Subject()


def record(
    workspace: Workspace,
    records: Records,
    drill_id: str,
    content: Occurrence,
    reason: str = "",
    subject: Subject = _WHOLE_DRILL,
) -> DrillEvent:
    """Adds an event of now, by the current user, in a writing transaction."""
    return records.events.add(drill_id, content, by=workspace.who, at=workspace.now(), reason=reason, subject=subject)


def given_reason(reason: str) -> str:
    """The reason without spaces around it; raises WrongUsage if there is none."""
    if not reason.strip():
        raise WrongUsage("请用 --reason 写明理由：以后查得到为什么")
    return reason.strip()


def log_of(workspace: Workspace, drill_id: str) -> list[DrillEvent]:
    """Everything that was done to a drill, in order; raises NothingToDo."""
    with workspace.store.transaction() as records:
        if records.drills.get(drill_id) is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        return records.events.of(drill_id)
