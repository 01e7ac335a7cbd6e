"""The desk: who may come in, what counts, what nobody sees too early."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lianbing.app.sessions.acting import TrainerDesk
from lianbing.app.sessions.live import LiveDesk
from lianbing.app.sessions.live_views import LiveSurroundings, LiveViews
from lianbing.domain.items.scenario_walks import endings, state_after
from lianbing.domain.sessions.happenings import QuizKind, SeatEntry, SignedInBy
from lianbing.errors import LiveRefusal, Refusal
from lianbing.sessions.journal_files import read_journals
from lianbing.wire.sessions.prepared import PreparedSession
from lianbing.wire.sessions.requests import (
    Begin,
    CloseQuiz,
    CloseSession,
    CloseVote,
    Decide,
    JoinRequest,
    MendSeat,
    OpenQuiz,
    OpenScene,
    OpenVote,
    QuizRequest,
    SceneRequest,
    ShowKey,
    ShowResults,
    ShowScene,
    TakeNote,
    TrainerAction,
    VoteRequest,
)
from tests.server.rooms import HandClock, State, desk_in, opened, right, secret_of, wrong

ITEM, OTHER = "vis-0001", "cmp-0001"
SCENARIO = "abnormal-order"
AROUND = LiveSurroundings(address="http://192.168.1.5:8000", qr="<svg/>")


class Hand:
    """What people do at a desk; everything is written at once, as the server does it."""

    def __init__(self, desk: LiveDesk) -> None:
        self.desk = desk
        self.trainer = TrainerDesk(desk)
        self.views = LiveViews(desk)

    def _done(self, request: Any) -> Any:
        (outcome,) = self.desk.together([request])
        if self.desk.changes().all_phones:
            self.views.forget()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def joins(self, number: int, who: str, code: str = "", address: str = "10.0.0.1", **more: Any) -> SeatEntry:
        code = code or self.desk.codes.code(self.desk.seconds())
        wanted = JoinRequest(phone=secret_of(number), code=code, who=who, **more)
        entry = self._done(lambda: self.desk.join(wanted, address))
        assert isinstance(entry, SeatEntry)
        return entry

    def acts(self, *actions: TrainerAction) -> None:
        for action in actions:
            self._done(lambda action=action: self.trainer.act(action))

    def votes(self, number: int, answer: Any, vote: int = 1, item: str = ITEM) -> None:
        wanted = VoteRequest(phone=secret_of(number), item=item, vote=vote, answer=answer)
        self._done(lambda: self.desk.cast_vote(wanted))

    def answers(self, number: int, quiz: QuizKind, item: str, answer: Any) -> None:
        wanted = QuizRequest(phone=secret_of(number), quiz=quiz, item=item, answer=answer)
        self._done(lambda: self.desk.answer_quiz(wanted))

    def chooses(self, number: int, choice: str) -> None:
        at = self.desk.room.scene
        assert at
        wanted = SceneRequest(phone=secret_of(number), scenario=at.scenario, node=at.node, choice=choice)
        self._done(lambda: self.desk.choose(wanted))

    @property
    def screen(self) -> State:
        return self.views.screen(AROUND)

    @property
    def trainers(self) -> State:
        return self.views.trainer(AROUND)

    def phone(self, number: int) -> State:
        return self.views.phone(self.desk.seat_of(secret_of(number)).seat)

    def again(self) -> Hand:
        """The program was killed and started again."""
        setting = self.desk.setting
        return Hand(opened(setting))


@pytest.fixture
def hand(desk: LiveDesk) -> Hand:
    return Hand(desk)


def refused(why: Refusal, text: str = "") -> Any:
    class Refused:
        def __enter__(self) -> Any:
            self.raised = pytest.raises(LiveRefusal)
            self.info = self.raised.__enter__()
            return self.info

        def __exit__(self, *exception: Any) -> Any:
            result = self.raised.__exit__(*exception)
            assert self.info.value.why is why, self.info.value
            assert text in self.info.value.message
            return result

    return Refused()


# Who comes in


@pytest.mark.parametrize(
    ("who", "number"),
    [
        ("C0001", "C0001"),
        ("c0001 ", "C0001"),
        ("Ｃ０００１", "C0001"),
        ("C1", "C0001"),
        ("样例一", "C0001"),
        (" 样 例 一 ", "C0001"),
        ("樣例一", "C0001"),
        ("42", "0042"),
        ("００４２", "0042"),
        ("样例四", "0042"),
        ("样例•四", "0042"),
        ("样例一C0001", "C0001"),
        ("D0003样例三", "D0003"),
    ],
)
def test_people_come_in_by_number_or_name_as_they_type_it(hand: Hand, who: str, number: str) -> None:
    assert hand.joins(1, who).number == number


def test_of_two_with_one_name_the_phone_asks_which(hand: Hand) -> None:
    with refused(Refusal.WHICH, "2 个人") as raised:
        hand.joins(1, "样例三")
    assert [line["number"] for line in raised.value.details] == ["C0003", "D0003"]
    assert hand.joins(1, "D0003").unit == "城区三部"


def test_strangers_come_in_once_they_confirm_and_the_trainer_sees_it(hand: Hand) -> None:
    with refused(Refusal.STRANGER):
        hand.joins(1, "样例九")
    entry = hand.joins(1, "样例九", as_stranger=True)
    assert (entry.number, entry.name) == ("", "样例九")
    assert hand.trainers["seats"][0]["doubt"] == "不在名单上"
    hand.acts(MendSeat(seat=entry.seat, number="C0002"))
    assert hand.phone(1)["me"] == {"seat": "s001", "number": "C0002", "name": "样例二"}


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\0", "\u3164", "\u2066", "\ue000"])
def test_nobody_has_a_name_that_cant_be_seen(hand: Hand, sign: str) -> None:
    """Signs of private use are seen: rare characters of names were written with them."""
    if sign == "\ue000":
        assert hand.joins(1, sign, as_stranger=True).name == sign
        return
    with refused(Refusal.MALFORMED, "写上工号或姓名"):
        hand.joins(1, f" {sign} ", as_stranger=True)
    assert hand.joins(1, f"样例{sign}九", as_stranger=True).name == "样例九"


def test_without_a_list_nobody_is_a_stranger(tmp_path: Path, prepared: PreparedSession) -> None:
    hand = Hand(desk_in(tmp_path / "laptop", prepared, people=()))
    assert hand.joins(1, "样例九").name == "样例九"
    assert "doubt" not in hand.trainers["seats"][0]


def test_a_person_on_a_second_phone_takes_the_seat_along(hand: Hand) -> None:
    hand.joins(1, "C0001")
    hand.acts(OpenVote(item=ITEM, vote=1))
    hand.votes(1, "A")
    with refused(Refusal.TAKEN, "另一部手机"):
        hand.joins(2, "样例一")
    assert hand.joins(2, "样例一", again=True).seat == "s001"
    assert hand.phone(2)["vote"]["mine"] == "A"
    with refused(Refusal.MOVED):
        hand.votes(1, "B")
    assert hand.screen["join"]["present"] == 1
    assert hand.joins(1, "样例一", again=True).seat == "s001", "and back again"


def test_whoever_types_a_wrong_name_first_leaves_one_person_in_the_list(hand: Hand) -> None:
    hand.joins(1, "C0001")
    assert hand.joins(1, "C0002").seat == "s002"
    doubt = "同一部手机先后签过 样例一、样例二"
    lines = [(line["number"], line["doubt"]) for line in hand.trainers["seats"]]
    assert lines == [("C0001", f"记为没有来；{doubt}"), ("C0002", doubt)]
    hand.joins(2, "C0003")
    hand.joins(2, "C0002", again=True)
    assert hand.screen["join"]["present"] == 1
    assert {line["number"] for line in hand.trainers["missing"]} == {"C0001", "C0003", "D0003", "0042"}


def test_a_phone_that_is_lent_takes_no_answers_along(hand: Hand) -> None:
    hand.joins(1, "C0001")
    hand.acts(OpenVote(item=ITEM, vote=1))
    hand.votes(1, "A")
    assert hand.joins(1, "C0002").seat == "s002"
    assert "mine" not in hand.phone(1)["vote"]
    hand.votes(1, "B")
    doubt = "同一部手机先后签过 样例一、样例二"
    lines = [(line["number"], line["doubt"]) for line in hand.trainers["seats"]]
    assert lines == [("C0001", doubt), ("C0002", doubt)]
    assert hand.screen["join"]["present"] == hand.screen["vote"]["answered"] == 2
    assert hand.joins(1, "C0001").seat == "s001"
    assert hand.phone(1)["vote"]["mine"] == "A"
    assert hand.joins(1, "样例九", as_stranger=True).seat == "s003", "a stranger inherits nothing either"


def test_a_lost_line_of_a_seat_makes_nobody_its_heir(hand: Hand) -> None:
    hand.joins(1, "C0001")
    hand.joins(2, "C0002")
    hand.acts(OpenVote(item=ITEM, vote=1))
    hand.votes(2, "A")
    folder = hand.desk.setting.folder
    seats = folder / "seats.jsonl"
    seats.write_bytes(seats.read_bytes().splitlines(keepends=True)[0])
    again = hand.again()
    assert any("座位 s002 没有名字" in warning for warning in again.trainers["warnings"])
    assert again.joins(3, "C0003").seat == "s003"
    (folder / "happenings.jsonl").write_bytes(b"")
    again.desk.setting.clock.goes_on(60)  # type: ignore[attr-defined]
    for _ in range(2):
        again = again.again()
        assert any("没有作答的记录" in warning for warning in again.trainers["warnings"])


def test_somebody_added_by_hand_finds_the_seat_later(hand: Hand) -> None:
    hand.acts(MendSeat(number="C0001"))
    assert (hand.joins(1, "C0001").seat, hand.desk.seats.latest["s001"].by) == ("s001", SignedInBy.TRAINER)


def test_the_trainer_mends_what_went_wrong_at_the_door(hand: Hand) -> None:
    hand.joins(1, "C0001")
    hand.joins(2, "样例九", as_stranger=True)
    hand.acts(MendSeat(seat="s002", same_as="s001", name="样例一"))
    assert hand.screen["join"]["present"] == 1
    with refused(Refusal.CLOSED, "不能互相并"):
        hand.acts(MendSeat(seat="s001", same_as="s002", name="样例一"))
    with refused(Refusal.CLOSED, "没有工号"):
        hand.acts(MendSeat(seat="s001", number="C9999", name="样例"))
    with refused(Refusal.CLOSED, "已经在名单里"):
        hand.acts(MendSeat(number="C0001"))
    hand.acts(MendSeat(seat="s001", number="C0001", left=True), MendSeat(seat="s002", name="样例", left=True))
    assert hand.screen["join"]["present"] == 0


# Codes


def test_a_code_is_taken_for_two_minutes(hand: Hand, clock: HandClock) -> None:
    code = hand.desk.codes.code(hand.desk.seconds())
    clock.goes_on(119)
    assert hand.joins(1, "C0001", code).by is SignedInBy.CODE
    clock.goes_on(12)
    with refused(Refusal.CODE, "过时"):
        hand.joins(2, "C0002", code)


def test_digits_are_new_every_minute_and_taken_for_two(hand: Hand, clock: HandClock) -> None:
    digits = hand.screen["join"]["digits"]
    clock.goes_on(60)
    assert hand.screen["join"]["digits"] != digits
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
    assert hand.joins(1, "C0001", f" {full_width} ").by is SignedInBy.DIGITS
    clock.goes_on(60)
    with refused(Refusal.CODE):
        hand.joins(2, "C0002", digits)


def test_ten_thousand_digits_cant_be_walked_through(hand: Hand, clock: HandClock) -> None:
    """Neither by one phone, nor by one address that calls itself many phones."""
    for guess in range(8):
        with refused(Refusal.CODE, "过时"):
            hand.joins(1, "C0001", f"x{guess}")
    with refused(Refusal.CODE, "试得太多"):
        hand.joins(1, "C0001", hand.screen["join"]["digits"])
    for phone in range(2, 24):
        with refused(Refusal.CODE, "过时"):
            hand.joins(phone, "C0001", "x")
    with refused(Refusal.CODE, "试得太多"):
        hand.joins(50, "C0001", hand.screen["join"]["digits"])
    assert hand.joins(51, "C0003").number == "C0003", "whoever scans the code isn't guessing"
    digits = hand.screen["join"]["digits"]
    assert hand.joins(50, "C0001", digits, address="10.0.0.2").number == "C0001", "others come in"
    clock.goes_on(600)
    assert hand.joins(1, "C0002", hand.screen["join"]["digits"]).number == "C0002"


# Votes


def test_two_votes_and_who_moved(hand: Hand, prepared: PreparedSession) -> None:
    key, other = right(prepared, ITEM), wrong(prepared, ITEM)
    for number, who in enumerate(("C0001", "C0002", "C0003", "D0003"), 1):
        hand.joins(number, who)
    hand.acts(OpenVote(item=ITEM, vote=1))
    for number in (1, 2, 3):
        hand.votes(number, other)
    hand.votes(4, key)
    assert (hand.screen["vote"]["answered"], "tallies" in hand.screen["vote"]) == (4, False)
    hand.acts(CloseVote(), OpenVote(item=ITEM, vote=2))
    for number in (1, 2, 4):
        hand.votes(number, key, vote=2)
    seen = json.dumps([hand.screen, hand.phone(1)], ensure_ascii=False)
    assert not any(word in seen for word in ("tallies", "earlier", "movements", "explain", '"key"'))
    assert hand.phone(3)["vote"].get("mine") is None, "the first vote is not offered again"
    assert hand.trainers["movements"][0] == {"before": other, "after": key, "count": 2}
    hand.acts(ShowResults())
    shown = hand.screen["vote"]
    assert shown["is_open"] is False
    assert {line["answer"]: line["count"] for line in shown["tallies"]}[key] == 3
    assert {line["answer"]: line["count"] for line in shown["earlier"]}[other] == 3
    assert {(move["before"], move["after"]): move["count"] for move in shown["movements"]} == {
        (other, key): 2,
        (key, key): 1,
    }
    assert "key" not in hand.phone(1)["vote"]
    hand.acts(ShowKey())
    assert hand.phone(1)["vote"]["key"] == hand.screen["vote"]["key"] == key
    assert hand.screen["vote"]["explain"]


def test_votes_have_their_order(hand: Hand) -> None:
    hand.joins(1, "C0001")
    with refused(Refusal.CLOSED, "先投第一次"):
        hand.acts(OpenVote(item=ITEM, vote=2))
    with refused(Refusal.CLOSED, "没有这道题"):
        hand.acts(OpenVote(item="nothing", vote=1))
    with refused(Refusal.CLOSED, "没有投票的题"):
        hand.acts(ShowResults())
    hand.acts(OpenVote(item=ITEM, vote=1))
    hand.votes(1, "A")
    hand.acts(CloseVote())
    assert offered(hand) == ([1, 0], [1, 2])
    hand.acts(OpenVote(item=ITEM, vote=1))
    hand.votes(1, "B")
    hand.acts(ShowResults())
    assert offered(hand) == ([1, 0], [2])
    with refused(Refusal.CLOSED, "不能再开"):
        hand.acts(OpenVote(item=ITEM, vote=1))
    hand.acts(OpenVote(item=ITEM, vote=2), ShowKey())
    with refused(Refusal.CLOSED, "答案已经给大家看过"):
        hand.acts(OpenVote(item=ITEM, vote=2))
    assert offered(hand) == ([1, 0], [])


def offered(hand: Hand) -> tuple[list[int], list[int]]:
    """The votes on the first question, and which of them the trainer may open."""
    lines = (question for activity in hand.trainers["activities"] for question in activity["questions"])
    question = next(line for line in lines if line["id"] == ITEM)
    return question["votes"], question["may_open"]


def test_what_comes_too_late_or_is_no_answer_is_refused(hand: Hand) -> None:
    hand.joins(1, "C0001")
    hand.acts(OpenVote(item=ITEM, vote=1))
    nothing: tuple[Any, ...] = (None, "", "  ")
    for answer in nothing:
        with refused(Refusal.MALFORMED, "还没有作答"):
            hand.votes(1, answer)
    for answer in (["A"], "Z", True, {"A": "B"}):
        with refused(Refusal.MALFORMED):
            hand.votes(1, answer)
    with refused(Refusal.CLOSED):
        hand.votes(1, "A", item=OTHER)
    with refused(Refusal.CLOSED):
        hand.votes(1, "A", vote=2)
    with refused(Refusal.UNKNOWN):
        hand.votes(2, "A")
    hand.acts(Begin(activity=0))
    with refused(Refusal.CLOSED, "截止"):
        hand.votes(1, "A")


# Quizzes


def test_forms_alternate_and_change_places_after_the_session(hand: Hand, prepared: PreparedSession) -> None:
    forms = prepared.plan.forms
    hand.joins(1, "C0001")
    hand.joins(2, "C0002")
    hand.acts(OpenQuiz(quiz=QuizKind.WARM_UP))
    asked = {number: [item["id"] for item in hand.phone(number)["quiz"]["items"]] for number in (1, 2)}
    assert asked == {1: [*forms.a], 2: [*forms.b]}
    hand.answers(1, QuizKind.WARM_UP, forms.a[0], right(prepared, forms.a[0]))
    with refused(Refusal.MALFORMED, "不在你的卷上"):
        hand.answers(2, QuizKind.WARM_UP, forms.a[0], right(prepared, forms.a[0]))
    quiz = hand.screen["quiz"]
    assert (quiz["begun"], quiz["finished"]) == (1, 0)
    hand.answers(1, QuizKind.WARM_UP, forms.a[1], right(prepared, forms.a[1]))
    assert hand.screen["quiz"]["finished"] == 1
    hand.acts(CloseQuiz(), OpenQuiz(quiz=QuizKind.EXIT))
    assert [hand.phone(number)["quiz"]["form"] for number in (1, 2)] == ["B", "A"]
    again = hand.again()
    assert [again.phone(number)["quiz"]["form"] for number in (1, 2)] == ["B", "A"]


def test_a_form_stays_with_the_person_whatever_seat_it_was_begun_in(hand: Hand, prepared: PreparedSession) -> None:
    """The second seat has form B; it turns out to be the person of the first one."""
    item = prepared.plan.forms.b[0]
    hand.joins(1, "C0001")
    hand.joins(2, "样例九", as_stranger=True)
    hand.acts(OpenQuiz(quiz=QuizKind.WARM_UP))
    hand.answers(2, QuizKind.WARM_UP, item, right(prepared, item))
    hand.acts(MendSeat(seat="s002", same_as="s001", name="样例一"))
    assert [hand.phone(number)["quiz"]["form"] for number in (1, 2)] == ["B", "B"]
    hand.acts(OpenQuiz(quiz=QuizKind.EXIT))
    assert [hand.phone(number)["quiz"]["form"] for number in (1, 2)] == ["A", "A"]


def test_without_swapping_everybody_has_the_same_form(tmp_path: Path, prepared: PreparedSession) -> None:
    forms = replace(prepared.plan.forms, swapped=False)
    hand = Hand(desk_in(tmp_path / "laptop", replace(prepared, plan=replace(prepared.plan, forms=forms))))
    for number, who in enumerate(("C0001", "C0002"), 1):
        hand.joins(number, who)
        assert hand.desk.form_of(f"s00{number}", QuizKind.WARM_UP) == "A"
        assert hand.desk.form_of(f"s00{number}", QuizKind.EXIT) == "B"


def test_the_trainer_alone_sees_which_questions_of_a_stopped_quiz_went_wrong(
    hand: Hand, prepared: PreparedSession
) -> None:
    first, second = prepared.plan.forms.a
    hand.joins(1, "C0001")
    hand.joins(2, "样例九", as_stranger=True)
    hand.acts(OpenQuiz(quiz=QuizKind.WARM_UP))
    hand.answers(1, QuizKind.WARM_UP, first, right(prepared, first))
    hand.answers(1, QuizKind.WARM_UP, second, wrong(prepared, second))
    assert not hand.trainers["quizzes"], "an open quiz is not marked"
    hand.acts(CloseQuiz())
    lines = [(line["id"], line["right"], line["answered"]) for line in hand.trainers["quizzes"]]
    assert lines == [(second, 0, 1), (first, 1, 1)]
    hand.acts(Begin(activity=2))
    assert len(hand.trainers["quizzes"]) == 2, "it can be looked up while it is talked about"
    assert "quizzes" not in json.dumps([hand.screen, hand.phone(1)])


# Scenarios


def test_a_scenario_goes_the_way_of_the_majority_and_ties_are_the_trainers(
    hand: Hand, prepared: PreparedSession
) -> None:
    played = prepared.scenarios_by_id[SCENARIO]
    first, second, *_ = (choice.id for choice in played.nodes[played.start].choices)
    for number, who in enumerate(("C0001", "C0002", "C0003"), 1):
        hand.joins(number, who)
    hand.acts(OpenScene(scenario=SCENARIO))
    assert played.intro in hand.phone(1)["scene"]["text"]
    assert hand.trainers["verdicts"] == [choice.verdict.value for choice in played.nodes[played.start].choices]
    assert "verdicts" not in json.dumps([hand.screen, hand.phone(1)])
    with refused(Refusal.CLOSED, "还没有人选"):
        hand.acts(Decide())
    hand.chooses(1, first)
    hand.chooses(2, second)
    assert (hand.phone(1)["chosen"], "tallies" in hand.screen["scene"]) == (first, False)
    with refused(Refusal.CLOSED, "请你来定"):
        hand.acts(Decide())
    hand.chooses(3, second)
    hand.acts(ShowScene())
    assert {line["answer"]: line["count"] for line in hand.screen["scene"]["tallies"]}[second] == 2
    with refused(Refusal.CLOSED):
        hand.chooses(1, second)
    hand.acts(Decide())
    scene = hand.again().screen["scene"]["scene"]
    taken = next(choice for choice in played.nodes[played.start].choices if choice.id == second)
    assert (scene["node"], scene["before"], scene["is_open"]) == (taken.next, taken.consequence, False)
    assert "chosen" not in hand.phone(1)


def test_a_scenario_can_be_played_to_its_end_and_begun_again(hand: Hand, prepared: PreparedSession) -> None:
    played = prepared.scenarios_by_id[SCENARIO]
    hand.acts(OpenScene(scenario=SCENARIO))
    for choice in played.best.path:
        hand.acts(Decide(choice=choice))
    scene = hand.screen["scene"]["scene"]
    assert (scene["node"], scene["choices"], bool(scene["debrief"])) == (played.best.node, [], True)
    hand.acts(Begin(activity=4), OpenScene(scenario=SCENARIO))
    assert played.intro in hand.screen["scene"]["scene"]["text"]


def test_what_a_room_did_before_decides_where_it_comes_to(prepared: PreparedSession, hand: Hand) -> None:
    """The end of a walk with a violation is that of the whole walk, also on a computer that is started again."""
    visit = prepared.scenarios_by_id[SCENARIO].visit
    wrong = max((walk for walk in endings(visit) if walk.violated), key=lambda walk: (len(walk.path), walk.score))
    hand.acts(OpenScene(scenario=SCENARIO))
    for count, choice in enumerate(wrong.path, 1):
        hand.acts(Decide(choice=choice))
        hand = hand.again()
        here = state_after(visit, wrong.path[:count])
        scene = hand.screen["scene"]["scene"]
        assert (scene["node"], scene["before"]) == (here.node, here.consequence)
        if visit.clock and scene["choices"]:
            assert scene["text"].endswith(f"：{here.state[visit.clock.gauge]}"), "how much time is left"


# What is kept


def test_the_room_is_the_same_after_a_restart(hand: Hand, prepared: PreparedSession) -> None:
    hand.joins(1, "C0001")
    hand.joins(2, "C0002")
    hand.acts(Begin(activity=3), OpenVote(item=ITEM, vote=1))
    hand.votes(1, "A")
    hand.votes(2, "B")
    hand.acts(TakeNote(text="大家在这里意见不一"), ShowResults())
    before = (hand.screen, hand.trainers, hand.phone(1), hand.phone(2))
    again = hand.again()
    assert before == (again.screen, again.trainers, again.phone(1), again.phone(2))
    assert again.joins(3, "C0003").seat == "s003"


def test_a_phones_secret_is_on_the_disk_nowhere(hand: Hand) -> None:
    hand.joins(7, "C0001")
    for path in hand.desk.setting.folder.iterdir():
        assert secret_of(7) not in path.read_text()
        assert path.stat().st_mode & 0o077 == 0


def test_what_was_answered_twice_is_written_once(hand: Hand) -> None:
    hand.joins(1, "C0001")
    hand.acts(OpenVote(item=ITEM, vote=1))
    before = len(read_journals(hand.desk.setting.folder).happenings)
    for _ in range(3):
        hand.votes(1, "A")
    assert len(read_journals(hand.desk.setting.folder).happenings) == before + 1


def test_a_full_disk_refuses_and_forgets_nothing(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.joins(1, "C0001")
    hand.acts(OpenVote(item=ITEM, vote=1))
    hand.votes(1, "A")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with refused(Refusal.UNWRITTEN, "没有存下"):
            hand.votes(1, "B")
    assert hand.phone(1)["vote"]["mine"] == "A"
    hand.votes(1, "C")
    assert hand.again().phone(1)["vote"]["mine"] == "C"
    assert read_journals(hand.desk.setting.folder).faults == ()


def test_a_disk_that_cant_be_opened_either_is_tried_again(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.joins(1, "C0001")

    def broken(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", broken)
        patch.setattr("lianbing.app.sessions.live.JournalWriter", broken)
        for number in (2, 3):
            with refused(Refusal.UNWRITTEN, "磁盘满了"):
                hand.joins(number, "C0002")
    assert hand.screen["join"]["present"] == 1
    assert hand.joins(2, "C0002").seat == "s002"
    assert hand.again().screen["join"]["present"] == 2


def test_what_cant_be_written_down_leaves_the_room_alive(hand: Hand) -> None:
    """Half a surrogate gets through no route; whatever else breaks a write is forgotten as well."""
    with refused(Refusal.UNWRITTEN, "没有存下"):
        hand.acts(TakeNote(text="\ud800"))
    assert hand.trainers["notes"] == []
    assert hand.joins(2, "C0001").number == "C0001"


def test_a_line_that_was_never_finished_is_taken_away(hand: Hand) -> None:
    hand.joins(1, "C0001")
    for name in ("happenings.jsonl", "seats.jsonl", "phones.jsonl"):
        with (hand.desk.setting.folder / name).open("ab") as file:
            file.write(b'{"at":"2026')
    again = hand.again()
    again.acts(OpenVote(item=ITEM, vote=1))
    again.votes(1, "A")
    assert again.again().phone(1)["vote"]["mine"] == "A"
    assert read_journals(hand.desk.setting.folder).faults == ()


def test_material_that_was_packed_again_is_named(hand: Hand, prepared: PreparedSession) -> None:
    """The question that is open is not in it any more: the screens go on without it."""
    hand.joins(1, "C0001")
    hand.acts(OpenVote(item=ITEM, vote=1))
    sections = tuple(
        replace(section, items=tuple(one for one in section.items if one.item.id != ITEM))
        for section in prepared.sections
    )
    again = Hand(opened(replace(hand.desk.setting, prepared=replace(prepared, sections=sections))))
    assert "vote" not in again.screen
    assert "vote" not in again.phone(1)
    assert any("重新打包" in warning for warning in again.trainers["warnings"])


def test_a_clock_that_goes_back_changes_no_order(hand: Hand, clock: HandClock) -> None:
    hand.joins(1, "C0001")
    hand.acts(OpenVote(item=ITEM, vote=1))
    hand.votes(1, "A")
    clock.goes_on(-3600)
    hand.votes(1, "B")
    times = [one.at for one in read_journals(hand.desk.setting.folder).happenings]
    assert times == sorted(times)


def test_after_the_end_the_list_can_still_be_mended(hand: Hand) -> None:
    hand.joins(1, "C0001")
    hand.acts(CloseSession())
    assert hand.phone(1)["is_over"]
    with refused(Refusal.CLOSED, "已经结束"):
        hand.acts(OpenVote(item=ITEM, vote=1))
    with refused(Refusal.CLOSED, "请培训师补进名单"):
        hand.joins(2, "C0002")
    hand.acts(MendSeat(number="C0002"), TakeNote(text="到得晚"))
    assert hand.screen["join"]["present"] == 2
    again = hand.again()
    assert again.phone(1)["is_over"], "whoever only wants to look at it lets nobody in"
    assert any("已经结束过" in warning for warning in again.trainers["warnings"])
    with refused(Refusal.CLOSED, "点一个环节"):
        again.acts(OpenVote(item=ITEM, vote=1))
    again.acts(Begin(activity=0))
    assert not again.phone(1)["is_over"]
    assert again.trainers["warnings"] == []
    assert not again.again().phone(1)["is_over"]


def test_what_nobody_expected_in_one_request_leaves_the_others_alone(hand: Hand) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    hand.acts(OpenVote(item=ITEM, vote=1))
    entry = JoinRequest(phone=secret_of(1), code=hand.desk.codes.code(hand.desk.seconds()), who="C0001")
    outcomes = hand.desk.together([broken, lambda: hand.desk.join(entry, "a")])
    assert isinstance(outcomes[0], ZeroDivisionError)
    assert isinstance(outcomes[1], SeatEntry)
