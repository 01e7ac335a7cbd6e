"""What the trainer does in a live session: each action checks whether it may happen now, and lets it happen."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatchmethod

from lianbing.app.sessions.live import LiveDesk, people_by_number
from lianbing.domain.sessions.happenings import (
    ActivityBegun,
    NoteTaken,
    QuizClosed,
    QuizOpened,
    ResultsShown,
    SceneDecided,
    SceneOpened,
    SceneShown,
    SeatEntry,
    SessionClosed,
    SignedInBy,
    VotingClosed,
    VotingOpened,
)
from lianbing.domain.sessions.joining import as_name
from lianbing.domain.sessions.room import SceneMoment, VoteMoment
from lianbing.domain.sessions.tallies import by_person, leading
from lianbing.errors import LiveRefusal, Refusal
from lianbing.wire.sessions.requests import (
    Begin,
    CloseQuiz,
    CloseSession,
    CloseVote,
    Decide,
    MendSeat,
    OpenQuiz,
    OpenScene,
    OpenVote,
    ShowKey,
    ShowResults,
    ShowScene,
    TakeNote,
    TrainerAction,
)

_LONGEST_NOTE = 2000


def _closed(text: str) -> LiveRefusal:
    return LiveRefusal(Refusal.CLOSED, text)


class TrainerDesk:
    """The trainer's side of a :class:`LiveDesk`."""

    def __init__(self, desk: LiveDesk) -> None:
        self._desk = desk

    def act(self, action: TrainerAction) -> None:
        """Does what the trainer wants; raises LiveRefusal."""
        if self._desk.room.is_over and not isinstance(action, MendSeat | TakeNote):
            raise _closed("培训已经结束。还要接着办，停下程序再启动一次")
        self._do(action)

    @singledispatchmethod
    def _do(self, action: TrainerAction) -> None:
        raise NotImplementedError(action.do)

    @_do.register
    def _(self, action: Begin) -> None:
        if not 0 <= action.activity < len(self._desk.prepared.plan.activities):
            raise _closed("计划里没有这个环节")
        self._stop_asking()
        self._desk.happen(ActivityBegun(at=self._desk.now(), activity=action.activity))

    @_do.register
    def _(self, action: OpenVote) -> None:
        room, item, vote = self._desk.room, action.item, action.vote
        if room.vote and room.vote.is_open and (room.vote.item, room.vote.vote) == (item, vote):
            return
        self._check_vote(item, vote)
        self._stop_asking()
        self._desk.happen(VotingOpened(at=self._desk.now(), activity=room.activity or 0, item=item, vote=vote))

    def _check_vote(self, item: str, vote: int) -> None:
        if item not in self._desk.prepared.items or vote not in (1, 2):
            raise _closed("材料里没有这道题")
        if why_not := self._desk.room.why_not_vote(item, vote):
            raise _closed(why_not)

    @_do.register
    def _(self, _: CloseVote) -> None:
        vote = self._vote()
        if vote.is_open:
            self._desk.happen(VotingClosed(at=self._desk.now(), item=vote.item, vote=vote.vote))

    @_do.register
    def _(self, _: ShowResults) -> None:
        self._show(key=False)

    @_do.register
    def _(self, _: ShowKey) -> None:
        self._show(key=True)

    def _show(self, *, key: bool) -> None:
        vote = self._vote()
        self._stop_asking()
        self._desk.happen(ResultsShown(at=self._desk.now(), item=vote.item, vote=vote.vote, key=key))

    def _vote(self) -> VoteMoment:
        vote = self._desk.room.vote
        if not vote:
            raise _closed("现在没有投票的题")
        return vote

    @_do.register
    def _(self, action: OpenQuiz) -> None:
        if not self._desk.quiz_items("A"):
            raise _closed("计划里没有测验题")
        quiz = self._desk.room.quiz
        if not (quiz and quiz.is_open and quiz.quiz is action.quiz):
            self._stop_asking()
            self._desk.happen(QuizOpened(at=self._desk.now(), quiz=action.quiz))

    @_do.register
    def _(self, _: CloseQuiz) -> None:
        if not self._desk.room.quiz:
            raise _closed("现在没有测验")
        self._stop_asking()

    @_do.register
    def _(self, action: OpenScene) -> None:
        played = self._desk.prepared.scenarios_by_id.get(action.scenario)
        if not played:
            raise _closed("材料里没有这个情景")
        at = self._desk.room.scenes.get(action.scenario)
        goes_on = at is not None and at.node in played.nodes and bool(played.nodes[at.node].choices)
        node = at.node if at and goes_on else played.start
        self._stop_asking()
        self._desk.happen(SceneOpened(at=self._desk.now(), scenario=action.scenario, node=node))

    @_do.register
    def _(self, _: ShowScene) -> None:
        at = self._scene()
        self._desk.happen(SceneShown(at=self._desk.now(), scenario=at.scenario, node=at.node))

    @_do.register
    def _(self, action: Decide) -> None:
        desk, at = self._desk, self._scene()
        votes = by_person(desk.room.scene_votes.get(at.scenario, {}), desk.seats.person_of)
        first = leading(votes)
        choice = action.choice or (first[0] if len(first) == 1 else "")
        if not choice:
            raise _closed("几个选项一样多：请你来定" if first else "还没有人选：请大家先选，或你来定")
        if choice not in {each.id for each in desk.prepared.scenarios_by_id[at.scenario].nodes[at.node].choices}:
            raise _closed("这一步没有这个选项")
        desk.happen(
            SceneDecided(
                at=desk.now(), scenario=at.scenario, node=at.node, choice=choice, by_trainer=first != (choice,)
            )
        )

    def _scene(self) -> SceneMoment:
        at = self._desk.room.scene
        if not at:
            raise _closed("现在没有在演情景")
        return at

    @_do.register
    def _(self, action: TakeNote) -> None:
        text = action.text.strip()
        if not text:
            raise _closed("什么也没有写")
        if len(text) > _LONGEST_NOTE:
            raise _closed(f"一条最多写 {_LONGEST_NOTE} 字：分成几条")
        self._desk.happen(NoteTaken(at=self._desk.now(), text=text))

    @_do.register
    def _(self, action: MendSeat) -> None:
        desk = self._desk
        old = desk.seats.latest.get(action.seat)
        if action.seat and not old:
            raise _closed("没有这个座位")
        if action.same_as and (not old or desk.seats.would_circle(action.seat, action.same_as)):
            raise _closed("不能并到这个座位：两个座位不能互相并")
        if action.same_as and action.same_as not in desk.seats.latest:
            raise _closed("没有要并到的座位")
        if not old and action.number and desk.seats.with_number(action.number):
            raise _closed("这个人已经在名单里了")
        desk.sit(self._mended(action, old))

    def _mended(self, action: MendSeat, old: SeatEntry | None) -> SeatEntry:
        desk = self._desk
        person = people_by_number(desk.setting.people).get(action.number)
        number = as_name(action.number)
        name = person.name if person else as_name(action.name)
        if not name:
            raise _closed("写上姓名，或名单上的工号")
        if number and not person and desk.setting.people:
            raise _closed(f"名单上没有工号 {number}：不在名单上的人只写姓名")
        unit = person.team if person else ""
        if old:
            return replace(
                old,
                number="" if action.same_as else number,
                name=name,
                unit=unit,
                at=desk.now(),
                same_as=action.same_as,
                left=action.left,
            )
        seat = desk.next_seat()
        return SeatEntry(seat=seat, number=number, name=name, unit=unit, at=desk.now(), by=SignedInBy.TRAINER)

    @_do.register
    def _(self, _: CloseSession) -> None:
        self._stop_asking()
        self._desk.happen(SessionClosed(at=self._desk.now()))

    def _stop_asking(self) -> None:
        """Ends what is open, so that the journal says when."""
        desk, room = self._desk, self._desk.room
        if room.vote and room.vote.is_open:
            desk.happen(VotingClosed(at=desk.now(), item=room.vote.item, vote=room.vote.vote))
        if room.quiz and room.quiz.is_open:
            desk.happen(QuizClosed(at=desk.now(), quiz=room.quiz.quiz))
