"""What stands on the slides, before any layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class FigureOnSlide:
    """A figure of the book: its drawing as SVG, and the sentence under it, which may be empty."""

    title: str
    drawing: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ClauseOnSlide:
    """What a slide shows of a clause beside its words.

    ``limits`` are its bounds in words, ``source`` is where it stands, ``figures`` stand beside it in the book.
    """

    limits: tuple[str, ...] = ()
    source: str = ""
    figures: tuple[FigureOnSlide, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SlideBase:
    """What every slide has: its title, the number of its activity (0 before the first), notes for the trainer alone."""

    title: str
    activity: int = 0
    label: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TitleSlide(SlideBase):
    """The first one."""

    kind: ClassVar[str] = "title"
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AgendaRow:
    """A line of the agenda; ``begins`` is a time of day, empty where it is open."""

    begins: str
    title: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class AgendaSlide(SlideBase):
    """What is done when."""

    kind: ClassVar[str] = "agenda"
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True, kw_only=True)
class NamedPoint:
    """A clause, with a sentence on what it says or without."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PointsSlide(SlideBase):
    """A few clauses: what is to be learnt, or what it came to."""

    kind: ClassVar[str] = "points"
    points: tuple[NamedPoint, ...]


@dataclass(frozen=True, kw_only=True)
class ClauseSlide(SlideBase):
    """A clause as a card."""

    kind: ClassVar[str] = "clause"
    id: str
    limits: tuple[str, ...]
    text: str
    source: str


@dataclass(frozen=True, kw_only=True)
class FigureSlide(SlideBase):
    """A figure of the book."""

    kind: ClassVar[str] = "figure"
    figure: FigureOnSlide


@dataclass(frozen=True, kw_only=True)
class QuestionSlide(SlideBase):
    """A question without its key: the element of the book, or its words alone where it is not live."""

    kind: ClassVar[str] = "question"
    item: str
    stem: str
    is_live: bool


@dataclass(frozen=True, kw_only=True)
class KeySlide(SlideBase):
    """The key of a question with its reasons; the script writes it.

    Of what people mark there are two: with ``points`` for what gives points, without for a good answer.
    """

    kind: ClassVar[str] = "key"
    item: str
    points: bool = False


@dataclass(frozen=True, kw_only=True)
class ScenarioSlide(SlideBase):
    """A scenario to play with the room."""

    kind: ClassVar[str] = "scenario"
    scenario: str


@dataclass(frozen=True, kw_only=True)
class WordsSlide(SlideBase):
    """A few large words: what the room does now."""

    kind: ClassVar[str] = "words"
    lines: tuple[str, ...] = ()


Slide = (
    TitleSlide
    | AgendaSlide
    | PointsSlide
    | ClauseSlide
    | FigureSlide
    | QuestionSlide
    | KeySlide
    | ScenarioSlide
    | WordsSlide
)
