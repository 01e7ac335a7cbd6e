"""Writes the slides of a session into a folder: a page, what it loads, and the answers in a file of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from lianbing import design
from lianbing.domain.items.question import Item
from lianbing.files import write_whole
from lianbing.sessions.slides.composing import slides_of
from lianbing.sessions.slides.slide_kinds import ClauseOnSlide, KeySlide, QuestionSlide, Slide
from lianbing.templates import environment_of
from lianbing.widgets.assets import Bundle, script_text
from lianbing.widgets.vendored import REVEAL, reveal_file
from lianbing.wire.canonical import Json, for_script
from lianbing.wire.exercises.scenarios import SCENARIO
from lianbing.wire.items import ITEM, asked, with_key
from lianbing.wire.references import CLAUSE, Reference, references
from lianbing.wire.sessions.prepared import PreparedSession

PAGE, ANSWERS, ASSETS = "index.html", "答案.js", "assets"


def write_deck(prepared: PreparedSession, target: Path, clauses: Mapping[str, ClauseOnSlide] | None = None) -> None:
    """Writes the folder ``target``; ``clauses`` holds what slides show of clauses beside their words.

    The page holds no key: questions get theirs, and scenarios all, from ``答案.js`` beside it.

    Raises:
        PackageMissing: reveal.js is not there.
    """
    made = {f"{ASSETS}/{name}": reveal_file(name) for name in REVEAL}
    slides = slides_of(prepared, clauses or {})
    made[f"{ASSETS}/deck.css"] = _style().encode()
    made[f"{ASSETS}/deck.js"] = script_text(Bundle.SLIDES).encode()
    made[ANSWERS] = f"window.lianbingAnswers = {for_script(_answers(prepared, slides))};\n".encode()
    made[PAGE] = _page(prepared, slides).encode()
    for name, content in made.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)


def _page(prepared: PreparedSession, slides: tuple[Slide, ...]) -> str:
    shown = {slide.item for slide in slides if isinstance(slide, QuestionSlide)}
    data: dict[str, Json] = {
        "items": {name: asked(item) for name, item in _items(prepared, shown)},
        "activities": [
            {"title": activity.title or activity.kind.label, "minutes": activity.minutes}
            for activity in prepared.plan.activities
        ],
    }
    return _ENVIRONMENT.get_template("deck.html").render(
        plan=prepared.plan,
        slides=slides,
        data=Markup(for_script(data)),  # noqa: S704 - escaped for a script
        answers=ANSWERS,
        drawn=Markup,
    )


def _style() -> str:
    declared = f":root {{ {design.declared(design.BOOK)} }}\n"
    return declared + _ENVIRONMENT.get_template("deck.css").render()


def _answers(prepared: PreparedSession, slides: tuple[Slide, ...]) -> dict[str, Json]:
    keyed = {slide.item for slide in slides if isinstance(slide, KeySlide)}
    return {
        "items": {name: _answer(prepared, item) for name, item in _items(prepared, keyed)},
        "scenarios": {scenario.id: SCENARIO.encode(scenario) for scenario in prepared.scenarios},
    }


def _answer(prepared: PreparedSession, item: Item) -> dict[str, Json]:
    known = [name for name in item.rests_on if name in prepared.basis]
    clauses = references(known, lambda name: Reference(prepared.basis[name]))
    return {
        "practice": ITEM.encode(with_key([item]))["practice"],
        "clauses": {name: CLAUSE.encode(clause) for name, clause in clauses.items()},
    }


def _items(prepared: PreparedSession, names: Iterable[str]) -> list[tuple[str, Item]]:
    return [(name, prepared.items[name].item) for name in sorted(names)]


def _joined(text: str) -> str:
    """A range is not parted at its sign."""
    return re.sub("[～~—–]+", lambda sign: f"\u2060{sign[0]}\u2060", text)


def _environment() -> Environment:
    environment = environment_of("lianbing.sessions.slides")
    environment.filters["joined"] = _joined
    return environment


_ENVIRONMENT = _environment()
