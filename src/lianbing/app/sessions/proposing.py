"""What a session is made of, once its goals are chosen: votes, a scenario, a case, and their time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from lianbing.domain.items.question import Question
from lianbing.domain.sessions.arranging import Material, TeachingBlock, VoteCandidate, arrange, choose_votes
from lianbing.domain.sessions.choosing import ChosenGoals, ClauseNeed
from lianbing.domain.sessions.plans import Activity
from lianbing.domain.sessions.rules import SessionRules
from lianbing.domain.workbook import Workbook
from lianbing.sessions.plan_reading import serves_vote

_BEST_FOR_VOTES = ("single", "multiple", "truefalse")
_BEST_FOR_GROUPS = ("case", "short")


@dataclass(frozen=True, kw_only=True)
class Proposing:
    """Puts together what the workbook has about the goals; ``shares`` are of questions that enough people answered."""

    workbook: Workbook
    rules: SessionRules
    shares: Mapping[str, Decimal]

    def activities(self, chosen: ChosenGoals, minutes: int) -> tuple[Activity, ...]:
        """The activities with their time; raises WrongUsage if it is too short."""
        clauses = tuple(goal.clause for goal in chosen.goals)
        scenario = self._scenario(clauses, chosen.topic)
        material = Material(
            blocks=tuple(self._blocks(chosen.goals)),
            scenario=scenario,
            scenario_title=self.workbook.scenarios[scenario].title if scenario else "",
            cases=self._cases(clauses),
        )
        return arrange(material, minutes, self.rules)

    def _blocks(self, goals: Sequence[ClauseNeed]) -> Iterable[TeachingBlock]:
        kept_for_quizzes = ceil(2 * self.rules.quiz / len(goals))
        spare = {goal.clause: max(goal.questions - kept_for_quizzes, 0) for goal in goals}
        candidates = {each.item: each for each in self._votable({goal.clause for goal in goals})}
        for first in range(0, len(goals), self.rules.goals.at_once):
            own = goals[first : first + self.rules.goals.at_once]
            clauses = tuple(goal.clause for goal in own)
            items = choose_votes(candidates.values(), clauses, spare, self.rules.votes)
            for item in items:
                for clause in candidates.pop(item).clauses:
                    spare[clause] = spare.get(clause, 0) - 1
            yield TeachingBlock(
                clauses=clauses, titles=tuple(goal.title for goal in own), items=items, read=self._read(own)
            )

    def _votable(self, clauses: set[str]) -> Iterable[VoteCandidate]:
        for question in self.workbook.drawable:
            own = tuple(clause for clause in question.rests_on if clause in clauses)
            if own and serves_vote(question):
                yield VoteCandidate(
                    item=question.id,
                    clauses=own,
                    order=_BEST_FOR_VOTES.index(question.type.name),
                    share=self.shares.get(question.id),
                )

    def _read(self, goals: Sequence[ClauseNeed]) -> str:
        """Where the book teaches them: the chapter of their topic, else the first that shows one."""
        titles = []
        for goal in goals:
            chapters = [self.workbook.chapters[name] for name in self.workbook.chapters_of(goal.clause)]
            chapters.sort(key=lambda chapter: goal.topic not in chapter.topics)
            titles.append(chapters[0].title)
        return "投影书里的" + "".join(f"“{title}”" for title in dict.fromkeys(titles))

    def _scenario(self, clauses: Sequence[str], topic: str) -> str:
        """The scenario that rests on most of the goals; empty if none rests on any."""
        ranked = sorted(
            (-len({*clauses} & {*scenario.clauses}), scenario.topic != topic, name)
            for name, scenario in self.workbook.scenarios.items()
            if name not in self.workbook.held and (not self.rules.roles or scenario.role in self.rules.roles)
        )
        return ranked[0][2] if ranked and ranked[0][0] else ""

    def _cases(self, clauses: Sequence[str]) -> tuple[str, ...]:
        """A question for groups that rests on most of the goals."""
        ranked = sorted(
            (-len({*clauses} & {*question.rests_on}), _BEST_FOR_GROUPS.index(question.type.name), name)
            for name, question in self.workbook.questions.items()
            if name not in self.workbook.held
            and _serves_groups(question)
            and not {*clauses}.isdisjoint(question.rests_on)
        )
        return tuple(name for *_, name in ranked[:1])


def _serves_groups(question: Question) -> bool:
    return question.practisable and question.type.name in _BEST_FOR_GROUPS
