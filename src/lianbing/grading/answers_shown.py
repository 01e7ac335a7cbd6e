"""The answer to an item and its key as HTML, for each type of question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.question import Item
from lianbing.domain.items.shown import OptionShown, PairShown
from lianbing.domain.items.types.code import CodeKey
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.marking.answer_text import TextSpan
from lianbing.domain.marking.code_marks import CaseRun
from lianbing.domain.marking.suggestions import Finding, Suggestion, worths
from lianbing.grading.code_shown import code_shown
from lianbing.grading.fragments import cut, table, text, typed

_SHORT = 100
"""How many characters are shown of an answer that should be a letter, a number or a few words."""

_OPEN_TOGETHER, _OPEN_LEAST = 6000, 300
"""How many characters are shown of all open answers of a paper together, and at least of each."""

_QUOTE = 60
_BARE_LIST = '<ul style="list-style-type:none;padding-left:0">'


def open_room(items: Iterable[Item]) -> int:
    """How many characters of each open answer or code are shown on a paper of these items."""
    count = sum(item.type.needs_person or item.type.is_run for item in items)
    return max(_OPEN_LEAST, _OPEN_TOGETHER // max(count, 1))


@dataclass(frozen=True)
class AnsweredItem:
    """An item of a paper with its answer, which may be of any kind.

    ``suggestion`` is for open answers, ``runs`` for code. ``room`` is how many characters are shown
    of either.
    """

    paper_item: PaperItem
    answer: object
    suggestion: Suggestion | None = None
    room: int = _OPEN_LEAST
    runs: tuple[CaseRun, ...] = ()

    @property
    def item(self) -> Item:
        """The item without its number and worth on the paper."""
        return self.paper_item.item

    def shown(self) -> str:
        """The options, the answer and the key as HTML."""
        item = self.item
        if isinstance(item.key, OpenKey):
            return self._open(item.key)
        if isinstance(item.key, CodeKey):
            return code_shown(item.key, self.answer, self.runs, self.room)
        pairs = item.type.pairs_shown(item, self.answer)
        if pairs:
            return self._options() + table(map(_pair, pairs), ("题面", "作答", "答案"))
        return self._options() + self._lines(typed(self.answer_text, _SHORT), text(item.key.shown()))

    @property
    def answer_text(self) -> str:
        """The answer as a person reads it."""
        return self.item.type.shown_answer(self.answer)

    def rule(self) -> str:
        """The rule of marking where there is something to choose; empty otherwise."""
        return self.item.type.rule_title(self.item.key)

    def _lines(self, answer: str, key: str) -> str:
        unit = f" {text(self.item.unit)}" if self.item.unit else ""
        answered_unit = "" if self.answer is None or self.answer in ("", []) else unit
        return f"<p>作答：<b>{answer}</b>{answered_unit}　答案：<b>{key}</b>{unit}</p>"

    def _options(self) -> str:
        rows = "".join(map(_option, self.item.type.options_shown(self.item, self.answer)))
        return f"{_BARE_LIST}{rows}</ul>" if rows else ""

    def _open(self, key: OpenKey) -> str:
        model = f"<p>参考答案：{text(key.model)}</p>" if key.model else ""
        if self.suggestion is None or not isinstance(self.answer, str):
            shares = (
                zip(key.scoring_points, worths(key.scoring_points, self.paper_item.worth), strict=True)
                if key.scoring_points
                else ()
            )
            rows = "".join(f"<li>{text(point.text)}（{plain(worth)} 分）</li>" for point, worth in shares)
            scoring_points = f"<p>得分点：</p><ol>{rows}</ol>" if rows else ""
            return f"<p>作答：{typed(self.answer_text, self.room)}</p>{model}{scoring_points}"
        findings = self.suggestion.findings
        body = f"<bdi>{_marked_text(self.answer[: self.room], findings)}</bdi>{cut(len(self.answer) - self.room)}"
        rows = "".join(f"<li>{self._finding(finding)}</li>" for finding in findings)
        return f"<p>作答：</p><blockquote>{body}</blockquote><p>得分点：</p><ol>{rows}</ol>{model}"

    def _finding(self, finding: Finding) -> str:
        """The suggestion for one scoring point.

        Its evidence is quoted only where the answer is cut off before it; elsewhere it is marked
        there.
        """
        if finding.earned is None:
            result = "像是说到了" if finding.spans else "没有找到相近的话"
        else:
            level = self.suggestion.level(finding) if self.suggestion else ""
            result = f"<b>{plain(finding.earned)} / {plain(finding.worth)} 分</b>，把握{level}（{_percent(finding)}）"
        beyond = finding.spans and finding.spans[0].start >= self.room and isinstance(self.answer, str)
        quote = f"，依据“{typed(finding.quote(str(self.answer)), _QUOTE)}”" if beyond else ""
        doubts = f"；疑点：{text('、'.join(finding.doubts))}" if finding.doubts else ""
        return f"{text(finding.point)}：{result}{quote}{doubts}"


def _percent(finding: Finding) -> str:
    return f"{(finding.confidence * 100).quantize(Decimal(1))}%"


def _option(option: OptionShown) -> str:
    body = f"{option.sign} {option.letter}. {text(option.text)}{option.note}".removeprefix(" ")
    strong = f"<b>{body}</b>" if option.note else body
    return f"<li>{strong}{'<br>　　为什么不对：' + text(option.why) if option.why else ''}</li>"


def _pair(pair: PairShown) -> tuple[str, str, str]:
    sign = "✓" if pair.given == pair.due else "✗"
    return text(pair.prompt), f"{sign} {_typed_letter(pair.given)}", text(pair.due)


def _typed_letter(answer: object) -> str:
    return "（空）" if answer is None or answer == "" else typed(str(answer), _SHORT)


def _marked_text(answer: str, findings: Sequence[Finding]) -> str:
    """The answer as HTML with the evidence of the scoring points marked.

    At the end of each piece of evidence stands the number of its scoring point.
    """
    spans = [
        (number, span)
        for number, finding in enumerate(findings, 1)
        for span in finding.spans
        if 0 <= span.start < min(span.end, len(answer))
    ]
    edges = sorted({0, len(answer), *(min(edge, len(answer)) for _, span in spans for edge in (span.start, span.end))})
    return "".join(_pieces(answer, spans, edges))


def _pieces(answer: str, spans: Sequence[tuple[int, TextSpan]], edges: Sequence[int]) -> Iterator[str]:
    for start, end in pairwise(edges):
        piece = text(answer[start:end])
        yield f"<mark>{piece}</mark>" if any(span.start <= start < span.end for _, span in spans) else piece
        ended = dict.fromkeys(str(number) for number, span in spans if min(span.end, len(answer)) == end)
        if ended:
            yield f"<sup>{'、'.join(ended)}</sup>"
