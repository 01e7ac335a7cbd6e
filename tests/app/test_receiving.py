"""One submission in, one receipt or one rejection out, whatever the size of the drill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from lianbing.app.drills.receiving import Receipt, Rejection, receive
from lianbing.app.workspace import Workspace
from lianbing.drills.intake import Incoming
from lianbing.errors import NothingToDo, Rejected
from lianbing.wire.submissions import receipt, sha256
from tests.app.kit import DRILL, Bench, notebook_bytes

DATABASES = ("sqlite", pytest.param("postgres", marks=pytest.mark.long))


@contextmanager
def opened(bench: Bench) -> Iterator[Workspace]:
    workspace = bench.workspace
    yield workspace
    workspace.close()


def _file(bench: Bench, employee: str, name: str = "") -> Incoming:
    return Incoming(name or f"{DRILL}-{employee}.ipynb", notebook_bytes(bench.submission(employee)))


def test_a_submission_gets_a_receipt_and_the_same_again(issued: Bench) -> None:
    incoming = _file(issued, "C0001")
    with opened(issued) as workspace:
        first, second = (receive(workspace, DRILL, incoming) for _ in range(2))
    assert isinstance(first, Receipt)
    assert isinstance(second, Receipt)
    assert (first.employee, first.paper, first.known) == ("C0001", f"{DRILL}-C0001", False)
    assert first.number == second.number == receipt(sha256(incoming.content))
    assert second.known
    assert issued.kept(incoming.content)


def test_bytes_that_were_lost_come_back_with_the_same_file(issued: Bench) -> None:
    incoming = _file(issued, "C0001")
    with opened(issued) as workspace:
        receive(workspace, DRILL, incoming)
        workspace.submission_file(incoming.digest).unlink()
        receive(workspace, DRILL, incoming)
    assert issued.kept(incoming.content)
    assert issued("ledger", "verify").code == 0


REFUSED: dict[str, tuple[Callable[[Bench], Incoming], Rejected]] = {
    "no notebook": (lambda _: Incoming("x.ipynb", b"{}"), Rejected.NOT_A_NOTEBOOK),
    "half": (lambda bench: Incoming("x.ipynb", _file(bench, "C0001").content[:500]), Rejected.UNREADABLE),
    "another's name": (lambda bench: _file(bench, "C0001", "交卷 C0002.ipynb"), Rejected.WRONG_PERSON),
    "another's name in small letters": (lambda bench: _file(bench, "C0001", "c0002.ipynb"), Rejected.WRONG_PERSON),
}


@pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED)
def test_what_can_t_be_taken_is_kept_and_rejected(
    issued: Bench, make: Callable[[Bench], Incoming], why: Rejected
) -> None:
    incoming = make(issued)
    with opened(issued) as workspace:
        refused = receive(workspace, DRILL, incoming)
    assert isinstance(refused, Rejection)
    assert refused.code is why
    assert issued.kept(incoming.content)
    (row,) = issued.rows("submission")
    assert (row["state"], row["code"]) == ("quarantined", why.value)


def test_a_drill_that_was_not_issued_takes_nothing(issued: Bench) -> None:
    with opened(issued) as workspace, pytest.raises(NothingToDo):
        receive(workspace, "2027H1-skill", _file(issued, "C0001"))
    assert issued.rows("submission") == []


def test_no_paper_is_read_and_no_more_is_asked_in_a_larger_drill(
    empty: Bench, roster_of: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time itself is for the benchmarks; what would make it grow is counted."""
    asked: list[int] = []
    for people in (3, 30):
        numbers = [f"C{number:04}" for number in range(1, people + 1)]
        roster = roster_of(*((number, "样例") for number in numbers))
        assert empty("drill", "issue", DRILL, "--roster", roster).code == 0
        incoming = _file(empty, numbers[-1])
        with opened(empty) as workspace, monkeypatch.context() as patch:
            patch.setattr("lianbing.store.drills.paper_from_json", _never)
            asked.append(_asked(workspace, incoming))
    assert asked[0] == asked[1]


def _never(_: object) -> None:
    raise AssertionError("a whole paper was read")


def _asked(workspace: Workspace, incoming: Incoming) -> int:
    """How many statements receiving a file costs."""
    counted: list[str] = []
    event.listen(workspace.store._engine, "before_cursor_execute", lambda *said: counted.append(said[2]))
    assert isinstance(receive(workspace, DRILL, incoming), Receipt)
    return len(counted)
