"""Hypothesis strategies for all tests. A new type of the domain that rules work on joins this file."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from lianbing.domain.assessment.assessment import Candidate
from lianbing.domain.assessment.marked_items import MarkedItem
from lianbing.domain.assessment.schemes import Level, Scheme
from lianbing.domain.assessment.sources import skill_part
from lianbing.domain.drills.papers import Employee, Withdrawal
from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.question import Item, ScoringPoint, Skill
from lianbing.domain.items.scenarios import (
    VIOLATION,
    Choice,
    ChoiceVerdict,
    Clock,
    Ending,
    GaugeInstance,
    Node,
    ScenarioInstance,
)
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.items.types.fill import FILL, FillKey
from lianbing.domain.items.types.matching import MATCHING, MatchingKey
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.items.types.open_ended import SHORT, OpenKey
from lianbing.domain.items.types.ordering import ORDERING, OrderingKey
from lianbing.domain.items.types.single import SINGLE, ChoiceKey
from lianbing.domain.items.types.truefalse import TRUE_FALSE, TrueFalseKey
from lianbing.domain.kernel.periods import Span
from lianbing.domain.ledger.evidence import Evidence
from lianbing.domain.ledger.ledger import Cause, Change
from tests.unit.objects import sittings

UNITS = ("", "户", "户次", "元/条", "%", "天 ")
OPTION_TEXTS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛")

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from("ABCDEFGH"),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def decimals(low: int = -(10**9), high: int = 10**9, places: int = 4) -> st.SearchStrategy[Decimal]:
    """Numbers with at most ``places`` decimals."""
    scale = 10**places
    return st.integers(low * scale, high * scale).map(lambda number: Decimal(number).scaleb(-places))


@st.composite
def letters(draw: st.DrawFn) -> tuple[str, ...]:
    return tuple("ABCDEFGH"[: draw(st.integers(2, 8))])


@st.composite
def choice_keys(draw: st.DrawFn) -> ChoiceKey:
    options = draw(letters())
    return ChoiceKey(draw(st.sampled_from(options)), options)


@st.composite
def multiple_keys(draw: st.DrawFn) -> MultipleKey:
    options = draw(letters())
    correct = draw(st.sets(st.sampled_from(options), min_size=2))
    return MultipleKey(frozenset(correct), options, draw(st.sampled_from([*MULTIPLE.rules])))


true_false_keys = st.booleans().map(TrueFalseKey)
numeric_keys = st.builds(
    NumericKey,
    value=decimals(),
    absolute=decimals(0, 100),
    relative=decimals(0, 1),
    unit=st.sampled_from([unit.strip() for unit in UNITS]),
)
texts = st.text("甲乙丙丁一二三十百0123456789 ，.", max_size=7).map(lambda rest: "答" + rest)


@st.composite
def fill_keys(draw: st.DrawFn) -> FillKey:
    blanks = draw(st.lists(st.lists(texts, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4))
    return FillKey(tuple(blanks), draw(st.sampled_from([Rule.EACH, Rule.EXACT])))


@st.composite
def ordering_keys(draw: st.DrawFn) -> OrderingKey:
    options = draw(letters().filter(lambda found: len(found) > 2))
    return OrderingKey(
        order=tuple(draw(st.permutations(options))),
        options=options,
        rule=draw(st.sampled_from([Rule.EXACT, Rule.PAIRS])),
    )


@st.composite
def matching_keys(draw: st.DrawFn) -> MatchingKey:
    options = draw(letters())
    chosen = draw(st.permutations(options))[: draw(st.integers(2, len(options)))]
    pairs = {str(place): option for place, option in enumerate(chosen, 1)}
    return MatchingKey(pairs, options, draw(st.sampled_from([Rule.EACH, Rule.EXACT])))


open_keys = st.builds(
    lambda names: OpenKey(tuple(ScoringPoint(name, Decimal(1)) for name in names), "参考答案"),
    st.lists(texts, min_size=1, max_size=3),
)
keys: st.SearchStrategy[Key] = st.one_of(
    choice_keys(),
    multiple_keys(),
    true_false_keys,
    numeric_keys,
    fill_keys(),
    ordering_keys(),
    matching_keys(),
    open_keys,
)

_TYPES = {
    ChoiceKey: SINGLE,
    MultipleKey: MULTIPLE,
    TrueFalseKey: TRUE_FALSE,
    NumericKey: NUMERIC,
    FillKey: FILL,
    OrderingKey: ORDERING,
    MatchingKey: MATCHING,
    OpenKey: SHORT,
}


@st.composite
def items(draw: st.DrawFn) -> Item:
    key = draw(keys)
    options: dict[str, str] = {}
    right: frozenset[str] = frozenset()
    if isinstance(key, ChoiceKey | MultipleKey):
        options = dict(zip(key.options, OPTION_TEXTS, strict=False))
        right = key.correct if isinstance(key, MultipleKey) else frozenset(key.correct)
    return Item(
        id="q-1",
        type=_TYPES[type(key)],
        stem="题干",
        key=key,
        explain="讲解",
        rests_on=("VIS-01",),
        skill=Skill.KNOWLEDGE,
        options=options,
        why={letter: f"{text}错" for letter, text in options.items() if letter not in right},
        origin={letter: letter for letter in options},
    )


points = decimals(0, 100, 2)
words = st.text(max_size=8)
evidences = st.builds(
    Evidence,
    submission=words,
    paper_digest=words,
    verdict=st.none() | st.sampled_from(Verdict),
    correction=st.none() | words,
    key=st.none() | words,
    key_before=st.none() | words,
    withdrawn=st.none() | st.sampled_from(Withdrawal),
    more=st.dictionaries(st.text(max_size=5).filter(lambda name: name not in vars(Evidence)), words, max_size=2),
)
changes = st.builds(
    Change,
    drill=st.text(max_size=8),
    paper=st.text(max_size=8),
    employee=st.text(max_size=8),
    item=st.text(max_size=8),
    worth=points,
    before=st.none() | points,
    after=st.none() | points,
    cause=st.sampled_from(Cause),
    reason=st.text(max_size=12),
    evidence=evidences,
)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Weights with at most two decimals, as they are shown."""
    cuts = sorted(draw(st.sets(st.integers(1, 9999), min_size=3, max_size=3)))
    edges = [0, *cuts, 10_000]
    weights = [Decimal(high - low).scaleb(-2) for low, high in pairwise(edges)]
    parts = tuple(skill_part(skill, weight) for skill, weight in zip(Skill, weights, strict=True))
    return Scheme(
        id="half",
        title="方案",
        span=Span.HALF_YEAR,
        parts=parts,
        levels=(
            Level(title="合格", minimum=Decimal(60), part_minimum=Decimal(0)),
            Level(title="待提高", minimum=Decimal(0), part_minimum=Decimal(0)),
        ),
    )


@st.composite
def marked_items(draw: st.DrawFn) -> MarkedItem:
    worth = draw(decimals(1, 20, 2))
    earned = draw(st.none() | st.integers(0, 100).map(lambda share: (worth * share / 100).quantize(Decimal("0.01"))))
    return MarkedItem(
        drill="drill",
        paper="paper",
        item="q-1",
        number=1,
        skill=draw(st.sampled_from(Skill)),
        worth=worth,
        earned=earned,
        entry=None if earned is None else 1,
        clauses=("VIS-01",),
    )


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    marks = tuple(draw(st.lists(marked_items(), max_size=12)))
    if draw(st.booleans()):  # without this hardly anyone would have a complete result
        graded = (mark for mark in marks if mark.earned is not None)
        full = (
            MarkedItem(
                drill="drill",
                paper="paper",
                item="q-2",
                number=2,
                skill=skill,
                worth=Decimal(3),
                earned=Decimal(3),
                entry=2,
                clauses=("VIS-02",),
            )
            for skill in Skill
        )
        marks = (*graded, *full)
    missing = draw(st.sampled_from([(), (), (), ("drill-2",)]))
    person = Employee(id=draw(st.text(max_size=5)), name="样例", team="一部")
    return Candidate(employee=person, marks=marks, sittings=sittings(marks, missing))


@st.composite
def visits(draw: st.DrawFn) -> ScenarioInstance:
    """A visit whose choices only lead forward, so that every walk ends; violations, flags and a clock are in it."""
    gauges = tuple(draw(gauge(name)) for name in ("mood", "time"))
    size = draw(st.integers(1, 5))
    nodes = {}
    for number in range(size):
        targets = draw(st.lists(st.integers(number + 1, size), min_size=1, max_size=3))
        made = tuple(draw(_scene_choice(f"c{place}", str(target))) for place, target in enumerate(targets))
        instead = draw(st.dictionaries(FLAGS, st.integers(number + 1, size).map(str), max_size=1))
        nodes[str(number)] = Node(id=str(number), text="此刻", choices=made, instead=instead if number else {})
    for name, ending in ((str(size), draw(st.sampled_from(Ending))), ("late", Ending.FAIR)):
        nodes[name] = Node(id=name, text="散场", choices=(), ending=ending, debrief="复盘", rests_on=("VIS-01",))
    clock = draw(st.sampled_from([None, Clock(gauge="time", timeout="late")]))
    return ScenarioInstance(
        id="v",
        title="情景",
        role="客户经理",
        intro="背景",
        gauges=gauges,
        start="0",
        nodes=nodes if clock else {name: node for name, node in nodes.items() if name != "late"},
        clock=clock,
    )


FLAGS = st.sampled_from(["asked", "promised", VIOLATION])


@st.composite
def _scene_choice(draw: st.DrawFn, name: str, to: str) -> Choice:
    own = st.sets(st.sampled_from(["asked", "promised"]), max_size=1).map(tuple)
    return Choice(
        id=name,
        text="选",
        consequence="后果",
        verdict=draw(st.sampled_from(ChoiceVerdict)),
        why="理由",
        next=to,
        rests_on=("VIS-01",),
        effects=draw(st.dictionaries(st.sampled_from(["mood", "time"]), st.integers(-300, 300))),
        sets=draw(own),
        clears=draw(own),
    )


@st.composite
def gauge(draw: st.DrawFn, name: str) -> GaugeInstance:
    low, start, high = sorted(draw(st.lists(st.integers(-100, 200), min_size=3, max_size=3)))
    return GaugeInstance(
        id=name,
        title=name,
        start=start,
        minimum=low,
        maximum=high,
        weight=draw(decimals(0, 2, 2)),
        lasting=draw(st.booleans()),
    )
