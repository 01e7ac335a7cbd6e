"""Dropping the rules of a style sheet that nothing in the site can ever match.

A rule stays where any of its selectors might match: names count as known when they stand in any page, or as a word in
any script, and what stands inside ``:not()`` or ``:has()`` isn't looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

_TAG = re.compile(r"<([a-zA-Z][\w-]*)")
_CLASSES = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))""")
_IDS = re.compile(r"""\bid\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))""")
_ATTRIBUTES = re.compile(r"""[\s"']([a-zA-Z_:][\w:.-]*)(?=[\s=>/])""")
_WORD = re.compile(r"-{0,2}[A-Za-z_][\w-]*")
_USED_PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")
_ALTERNATIVES = ("is", "where", "matches", "-webkit-any", "-moz-any")
_GROUPS = ("media", "supports", "layer", "container", "scope", "starting-style")
# Always in a page, without being written there.
_IMPLIED = frozenset({"html", "head", "body", "tbody", "host"})


@dataclass(frozen=True, kw_only=True)
class Names:
    """What selectors may match: names in pages, and all words of scripts, which may become any kind of name."""

    tags: frozenset[str]
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: frozenset[str]
    words: frozenset[str]

    def has(self, kind: str, name: str) -> bool:
        """Whether something of this kind (tags, classes, ids, attributes) may be called so."""
        known: frozenset[str] = getattr(self, kind)
        return name in known or name in self.words

    def text(self) -> str:
        """All of them as one text that is the same for the same names."""
        return "\n".join(
            " ".join(sorted(part)) for part in (self.tags, self.classes, self.ids, self.attributes, self.words)
        )


def names_in(pages: Iterable[str], scripts: Iterable[str]) -> Names:
    """What stands in the pages and scripts of a site."""
    tags, classes, ids, attributes = set(_IMPLIED), set[str](), set[str](), set[str]()
    for text in pages:
        tags.update(name.lower() for name in _TAG.findall(text))
        attributes.update(name.lower() for name in _ATTRIBUTES.findall(text))
        for match in _CLASSES.findall(text):
            classes.update("".join(match).split())
        ids.update("".join(match) for match in _IDS.findall(text))
    words = {word for text in scripts for word in _WORD.findall(text)}
    # document.documentElement.dataset.theme = … sets data-theme
    words |= {"data-" + re.sub("[A-Z]", lambda letter: "-" + letter[0].lower(), word) for word in words}
    return Names(
        tags=frozenset(tags),
        classes=frozenset(classes),
        ids=frozenset(ids),
        attributes=frozenset(attributes),
        words=frozenset(words),
    )


def properties_in(text: str) -> Iterator[str]:
    """The custom properties that a text uses."""
    return (match[1] for match in _USED_PROPERTY.finditer(text))


def purge(style: str, names: Names, used: Collection[str] = ()) -> str:
    """The style sheet without what can't match; ``used`` are custom properties that pages use."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    text = "".join(_alive_rules(rules, names))
    outside = {*used, *names.words}
    while True:  # a property may be used by a property that nothing uses
        known = {*outside, *properties_in(text)}
        smaller = "".join(_without_unused(tinycss2.parse_stylesheet(text), known, text))
        if smaller == text:
            return text
        text = smaller


def _alive_rules(rules: Iterable[Any], names: Names) -> list[str]:
    return [text for rule in rules if (text := _alive(rule, names))]


def _alive(rule: Any, names: Names) -> str:
    if rule.type == "qualified-rule":
        kept = [part for part in _split(rule.prelude) if _may_match(part, names)]
        if not kept:
            return ""
        selectors = ",".join(tinycss2.serialize(part).strip() for part in kept)
        return f"{selectors}{{{tinycss2.serialize(rule.content)}}}"
    if rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content is not None:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        kept_rules = "".join(_alive_rules(inner, names))
        return f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}{{{kept_rules}}}" if kept_rules else ""
    if rule.type == "at-rule" and rule.lower_at_keyword != "charset":
        return str(rule.serialize())
    return ""


def _split(tokens: Iterable[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _may_match(selector: list[Any], names: Names) -> bool:
    return all(_known(kind, value, names) for kind, value in _simple_selectors(selector))


def _known(kind: str, value: Any, names: Names) -> bool:
    if kind == "alternatives":
        return any(_may_match(part, names) for part in value)
    return names.has(kind, value)


def _simple_selectors(selector: list[Any]) -> Iterator[tuple[str, Any]]:
    """The kind and name of each class, id, type and attribute that a selector asks for."""
    before = ""
    for token in selector:
        if token.type == "ident" and before == ".":
            yield "classes", token.value
        elif token.type == "ident" and before != ":":
            yield "tags", token.value.lower()
        elif token.type == "hash":
            yield "ids", token.value
        elif token.type == "[] block":
            yield from (("attributes", inner.lower_value) for inner in token.content[:1] if inner.type == "ident")
        elif token.type == "function" and before == ":" and token.lower_name in _ALTERNATIVES:
            yield "alternatives", _split(token.arguments)
        before = token.value if token.type == "literal" else ""


def _without_unused(rules: Iterable[Any], used: Collection[str], text: str) -> Iterator[str]:
    """The rules without custom properties, key frames and fonts that nothing uses."""
    for rule in rules:
        if rule.type == "qualified-rule":
            content = _content(rule.content, used)
            if content.strip():
                yield f"{tinycss2.serialize(rule.prelude)}{{{content}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content is not None:
            inner = "".join(_without_unused(tinycss2.parse_rule_list(rule.content), used, text))
            if inner.strip():
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type != "at-rule" or _is_used(rule, text):
            yield rule.serialize()


def _content(tokens: Iterable[Any], used: Collection[str]) -> str:
    nodes = tinycss2.parse_blocks_contents(tokens)
    if not any(node.type == "declaration" and node.name.startswith("--") for node in nodes):
        return str(tinycss2.serialize(tokens))
    kept = [node for node in nodes if node.type != "declaration" or not _is_unused_property(node, used)]
    return "".join(node.serialize() + (";" if node.type == "declaration" else "") for node in kept)


def _is_unused_property(node: Any, used: Collection[str]) -> bool:
    return node.name.startswith("--") and node.name not in used


def _is_used(rule: Any, text: str) -> bool:
    if rule.lower_at_keyword.endswith("keyframes"):
        name = re.escape(tinycss2.serialize(rule.prelude).strip())
        return re.search(rf"animation(?:-name)?\s*:[^;}}]*(?<![\w-]){name}(?![\w-])", text) is not None
    return True
