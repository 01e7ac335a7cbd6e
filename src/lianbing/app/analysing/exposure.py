"""How often each question was seen so far, on all papers that were ever issued and in all quizzes that were held."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict

from lianbing.app.analysing.bank_today import BankToday
from lianbing.app.analysing.gathered import Naming, SourceChoice
from lianbing.app.analysing.quiz_answers import quiz_answers
from lianbing.app.workspace import Workspace
from lianbing.reports.analysis.analysis import ItemExposure

_DAY = len("2026-11-02")


class ItemExposures:
    """Counts by question; a paper that was not handed in was seen as well."""

    def __init__(self, workspace: Workspace) -> None:
        self._papers: Counter[str] = Counter()
        self._quizzes: defaultdict[str, set[str]] = defaultdict(set)
        self._people: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._last: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        questions = workspace.workbook.questions
        self._in_book = {name for name, question in questions.items() if question.practisable}
        bank = BankToday(workspace.workbook)
        if workspace.has_store:
            self._add_drills(workspace)
        for answer in quiz_answers(workspace, SourceChoice(), Naming(workspace, pseudonyms=False), bank).answers:
            self._quizzes[answer.item].add(answer.sitting)
            self._note(answer.item, answer.person or f"{answer.sitting}?", answer.at)

    def _add_drills(self, workspace: Workspace) -> None:
        with workspace.store.transaction() as records:
            drills = records.drills.all([])
            for place, drill in enumerate(drills, 1):
                for person, items in records.drills.items_of(drill.id).items():
                    for item in items:
                        self._papers[item] += 1
                        self._note(item, person, drill.issued_at[:_DAY])
                workspace.progress.step("数出现次数", place, len(drills))

    def _note(self, item: str, person: str, day: str) -> None:
        self._people[item].append(self._numbers.setdefault(person, len(self._numbers)))
        self._last[item] = max(self._last.get(item, ""), day)

    def of(self, item: str) -> ItemExposure:
        """Where a question was seen."""
        return ItemExposure(
            papers=self._papers[item],
            quizzes=len(self._quizzes.get(item, ())),
            people=len(set(self._people.get(item, ()))),
            last=self._last.get(item, ""),
            in_book=item in self._in_book,
        )
