"""The marked items of a paper as HTML, by part: items that lost points first, the others folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lianbing.design import colour
from lianbing.domain.background import Background
from lianbing.domain.drills.papers import Paper, PaperItem
from lianbing.domain.items.question import Skill
from lianbing.domain.items.scoring import Verdict
from lianbing.domain.kernel.decimals import ZERO, plain
from lianbing.domain.knowledge.clauses import Confidence, Status
from lianbing.domain.marking.code_marks import CodeRuns
from lianbing.domain.marking.marks import Mark
from lianbing.grading.answers_shown import AnsweredItem, open_room
from lianbing.grading.fragments import link, text

_COLOURS = {
    Verdict.WRONG: colour("wrong", "marked"),
    Verdict.EMPTY: colour("wrong", "marked"),
    Verdict.CORRECT: colour("right", "marked"),
    Verdict.WITHDRAWN: colour("rule", "marked"),
}
_DOUBT = colour("doubt", "marked")
_FOLDED = (Verdict.CORRECT, Verdict.WITHDRAWN)
_BEGINNING = 24
_SOUND = (Status.COMPLETE.value, f"置信度{Confidence.HIGH.value}")


@dataclass(frozen=True)
class SkillMarks:
    """The marks of one part of the paper, which is the items of one skill."""

    skill: Skill
    marks: tuple[Mark, ...]

    @property
    def earned(self) -> Decimal:
        """The points earned so far; items without a mark count 0."""
        return sum((mark.earned for mark in self.marks if mark.earned is not None), ZERO)

    @property
    def worth(self) -> Decimal:
        """The points that all items of the part are worth."""
        return sum((mark.worth for mark in self.marks), ZERO)

    @property
    def waiting(self) -> int:
        """How many items have no mark yet."""
        return sum(mark.earned is None for mark in self.marks)


def parts_of(marks: tuple[Mark, ...]) -> tuple[SkillMarks, ...]:
    """The marks by part, in the order of the paper."""
    skills = dict.fromkeys(mark.skill for mark in marks)
    return tuple(SkillMarks(skill, tuple(mark for mark in marks if mark.skill is skill)) for skill in skills)


@dataclass(frozen=True)
class ItemsShown:
    """A paper with its answers by item id, and the runs of the code among them."""

    paper: Paper
    answers: Mapping[str, object]
    background: Background
    code_runs: CodeRuns

    def html(self, marks: tuple[Mark, ...]) -> str:
        """All items as HTML."""
        return "".join(self._part(part) for part in parts_of(marks))

    def clause(self, name: str) -> str:
        """The id and title of a clause or fact, as a link to its place in the book."""
        basis = self.paper.basis[name]
        return link(self.background.link(self.background.map.address(name)), f"{text(name)} {text(basis.title)}")

    def _part(self, part: SkillMarks) -> str:
        items = {item.item.id: item for item in self.paper.items}
        room = open_room(item.item for item in self.paper.items)
        ordered = sorted(part.marks, key=lambda mark: (mark.verdict in _FOLDED, mark.number))
        blocks = "".join(self._item(items[mark.item], mark, room) for mark in ordered)
        head = f"{text(part.skill.label)}　{plain(part.earned)} / {plain(part.worth)} 分"
        return f"<h3>{head}</h3>{blocks}"

    def _item(self, paper_item: PaperItem, mark: Mark, room: int) -> str:
        item = paper_item.item
        runs = self.code_runs.by_item.get(item.id, ())
        answered = AnsweredItem(paper_item, self.answers.get(item.id), mark.suggestion, room, runs)
        earned = "待评" if mark.earned is None else plain(mark.earned)
        judged = f"{mark.verdict.sign} {mark.verdict.label}"
        folded = mark.verdict in _FOLDED
        colour = _COLOURS.get(mark.verdict, _DOUBT)
        beginning = f"<br><small>{text(_beginning(item.stem))}</small>" if folded else ""
        return (
            f'<details class="lb-item"{"" if folded else " open"}'
            f' style="border-left:4px solid {colour};padding-left:10px;margin:10px 0">'
            f"<summary><b>{paper_item.number}. {judged}　{earned} / {plain(mark.worth)} 分</b>"
            f"　{item.type.label}　<small>{text(item.id)}</small>{beginning}</summary>"
            f"<p>{text(item.stem)}</p>{''.join(_amendment(paper_item))}{answered.shown()}"
            f"<p>判分：{_because(mark)}{_rule(answered, mark)}</p>"
            + (f"<p>解析：{text(item.explain)}</p>" if item.explain else "")
            + f"<p>依据：{self._clauses(item.rests_on)}</p></details>"
        )

    def _clauses(self, names: tuple[str, ...]) -> str:
        return "<br>".join(
            f"{self.clause(name)}：{text(basis.text)}{_status(basis.status)}"
            for name, basis in ((name, self.paper.basis[name]) for name in names)
        )


def _beginning(stem: str) -> str:
    flat = " ".join(stem.split())
    return flat if len(flat) <= _BEGINNING else flat[:_BEGINNING] + "……"


def _amendment(paper_item: PaperItem) -> Iterator[str]:
    """The correction of the item since the paper was issued, if any, with its reason."""
    if paper_item.amended:
        yield f"<p><b>更正：{paper_item.amended.label}。</b>{text(paper_item.amended.why)}</p>"


def _because(mark: Mark) -> str:
    """The reason for the mark.

    It is short for an answer marked by scoring points: these are listed above it with their
    evidence.
    """
    by_points = mark.suggestion is not None and mark.earned is not None
    return "按得分点判。" if by_points else f"{text(mark.reason)}。"


def _rule(answered: AnsweredItem, mark: Mark) -> str:
    rule = answered.rule()
    return f"规则：{rule}。" if rule and mark.verdict not in _FOLDED and rule not in mark.reason else ""


def _status(status: str) -> str:
    return "" if status in _SOUND else f"（{text(status)}）"
