"""Clause and fact cards: quotations that begin with an id become cards with an anchor.

The chapters' sources hold cards as plain Markdown, so that they read well in JupyterLab and on GitHub::

    > **VIS-06 每天走访户数**
    >
    > 每天走访的零售户不少于 30 户。
    >
    > 限额 ≥ 30 户/天 · 岗位 客户经理 · 状态 重建 · 来源 …

In the built page the id is an anchor (``#vis-06``), the line of facts becomes badges, and what sources say differently
is folded. A parameter's card has its id behind the title, for those who set it in ``local.yml``::

    > **每天走访户数下限** `visit.min_per_day`

There it is the anchor alone: learners read the title.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import takewhile

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from lianbing.book.headings import ID, PARAMETER
from lianbing.book.sphinx.anchors import make_linkable

FOLDED = "lb-different"
"""The class of paragraphs that a card folds away."""

_SEPARATOR = " · "
_DIFFERENT = "说法不一："
# A badge's second class by the words that it begins with.
_MARKS = {
    "限额 ": "lb-limit",
    "状态 完整": "lb-status-complete",
    "状态 笔误": "lb-status-typo",
    "状态 缺损": "lb-status-damaged",
    "状态 重建": "lb-status-rebuilt",
    "状态 存疑": "lb-status-doubtful",
    "置信度 高": "lb-status-complete",
    "置信度 中": "lb-status-rebuilt",
    "置信度 低": "lb-status-doubtful",
    "来源 ": "lb-source",
    "出处与考法": "lb-usage",
}


def connect(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(ClauseCards)


class ClauseCards(SphinxTransform):
    """Finds the quotations that are cards and dresses them."""

    # Before MyST resolves [text](#id), which it does at 879.
    default_priority = 400

    def apply(self, **kwargs: object) -> None:  # noqa: ARG002
        """Dress every card of the document."""
        for quotation in list(self.document.findall(nodes.block_quote)):
            title = _title(quotation)
            start = ID.match(title.astext()) if title else None
            if title and start:
                self._dress(quotation, title, start["id"])
                _split_title(title, start)
            elif title and (name := _parameter(title)):
                self._dress(quotation, title, name.astext())
                quotation["classes"].append("lb-parameter")
                name.parent.remove(name)

    def _dress(self, card: nodes.block_quote, title: nodes.strong, name: str) -> None:
        card["classes"].append("lb-clause")
        anchor = name.lower()
        if anchor not in self.document.ids:
            card["ids"].append(anchor)
            self.document.ids[anchor] = card
            make_linkable(self.document, self.env, anchor, title.astext())
        if isinstance(title.parent, nodes.paragraph):
            title.parent["classes"].append("lb-clause-title")
        for paragraph in card.findall(nodes.paragraph):
            if _is_facts_line(paragraph):
                _make_badges(paragraph)
        _fold_differences(card)


def _title(quotation: nodes.block_quote) -> nodes.strong | None:
    paragraph = quotation[0] if len(quotation) else None
    if not isinstance(paragraph, nodes.paragraph):
        return None
    # MyST puts empty texts before and after a strong one.
    first = next((child for child in paragraph.children if child.astext()), None)
    return first if isinstance(first, nodes.strong) else None


def _parameter(title: nodes.strong) -> nodes.literal | None:
    after = (part for part in title.parent.children[title.parent.index(title) + 1 :] if part.astext().strip())
    name = next(after, None)
    return name if isinstance(name, nodes.literal) and PARAMETER.fullmatch(name.astext()) else None


def _split_title(title: nodes.strong, start: re.Match[str]) -> None:
    text = title.astext()
    name = nodes.inline("", start["id"], classes=["lb-id"])
    rest = text[start.end() :]
    title.children = []
    title += [name, nodes.Text(" " + rest)] if rest else [name]


def _is_facts_line(paragraph: nodes.paragraph) -> bool:
    return paragraph.astext().startswith(("限额 ", "岗位 ", "状态 ", "置信度 "))


def _make_badges(paragraph: nodes.paragraph) -> None:
    badges = [nodes.inline("", "", *parts, classes=["lb-badge"]) for parts in _parts(paragraph)]
    for badge in badges:
        text = badge.astext()
        badge["classes"] += [mark for beginning, mark in _MARKS.items() if text.startswith(beginning)]
    paragraph.children = []
    for place, badge in enumerate(badges):
        # The separator stays for those who read the page without its style.
        paragraph += [nodes.inline("", _SEPARATOR, classes=["lb-separator"]), badge] if place else [badge]
    paragraph["classes"].append("lb-clause-facts")


def _parts(paragraph: nodes.paragraph) -> Iterator[list[nodes.Node]]:
    part: list[nodes.Node] = []
    for child in paragraph.children:
        pieces = str(child).split(_SEPARATOR) if isinstance(child, nodes.Text) else []
        if len(pieces) < 2:
            part.append(child)
            continue
        for piece in pieces[:-1]:
            yield [*part, nodes.Text(piece)] if piece else part
            part = []
        part = [nodes.Text(pieces[-1])] if pieces[-1] else []
    yield part


def _fold_differences(card: nodes.block_quote) -> None:
    """Folds what the sources say differently under a summary that names the matters."""
    first = next((place for place, part in enumerate(card) if _is_difference(part)), None)
    if first is None:
        return
    folded = [part for part in takewhile(_is_difference, card.children[first:]) if isinstance(part, nodes.Element)]
    matters = "、".join(part.astext().removeprefix(_DIFFERENT).partition("。")[0] for part in folded)
    opening = f'<details class="lb-differences"><summary>{_DIFFERENT}{html.escape(matters)}</summary>'
    card.insert(first + len(folded), nodes.raw("", "</details>", format="html"))
    card.insert(first, nodes.raw("", opening, format="html"))
    for part in folded:
        text = next(part.findall(nodes.Text))
        text.parent.replace(text, nodes.Text(str(text).removeprefix(_DIFFERENT)))
        part["classes"].append(FOLDED)


def _is_difference(part: nodes.Node) -> bool:
    return isinstance(part, nodes.paragraph) and part.astext().startswith(_DIFFERENT)
