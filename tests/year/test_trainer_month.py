"""The trainer's month, by the commands of its guide, with a room full of made-up people on phones."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest

from lianbing.app.sessions.taught_then import taught_then
from tests.app.kit import REPO, Bench, Ran, lianbing
from tests.year.walking import marked_here, walk

GUIDE = REPO / "docs" / "trainer-month.md"
MONTH = "2026-12"
pytestmark = pytest.mark.long


class Trainer:
    """Holds a session in a program of its own, and goes through the plan as one does on the trainer's page."""

    def __init__(self, root: Path) -> None:
        self.program = subprocess.Popen(
            [sys.executable, "-m", "lianbing", "session", "live", MONTH, "--no-browser", "--host", "127.0.0.1"],
            cwd=root,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
        )
        assert self.program.stdout
        page = next(line for line in self.program.stdout if "控制台" in line)
        parts = urlsplit(page[page.index("http") :].strip())
        self.address, self.key = f"http://{parts.netloc}", parse_qs(parts.query)["key"][0]

    def act(self, do: str, **fields: Any) -> None:
        body = json.dumps({"key": self.key, "do": do, **fields}).encode()
        with urlopen(Request(f"{self.address}/api/trainer", body, {"content-type": "application/json"}), timeout=60):
            pass

    @property
    def state(self) -> Any:
        with urlopen(f"{self.address}/api/trainer/events?key={self.key}", timeout=60) as stream:
            return next(json.loads(line[6:]) for line in stream if line.startswith(b"data: "))

    def wait(self, what: str, enough: int) -> None:
        """Waits until so many have come in, answered, or finished."""
        counts = {
            "in": lambda screen: screen["join"]["present"],
            "vote": lambda screen: screen["vote"]["answered"],
            "quiz": lambda screen: screen["quiz"]["finished"],
            "scene": lambda screen: screen["scene"]["answered"],
        }
        deadline = time.monotonic() + 120
        while counts[what](self.state["screen"]) < enough:
            assert time.monotonic() < deadline, (what, self.state["screen"])
            time.sleep(0.2)

    def hold(self) -> None:
        self.wait("in", 52)
        for place, activity in enumerate(self.state["activities"]):
            self.act("begin", activity=place)
            if activity["kind"] in ("warm-up", "exit"):
                self.act("open-quiz", quiz=activity["kind"])
                self.wait("quiz", 53 if activity["kind"] == "exit" else 52)
                self.act("close-quiz")
            if activity["kind"] == "teach":
                self.wait("in", 53)
            for item in activity.get("items", ()):
                self._vote_twice(item)
            if activity["scenario"]:
                self._play(activity["scenario"])
        self.act("note", text="下周起每天晚上看一遍线路客户的数据")
        self.act("close")

    def _vote_twice(self, item: str) -> None:
        for vote in (1, 2):
            self.act("open-vote", item=item, vote=vote)
            self.wait("vote", 53)
            self.act("close-vote")
            self.act("show-results")
        self.act("show-key")

    def _play(self, scenario: str) -> None:
        self.act("open-scene", scenario=scenario)
        while self.state["screen"]["scene"]["scene"]["choices"]:
            self.wait("scene", 53)
            self.act("show-scene")
            self.act("decide", choice="")
            if self.state["screen"]["scene"]["scene"]["choices"]:
                self.act("open-scene", scenario=scenario)

    def stop(self) -> None:
        self.program.send_signal(signal.SIGINT)
        self.program.communicate(timeout=60)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The folder to practise in when January is planned; marks as in the walk of the year."""
    folder = tmp_path_factory.mktemp("month") / "demo-year"

    def run(*words: str) -> Ran:
        if words == ("sample", "year"):
            return lianbing("--root", REPO, "sample", "year", folder)
        if words[:2] != ("sample", "phones"):
            return lianbing(*words)
        trainer = Trainer(folder)
        holding = threading.Thread(target=trainer.hold)
        holding.start()
        ran = lianbing(*words, "--pace", "0")
        holding.join()
        trainer.stop()
        return ran

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lianbing.grading.workers.work", marked_here)
        patch.setattr("lianbing.app.grading.default_count", lambda _: 1)
        walk(GUIDE.read_text(encoding="utf-8"), run, lambda _: patch.chdir(folder))
        yield Bench(folder, folder / "var")


def test_the_next_plan_shows_what_became_of_the_session(played: Bench) -> None:
    """Those who came know it better than before, surely; of the few who did not come, nothing can be said."""
    together, *each = taught_then(played.workspace, MONTH).clauses
    assert [clause.clause for clause in each] == ["VIS-29", "VIS-25", "VIS-63", "VIS-30"]
    assert together.present.people == 52
    for clause in (together, *each):
        assert clause.present.low is not None
        assert clause.present.low > 0
        assert clause.absent.low is not None
        assert clause.absent.low < 0
        assert clause.sittings == ("2027-01-theme",)


def test_what_was_taught_is_not_chosen_again(played: Bench) -> None:
    planned = played("session", "plan", "2027-01", "--replace", "--json").data
    assert not {goal["clause"] for goal in planned["plan"]["goals"]} & {"VIS-29", "VIS-25", "VIS-63", "VIS-30"}


def test_everything_of_the_session_lies_in_its_folder(played: Bench) -> None:
    names = {path.name for path in (played.data / "sessions" / MONTH).iterdir()}
    assert names == {"plan.yml", "people.json", "prepared.json", "材料", "live", "记录"}
