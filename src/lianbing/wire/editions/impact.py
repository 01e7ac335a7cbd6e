"""What ``lianbing impact --json`` prints."""

from __future__ import annotations

from lianbing.domain.changes.comparing import EditionChange, PartChange
from lianbing.domain.changes.report import Affected, ImpactReport, Shortage
from lianbing.domain.changes.scanning import StaleLine
from lianbing.domain.changes.traces import Trace
from lianbing.wire.shapes.documents import Document
from lianbing.wire.shapes.kinds import ListOf, Text
from lianbing.wire.shapes.shape import Says, Shape, optional

_PART = Shape(PartChange, {"label": "what of it (文字, 限额, 取值 …)", "old": "as it was", "new": "as it is"})
_CHANGE = Shape(
    EditionChange,
    {
        "kind": "what changed",
        "id": "its id, the old one if it was renumbered",
        "now": optional("the new id, if it was renumbered"),
        "title": Says(text="its title", kind=Text()),
        "how": "in what way",
        "sentence": Says(text="the difference in words, as the command prints it", kind=Text()),
        "parts": "what differs, whole texts",
        "editions": optional("of a clause: the old and the new edition of its standard", kind=ListOf(Text())),
    },
    uses=[_PART],
)
_TRACE = Shape(
    Trace,
    {
        "chapters": "that show it, or show what rests on it",
        "open_items": "questions that the book shows",
        "reserved_items": "other questions",
        "scenarios": "scenarios",
        "tasks": "data exercises",
    },
    name="ContentTrace",
)
_STALE = Shape(
    StaleLine,
    {
        "file": "below the root",
        "line": "from 1",
        "where": "in what it stands",
        "owner": "the chapter, question, clause … it belongs to",
        "field": "what of it the line is: `prose` of a chapter, else the field of the file",
        "why": "why it is told",
        "old": "the old number or word as the line has it",
        "now": optional("what stands in its place"),
        "sentence": "the sentence",
        "changes": "the ids of the changes",
        "quoted": optional("whether it tells what a source says"),
    },
)
_SHORTAGE = Shape(Shortage, {"blueprint": "its id", "what": "what is lacking, in words"})
IMPACT = Document(
    "impact",
    1,
    Shape(
        ImpactReport,
        {
            "old": "the edition that was compared with",
            "changes": "every change with what it touches",
            "stale": "lines that may be stale",
            "held": "by item that no paper draws until somebody has looked, what of its bases changed",
            "shortages": "blueprints that can't be served meanwhile",
        },
        uses=[
            Shape(Affected, {"change": "the change", "trace": "what refers to it"}, uses=[_CHANGE, _TRACE]),
            _STALE,
            _SHORTAGE,
        ],
    ),
)
