"""The room as a fold: running on and starting again come to the same, and what is repeated changes nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

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
    SeatEntry,
    SessionClosed,
    SessionOpened,
    SignedInBy,
    VoteCast,
    VotingClosed,
    VotingOpened,
)
from lianbing.domain.sessions.held import held
from lianbing.domain.sessions.room import Room
from lianbing.domain.sessions.seats import SeatList
from lianbing.domain.sessions.tallies import by_person
from lianbing.wire.sessions.journals import HAPPENING

AT = "2026-12-15T14:00:00.000+08:00"
SEATS = st.sampled_from(["s001", "s002", "s003", "s004"])
ITEMS = st.sampled_from(["q-1", "q-2"])
VOTES = st.sampled_from([1, 2])
ANSWERS = st.sampled_from(["A", "B", ["A", "C"], True])
QUIZZES = st.sampled_from(QuizKind)
NODES = st.sampled_from(["start", "middle", "end"])
NAMES = st.sampled_from(["visit", "call"])
PLACES = st.integers(0, 3)
NOW = st.just(AT)

HAPPENINGS: st.SearchStrategy[Happening] = st.one_of(
    st.builds(SessionOpened, at=NOW, computer=st.just("laptop"), prepared=st.just("")),
    st.builds(ActivityBegun, at=NOW, activity=PLACES),
    st.builds(VotingOpened, at=NOW, activity=PLACES, item=ITEMS, vote=VOTES),
    st.builds(VotingClosed, at=NOW, item=ITEMS, vote=VOTES),
    st.builds(VoteCast, at=NOW, seat=SEATS, item=ITEMS, vote=VOTES, answer=ANSWERS),
    st.builds(ResultsShown, at=NOW, item=ITEMS, vote=VOTES, key=st.booleans()),
    st.builds(QuizOpened, at=NOW, quiz=QUIZZES),
    st.builds(QuizClosed, at=NOW, quiz=QUIZZES),
    st.builds(QuizAnswered, at=NOW, seat=SEATS, quiz=QUIZZES, form=st.sampled_from("AB"), item=ITEMS, answer=ANSWERS),
    st.builds(SceneOpened, at=NOW, scenario=NAMES, node=NODES),
    st.builds(SceneVote, at=NOW, seat=SEATS, scenario=NAMES, node=NODES, choice=st.sampled_from("ab")),
    st.builds(SceneShown, at=NOW, scenario=NAMES, node=NODES),
    st.builds(SceneDecided, at=NOW, scenario=NAMES, node=NODES, choice=st.sampled_from("ab"), by_trainer=st.booleans()),
    st.builds(NoteTaken, at=NOW, text=st.text(min_size=1, max_size=5)),
    st.builds(SessionClosed, at=NOW),
)
ANSWERED = (VoteCast, QuizAnswered, SceneVote)


def _next(_: str, node: str, path: tuple[str, ...]) -> str:
    return {"start": {"a": "middle", "b": "end"}[path[-1]], "middle": "end"}.get(node, "end")


def _room(*happenings: Happening) -> dict[str, Any]:
    room = Room(_next)
    room.take_all(happenings)
    return {name: value for name, value in vars(room).items() if name != "_next_node"}


@given(st.lists(HAPPENINGS, max_size=40), st.integers(0, 40))
def test_starting_again_anywhere_is_running_on(happenings: list[Happening], killed: int) -> None:
    """What was written comes back from JSON; then the program goes on with what happens after it."""
    before = [HAPPENING.decode(HAPPENING.encode(each)) for each in happenings[:killed]]
    assert _room(*before, *happenings[killed:]) == _room(*happenings)


@given(st.lists(HAPPENINGS, max_size=40))
def test_an_answer_that_arrives_twice_counts_once(happenings: list[Happening]) -> None:
    doubled = [each for one in happenings for each in ((one, one) if isinstance(one, ANSWERED) else (one,))]
    assert _room(*doubled) == _room(*happenings)


@given(st.lists(HAPPENINGS, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_different_seats_answers_changes_nothing(happenings: list[Happening], chance: Any) -> None:
    """Answers between two acts of the trainer may be written in any order, as long as a seat's own stay in theirs."""
    shuffled: list[Happening] = []
    run: list[Any] = []

    def flush() -> None:
        seats = list({one.seat for one in run})
        chance.shuffle(seats)
        shuffled.extend(one for seat in seats for one in run if one.seat == seat)
        run.clear()

    for happening in happenings:
        if isinstance(happening, ANSWERED):
            run.append(happening)
        else:
            flush()
            shuffled.append(happening)
    flush()
    assert _room(*shuffled) == _room(*happenings)


@given(st.lists(HAPPENINGS, max_size=40))
def test_at_most_one_thing_is_before_the_room_and_nothing_after_its_end(happenings: list[Happening]) -> None:
    room = Room(_next)
    for happening in happenings:
        room.take(happening)
        assert sum(each is not None for each in (room.vote, room.quiz, room.scene)) <= 1
        if isinstance(happening, SessionClosed):
            assert room.is_over
            assert room.vote is room.quiz is room.scene is None


ENTRIES = st.builds(
    SeatEntry,
    seat=SEATS,
    number=st.sampled_from(["", "C0001", "C0002"]),
    name=st.just("样例"),
    unit=st.just(""),
    at=NOW,
    by=st.sampled_from(SignedInBy),
    same_as=st.sampled_from(["", "", "s001", "s002"]),
    left=st.booleans(),
)


@given(st.lists(ENTRIES, max_size=12), st.lists(HAPPENINGS, max_size=40))
def test_the_screens_and_the_record_count_alike(entries: list[SeatEntry], happenings: list[Happening]) -> None:
    """What a vote came to while it went on is what the record says of it."""
    seats, room = SeatList(), Room(_next)
    for entry in entries:
        seats.take(entry)
    room.take_all(happenings)
    record = held(entries, happenings)
    assert {one.seats for one in record.present} == {tuple(each) for each in seats.people.values()}
    for (item, vote), ballots in room.ballots.items():
        live = by_person(ballots, seats.person_of)
        assert live == {one.seat: one.answer for one in record.ballots if (one.item, one.vote) == (item, vote)}
