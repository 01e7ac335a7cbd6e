"""Papers with items of every type, answers of every quality, and a reader of the HTML that is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html.parser import HTMLParser
from unittest import mock

from lianbing.domain.background import Background
from lianbing.domain.book_map import BookMap
from lianbing.domain.drills.papers import Basis, Paper, PaperItem, PaperSection
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.question import Item, ItemType, ScoringPoint, Skill
from lianbing.domain.items.types.fill import FILL, FillKey
from lianbing.domain.items.types.matching import MATCHING, MatchingKey
from lianbing.domain.items.types.multiple import MULTIPLE, MultipleKey
from lianbing.domain.items.types.numeric import NUMERIC, NumericKey
from lianbing.domain.items.types.open_ended import CASE, SHORT, OpenKey
from lianbing.domain.items.types.ordering import ORDERING, OrderingKey
from lianbing.domain.items.types.single import SINGLE, ChoiceKey
from lianbing.domain.items.types.truefalse import TRUE_FALSE, TrueFalseKey
from lianbing.grading.jobs import Job, grade_job
from lianbing.grading.marked import MarkedPaper
from lianbing.wire.submissions import write_submission
from tests.unit.objects import EMPLOYEE, FOUR, scheme

TIMES = ("2026-11-21T09:00:00+08:00", "2026-11-21T09:35:20+08:00")
AUTOMATIC = ShortAnswers(automatic=True)
VOID = {"br", "img", "hr", "meta"}

JUPYTERLAB_TAGS = {
    *("a", "b", "bdi", "blockquote", "br", "details", "div", "h2", "h3", "li", "mark", "ol", "p", "small", "summary"),
    *("sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
"""Of what JupyterLab's sanitiser lets pass, what a marked paper may use."""

_POINTS = (
    ScoringPoint("拿公示的办法讲依据", Decimal(1), (("公示", "公开"), ("办法", "政策"))),
    ScoringPoint("不代订，密码自己保管", Decimal(1), (("代订", "代下单"), ("密码",))),
)
KEYS: Mapping[ItemType, Key] = {
    SINGLE: ChoiceKey("B", ("A", "B", "C", "D")),
    MULTIPLE: MultipleKey(frozenset("AC"), ("A", "B", "C", "D"), Rule.HALF),
    TRUE_FALSE: TrueFalseKey(correct=True),
    NUMERIC: NumericKey(value=Decimal("12.5"), absolute=Decimal("0.5"), unit="户"),
    FILL: FillKey((("三定", "3 定"), ("六不准",))),
    ORDERING: OrderingKey(order=("B", "A", "D", "C"), options=("A", "B", "C", "D"), rule=Rule.PAIRS),
    MATCHING: MatchingKey({"1": "B", "2": "A"}, ("A", "B", "C", "D")),
    SHORT: OpenKey(_POINTS, "先拿公示的办法讲清楚。我不能代订，密码您保管。"),
    CASE: OpenKey(_POINTS, "先拿公示的办法讲清楚。我不能代订，密码您保管。"),
}
PARTIAL: Mapping[ItemType, object] = {
    MULTIPLE: ["A"],
    FILL: ["三定", "不知道"],
    ORDERING: ["B", "A", "C", "D"],
    MATCHING: {"1": "B", "2": "C"},
    SHORT: "先拿出公示的分档办法讲。",
}
OPTIONED = (SINGLE, MULTIPLE, ORDERING, MATCHING)


def answer_of(kind: ItemType, quality: str) -> object:
    """``right``, ``wrong``, ``partial``, ``empty`` or ``malformed``; KeyError where a type has no such answer."""
    key = KEYS[kind]
    made = {"right": key.right_answer, "wrong": key.wrong_answer, "malformed": key.malformed_answer}
    if quality == "empty":
        return None
    return PARTIAL[kind] if quality == "partial" else made[quality]()


def item(kind: ItemType, item_id: str, skill: Skill = Skill.KNOWLEDGE, **changes: object) -> Item:
    options = FOUR if kind in OPTIONED else {}
    right = getattr(KEYS[kind], "correct", "")
    choice = kind in (SINGLE, MULTIPLE)
    made = Item(
        id=item_id,
        type=kind,
        stem=f"{kind.label}的题干",
        key=KEYS[kind],
        explain="这样答的道理",
        rests_on=("VIS-01",),
        skill=skill,
        options=options,
        prompts={"1": "早班", "2": "晚班"} if kind is MATCHING else {},
        why={letter: f"{letter} 错在这里" for letter in options if letter not in right} if choice else {},
        unit="户" if kind is NUMERIC else "",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


BASIS = {
    "VIS-01": Basis(title="每天走访户数", text="不少于 30 户", status="重建"),
    "VIS-02": Basis(title="走访次序", text="先急后缓", status="完整"),
    "K001": Basis(title="个人信息", text="只当数据看", status="置信度高"),
    **{f"DUT-{number:02}": Basis(title=f"职责 {number}", text="各管各的", status="完整") for number in range(1, 13)},
}


def paper(items: Sequence[Item], rules: ShortAnswers | None = None, points: str = "4") -> Paper:
    """A paper with a section for each part."""
    numbered = [PaperItem(number, Decimal(points), one) for number, one in enumerate(items, 1)]
    sections = tuple(
        PaperSection(skill.label, skill, tuple(one for one in numbered if one.item.skill is skill))
        for skill in dict.fromkeys(one.skill for one in items)
    )
    return Paper(
        id="drill-C0001",
        drill="drill",
        employee=EMPLOYEE,
        sections=sections,
        basis=BASIS,
        short_answers=rules or ShortAnswers(),
    )


def background(book: str = "../../../book/", **changes: object) -> Background:
    lessons = {"VIS-01": "visit", "VIS-02": "visit", "K001": "law", **{f"DUT-{n:02}": "duty" for n in range(1, 13)}}
    clauses = {name: name[:3] for name in lessons if name != "K001"}
    titles = {"visit": "走访", "law": "法规", "duty": "职责"}
    made = Background(
        title="半年练兵",
        period="2026 年下半年",
        scheme=None,
        undecided="",
        book=book,
        map=BookMap(chapters=titles, lessons=lessons, clauses=clauses),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def job(
    one: Paper, answers: Mapping[str, object], around: Background | None = None, times: tuple[str, str] = TIMES
) -> Job:
    given = {each.item.id: answers.get(each.item.id) for each in one.items}
    return Job(one, write_submission(one, "token", given, times), "0" * 32, around or background())


def marked(
    one: Paper, answers: Mapping[str, object], around: Background | None = None, times: tuple[str, str] = TIMES
) -> MarkedPaper:
    """The paper as the notebook's cells have it."""
    given = job(one, answers, around, times)
    return MarkedPaper(given, *grade_job(given))


def html_of(paper_shown: MarkedPaper, *parts: str) -> str:
    """What these methods show, e.g. ``items``; all of them, if none is named."""
    shown: list[str] = []
    with mock.patch("lianbing.grading.marked.display", lambda output: shown.append(output.data)):
        for part in parts or ("head", "parts", "weak_points", "items"):
            getattr(paper_shown, part)()
    return "".join(shown)


@dataclass
class Read(HTMLParser):
    """HTML as a browser would have it: text, elements with attributes, links. Raises for an element left open."""

    text: str = ""
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def of(cls, markup: str) -> Read:
        reader = cls()
        reader.feed(markup)
        reader.close()
        assert not reader._open, reader._open
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    @property
    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.elements if tag == "a"]

    def attributes_of(self, wanted: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == wanted]


HALF_YEAR = scheme(knowledge="60", tools="40")
