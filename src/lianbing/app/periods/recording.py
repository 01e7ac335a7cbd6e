"""Records what is done to a period, by whom and when."""

from __future__ import annotations

from lianbing.app.workspace import Workspace
from lianbing.domain.kernel.periods import Period
from lianbing.domain.ledger.period_events import PeriodContent, PeriodEvent
from lianbing.store.records import Records


def record_event(
    workspace: Workspace, records: Records, period: str, content: PeriodContent, *, reason: str = "", employee: str = ""
) -> PeriodEvent:
    """Adds an event of now, by the current user, in a writing transaction."""
    return records.period_events.add(
        period, content, by=workspace.who, at=workspace.now(), reason=reason, employee=employee
    )


def period_log(workspace: Workspace, period_code: str) -> list[PeriodEvent]:
    """Everything that was done to exactly this period, in order; raises WrongUsage."""
    period = Period.parse(period_code)
    with workspace.store.transaction() as records:
        return records.period_events.of(period.code)
