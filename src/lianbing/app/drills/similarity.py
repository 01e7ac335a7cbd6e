"""drill similarity: which pairs answered alike beyond chance; something to look at, never a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lianbing.app.originals import original
from lianbing.app.workspace import Workspace
from lianbing.characters import simplified
from lianbing.domain.drills.papers import Employee, Paper
from lianbing.domain.drills.submissions import StoredSubmission
from lianbing.domain.items.question import Item, MarkedBy
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.kernel.canonical import canonical
from lianbing.errors import NothingToDo
from lianbing.similarity.comparing import AlikePair, PairComparison, compare
from lianbing.similarity.responses import RIGHT, Responses
from lianbing.wire.submissions import read_submission

_UNCOMPARED = (Verdict.EMPTY, Verdict.MALFORMED)


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A listed pair, and beside it evidence of another kind.

    ``minutes`` lie between the two submissions; ``None`` if a time is unreadable.
    """

    pair: AlikePair
    first: Employee
    second: Employee
    same_unit: bool
    minutes: float | None


@dataclass(frozen=True, kw_only=True)
class Similarity:
    """The result for a drill: how many submissions count, what was compared, and the pairs to look at."""

    drill: str
    title: str
    submissions: int
    comparison: PairComparison
    alike: tuple[Alike, ...]


def similarity(workspace: Workspace, drill_id: str) -> Similarity:
    """Compares the submissions that count; stores nothing, and gives the same result for the same submissions.

    Raises:
        NothingToDo: the drill was not issued, or nothing was collected.
        StoreFault: a stored submission is missing or changed.
    """
    with workspace.store.transaction() as records:
        drill = records.drills.get(drill_id)
        if drill is None:
            raise NothingToDo(f"练兵 {drill_id} 还没有在这里发过卷：先运行 lianbing drill issue")
        current = records.submissions.current(drill_id)
        papers = {each.paper.id: each.corrected for each in records.drills.each_paper(drill_id, current)}
    if not papers:
        raise NothingToDo(f"练兵 {drill_id} 还没有收到答卷：先运行 lianbing drill collect")
    chosen = {}
    for place, (name, paper) in enumerate(papers.items(), 1):
        answers = read_submission(original(workspace, current[name].digest)).answers
        chosen[name] = dict(_chosen(paper, answers))
        workspace.progress.step("读答卷", place, len(papers))
    comparison = compare(Responses(chosen), drill.seed)
    return Similarity(
        drill=drill_id,
        title=drill.title,
        submissions=len(papers),
        comparison=comparison,
        alike=tuple(_beside(pair, papers, current) for pair in comparison.alike),
    )


def _chosen(paper: Paper, answers: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The items of a paper that a key marks, as asked, with the answer that was chosen."""
    for placed in paper.items:
        item, answer = placed.item, answers.get(placed.item.id)
        if item.type.marked_by is not MarkedBy.KEY or placed.withdrawn:
            continue
        verdict = score(item.key, answer, simplified).verdict
        if verdict not in _UNCOMPARED:
            right = verdict is Verdict.CORRECT
            yield _asked(item), RIGHT if right else canonical(item.key.compared(answer, item.options, simplified))


def _asked(item: Item) -> str:
    """What is asked, whichever letters its options are shown by; with other numbers it is another item."""
    right = item.key.compared(item.key.right_answer(), item.options, simplified)
    return canonical([item.id, item.stem, sorted(item.options.values()), [*item.prompts.values()], right])


def _beside(pair: AlikePair, papers: Mapping[str, Paper], current: Mapping[str, StoredSubmission]) -> Alike:
    first, second = papers[pair.first].employee, papers[pair.second].employee
    return Alike(
        pair=pair,
        first=first,
        second=second,
        same_unit=bool(first.team) and first.team == second.team,
        minutes=_minutes(current[pair.first].submitted_at, current[pair.second].submitted_at),
    )


def _minutes(first: str, second: str) -> float | None:
    try:
        return abs(datetime.fromisoformat(first).timestamp() - datetime.fromisoformat(second).timestamp()) / 60
    except (ValueError, OverflowError, OSError):
        return None
