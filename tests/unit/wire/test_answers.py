from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from lianbing.wire.answers import ANSWER_ENTRY, Told, every_try, latest


def told(kind: str, name: str, second: int, **entry: Any) -> Told:
    at = f"2026-11-20T09:00:{second:02d}+08:00"
    return (
        kind,
        name,
        {"event": "lb-answer", "at": at, "part": "", "verdict": "wrong", "score": 0, "text": "甲"} | entry,
    )


def choice(second: int, node: str, *path: str) -> Told:
    return told("scenario", "supply", second, event="lb-choice", part=node, verdict="good", score=None, path=[*path])


def end(second: int, verdict: str, score: float, *path: str) -> Told:
    return told("scenario", "supply", second, event="lb-scenario-end", verdict=verdict, score=score, path=[*path])


def test_the_last_answer_stands_and_all_tries_count() -> None:
    first, second = told("item", "vis-0001", 1), told("item", "vis-0001", 5, verdict="correct", score=1, text="乙")
    (row,) = latest([first, second])
    assert (row.verdict, row.score, row.answer, row.tries) == ("correct", 1.0, "乙", 2)
    assert [(row.answer, row.tries) for row in every_try([first, second])] == [("甲", 1), ("乙", 2)]


def test_two_widgets_of_one_question_are_told_together_by_the_clock() -> None:
    """Entries come widget by widget; what was answered last is what counts."""
    shown_first = told("item", "vis-0001", 9, text="后")
    shown_again = told("item", "vis-0001", 3, text="前")
    assert [row.answer for row in latest([shown_first, shown_again])] == ["后"]


def test_the_clock_is_compared_across_time_zones() -> None:
    early = told("item", "vis-0001", 0, at="2026-11-20T09:00:00+08:00", text="前")
    late = told("item", "vis-0001", 0, at="2026-11-20T02:00:00+00:00", text="后")
    (row,) = latest([late, early])
    assert (row.answer, str(row.at)) == ("后", "2026-11-20 02:00:00")


def test_fields_and_items_of_self_tests_have_rows_of_their_own() -> None:
    rows = latest(
        [
            told("task", "ratio", 1, part="a"),
            told("task", "ratio", 2, part="b"),
            told("selftest", "c", 3, part="vis-0001"),
        ]
    )
    assert [(row.kind, row.id, row.part) for row in rows] == [
        ("task", "ratio", "a"),
        ("task", "ratio", "b"),
        ("selftest", "c", "vis-0001"),
    ]


def test_rating_an_open_answer_anew_is_no_new_try() -> None:
    rated = [told("item", "open", n, verdict="review", score=n / 4, rated=n > 1) for n in (1, 2, 3)]
    (row,) = every_try(rated)
    assert (row.score, row.tries) == (0.75, 1)
    again = told("item", "open", 9, verdict="review", score=0)
    assert [row.tries for row in every_try([*rated, again])] == [1, 2]


def test_a_walk_that_has_not_ended_shows_how_far_it_came() -> None:
    (row,) = latest([choice(1, "greet", "listen"), choice(2, "explain", "listen", "honest")])
    assert (row.part, row.verdict, row.score, row.path, row.tries) == ("", "unfinished", None, "listen → honest", 0)


def test_a_finished_walk_is_not_hidden_by_the_next_one() -> None:
    walks = [choice(1, "greet", "listen"), end(2, "good", 1.0, "listen"), choice(3, "greet", "leave")]
    (row,) = latest(walks)
    assert (row.verdict, row.score, row.path, row.tries) == ("good", 1.0, "listen", 1)
    (row,) = latest([*walks, end(4, "bad", 0.0, "leave")])
    assert (row.verdict, row.tries) == ("bad", 2)


def test_a_history_holds_every_choice() -> None:
    rows = every_try([choice(1, "greet", "listen"), end(2, "good", 1.0, "listen"), choice(3, "greet", "leave")])
    assert [(row.part, row.path, row.tries) for row in rows] == [
        ("greet", "listen", 1),
        ("", "listen", 1),
        ("greet", "leave", 2),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        told("item", "vis-0001", 1, answer=["A"], variant=2)[2],
        told("item", "open", 1, verdict="review", score=0.5, answer=None, rated=True)[2],
        choice(1, "greet", "listen")[2],
        end(2, "good", 1.0, "listen")[2],
    ],
)
def test_what_elements_tell_is_of_the_declared_shape(entry: Mapping[str, Any]) -> None:
    assert ANSWER_ENTRY.encode(ANSWER_ENTRY.decode(entry)) == entry


def test_a_damaged_entry_is_a_row_with_gaps_not_an_error() -> None:
    (row,) = latest([("item", "vis-0001", {"at": "gestern", "score": "viel", "path": 3})])
    assert (row.at, row.score, row.path, row.tries) == (None, None, "", 1)
