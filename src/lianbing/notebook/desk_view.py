"""The marker's desk as widgets: the answer on the left, what is given for it on the right, keys for all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from lianbing.app.reviewing.desk import AnswerOnDesk, Desk, ExampleOnDesk
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.reviewing.rubrics import Rubric, RubricLevel
from lianbing.grading.fragments import text, typed
from lianbing.notebook.desk_work import LEVEL_KEYS, Card, CardsShown, DeskWork
from lianbing.widgets.keys import Keys

DESK = "lb-desk"
_LONGEST = 20_000
_HINT = (
    "键盘：A、B、C…… 选档，数字输入得分，↑ ↓ 加减一格，回车记下并到下一份，← → 前后翻，M 做记号；"
    "写评语时按 Esc 回来，或 Ctrl+回车记下"
)
_CHOOSE = "选一句常用评语……"
# JupyterLab's own colours, so that the desk fits its light and dark themes.
_STYLE = f"""<style>
.{DESK}{{outline:none;border:1px solid var(--jp-border-color1);border-radius:6px;padding:8px 12px;
font-family:var(--jp-ui-font-family);color:var(--jp-ui-font-color1)}}
.{DESK}:focus{{border-color:var(--jp-brand-color1)}}
.{DESK} .lb-text{{line-height:1.6;overflow-wrap:anywhere}}
.{DESK} .lb-stem{{color:var(--jp-ui-font-color2)}}
.{DESK} .lb-answer{{background:var(--jp-layout-color2);border-left:3px solid var(--jp-brand-color1);
padding:8px 12px;margin:6px 0;font-size:1.08em}}
.{DESK} details{{margin:4px 0}} .{DESK} summary{{cursor:pointer}}
.{DESK} .lb-hint{{color:var(--jp-ui-font-color2);font-size:.9em;line-height:1.5;white-space:normal}}
.{DESK} .lb-message{{min-height:1.6em;line-height:1.6;font-weight:600}}
.{DESK} .widget-text input{{font-size:1.2em;text-align:center}}
</style>"""


class DeskView:
    """Widgets over a :class:`DeskWork`; ``box`` is what a cell shows."""

    def __init__(self, desk: Desk) -> None:
        self.work = DeskWork(desk)
        self._drawing = False
        self._drawn: Rubric | None = None
        self._question = widgets.Dropdown(description="题", layout=_wide())
        self._filter = widgets.ToggleButtons(
            options=[(each.value, each) for each in CardsShown], style={"button_width": "92px"}
        )
        self._progress = widgets.IntProgress(layout={"width": "180px"})
        self._count = widgets.HTML()
        self._text = widgets.HTML(layout={"flex": "3 1 0", "min_width": "0", "margin": "0 16px 0 0"})
        self._levels = widgets.HBox(layout={"flex_flow": "row wrap"})
        # Fields tell what is in them when they are left: sent while typing, the last signs could come after “Enter”.
        self._points = widgets.Text(description="得分", continuous_update=False, layout={"width": "160px"})
        self._of = widgets.HTML()
        self._deductions = widgets.VBox()
        self._bank = widgets.Dropdown(layout=_wide())
        self._comment = widgets.Textarea(
            placeholder="评语（可以不写）", rows=2, continuous_update=False, layout=_wide()
        )
        self._message = widgets.HTML()
        self._save = widgets.Button(
            description="记下，下一份（回车）", button_style="primary", layout={"width": "180px"}
        )
        self._flag = widgets.Button(layout={"width": "110px"})
        self.keys = Keys(desk=DESK, hint=_HINT)
        self.box = self._arranged()
        self._wire()
        self.draw()

    def _arranged(self) -> widgets.VBox:
        back, on = self._stepper("← 上一份", -1), self._stepper("下一份 →", 1)
        points = widgets.HBox([self._points, self._of])
        giving = widgets.VBox(
            [
                self._levels,
                points,
                self._deductions,
                self._bank,
                self._comment,
                widgets.HBox([self._save, self._flag]),
                widgets.HBox([back, on]),
                self._message,
            ],
            layout={"flex": "2 1 0", "min_width": "300px"},
        )
        top = widgets.HBox([self._question, self._filter], layout={"flex_flow": "row wrap"})
        progress = widgets.HBox([self._progress, self._count])
        body = widgets.HBox([self._text, giving], layout={"align_items": "flex-start"})
        box = widgets.VBox([widgets.HTML(_STYLE), top, progress, body, self.keys])
        box.add_class(DESK)
        self._message.add_class("lb-message")
        self.keys.add_class("lb-hint")
        return box

    def _stepper(self, label: str, step: int) -> widgets.Button:
        button = widgets.Button(description=label, layout={"width": "110px"})
        button.on_click(lambda _: self._do(lambda: self.work.move(step)))
        return button

    def _wire(self) -> None:
        self._question.observe(lambda change: self._do(lambda: self.work.choose(change["new"])), "value")
        self._filter.observe(lambda change: self._do(lambda: self.work.show(change["new"])), "value")
        self._points.observe(lambda change: self._do(lambda: self.work.type_points(change["new"])), "value")
        self._comment.observe(lambda change: self._do(lambda: self._comment_on(change["new"])), "value")
        self._bank.observe(lambda change: self._do(lambda: self._add_comment(change["new"])), "value")
        self._save.on_click(lambda _: self._do(self.work.save))
        self._flag.on_click(lambda _: self._do(self.work.flag))
        self.keys.listen(lambda key: self._do(lambda: self.work.press(key)))

    def _do(self, action: Callable[[], None]) -> None:
        """Does what somebody asked for and draws again; what drawing itself sets asks for nothing."""
        if self._drawing:
            return
        action()
        self.draw()

    def _comment_on(self, comment: str) -> None:
        self.work.draft = replace(self.work.draft, comment=comment)

    def _add_comment(self, chosen: str) -> None:
        before = self.work.draft.comment.rstrip()
        if chosen:
            self._comment_on(f"{before}；{chosen}" if before else chosen)

    def draw(self) -> None:
        """Brings all widgets to the state of the work."""
        self._drawing = True
        try:
            self._draw_head()
            self._draw_giving()
        finally:
            self._drawing = False

    def _draw_head(self) -> None:
        work = self.work
        options = tuple((f"{q.section}　{q.item}（{q.done}/{q.total}）", q.item) for q in work.questions)
        if options != self._question.options:
            self._question.options = options
        self._question.value = work.question.item if work.question else None
        self._filter.value = work.shown
        self._filter.disabled = work.is_training
        total, done = (work.question.total, work.question.done) if work.question else (0, 0)
        self._progress.max, self._progress.value = max(total, 1), done
        where = f"第 {work.place + 1} 份，列出 {len(work.cards)} 份" if work.card else f"{work.shown}：一份也没有"
        training = f"　先试评例卷，还要 {work.question.to_train} 份" if work.question and work.question.to_train else ""
        self._count.value = f"已评 {done} / {total}　{where}{training}"
        self._text.value = f'<div class="lb-text">{_card_html(work.card, work.rubric) if work.card else ""}</div>'
        self._message.value = text(work.message)

    def _draw_giving(self) -> None:
        work, draft = self.work, self.work.draft
        if work.rubric is not self._drawn:
            self._draw_rubric(work.rubric)
        for level, button in zip(work.levels, self._levels.children, strict=False):
            button.button_style = "info" if level.title == draft.level else ""
        for each, box in zip(work.rubric.deductions if work.rubric else (), self._deductions.children, strict=False):
            box.value = each.title in draft.deductions
        self._points.value = draft.points
        self._of.value = f"/ {plain(work.card.worth)} 分" if work.card else ""
        self._bank.value = ""
        self._comment.value = draft.comment
        is_locked = isinstance(work.card, AnswerOnDesk) and work.card.locked
        self._save.disabled = work.card is None or is_locked
        self._flag.description = "取消记号（M）" if work.is_flagged else "做记号（M）"

    def _draw_rubric(self, rubric: Rubric | None) -> None:
        """What there is to choose from, once for each rubric."""
        self._drawn = rubric
        levels = zip(LEVEL_KEYS, self.work.levels, strict=False)
        self._levels.children = [self._level_button(key, level) for key, level in levels]
        self._deductions.children = [
            self._deduction_box(each.title, plain(each.points)) for each in (rubric.deductions if rubric else ())
        ]
        self._bank.options = [(_CHOOSE, ""), *((each, each) for each in (rubric.comments if rubric else ()))]

    def _level_button(self, key: str, level: RubricLevel) -> widgets.Button:
        low, high = self.work.span(level)
        button = widgets.Button(
            description=f"{key.upper()} {level.title} {plain(low)}–{plain(high)}",
            tooltip=level.text,
            layout={"width": "auto"},
        )
        button.on_click(lambda _: self._do(lambda: self.work.choose_level(level.title)))
        return button

    def _deduction_box(self, title: str, points: str) -> widgets.Checkbox:
        box = widgets.Checkbox(description=f"扣 {points} 分：{title}", indent=False, layout=_wide())
        box.observe(lambda change: self._do(lambda: self._deduct(title, is_on=change["new"])), "value")
        return box

    def _deduct(self, title: str, *, is_on: bool) -> None:
        others = tuple(each for each in self.work.draft.deductions if each != title)
        self.work.draft = replace(self.work.draft, deductions=(*others, title) if is_on else others)


def _wide() -> dict[str, Any]:
    return {"width": "auto", "flex": "1 1 auto"}


def _card_html(card: Card, rubric: Rubric | None) -> str:
    """The answer with all that a marker may know; everything from people escaped."""
    if isinstance(card, ExampleOnDesk):
        agreed = "" if card.agreed is None else f"<p>商定 {plain(card.agreed)} 分。{text(card.why)}</p>"
        return f'<b>例卷</b><div class="lb-answer">{typed(card.text, _LONGEST)}</div>{agreed}{_rubric_html(rubric)}'
    seen = "".join(f"<li>{text(each)}</li>" for each in card.seen)
    advice = "".join(f"<li>{text(each)}</li>" for each in card.advice)
    state = "（已定，不能再改）" if card.locked else "（已评）" if card.own else ""
    return (
        f'<div class="lb-stem">{text(card.stem)}</div><b>作答 {card.code}　{card.step.value}{state}</b>'
        f'<div class="lb-answer">{typed(card.text, _LONGEST) or "（空白）"}</div>'
        + (f"<b>别人的评分</b><ul>{seen}</ul>" if seen else "")
        + (f"<details><summary>程序看到的</summary><ul>{advice}</ul></details>" if advice else "")
        + _rubric_html(rubric)
    )


def _rubric_html(rubric: Rubric | None) -> str:
    if rubric is None:
        return ""
    points = "".join(f"<li>{text(each.text)}（{plain(each.worth)} 分）</li>" for each in rubric.points)
    levels = "".join(
        f"<li><b>{text(each.title)}</b>（{plain(each.low)} 分起）{text(each.text)}</li>" for each in rubric.levels
    )
    return (
        (f"<details open><summary>得分点</summary><ul>{points}</ul></details>" if points else "")
        + (f"<details><summary>各档</summary><ul>{levels}</ul></details>" if levels else "")
        + (f"<details><summary>参考答案</summary><p>{text(rubric.model)}</p></details>" if rubric.model else "")
    )
