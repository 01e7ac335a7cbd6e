"""``lianbing sample phones``: the made-up people come to a session that is being held, each with a phone.

They come in with the digits of the projector, answer what is open, and leave when it is over. Some stay away, a few
come late, one comes in with a second phone, and there is a guest who is on no list.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lianbing.app.samples.learning import Learning
from lianbing.app.samples.practice import SamplePerson, by_chance, practising, sample_people
from lianbing.app.samples.web import Refused, events, post
from lianbing.app.workspace import Workspace
from lianbing.domain.drills.papers import Employee
from lianbing.domain.items.question import Skill
from lianbing.domain.items.scenarios import ChoiceVerdict
from lianbing.domain.sessions.calendar import month_of
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.domain.sessions.plans import ActivityKind
from lianbing.errors import NothingToDo, WrongUsage
from lianbing.sessions.folder import SessionFolder
from lianbing.sessions.reading import SessionFiles, read_session
from lianbing.wire.sessions.prepared import PreparedSession

_STAY_AWAY, _LATE = 9, 17
"""One in so many stays away, one in so many comes late."""
_LEARNS_FROM_OTHERS, _MISLED = 60, 5
"""How many in a hundred have it right in vote 2 who had it wrong before, and the other way round."""
_BEFORE_ANYTHING = (None, ActivityKind.SIGN_IN, ActivityKind.WARM_UP)
_GUEST = "样例来宾"
_ABILITY = 60
_TRIES = 30


@dataclass(frozen=True, kw_only=True)
class CameIn:
    """Who came: how many people, the numbers of those who stayed away, who came late and who came in twice."""

    present: int
    away: tuple[str, ...]
    late: tuple[str, ...]
    twice: str
    answers: int


def bring_phones(
    workspace: Workspace, session: str, address: str = "", pace: float = 2.0, come: Callable[[], None] = lambda: None
) -> CameIn:
    """Brings the people in, and returns when the session is over or its program was stopped.

    Args:
        workspace: a folder to practise in.
        session: the session.
        address: where it is served; by default where its program on this computer said.
        pace: how many seconds people take for an answer at most.
        come: called once it is sure that they can come.

    Raises:
        WrongUsage: not in a folder to practise in, or nobody serves the session.
        NothingToDo: nothing was packed, or nobody of the list is a made-up person.
    """
    root, folder = practising(workspace), SessionFolder(workspace.sessions / session)
    files = read_session(folder)
    if files.prepared is None or files.people is None:
        raise NothingToDo(f"{session} 还没有备好材料：先运行 lianbing session pack {session}")
    guests = _guests(root, files, session)
    if not guests:
        raise NothingToDo(f"{session} 的名单上没有样例里的人：用 --roster 材料/名单-2026H2.xlsx 重新计划")
    projector = _Projector(address or _served_at(folder))
    room = _Room(
        session=session,
        projector=projector,
        prepared=files.prepared,
        before=Learning.until(workspace, root, workspace.now()),
        pace=pace,
    )
    away = [each.employee.id for each in guests if each.is_away]
    coming = [each for each in guests if not each.is_away]
    phones = [_Phone(room, each, is_twice=place == 1) for place, each in enumerate(coming)]
    phones.append(_Phone(room, _stranger(session)))
    watching = threading.Thread(target=projector.watch, daemon=True)
    watching.start()
    projector.wait()
    come()
    with ThreadPoolExecutor(len(phones)) as pool:
        answers = sum(pool.map(_Phone.live, phones))
    return CameIn(
        present=sum(phone.came_in for phone in phones),
        away=tuple(away),
        late=tuple(each.employee.id for each in coming if each.is_late),
        twice=next((phone.guest.employee.id for phone in phones if phone.is_twice), ""),
        answers=answers,
    )


@dataclass(frozen=True, kw_only=True)
class _Guest:
    """Somebody who may come."""

    employee: Employee
    person: SamplePerson
    by_name: bool
    is_away: bool = False
    is_late: bool = False


def _guests(root: Path, files: SessionFiles, session: str) -> list[_Guest]:
    people, listed = sample_people(root), files.people.people if files.people else ()
    names = [employee.name for employee in listed]
    return [
        _Guest(
            employee=each,
            person=people[each.id],
            by_name=names.count(each.name) == 1 and by_chance(each.id, "name") % 2 == 0,
            is_away=people[each.id].has_left(month_of(session))
            or by_chance(each.id, session, "away") % _STAY_AWAY == 0,
            is_late=by_chance(each.id, session, "late") % _LATE == 0,
        )
        for each in listed
        if each.id in people
    ]


def _stranger(session: str) -> _Guest:
    person = SamplePerson(
        number=f"{_GUEST}-{session}",
        abilities=dict.fromkeys(Skill, _ABILITY),
        on_cases=_ABILITY,
        absent=frozenset(),
        months=frozenset(),
    )
    return _Guest(employee=Employee(id="", name=_GUEST, team=""), person=person, by_name=True)


def _served_at(folder: SessionFolder) -> str:
    """Where a program of this computer serves the session, by the port that it wrote down last."""
    ports = sorted((each.stat().st_mtime, each) for each in folder.live.glob("*/port"))
    if not ports:
        raise WrongUsage(f"{folder.id} 没有在上课：先在另一个窗口运行 lianbing session live {folder.id}")
    return f"http://127.0.0.1:{ports[-1][1].read_text(encoding='ascii').strip()}"


class _Projector:
    """What everybody in the room sees: the digits of the moment, and what is going on."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.state: Mapping[str, Any] = {}
        self.is_over = False
        self._seen = threading.Event()

    def watch(self) -> None:
        """Looks until the session is over, or nobody serves it any more."""
        for state in events(f"{self.address}/api/screen/events", _TRIES):
            self.state, self.is_over = state, bool(state["is_over"])
            self._seen.set()
            if self.is_over:
                return
        self.is_over = True
        self._seen.set()

    def wait(self) -> None:
        """Until there is something to see; raises WrongUsage."""
        self._seen.wait()
        if not self.state:
            raise WrongUsage(
                f"{self.address} 没有人在上课：先在另一个窗口运行 lianbing session live，或用 --address 指定"
            )

    @property
    def digits(self) -> str:
        """The four digits of the moment."""
        return str(self.state["join"]["digits"])

    @property
    def is_at_the_beginning(self) -> bool:
        """Whether the quiz at the beginning is not over yet."""
        return self.state["kind"] in _BEFORE_ANYTHING


@dataclass(frozen=True, kw_only=True)
class _Room:
    session: str
    projector: _Projector
    prepared: PreparedSession
    before: Learning
    pace: float


@dataclass
class _Phone:
    """A phone with who holds it."""

    room: _Room
    guest: _Guest
    is_twice: bool = False
    secret: str = field(init=False)
    came_in: bool = field(init=False, default=False)
    _done: set[tuple[object, ...]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.secret = self._secret("first")

    def _secret(self, which: str) -> str:
        place = f"{self.room.session}/{self.guest.person.number}/{which}"
        return "".join(f"{by_chance(place, part):08x}" for part in range(4))

    def live(self) -> int:
        """Comes in and answers until it is over; returns how many answers there were."""
        self._pause("in")
        while self.guest.is_late and self.room.projector.is_at_the_beginning and not self.room.projector.is_over:
            time.sleep(0.2)
        if not self._join():
            return 0
        self.came_in = True
        for state in events(f"{self.room.projector.address}/api/phone/events?phone={self.secret}", _TRIES):
            if state["is_over"]:
                break
            self._react(state)
        return len(self._done)

    def _join(self) -> bool:
        if not self._let_in():
            return False
        if self.is_twice:  # the battery is low, here is the other phone
            self.secret = self._secret("second")
            return self._let_in()
        return True

    def _let_in(self) -> bool:
        """Tries until the digits fit; says what the program asks for."""
        who = self.guest.employee.name if self.guest.by_name else self.guest.employee.id
        more: dict[str, Any] = {}
        for _ in range(_TRIES):
            if self.room.projector.is_over:
                return False
            try:
                wish = {"phone": self.secret, "code": self.room.projector.digits, "who": who, **more}
                post(f"{self.room.projector.address}/api/join", wish)
            except Refused as refused:
                answers: Mapping[str, dict[str, Any]] = {"taken": {"again": True}, "stranger": {"as_stranger": True}}
                more |= answers.get(refused.kind, {})
                if refused.kind == "which":
                    who = self.guest.employee.id
                time.sleep(0 if refused.kind != "code" else 1)
            else:
                return True
        return False

    def _react(self, state: Mapping[str, Any]) -> None:
        """Answers what is open and was not answered yet."""
        if (vote := state.get("vote")) and vote["is_open"]:
            self._once("vote", self._vote(vote["item"]["id"], vote["vote"]), item=vote["item"]["id"], vote=vote["vote"])
        if (quiz := state.get("quiz")) and quiz["is_open"]:
            for item in quiz["items"]:
                self._once("quiz", self._quiz(item["id"], quiz["quiz"]), item=item["id"], quiz=quiz["quiz"])
        if (scene := state.get("scene")) and scene["is_open"] and scene["choices"]:
            place = {"scenario": scene["scenario"], "node": scene["node"]}
            self._once("scene", self._choice(**place), **place)

    def _once(self, what: str, answer: object, **about: Any) -> None:
        key = (what, *about.values())
        if key in self._done:
            return
        self._pause(*key)
        name = "choice" if what == "scene" else "answer"
        try:
            post(f"{self.room.projector.address}/api/{what}", {"phone": self.secret, **about, name: answer})
        except Refused:  # closed meanwhile: too slow
            return
        self._done.add(key)

    def _pause(self, *why: object) -> None:
        time.sleep(self.room.pace * (by_chance(self.guest.person.number, self.room.session, *why) % 1000) / 1000)

    def _chance(self, *why: object) -> int:
        return by_chance(self.guest.person.number, self.room.session, *why) % 100

    def _vote(self, item: str, vote: int) -> object:
        knows = self._knows(item, self.room.before, "vote")
        if vote > 1:
            changes = self._chance(item, "changes") < (_MISLED if knows else _LEARNS_FROM_OTHERS)
            knows = knows != changes
        return self._answer(item, knows=knows)

    def _quiz(self, item: str, quiz: str) -> object:
        taught = dict.fromkeys(self.room.prepared.plan.clauses, frozenset([self.guest.person.number]))
        after = Learning(spots=self.room.before.spots, taught=taught)
        learning = after if quiz == QuizKind.EXIT else self.room.before
        return self._answer(item, knows=self._knows(item, learning, quiz))

    def _knows(self, item: str, learning: Learning, when: str) -> bool:
        asked = self.room.prepared.items[item].item
        return learning.knows(self.guest.person, asked, f"{self.room.session}/{when}")

    def _answer(self, item: str, *, knows: bool) -> object:
        key = self.room.prepared.items[item].item.key
        return key.right_answer() if knows else key.wrong_answer()

    def _choice(self, scenario: str, node: str) -> str:
        """Mostly what is right, the abler the more often."""
        choices = self.room.prepared.scenarios_by_id[scenario].nodes[node].choices
        good = [choice.id for choice in choices if choice.verdict is ChoiceVerdict.GOOD]
        knows = bool(good) and self._chance(scenario, node) < self.guest.person.on_cases
        pool: Sequence[str] = good if knows else [choice.id for choice in choices]
        return pool[self._chance(node, "which") % len(pool)]
