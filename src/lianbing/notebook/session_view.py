"""A live session as widgets: the trainer's buttons, the question with its votes, and what became of it before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import ipywidgets as widgets

from lianbing.grading.fragments import text
from lianbing.notebook import live_shown as shown
from lianbing.notebook import live_steps as steps
from lianbing.notebook.live_steps import LiveStep
from lianbing.psychometrics.items.figures import ItemFigures
from lianbing.wire.sessions.live import ActivityLine, TrainerState
from lianbing.wire.sessions.prepared import PreparedSession

_NO_ANSWER = "连不上培训的服务：看看它是不是停了，再运行这一格"
_REALLY_CLOSE = "结束以后手机不能再答，人也不能再进来。真要结束，再按一次“结束培训”"
_REALLY_SHOW = "这道题还没有投第二次；显示答案以后不能再投。真要显示，再按一次“显示答案”"
_STILL_ASKING = "手机上正在答：先停下来，再换环节"


class SessionView:
    """Widgets over a session; ``box`` is what a cell shows, ``show`` draws a state.

    ``act`` does what the trainer wants and returns a sentence where that is refused; it raises OSError. ``links`` is
    HTML that leads to the other pages.
    """

    def __init__(
        self, prepared: PreparedSession, figures: Mapping[str, ItemFigures], act: Callable[..., str], links: str
    ) -> None:
        self._prepared, self._figures, self._act = prepared, figures, act
        self._links = widgets.HTML(links)
        self._pressed_once: LiveStep | None = None
        self._state: TrainerState | None = None
        self._drawing = False
        self._head, self._message = widgets.HTML(), widgets.HTML()
        self._question, self._moves, self._quizzes = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._past, self._people, self._qr = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._activity = widgets.Dropdown(description="环节", options=[], layout={"width": "auto"})
        self._item = widgets.Dropdown(description="题", options=[], layout={"width": "auto"})
        self._note = widgets.Text(placeholder="记一条，回车", continuous_update=False, layout={"width": "auto"})
        self._buttons = {step: self._button(step.value, partial(self._take, step)) for step in LiveStep}
        for step in (LiveStep.FIRST_VOTE, LiveStep.SECOND_VOTE):
            self._buttons[step].button_style = "primary"
        self._choices = widgets.HBox(layout={"flex_flow": "row wrap"})
        self._offered_choices: tuple[tuple[str, str], ...] = ()
        self._past_title = widgets.HTML("<b>这道题的以前</b>")
        self.box = self._arranged()
        self._activity.observe(lambda change: self._begin(change["new"]), "value")
        self._item.observe(lambda _: self._choose_question(), "value")
        self._note.observe(lambda change: self._take_note(change["new"]), "value")

    def _arranged(self) -> widgets.VBox:
        left = widgets.VBox([self._qr, self._people], layout={"flex": "1 1 200px", "min_width": "0"})
        right = widgets.VBox(
            [self._question, self._moves, self._quizzes, self._past_title, self._past],
            layout={"flex": "3 1 400px", "min_width": "0"},
        )
        box = widgets.VBox(
            [
                widgets.HTML(shown.STYLE),
                self._head,
                self._links,
                self._activity,
                self._item,
                widgets.HBox([*self._buttons.values()], layout={"flex_flow": "row wrap"}),
                self._choices,
                self._message,
                widgets.HBox([right, left], layout={"flex_flow": "row wrap", "align_items": "flex-start"}),
                self._note,
            ]
        )
        box.add_class(shown.LIVE)
        self._message.add_class("lb-message")
        return box

    def _button(self, label: str, action: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(description=label, layout={"width": "auto"})
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
        self._choose_question()
        self._offer_choices(steps.choices(state))

    def say(self, message: str) -> None:
        """Shows a sentence."""
        self._message.value = f"<b>{text(message)}</b>" if message else ""

    def _choose_question(self) -> None:
        self._draw_past()
        if self._state:
            offered = steps.offered(self._state, self._item.value)
            for step, button in self._buttons.items():
                button.description = steps.label(step, self._state)
                button.disabled = step not in offered

    def _offer_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        if choices != self._offered_choices:
            self._offered_choices = choices
            self._choices.children = [
                self._button(label, partial(self._do, "decide", choice=choice)) for label, choice in choices
            ]

    def _offer_questions(self, state: TrainerState) -> None:
        asked = shown.question_of(state)
        line = steps.line_of(state)
        names = [each.id for each in line.questions] if line else []
        wanted = asked.id if asked and asked.id in names else self._item.value
        self._item.options = [(f"{name}　{self._stem(name)}", name) for name in names]
        self._item.value = wanted if wanted in names else next(iter(names), None)

    def _draw_question(self, state: TrainerState) -> None:
        vote, scene, quiz = state.screen.vote, state.screen.scene, state.screen.quiz
        self._moves.value = shown.movements_table(state)
        self._quizzes.value = shown.quizzes_went(state)
        if vote:
            self._question.value = shown.vote_table(vote, state.tallies, state.key)
        elif scene:
            self._question.value = shown.scene_table(scene, state.tallies, state.verdicts)
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

    def _begin(self, activity: int | None) -> None:
        if self._drawing or activity is None or not self._state:
            return
        if steps.is_asking(self._state):
            self.show(self._state)
            self.say(_STILL_ASKING)
        else:
            self._do("begin", activity=activity)

    def _take(self, step: LiveStep) -> None:
        """Does what a button says; what can't be taken back only when it is pressed twice."""
        if not self._state or step not in steps.offered(self._state, self._item.value):
            return
        why = self._really(step, self._state)
        if why and self._pressed_once is not step:
            self._pressed_once = step
            self.say(why)
            return
        do, details = self._wanted(step, self._state)
        self._do(do, **details)

    def _really(self, step: LiveStep, state: TrainerState) -> str:
        if step is LiveStep.CLOSE:
            return _REALLY_CLOSE
        return _REALLY_SHOW if step is LiveStep.KEY and state.screen.vote and state.screen.vote.vote == 1 else ""

    def _wanted(self, step: LiveStep, state: TrainerState) -> tuple[str, Mapping[str, Any]]:
        """What the server is asked for."""
        line = steps.line_of(state)
        wanted: Mapping[LiveStep, tuple[str, Mapping[str, Any]]] = {
            LiveStep.FIRST_VOTE: ("open-vote", {"item": self._item.value, "vote": 1}),
            LiveStep.SECOND_VOTE: ("open-vote", {"item": self._item.value, "vote": 2}),
            LiveStep.STOP: (steps.stop(state), {}),
            LiveStep.RESULTS: ("show-results", {}),
            LiveStep.KEY: ("show-key", {}),
            LiveStep.QUIZ: ("open-quiz", {"quiz": steps.quiz_of(line)}),
            LiveStep.SCENE: ("open-scene", {"scenario": line.scenario if line else ""}),
            LiveStep.MAJORITY: ("decide", {"choice": ""}),
            LiveStep.CLOSE: ("close", {}),
        }
        return wanted[step]

    def _take_note(self, note: str) -> None:
        if note.strip():
            self._do("note", text=note)
            self._note.value = ""

    def _do(self, do: str, **details: Any) -> None:
        self._pressed_once = None
        try:
            self.say(self._act(do, **details))
        except OSError:
            self.say(_NO_ANSWER)


def _numbered(activities: tuple[ActivityLine, ...]) -> list[tuple[str, int]]:
    return [(f"{place + 1}. {each.title}（{each.minutes} 分钟）", place) for place, each in enumerate(activities)]
