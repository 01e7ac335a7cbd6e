"""A live session as widgets: the trainer's buttons, the question with its votes, and what became of it before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from lianbing.domain.sessions.happenings import QuizKind
from lianbing.domain.sessions.plans import ActivityKind
from lianbing.grading.fragments import text
from lianbing.notebook import live_shown as shown
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.wire.sessions.live import ActivityLine, TrainerState
from lianbing.wire.sessions.prepared import PreparedSession

_QUIZZES = {ActivityKind.WARM_UP: QuizKind.WARM_UP, ActivityKind.EXIT: QuizKind.EXIT}
_NO_ANSWER = "连不上培训的服务：看看它是不是停了，再运行这一格"


class SessionView:
    """Widgets over a session; ``box`` is what a cell shows, ``show`` draws a state.

    ``act`` does what the trainer wants and returns a sentence where that is refused; it raises OSError.
    """

    def __init__(self, prepared: PreparedSession, figures: Mapping[str, ItemFigures], act: Callable[..., str]) -> None:
        self._prepared, self._figures, self._act = prepared, figures, act
        self._state: TrainerState | None = None
        self._drawing = False
        self._head, self._message = widgets.HTML(), widgets.HTML()
        self._question, self._moves = widgets.HTML(), widgets.HTML()
        self._past, self._people, self._qr = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._activity = widgets.Dropdown(description="环节", options=[], layout={"width": "auto"})
        self._item = widgets.Dropdown(description="题", options=[], layout={"width": "auto"})
        self._note = widgets.Text(placeholder="记一条，回车", continuous_update=False, layout={"width": "auto"})
        self._past_title = widgets.HTML("<b>这道题的以前</b>")
        self.box = self._arranged()
        self._activity.observe(lambda change: self._begin(change["new"]), "value")
        self._item.observe(lambda _: self._draw_past(), "value")
        self._note.observe(lambda change: self._take_note(change["new"]), "value")

    def _arranged(self) -> widgets.VBox:
        buttons = [
            self._button("第一次投票", lambda: self._open_vote(1), "primary"),
            self._button("第二次投票", lambda: self._open_vote(2), "primary"),
            self._button("停", self._stop),
            self._button("给大家看结果", lambda: self._do("show-results")),
            self._button("给大家看答案", lambda: self._do("show-key")),
            self._button("开测验", self._open_quiz),
            self._button("演情景", self._open_scene),
            self._button("照多数的走", lambda: self._do("decide", choice="")),
        ]
        left = widgets.VBox([self._qr, self._people], layout={"flex": "1 1 200px", "min_width": "0"})
        right = widgets.VBox(
            [self._question, self._moves, self._past_title, self._past], layout={"flex": "3 1 400px", "min_width": "0"}
        )
        box = widgets.VBox(
            [
                widgets.HTML(shown.STYLE),
                self._head,
                self._activity,
                self._item,
                widgets.HBox(buttons, layout={"flex_flow": "row wrap"}),
                self._message,
                widgets.HBox([right, left], layout={"flex_flow": "row wrap", "align_items": "flex-start"}),
                self._note,
            ]
        )
        box.add_class(shown.LIVE)
        self._message.add_class("lb-message")
        return box

    def _button(self, label: str, action: Callable[[], None], style: str = "") -> widgets.Button:
        button = widgets.Button(description=label, button_style=style, layout={"width": "auto"})
        button.on_click(lambda _: action())
        return button

    def show(self, state: TrainerState) -> None:
        """Draws the session as it is now; what drawing itself sets asks for nothing."""
        self._state, self._drawing = state, True
        try:
            self._head.value = shown.head(state)
            self._qr.value = shown.qr(state)
            self._people.value = shown.people(state)
            self._activity.options = [("（还没有开始）", None), *_numbered(state.activities)]
            self._activity.value = state.activity
            self._offer_questions(state)
            self._draw_question(state)
        finally:
            self._drawing = False
        self._draw_past()

    def say(self, message: str) -> None:
        """Shows a sentence."""
        self._message.value = f"<b>{text(message)}</b>" if message else ""

    def _offer_questions(self, state: TrainerState) -> None:
        asked = shown.question_of(state)
        names = [each.id for each in self._line.questions] if self._line else []
        wanted = asked.id if asked and asked.id in names else self._item.value
        self._item.options = [(f"{name}　{self._stem(name)}", name) for name in names]
        self._item.value = wanted if wanted in names else next(iter(names), None)

    def _draw_question(self, state: TrainerState) -> None:
        vote, scene, quiz = state.screen.vote, state.screen.scene, state.screen.quiz
        self._moves.value = shown.movements_table(state)
        if vote:
            self._question.value = shown.vote_table(vote, state.tallies, state.key)
        elif scene:
            self._question.value = shown.scene_table(scene, state.tallies)
        elif quiz:
            self._question.value = shown.quiz_line(quiz)
        else:
            self._question.value = ""

    def _draw_past(self) -> None:
        name = self._item.value
        self._past_title.layout.display = self._past.layout.display = "" if name else "none"
        self._past.value = shown.past(self._prepared.items.get(name), self._figures.get(name)) if name else ""

    def _stem(self, name: str) -> str:
        asked = self._prepared.items.get(name)
        return asked.item.stem[:24] if asked else ""

    @property
    def _line(self) -> ActivityLine | None:
        state = self._state
        return state.activities[state.activity] if state and state.activity is not None else None

    def _begin(self, activity: int | None) -> None:
        if not self._drawing and activity is not None:
            self._do("begin", activity=activity)

    def _open_vote(self, vote: int) -> None:
        if self._item.value:
            self._do("open-vote", item=self._item.value, vote=vote)
        else:
            self.say("这个环节没有要投票的题：先选环节")

    def _stop(self) -> None:
        self._do("close-quiz" if self._state and self._state.screen.quiz else "close-vote")

    def _open_quiz(self) -> None:
        line = self._line
        if line and line.kind in _QUIZZES:
            self._do("open-quiz", quiz=_QUIZZES[line.kind].value)
        else:
            self.say("这个环节没有测验：先选热身测验或课后测验")

    def _open_scene(self) -> None:
        line = self._line
        if line and line.scenario:
            self._do("open-scene", scenario=line.scenario)
        else:
            self.say("这个环节没有情景：先选情景演练")

    def _take_note(self, note: str) -> None:
        if note.strip():
            self._do("note", text=note)
            self._note.value = ""

    def _do(self, do: str, **details: Any) -> None:
        try:
            self.say(self._act(do, **details))
        except OSError:
            self.say(_NO_ANSWER)


def _numbered(activities: tuple[ActivityLine, ...]) -> list[tuple[str, int]]:
    return [(f"{place + 1}. {each.title}（{each.minutes} 分钟）", place) for place, each in enumerate(activities)]
