"""What of a page can be found: its sections, cards, questions, scenarios, data exercises and forms, by their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, NamedTuple

from docutils import nodes

from lianbing.book.headings import ID
from lianbing.book.sphinx.anchors import elements_in
from lianbing.book.sphinx.clause_cards import FOLDED

# Of HTML only what figures say is text of the page: questions are entries of their own, tables hold numbers, a
# summary says what stands below it.
_UNREAD_TAGS = frozenset({"script", "style", "noscript", "table", "a", "summary"})
_ALIASES = "也叫："
_SEE = "见："


class SearchEntry(NamedTuple):
    """A place that can be found; ``depth`` is that of its section, ``item`` the id of a question."""

    kind: str
    depth: int
    anchor: str
    heading: str
    text: str
    item: str = ""


def entries_of(doctree: nodes.document, first: str = "page", others: str = "section") -> list[SearchEntry]:
    """The entries of a page in reading order, each with its own text, less that of those inside it.

    ``first`` is the kind of the page's own entry, ``others`` that of its further sections.
    """
    entries: list[SearchEntry] = []
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.section):
            entries.append(_section(node, others) if entries else _section(node, first)._replace(anchor=""))
        elif _is_card(node):
            entries.append(_card(node))
        elif isinstance(node, nodes.raw) and "html" in node.get("format", ""):
            for data in elements_in(node.astext()):
                _add_element(entries, data)
    return entries


def aliases_of(doctree: nodes.document) -> list[list[str]]:
    """Of a glossary: each term that has other names, and the names after it."""
    groups = []
    for section in doctree.findall(nodes.section):
        for paragraph in section.children:
            if isinstance(paragraph, nodes.paragraph) and paragraph.astext().startswith(_ALIASES):
                names = paragraph.astext().removeprefix(_ALIASES).rstrip("。").split("、")
                groups.append([_plain(section[0].astext()), *names])
    return groups


def _is_card(node: nodes.Node) -> bool:
    return isinstance(node, nodes.block_quote) and "lb-clause" in node["classes"]


def _section(node: nodes.section, kind: str) -> SearchEntry:
    anchor = str(node["ids"][0]) if node["ids"] else ""
    heading = _plain(node[0].astext()) if len(node) else ""
    return SearchEntry(kind, _depth(node), anchor, heading, _own_text(node))


def _card(node: nodes.Element) -> SearchEntry:
    heading = _plain(node[0].astext()) if len(node) else ""
    kind = "parameter" if "lb-parameter" in node["classes"] else "fact" if heading.startswith("K") else "clause"
    return SearchEntry(kind, _depth(node), str(node["ids"][0]) if node["ids"] else "", heading, _own_text(node))


def _depth(node: nodes.Node) -> int:
    depth, parent = 0, node.parent
    while parent is not None:
        depth += isinstance(parent, nodes.section)
        parent = parent.parent
    return depth


# ---- questions, scenarios, data exercises ----


def _add_element(entries: list[SearchEntry], data: Mapping[str, Any]) -> None:
    depth = entries[-1].depth if entries else 0
    match data["kind"]:
        case "item":
            entries.append(_item(data, data["id"], depth))
        case "selftest":
            entries.extend(_item(item, data["id"], depth) for item in data.get("items", ()))
        case "task":
            parts = [part for field in data["fields"] for part in (field["stem"], _explained(field))]
            _add_whole(entries, data, " ".join(parts))
        case "form":
            labels = [field["label"] for section in data["sections"] for field in section["fields"]]
            _add_whole(entries, data, " ".join([data["use"], *labels]))
        case "scenario":
            debriefs = [node["debrief"] for node in data["nodes"].values() if node.get("debrief")]
            _add_whole(entries, data, " ".join([data.get("intro") or "", *debriefs]))


def _item(data: Mapping[str, Any], anchor: str, depth: int) -> SearchEntry:
    return SearchEntry("item", depth, anchor, _plain(data["stem"]), _explained(data), data["id"])


def _explained(data: Mapping[str, Any]) -> str:
    practice = data.get("practice") or {}
    return _plain(practice.get("explain") or "")


def _add_whole(entries: list[SearchEntry], data: Mapping[str, Any], text: str) -> None:
    """A scenario or data exercise; the section that has its title is one with it."""
    own_text = _plain(text)
    for place, entry in enumerate(reversed(entries), 1):
        if entry.kind == "section" and entry.heading.endswith(data["title"]):
            entries[-place] = entry._replace(kind=data["kind"], text=_plain(f"{entry.text} {own_text}"))
            return
    depth = entries[-1].depth if entries else 0
    entries.append(SearchEntry(data["kind"], depth, data["id"], _plain(data["title"]), own_text))


# ---- text ----


def _own_text(node: nodes.Element) -> str:
    # The first child is the heading.
    return " ".join(part for child in node.children[1:] for part in _text(child) if part)


def _text(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.section | nodes.comment | nodes.system_message) or _is_card(node) or _is_source(node):
        return
    if isinstance(node, nodes.paragraph) and FOLDED in node["classes"]:
        return  # what a card says itself is what it is found by
    if isinstance(node, nodes.raw):
        yield from _html_text(node)
    elif isinstance(node, nodes.TextElement):
        line = _plain("".join(_inline_text(node)))
        if not line.startswith((_SEE, _ALIASES)):
            yield line
    else:
        for child in _shown(node):
            yield from _text(child)


def _is_source(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code_source"


def _inline_text(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield str(node)
    elif isinstance(node, nodes.raw):
        yield " "
    elif isinstance(node, nodes.paragraph) and "lb-clause-facts" in node["classes"]:
        # Roles, status and source stand on every card; of these facts people look for limits alone.
        for badge in node.findall(lambda part: isinstance(part, nodes.inline) and "lb-limit" in part["classes"]):
            yield badge.astext()
    elif not _is_id_in_table(node):
        for child in node.children:
            yield from _inline_text(child)


def _is_id_in_table(node: nodes.Node) -> bool:
    """Tables of roles list the clauses of the chapter, which stand above as cards."""
    if not (isinstance(node, nodes.inline | nodes.reference) and ID.fullmatch(node.astext())):
        return False
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.entry):
        parent = parent.parent
    return parent is not None


def _shown(node: nodes.Node) -> Sequence[nodes.Node]:
    """The children that a page shows: of the forms of one output, HTML if there is one."""
    if not (isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"):
        return node.children
    forms = [child for child in node.children if isinstance(child, nodes.container)]
    return [form for form in forms if form.get("mime_type") == "text/html"] or forms[:1]


def _html_text(node: nodes.raw) -> Iterator[str]:
    if "html" in node.get("format", ""):
        reader = _Reader()
        reader.feed(node.astext())
        yield _plain(" ".join(reader.pieces))


def _plain(text: str) -> str:
    return " ".join(text.split())


class _Reader(HTMLParser):
    """The text of HTML less what stands in the tags that aren't read."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unread += tag in _UNREAD_TAGS

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD_TAGS

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.pieces.append(data)
