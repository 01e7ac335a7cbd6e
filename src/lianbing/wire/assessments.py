"""An assessment as the store keeps it, and the scheme that it was made by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianbing.domain.assessment.assessment import Assessment, EarlierAssessment, Lowered, PartResult, PersonResult
from lianbing.domain.assessment.makeups import Makeup, SittingResult, SittingUse
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.rules import (
    Adjustment,
    AdjustmentResult,
    LevelCap,
    ProposalRule,
    Rounding,
    SchemeNote,
)
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import DrillSource, RatingSource, ResultSource, SchemePart, Source, SourceScore
from lianbing.domain.items.question import Skill
from lianbing.domain.kernel.periods import Period
from lianbing.wire.canonical import Json
from lianbing.wire.certainty.levels import CERTAINTY, CERTAINTY_RULE
from lianbing.wire.certainty.mastery import MASTERY
from lianbing.wire.papers import BASIS, EMPLOYEE
from lianbing.wire.shapes.documents import Document, Tagged
from lianbing.wire.shapes.kinds import Coded
from lianbing.wire.shapes.shape import Says, Shape, optional

_TAGS: Mapping[type, str] = {DrillSource: "drills", ResultSource: "results", RatingSource: "ratings"}
SOURCE: Tagged[Source] = Tagged(
    "Source",
    "from",
    lambda: {
        "drills": Shape(
            DrillSource, {"kinds": "kinds of drills; empty for any", "skill": "the skill whose items count, or all"}
        ),
        "results": Shape(
            ResultSource,
            {
                "span": "the span of the periods",
                "scheme": "their scheme; empty for any",
                "least": optional("how many totals there must be where some may be missing; left out, one"),
            },
        ),
        "ratings": Shape(RatingSource, {"rating": "which rating", "full": "the most that it can be"}),
    },
    tag_of=lambda source: _TAGS[type(source)],
)
_RULES: tuple[Shape[Any], ...] = (
    Shape(Rounding, {"rates": "decimal places of rates and contributions", "totals": "decimal places of totals"}),
    Shape(
        LevelCap,
        {
            "level": "the level",
            "share": "how many per cent may have it",
            "group": optional("among whom they are counted; left out, among all"),
            "base": optional("whose number the share is of; left out, of those with a total"),
            "ties": optional("whether equals at the border get in; left out, they do not"),
            "least": optional("how many may always have it"),
        },
    ),
    Shape(
        Adjustment,
        {
            "title": "its name",
            "rating": "the rating behind it",
            "sign": "whether it is added or taken",
            "most": "the most points",
            "each": optional("points for one of the rating; left out, one"),
            "full": optional("the most that the rating can be; left out, 100"),
        },
    ),
    Shape(
        ProposalRule,
        {
            "id": "which one",
            "title": "what is proposed",
            "direction": "for better or for worse",
            "levels": optional("levels of which one was reached"),
            "times": optional("how often; left out, once"),
            "over": optional("in which shorter periods; left out, in the period itself"),
            "top": optional("the share in per cent from the first rank on"),
            "bottom": optional("the share in per cent from the last rank on"),
        },
    ),
    Shape(
        SchemeNote,
        {
            "text": "what it says",
            "source": optional("where that comes from"),
            "is_default": optional("whether it is there to be changed by the unit"),
        },
    ),
)
SCHEME = Shape(
    Scheme,
    {
        "id": "the scheme",
        "title": "its title",
        "span": "what it assesses",
        "parts": "what makes up the total",
        "levels": "from high to low",
        "makeup": optional("how make-ups count; left out, they replace the first sitting"),
        "certainty": optional("what is asked before anything is said on certainty; left out, the defaults"),
        "edition": optional("which edition of it"),
        "is_default": optional("whether it is the usual scheme for periods of this span; left out, it is"),
        "notes": optional("what it says of itself"),
        "rounding": optional("how many places; left out, two"),
        "tie_break": optional("titles of the parts that rank people with equal totals"),
        "caps": optional("how many people may have a level"),
        "adjustments": optional("points that are added to or taken from a total"),
        "proposals": optional("for whom what is proposed, for a person to decide"),
    },
    uses=[
        CERTAINTY_RULE,
        Shape(
            SchemePart,
            {
                "title": "its name",
                "weight": "how many of the 100 points it carries",
                "source": Says(text="where its points come from", kind=SOURCE),
                "missing": optional("what becomes of it if something is missing; left out, there is no total"),
            },
        ),
        Shape(
            Level,
            {
                "title": "its name",
                "minimum": "the least total",
                "part_minimum": "the least rate in each part",
            },
        ),
        Shape(
            Makeup,
            {
                "rule": "whether they replace the first sitting, the best counts, or they are capped",
                "cap": "the most that a capped one gives, in per cent",
            },
        ),
        *_RULES,
    ],
)
_TAKEN = Shape(
    SourceScore,
    {
        "label": "what it is",
        "earned": "what it gave, `null` where it is not there yet",
        "worth": "what it could give",
        "entry": "the sequence of the rating behind it, or `null`",
        "use": optional("what becomes of it, in the words that people read; left out, it counts"),
    },
)
_PART = Shape(
    PartResult,
    {
        "title": "its name",
        "skill": "the skill, of a part that takes the items of one skill alone",
        "weight": "how many of the 100 points it carries",
        "earned": "what was earned",
        "worth": "what was possible",
        "ungraded": "how many items wait for a mark",
        "rate": "earned of worth, in per cent; `null` where there is none",
        "contribution": "what it adds to the total; `null` where there is none",
        "taken": optional("the figures of a part that takes totals or a rating"),
        "not_handed_in": optional("how much of `worth` is nought for want of a submission"),
        "left_out": optional("whether the other parts carry its weight"),
    },
    uses=[_TAKEN],
)
_MARKED = Shape(
    MarkedItem,
    {
        "drill": "the drill",
        "paper": "the paper",
        "item": "the item",
        "number": "its number on the paper",
        "skill": "the part of the assessment",
        "worth": "what is possible",
        "earned": "what was earned, `null` where the item is ungraded",
        "entry": "the sequence of the ledger entry behind that, or `null`",
        "clauses": "what the item rests on",
        "note": optional("what was corrected since the paper was issued"),
        "kind": optional("the kind of the drill"),
        "topic": optional("the topic of the question"),
        "cause": optional("why the ledger entry was written, in the words that people read"),
        "reason": optional("the reason of the ledger entry"),
        "by": optional("who wrote it"),
        "before": optional("the points before it"),
    },
)
_SITTING = Shape(
    SittingResult,
    {
        "drill": "the drill",
        "makes_up": optional("the drill that it makes up"),
        "handed_in": "whether there is a submission",
        "excuse": optional("why there need not be one"),
        "use": "whether it counts, in the words that people read",
        "kind": optional("the kind of the drill, of one that was not handed in"),
        "worths": optional("what each skill could have given, of one that was not handed in"),
    },
)
_ADJUSTED = Shape(
    AdjustmentResult,
    {
        "title": "its name",
        "given": "the rating",
        "points": "what it adds to the total, negative where it takes",
        "entry": "the sequence of the rating",
    },
)
_LOWERED = Shape(
    Lowered,
    {
        "level": "the level that was reached",
        "group": "among whom those who have it are counted, in the words that people read",
        "share": "how many per cent of them may have it",
        "places": "how many people that is",
        "people": "of how many",
        "tied": optional("whether the person is equal to one who gets in"),
    },
)
_PERSON = Shape(
    PersonResult,
    {
        "employee": "whose it is",
        "parts": "part by part",
        "state": "whether there is a result, in the words that people read",
        "total": "of 100; `null` where there is none, like level and rank",
        "level": "the level that was reached",
        "rank": "the place among all who have a total",
        "marks": "every item of every paper that was handed in",
        "sittings": "every paper, in the order in which the drills were issued",
        "deduction": optional("what the caps of make-ups take from the total"),
        "carried": optional("the weight of the parts that count, to which the total is scaled; left out, 100"),
        "adjustments": optional("what was added to and taken from the total"),
        "lowered": optional("the caps that took a level from the person"),
    },
    uses=[EMPLOYEE, _PART, _MARKED, _SITTING, _ADJUSTED, _LOWERED],
)


def scheme_of_today(old: Mapping[str, Any]) -> dict[str, Any]:
    """A scheme out of an assessment or a background of an earlier version."""
    return {**old, "parts": [_scheme_part(part) for part in old["parts"]]}


def _scheme_part(old: Mapping[str, Any]) -> dict[str, Any]:
    """At first every part was one skill of all drills; then its source was told by the names of its fields."""
    if "source" not in old:
        source = {"from": "drills", "kinds": [], "skill": old["skill"]}
        return {"title": Skill(old["skill"]).label, "weight": old["weight"], "source": source}
    source = old["source"]
    if "drills" in source:
        return {**old, "source": {"from": "drills", "kinds": source["drills"], "skill": source["skill"]}}
    if "results" in source:
        return {**old, "source": {"from": "results", "span": source["results"], "scheme": source["scheme"]}}
    return {**old, "source": {"from": "ratings", "rating": source["ratings"], "full": source["full"]}}


def _second(old: Mapping[str, Any]) -> dict[str, Any]:
    """Parts had no title of their own then."""
    results = [
        {**result, "parts": [{**part, "title": Skill(part["skill"]).label} for part in result["parts"]]}
        for result in old["results"]
    ]
    return {**old, "results": results}


def _third(old: Mapping[str, Any]) -> dict[str, Any]:
    """Until then state was standing, worth possible, and earned points."""
    results = [
        {
            **_renamed(result, "standing", "state"),
            "parts": [_renamed(part, "possible", "worth") for part in result["parts"]],
            "marks": [_renamed(mark, "points", "earned") for mark in result["marks"]],
        }
        for result in old["results"]
    ]
    return {**old, "scheme": scheme_of_today(old["scheme"]), "results": results}


def _renamed(fields: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    return {(new if name == old else name): value for name, value in fields.items()}


def _fourth(old: Mapping[str, Any]) -> dict[str, Any]:
    """Until then every paper counted, and those that were not handed in were listed apart."""
    results = []
    for result in old["results"]:
        handed_in = dict.fromkeys(mark["drill"] for mark in result["marks"])
        sittings = [
            *({"drill": drill, "handed_in": True, "use": SittingUse.COUNTED.value} for drill in handed_in),
            *({"drill": drill, "handed_in": False, "use": SittingUse.MISSING.value} for drill in result["missing"]),
        ]
        results.append({**{name: value for name, value in result.items() if name != "missing"}, "sittings": sittings})
    return {**old, "results": results}


def _fifth(old: Mapping[str, Any]) -> dict[str, Any]:
    """Until then an entry's cause wasn't kept, and schemes had neither caps nor rules for what is missing."""
    return {**old}


ASSESSMENT = Document(
    "assessment",
    5,
    Shape(
        Assessment,
        {
            "period": Says(text="the period", kind=Coded(lambda period: period.code, Period.parse)),
            "made_at": "when",
            "scheme": "what it was made by",
            "drills": "titles by id",
            "results": "one for each person",
            "basis": "every clause and fact that a marked item rests on",
            "ledger_sequence": "where the ledger ended at that moment",
            "ledger_digest": "the digest of that entry",
            "earlier": optional("kept assessments of shorter periods whose totals were taken"),
            "certainty": optional("how certain the levels are"),
            "mastery": optional("what the marked items say about clauses and topics"),
            "purged": optional("what is left of people who were purged since, without name, marks and papers"),
        },
        uses=[
            CERTAINTY,
            MASTERY,
            SCHEME,
            _PERSON,
            BASIS,
            Shape(EarlierAssessment, {"period": "its period", "scheme": "its scheme", "made_at": "when it was made"}),
        ],
    ),
    older={1: _second, 2: _third, 3: _fourth, 4: _fifth},
)


def assessment_to_json(assessment: Assessment) -> dict[str, Json]:
    """The whole assessment."""
    return ASSESSMENT.encode(assessment)


def assessment_from_json(data: object) -> Assessment:
    """The inverse of :func:`assessment_to_json`; raises ShapeFault, a ValueError, for anything else."""
    return ASSESSMENT.decode(data)
