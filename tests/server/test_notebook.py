"""The session as a notebook: it joins the program that holds it, shows the votes live, and does what buttons say."""

from __future__ import annotations

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
    button.click()


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
    until(lambda: "签到 1 / 5 人" in shown(box))

    place = next(place for place, each in enumerate(prepared.plan.activities) if each.kind == "vote")
    activity, question = (named(box, each) for each in ("环节", "题"))
    activity.value = place
    item = prepared.plan.activities[place].items[0]
    until(lambda: question.value == item)
    assert program.screen()["kind"] == "vote"
    press(box, "第一次投票")
    until(lambda: prepared.items[item].item.stem in shown(box))
    assert program.post("/api/vote", phone=secret_of(1), item=item, vote=1, answer=wrong(prepared, item))[0] == 200
    until(lambda: "1 人投了" in shown(box))
    assert "tallies" not in program.screen()["vote"], "the projector shows votes when the trainer lets it"
    press(box, "停")
    until(lambda: "已停" in shown(box))
    press(box, "给大家看结果")
    until(lambda: "tallies" in program.screen()["vote"])
    press(box, "开测验")
    until(lambda: "这个环节没有测验" in shown(box))
    assert "以前没有人在练兵或培训里答过这道题" in shown(box)


def test_the_end_of_the_program_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with running(data):
        box = live(SESSION, str(data))
        until(lambda: "四位数字" in shown(box))
    until(lambda: "培训的服务停了" in shown(box))


def test_what_was_not_packed_is_named_in_the_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert "lianbing session pack 2026-12" in shown(live(SESSION, str(tmp_path)))
