"""The JavaScript scheduler against the Python package ``fsrs``, over sequences made on the spot."""

from __future__ import annotations

import json
import math
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict

from fsrs import Card, Rating, Scheduler

from tests.machine import absent

START = datetime(2026, 1, 1, tzinfo=UTC)
SEQUENCES = 600
CLOSE = 1e-9

Review = tuple[int, int]
"""A rating, and the days since the review before; none on the same day, fewer where the clock was set back."""


class Replayed(TypedDict):
    stability: float
    difficulty: float
    last: str
    due: str
    recall: float | None


def _sequences() -> list[list[Review]]:
    chance = random.Random(20261121)
    fixed: list[list[Review]] = [
        [(rating, gap) for _ in range(40)] for rating in (1, 2, 3, 4) for gap in (0, 1, 7, 30, 400, 36500)
    ]
    gaps = (0, 0, 1, 1, 2, 3, 5, 8, 13, 30, 90, 365, 4000, -2)
    drawn = [
        [(chance.randint(1, 4), chance.choice(gaps)) for _ in range(chance.randint(1, 30))] for _ in range(SEQUENCES)
    ]
    return fixed + drawn


def _dated(reviews: list[Review]) -> list[tuple[int, datetime]]:
    dated = []
    when = START
    for rating, gap in reviews:
        if when + timedelta(days=gap + 40000) < datetime(9999, 1, 1, tzinfo=UTC):
            when += timedelta(days=gap)
        dated.append((rating, when))
    return dated


def _expected(reviews: list[tuple[int, datetime]]) -> list[Replayed]:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = Card()
    cards: list[Replayed] = []
    for rating, when in reviews:
        recall = scheduler.get_card_retrievability(card, when) if cards else None
        card, _ = scheduler.review_card(card, Rating(rating), when)
        assert card.stability is not None
        assert card.difficulty is not None
        cards.append(
            {
                "stability": card.stability,
                "difficulty": card.difficulty,
                "last": when.date().isoformat(),
                "due": card.due.date().isoformat(),
                "recall": recall,
            }
        )
    return cards


def _is_same(ours: Replayed, theirs: Replayed) -> bool:
    same_days = (ours["last"], ours["due"]) == (theirs["last"], theirs["due"])
    floats = [(ours["stability"], theirs["stability"]), (ours["difficulty"], theirs["difficulty"])]
    if theirs["recall"] is None or ours["recall"] is None:
        same_days = same_days and ours["recall"] is theirs["recall"]
    else:
        floats.append((ours["recall"], theirs["recall"]))
    return same_days and all(math.isclose(*pair, rel_tol=CLOSE) for pair in floats)


def test_cards_are_those_of_the_python_package(root: Path) -> None:
    node = shutil.which("node")
    if node is None:
        absent("Node")
    sequences = [_dated(reviews) for reviews in _sequences()]
    asked = json.dumps([[(rating, when.date().isoformat()) for rating, when in reviews] for reviews in sequences])
    script = root / "tests" / "js" / "replay_scheduler.js"
    done = subprocess.run([node, str(script)], input=asked, capture_output=True, text=True, timeout=300, check=True)
    replayed = json.loads(done.stdout)
    reviews = 0
    for sequence, cards in zip(sequences, replayed, strict=True):
        for step, (ours, theirs) in enumerate(zip(cards, _expected(sequence), strict=True)):
            assert _is_same(ours, theirs), (sequence[: step + 1], ours, theirs)
            reviews += 1
    assert reviews > SEQUENCES * 10
