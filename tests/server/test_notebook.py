"""The session as a notebook: it joins the program that holds it, shows the votes live, and does what buttons say."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import ipywidgets as widgets
import pytest

from lianbing.notebook.training import live
from lianbing.wire.sessions.prepared import PreparedSession
from tests.server.rooms import ROOT, SESSION, Program, running, secret_of, wrong


@pytest.fixture
def program(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.chdir(ROOT)
    with running(data) as started:
        yield started


def parts(box: widgets.Widget) -> Iterator[widgets.Widget]:
    yield box
    for child in getattr(box, "children", ()):
        yield from parts(child)


def shown(box: widgets.Widget) -> str:
    return "\n".join(part.value for part in parts(box) if isinstance(part, widgets.HTML))


def named(box: widgets.Widget, description: str) -> widgets.Dropdown:
    return next(part for part in parts(box) if isinstance(part, widgets.Dropdown) and part.description == description)


def press(box: widgets.Widget, label: str) -> None:
    (button,) = (part for part in parts(box) if isinstance(part, widgets.Button) and part.description == label)
    assert not button.disabled
    button.click()


def offered(box: widgets.Widget) -> set[str]:
    buttons = (part for part in parts(box) if isinstance(part, widgets.Button))
    return {button.description for button in buttons if not button.disabled}


def until(check: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not check():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_notebook_follows_and_leads_a_session_that_another_program_holds(
    program: Program, data: Path, prepared: PreparedSession
) -> None:
    box = live(SESSION, str(data))
    until(lambda: prepared.plan.title in shown(box))
    assert "<svg" in shown(box)
    program.post("/api/join", phone=secret_of(1), code=program.screen()["join"]["digits"], who="样例二")
    until(lambda: "已到 1 人，应到 5 人" in shown(box))

    place = next(place for place, each in enumerate(prepared.plan.activities) if each.kind == "vote")
    activity, question = (named(box, each) for each in ("环节", "题"))
    activity.value = place
    item = prepared.plan.activities[place].items[0]
    until(lambda: question.value == item)
    assert program.screen()["kind"] == "vote"
    until(lambda: offered(box) == {"开第一次投票", "结束培训"})
    press(box, "开第一次投票")
    until(lambda: prepared.items[item].item.stem in shown(box))
    until(lambda: offered(box) == {"停止投票", "结束培训"})
    activity.value = 0
    assert activity.value == place
    assert "手机上正在答" in shown(box)
    assert program.post("/api/vote", phone=secret_of(1), item=item, vote=1, answer=wrong(prepared, item))[0] == 200
    until(lambda: "1 人投了" in shown(box))
    assert "tallies" not in program.screen()["vote"], "the projector shows votes when the trainer lets it"
    press(box, "停止投票")
    until(lambda: offered(box) == {"开第一次投票", "开第二次投票", "显示结果", "显示答案", "结束培训"})
    assert "已停" in shown(box)
    press(box, "显示答案")
    assert "再按一次" in shown(box)
    assert "key" not in program.screen()["vote"], "showing the answer between the votes is asked twice"
    press(box, "显示结果")
    until(lambda: "tallies" in program.screen()["vote"])
    assert "以前没有人在练兵或培训里答过这道题" in shown(box)
    press(box, "结束培训")
    assert not program.screen()["is_over"]
    press(box, "结束培训")
    until(lambda: not offered(box))
    assert program.screen()["is_over"]


def test_the_notebook_leads_to_the_other_pages_and_only_the_trainers_has_the_key(program: Program, data: Path) -> None:
    projected, own = re.findall(r"href='([^']*)'", shown(live(SESSION, str(data))))
    assert own == program.trainer
    assert projected.endswith("/screen")
    assert program.key not in projected


@pytest.mark.long
def test_a_rehearsal_is_held_apart(program: Program, data: Path) -> None:
    box = live(SESSION, str(data), rehearsal=True)
    until(lambda: "试讲，不记录" in shown(box))
    assert program.trainer not in shown(box)


def test_a_quiz_and_a_scenario_show_the_trainer_what_nobody_else_sees(
    program: Program, data: Path, prepared: PreparedSession
) -> None:
    program.post("/api/join", phone=secret_of(1), code=program.screen()["join"]["digits"], who="样例二")
    box = live(SESSION, str(data))
    until(lambda: "四位数字" in shown(box))
    kinds = [each.kind.value for each in prepared.plan.activities]
    activity = named(box, "环节")
    activity.value = kinds.index("warm-up")
    until(lambda: offered(box) == {"打开热身测验", "结束培训"})
    press(box, "打开热身测验")
    until(lambda: offered(box) == {"停止热身测验", "结束培训"})
    item = prepared.plan.forms.a[0]
    sent = {"quiz": "warm-up", "item": item, "answer": wrong(prepared, item)}
    assert program.post("/api/quiz", phone=secret_of(1), **sent)[0] == 200
    press(box, "停止热身测验")
    until(lambda: "1 人答，对 0 人 · 0%" in shown(box))
    activity.value = kinds.index("scenario")
    until(lambda: "开始情景演练" in offered(box))
    press(box, "开始情景演练")
    until(lambda: "得当" in shown(box))
    press(box, "停止，显示大家的选择")
    until(lambda: "让大家在手机上选" in offered(box))
    assert "照多数人的走" not in offered(box), "nobody has chosen"


def test_the_end_of_the_program_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with running(data):
        box = live(SESSION, str(data))
        until(lambda: "四位数字" in shown(box))
    until(lambda: "培训的服务停了" in shown(box))


def test_what_was_not_packed_is_named_in_the_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert "lianbing session pack 2026-12" in shown(live(SESSION, str(tmp_path)))
