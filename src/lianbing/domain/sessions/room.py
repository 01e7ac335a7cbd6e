"""The room at this moment, as a fold of what happened: one happening at a time while it runs, all of them at a start.

What the fold takes in, it takes as it comes: whether something may happen is for whoever lets it happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import Any

from lianbing.domain.sessions.happenings import (
    ActivityBegun,
    Happening,
    NoteTaken,
    QuizAnswered,
    QuizClosed,
    QuizKind,
    QuizOpened,
    ResultsShown,
    SceneDecided,
    SceneOpened,
    SceneShown,
    SceneVote,
    SessionClosed,
    SessionOpened,
    VoteCast,
    VotingClosed,
    VotingOpened,
)

NextNode = Callable[[str, str, tuple[str, ...]], str]
"""The node that follows, by scenario, the node before, and the choices from the start, the last at that node."""


@dataclass(frozen=True, kw_only=True)
class VoteMoment:
    """The question that is before the room; ``results`` and ``key`` say what everybody may see."""

    item: str
    vote: int
    is_open: bool = True
    results: bool = False
    key: bool = False


@dataclass(frozen=True, kw_only=True)
class QuizMoment:
    """The quiz that is before the room."""

    quiz: QuizKind
    is_open: bool = True


@dataclass(frozen=True, kw_only=True)
class SceneMoment:
    """Where a scenario stands; ``came_by`` are the node before and the choice that led here, empty at the start.

    ``path`` are all choices from the start.
    """

    scenario: str
    node: str
    is_open: bool = True
    results: bool = False
    came_by: tuple[str, str] = ("", "")
    path: tuple[str, ...] = ()


class Room:
    """What is before the room, and all answers so far.

    Answers are by seat, the last given last: ``ballots`` by question and vote, ``quiz_answers`` by quiz and seat,
    ``scene_votes`` those of the node where the scenario stands. ``answered`` are the seats that have ever answered,
    ``forms`` are the forms that seats answered.
    """

    def __init__(self, next_node: NextNode) -> None:
        self._next_node = next_node
        self.activity: int | None = None
        self.began = ""
        self.is_over = False
        self.vote: VoteMoment | None = None
        self.quiz: QuizMoment | None = None
        self.scene: SceneMoment | None = None
        self.ballots: dict[tuple[str, int], dict[str, Any]] = {}
        self.answered: set[str] = set()
        self.votes_shown: set[tuple[str, int]] = set()
        self.keys_shown: set[str] = set()
        self.quiz_answers: dict[QuizKind, dict[str, dict[str, Any]]] = {}
        self.forms: dict[tuple[QuizKind, str], str] = {}
        self.scenes: dict[str, SceneMoment] = {}
        self.scene_votes: dict[str, dict[str, str]] = {}
        self.notes: list[str] = []

    def take_all(self, happenings: Iterable[Happening]) -> None:
        """Takes in what happened, in its order."""
        for happening in happenings:
            self.take(happening)

    @singledispatchmethod
    def take(self, happening: Happening) -> None:
        """Takes in what happened."""
        raise NotImplementedError(happening.kind)

    @take.register
    def _(self, _: SessionOpened) -> None:
        """A session that is over stays so: phones would come in again by mistake."""

    @take.register
    def _(self, _: SessionClosed) -> None:
        self._clear()
        self.is_over = True

    @take.register
    def _(self, happening: ActivityBegun) -> None:
        self._clear()
        self.activity, self.began = happening.activity, happening.at

    @take.register
    def _(self, happening: VotingOpened) -> None:
        self._clear()
        self.vote = VoteMoment(item=happening.item, vote=happening.vote)
        self.ballots.setdefault((happening.item, happening.vote), {})

    @take.register
    def _(self, happening: VotingClosed) -> None:
        if self.vote and self._asks(happening.item, happening.vote):
            self.vote = replace(self.vote, is_open=False)

    @take.register
    def _(self, happening: VoteCast) -> None:
        self.answered.add(happening.seat)
        _put_last(self.ballots.setdefault((happening.item, happening.vote), {}), happening.seat, happening.answer)

    @take.register
    def _(self, happening: ResultsShown) -> None:
        if happening.key:
            self.keys_shown.add(happening.item)
        else:
            self.votes_shown.add((happening.item, happening.vote))
        if self.vote and self._asks(happening.item, happening.vote):
            results, key = self.vote.results or not happening.key, self.vote.key or happening.key
            self.vote = replace(self.vote, is_open=False, results=results, key=key)

    @take.register
    def _(self, happening: QuizOpened) -> None:
        self._clear()
        self.quiz = QuizMoment(quiz=happening.quiz)

    @take.register
    def _(self, happening: QuizClosed) -> None:
        if self.quiz and self.quiz.quiz is happening.quiz:
            self.quiz = replace(self.quiz, is_open=False)

    @take.register
    def _(self, happening: QuizAnswered) -> None:
        self.answered.add(happening.seat)
        answers = self.quiz_answers.setdefault(happening.quiz, {}).setdefault(happening.seat, {})
        _put_last(answers, happening.item, happening.answer)
        self.forms[happening.quiz, happening.seat] = happening.form

    @take.register
    def _(self, happening: SceneOpened) -> None:
        at = self.scenes.get(happening.scenario)
        if at and at.node == happening.node:
            self._stand(replace(at, is_open=True, results=False))
        else:
            self._stand(SceneMoment(scenario=happening.scenario, node=happening.node))
        self.scene_votes.setdefault(happening.scenario, {})

    @take.register
    def _(self, happening: SceneVote) -> None:
        self.answered.add(happening.seat)
        at = self.scenes.get(happening.scenario)
        if at and at.node == happening.node:
            _put_last(self.scene_votes.setdefault(happening.scenario, {}), happening.seat, happening.choice)

    @take.register
    def _(self, happening: SceneShown) -> None:
        at = self.scenes.get(happening.scenario)
        if at and at.node == happening.node:
            self._stand(replace(at, is_open=False, results=True))

    @take.register
    def _(self, happening: SceneDecided) -> None:
        self.scene_votes[happening.scenario] = {}
        at = self.scenes.get(happening.scenario)
        path = (*(at.path if at and at.node == happening.node else ()), happening.choice)
        node = self._next_node(happening.scenario, happening.node, path)
        came_by = (happening.node, happening.choice)
        self._stand(SceneMoment(scenario=happening.scenario, node=node, is_open=False, came_by=came_by, path=path))

    @take.register
    def _(self, happening: NoteTaken) -> None:
        self.notes.append(happening.text)

    def why_not_vote(self, item: str, vote: int) -> str:
        """Why a vote on a question can't be opened any more, or not yet; empty where it can."""
        if item in self.keys_shown:
            return "这道题的答案已经给大家看过，不能再投票"
        if vote == 1 and (item, 2) in self.ballots:
            return "这道题已经投过第二次，不能再投第一次"
        if vote == 2 and not self.ballots.get((item, 1)):
            return "这道题还没有人投第一次：先投第一次，讨论以后再投第二次"
        if (item, vote) in self.votes_shown:
            return "这次投票的结果已经给大家看过，不能再开"
        return ""

    def _asks(self, item: str, vote: int) -> bool:
        return self.vote is not None and (self.vote.item, self.vote.vote) == (item, vote)

    def _stand(self, at: SceneMoment) -> None:
        self._clear()
        self.scene = self.scenes[at.scenario] = at

    def _clear(self) -> None:
        """Takes away what is before the room, for what comes next; a scenario stays where it stands."""
        self.is_over = False
        self.vote = self.quiz = self.scene = None
        self.scenes = {name: replace(at, is_open=False) for name, at in self.scenes.items()}


def _put_last(answers: dict[str, Any], name: str, answer: Any) -> None:
    answers.pop(name, None)
    answers[name] = answer
