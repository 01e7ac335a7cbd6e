"""What the screens of a live session show, as the JSON that they get."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianbing.app.sessions.live import LiveDesk
from lianbing.characters import simplified
from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.question import Item
from lianbing.domain.items.scenario_walks import state_after
from lianbing.domain.items.scenarios import ChoiceVerdict
from lianbing.domain.sessions.happenings import QuizKind, SeatEntry
from lianbing.domain.sessions.marked import right_by_question
from lianbing.domain.sessions.plans import Activity
from lianbing.domain.sessions.room import SceneMoment, VoteMoment
from lianbing.domain.sessions.tallies import by_person, movements, tally
from lianbing.errors import UnknownReference
from lianbing.wire.canonical import Json
from lianbing.wire.exercises.scenarios import PlayedScenario
from lianbing.wire.items import AskedItem, asked_item
from lianbing.wire.sessions.live import (
    PHONE_STATE,
    SCREEN_STATE,
    TRAINER_STATE,
    ActivityLine,
    ExpectedLine,
    JoinView,
    Movement,
    PhoneState,
    QuestionLine,
    QuizOnPhone,
    QuizOnScreen,
    QuizQuestionLine,
    SceneChoice,
    SceneOnScreen,
    SceneView,
    ScreenState,
    SeatLine,
    SeatView,
    Tally,
    TrainerState,
    VoteOnPhone,
    VoteOnScreen,
)

_WAITING = "还没有开始"
_NOBODY = SeatView(seat="", number="", name="")


@dataclass(frozen=True, kw_only=True)
class LiveSurroundings:
    """What the server knows and the desk doesn't: the address that phones open, its picture, and who is connected."""

    address: str
    qr: str
    addresses: tuple[str, ...] = ()
    connected: Collection[str] = ()
    warnings: tuple[str, ...] = ()


def seat_view(entry: SeatEntry) -> SeatView:
    """Who a phone is."""
    return SeatView(seat=entry.seat, number=entry.number, name=entry.name)


class LiveViews:
    """The states of all screens. What phones have in common is built once for all of them, until it changes."""

    def __init__(self, desk: LiveDesk) -> None:
        self._desk = desk
        self._shared: dict[str, dict[str, Any]] = {}

    def forget(self) -> None:
        """What phones have in common has changed."""
        self._shared = {}

    # Phones

    def phone(self, seat: str) -> dict[str, Json]:
        """The state of the phone in a seat."""
        room = self._desk.room
        form = self._desk.form_of(seat, room.quiz.quiz) if room.quiz else ""
        if form not in self._shared:
            self._shared[form] = PHONE_STATE.encode(self._phone(form))
        state = dict(self._shared[form])
        entry = self._desk.seats.latest[seat]
        state["me"] = {"seat": entry.seat, "number": entry.number, "name": entry.name}
        if room.vote and "vote" in state:
            mine = room.ballots.get((room.vote.item, room.vote.vote), {}).get(seat)
            state["vote"] = state["vote"] if mine is None else {**state["vote"], "mine": mine}
        if room.quiz and "quiz" in state:
            answers = room.quiz_answers.get(room.quiz.quiz, {}).get(seat, {})
            state["quiz"] = {**state["quiz"], "answers": answers}
        if room.scene and (chosen := room.scene_votes.get(room.scene.scenario, {}).get(seat)):
            state["chosen"] = chosen
        return state

    def _phone(self, form: str) -> PhoneState:
        """What all phones with a form have in common."""
        room = self._desk.room
        return PhoneState(
            title=self.title,
            activity=self.activity,
            is_over=room.is_over,
            me=_NOBODY,
            vote=self._vote_on_phone(room.vote) if room.vote else None,
            quiz=self._quiz_on_phone(form) if room.quiz else None,
            scene=self._scene(room.scene) if room.scene else None,
        )

    def _vote_on_phone(self, vote: VoteMoment) -> VoteOnPhone | None:
        item = self._item(vote.item)
        if not item:
            return None
        key = item.key.shown() if vote.key else ""
        return VoteOnPhone(item=asked_item(item), vote=vote.vote, is_open=vote.is_open, key=key)

    def _quiz_on_phone(self, form: str) -> QuizOnPhone | None:
        quiz = self._desk.room.quiz
        if not quiz:
            return None
        return QuizOnPhone(quiz=quiz.quiz, form=form, items=self._asked(form), answers={}, is_open=quiz.is_open)

    def _asked(self, form: str) -> tuple[AskedItem, ...]:
        items = self._desk.prepared.items
        return tuple(asked_item(items[each].item) for each in self._desk.quiz_items(form))

    # The projector

    def screen(self, around: LiveSurroundings) -> dict[str, Json]:
        """The state of the projector."""
        return SCREEN_STATE.encode(self._screen(around))

    def _screen(self, around: LiveSurroundings) -> ScreenState:
        desk, room = self._desk, self._desk.room
        activity = self._activity()
        return ScreenState(
            title=self.title,
            activity=self.activity,
            kind=activity.kind if activity else None,
            is_over=room.is_over,
            join=JoinView(
                address=around.address,
                digits=desk.codes.digits(desk.seconds()),
                qr=around.qr,
                present=len(desk.seats.people),
                expected=len(desk.setting.people),
            ),
            vote=self._vote_on_screen(room.vote) if room.vote else None,
            quiz=self._quiz_on_screen(),
            scene=self._scene_on_screen(room.scene) if room.scene else None,
        )

    def _vote_on_screen(self, vote: VoteMoment) -> VoteOnScreen | None:
        item = self._item(vote.item)
        if not item:
            return None
        both = vote.results and vote.vote == 2
        return VoteOnScreen(
            item=asked_item(item),
            vote=vote.vote,
            is_open=vote.is_open,
            answered=len(self._ballots(vote.item, vote.vote)),
            tallies=self._tallies(item, vote.vote) if vote.results else (),
            earlier=self._tallies(item, 1) if both else (),
            movements=self._movements(item) if both else (),
            key=item.key.shown() if vote.key else "",
            explain=item.explain if vote.key else "",
        )

    def _quiz_on_screen(self) -> QuizOnScreen | None:
        quiz = self._desk.room.quiz
        if not quiz:
            return None
        people = self._quiz_people(quiz.quiz)
        due = min(len(self._desk.quiz_items(form)) for form in "AB")
        finished = sum(1 for answers in people.values() if len(answers) >= due)
        return QuizOnScreen(quiz=quiz.quiz, is_open=quiz.is_open, begun=len(people), finished=finished)

    def _quiz_people(self, quiz: QuizKind) -> Mapping[str, set[str]]:
        """By person, the questions that are answered."""
        people: dict[str, set[str]] = {}
        for seat, answers in self._desk.room.quiz_answers.get(quiz, {}).items():
            given = {item for item, answer in answers.items() if answer not in (None, "", [])}
            people.setdefault(self._desk.seats.person_of(seat), set()).update(given)
        return {person: given for person, given in people.items() if given}

    def _scene_on_screen(self, at: SceneMoment) -> SceneOnScreen | None:
        scene = self._scene(at)
        if not scene:
            return None
        votes = self._scene_votes(at)
        return SceneOnScreen(
            scene=scene, answered=len(votes), tallies=_scene_tallies(scene, votes) if at.results else ()
        )

    # The trainer

    def trainer(self, around: LiveSurroundings) -> dict[str, Json]:
        """The state of the trainer's page."""
        desk, room = self._desk, self._desk.room
        screen = self._screen(around)
        item = self._item(room.vote.item) if room.vote else None
        tallies: tuple[Tally, ...] = ()
        if item and room.vote:
            tallies = self._tallies(item, room.vote.vote)
        elif room.scene and screen.scene:
            tallies = _scene_tallies(screen.scene.scene, self._scene_votes(room.scene))
        return TRAINER_STATE.encode(
            TrainerState(
                screen=screen,
                activities=tuple(map(self._activity_line, desk.prepared.plan.activities)),
                activity=room.activity,
                began=room.began,
                tallies=tallies,
                movements=self._movements(item) if item and room.vote and room.vote.vote == 2 else (),
                key=item.key.shown() if item else "",
                verdicts=self._verdicts(room.scene) if room.scene else (),
                quizzes=self._quiz_questions(),
                seats=tuple(self._seat_line(each, around) for each in desk.seats.latest.values()),
                missing=self._missing(),
                notes=tuple(room.notes),
                addresses=around.addresses,
                warnings=(*around.warnings, *self._warnings()),
            )
        )

    def _activity_line(self, activity: Activity) -> ActivityLine:
        return ActivityLine(
            title=activity.title or activity.kind.label,
            kind=activity.kind,
            minutes=activity.minutes,
            questions=tuple(map(self._question_line, activity.items)),
            scenario=activity.scenario,
            notes=activity.notes,
        )

    def _question_line(self, name: str) -> QuestionLine:
        item = self._item(name)
        may_open = tuple(vote for vote in (1, 2) if item and not self._desk.room.why_not_vote(name, vote))
        votes = tuple(len(self._ballots(name, vote)) for vote in (1, 2))
        return QuestionLine(id=name, stem=item.stem if item else "", votes=votes, may_open=may_open)

    def _quiz_questions(self) -> tuple[QuizQuestionLine, ...]:
        """How questions went, of each quiz that is not open; the latest quiz first."""
        now = self._desk.room.quiz
        stopped = [quiz for quiz in reversed(QuizKind) if not (now and now.is_open and now.quiz is quiz)]
        return tuple(line for quiz in stopped for line in self._questions_of(quiz))

    def _questions_of(self, quiz: QuizKind) -> Iterator[QuizQuestionLine]:
        sheets: dict[str, dict[str, Any]] = {}
        for seat, answers in self._desk.room.quiz_answers.get(quiz, {}).items():
            sheets.setdefault(self._desk.seats.person_of(seat), {}).update(answers)
        items = self._desk.prepared.items
        for each in right_by_question(items, sheets.values(), simplified):
            item = items[each.item].item
            yield QuizQuestionLine(
                quiz=quiz,
                id=each.item,
                stem=item.stem,
                key=item.key.shown(),
                right=each.right,
                answered=each.answered,
            )

    def _verdicts(self, at: SceneMoment) -> tuple[ChoiceVerdict, ...]:
        played = self._desk.prepared.scenarios_by_id.get(at.scenario)
        node = played.nodes.get(at.node) if played else None
        return tuple(choice.verdict for choice in node.choices) if node else ()

    def _seat_line(self, entry: SeatEntry, around: LiveSurroundings) -> SeatLine:
        return SeatLine(
            seat=entry.seat,
            number=entry.number,
            name=entry.name,
            unit=entry.unit,
            by=entry.by,
            is_connected=entry.seat in around.connected,
            doubt=self._doubt(entry),
        )

    def _doubt(self, entry: SeatEntry) -> str:
        seats = self._desk.seats
        first = seats.person_of(entry.seat)
        doubts = []
        if entry.left:
            doubts.append("记为没有来")
        elif entry.same_as:
            doubts.append(f"并到 {entry.same_as}")
        elif not entry.number and self._desk.setting.people:
            doubts.append("不在名单上")
        elif first != entry.seat:
            doubts.append(f"和 {first} 是同一个人")
        if seats.phones_in(entry.seat) > 1:
            doubts.append("换过手机")
        sharing = [seats.known(each).name for each in seats.sharing_a_phone(entry.seat)]
        if sharing:
            doubts.append(f"同一部手机先后签过 {'、'.join(sharing)}")
        return "；".join(doubts)

    def _missing(self) -> tuple[ExpectedLine, ...]:
        seats = self._desk.seats
        present = {seats.known(first).number for first in seats.people}
        return tuple(
            ExpectedLine(number=one.id, name=one.name, unit=one.team)
            for one in self._desk.setting.people
            if one.id not in present
        )

    def _warnings(self) -> Sequence[str]:
        warnings = [*self._desk.setting.warnings]
        warnings += [f"现场记录里有读不出来的一处：{fault}" for fault in self._desk.faults]
        if self._desk.repacked:
            warnings.append("材料在开场以后重新打包过：前后问的题可能不一样")
        if self._desk.was_over and self._desk.room.is_over:
            warnings.append("这场培训已经结束过。还要接着办，在计划里点一个环节；在那以前手机进不来")
        nameless = sorted(self._desk.room.answered - self._desk.seats.latest.keys())
        if nameless:
            warnings.append(f"有作答的座位 {'、'.join(nameless)} 没有名字：签到的记录少了几行，对照纸上的签到表")
        if self._desk.beginning_is_lost:
            warnings.append("有签到、没有作答的记录：开场以后的记录少了，用原来的 happenings.jsonl 换回来")
        return warnings

    # What they have in common

    @property
    def title(self) -> str:
        """The title of the session; a rehearsal says so wherever it is shown."""
        title = self._desk.prepared.plan.title
        return f"{title}（试讲，不记录）" if self._desk.setting.rehearsal else title

    @property
    def activity(self) -> str:
        """What is going on, in words."""
        activity = self._activity()
        return (activity.title or activity.kind.label) if activity else _WAITING

    def _activity(self) -> Activity | None:
        activities, place = self._desk.prepared.plan.activities, self._desk.room.activity
        return activities[place] if place is not None and place < len(activities) else None

    def _item(self, item: str) -> Item | None:
        """A question; ``None`` where it was taken out of what was prepared."""
        asked: PaperItem | None = self._desk.prepared.items.get(item)
        return asked.item if asked else None

    def _ballots(self, item: str, vote: int) -> dict[str, Any]:
        return by_person(self._desk.room.ballots.get((item, vote), {}), self._desk.seats.person_of)

    def _tallies(self, item: Item, vote: int) -> tuple[Tally, ...]:
        counts = tally(item, self._ballots(item.id, vote))
        return tuple(Tally(answer=answer, count=count) for answer, count in counts.items())

    def _movements(self, item: Item) -> tuple[Movement, ...]:
        moves = movements(item, self._ballots(item.id, 1), self._ballots(item.id, 2))
        return tuple(Movement(before=before, after=after, count=count) for (before, after), count in moves.items())

    def _scene_votes(self, at: SceneMoment) -> dict[str, str]:
        return by_person(self._desk.room.scene_votes.get(at.scenario, {}), self._desk.seats.person_of)

    def _scene(self, at: SceneMoment) -> SceneView | None:
        played = self._desk.prepared.scenarios_by_id.get(at.scenario)
        node = played.nodes.get(at.node) if played else None
        if not played or not node:
            return None
        before, left = _walked(played, at)
        text = node.text if at.path else f"{played.intro}\n\n{node.text}"
        return SceneView(
            scenario=at.scenario,
            title=played.title,
            node=at.node,
            text=f"{text}\n\n{left}" if left and node.choices else text,
            choices=tuple(SceneChoice(id=each.id, text=each.text) for each in node.choices),
            before=before,
            is_open=at.is_open and bool(node.choices),
            debrief=node.debrief,
        )


def _walked(played: PlayedScenario, at: SceneMoment) -> tuple[str, str]:
    """What came of the last choice, and how much time is left, in words; empty where there is neither."""
    visit = played.visit
    try:
        walked = state_after(visit, at.path)
    except UnknownReference:  # the scenario was changed since
        came_from, choice = at.came_by
        choices = played.nodes[came_from].choices if came_from in played.nodes else ()
        return next((each.consequence for each in choices if each.id == choice), ""), ""
    clock = next((gauge for gauge in visit.gauges if visit.clock and gauge.id == visit.clock.gauge), None)
    return walked.consequence, f"{clock.title}：{walked.state[clock.id]}" if clock else ""


def _scene_tallies(scene: SceneView, votes: Mapping[str, str]) -> tuple[Tally, ...]:
    chosen = [*votes.values()]
    return tuple(Tally(answer=each.id, count=chosen.count(each.id)) for each in scene.choices)
