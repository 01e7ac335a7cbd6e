"""Whatever people type or a roster holds, a marked paper shows as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianbing.domain.drills.papers import Basis, Employee
from lianbing.domain.items.question import ItemType
from lianbing.domain.items.types.single import SINGLE
from lianbing.grading.fragments import bar, link, text, typed
from lianbing.grading.pages import marked_page
from lianbing.grading.style import STYLE
from tests.unit.grading.objects import AUTOMATIC, JUPYTERLAB_TAGS, KEYS, Read, html_of, item, marked, paper

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end of style": "</style><script>alert(1)</script>",
    "end of title": "</title></head><body onload=alert(1)>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" \' onclick=\'alert(1)',
    "comment": "<!-- <![CDATA[ -->",
    "entity": "&lt;script&gt;&#x3C;b&#x3E;",
    "end of list": "</li></ol></details></div>",
    "template": "{{ 7*7 }} ${7*7} {body} %s",
    "direction": "\u202e户 06\u202c\u2066x",
    "control": "a\x00b\x07c\x1bd\x7fe\x85f",
    "half": "a\ud800b\udfffc",
    "lines": "a\r\nb\rc\nd\u2028e",
    "emoji": "👩‍🏫😀 5 户",
}
SENDABLE = {name: said for name, said in HOSTILE.items() if name != "half"}
"""A submission or paper with half a character is refused before."""
FORBIDDEN = {"script", "img", "body", "iframe", "object", "form", "input"}


@pytest.mark.parametrize("said", SENDABLE.values(), ids=[*SENDABLE])
@pytest.mark.parametrize("kind", [*KEYS], ids=str)
def test_an_answer_is_shown_as_text(kind: ItemType, said: str) -> None:
    for answer in (said, [said, said], {"1": said, said: "B"}, {"1": {said: [said]}}):
        shown = marked(paper([item(kind, "q-1")], AUTOMATIC), {"q-1": answer})
        _is_plain(html_of(shown), said)


@pytest.mark.parametrize("said", SENDABLE.values(), ids=[*SENDABLE])
def test_names_and_content_are_shown_as_text(said: str) -> None:
    one = item(SINGLE, "q-1", stem=said, explain=said, options={"A": said, "B": said}, why={"A": said})
    given = replace(
        paper([one]),
        employee=Employee(id="C0001", name=said, team=said),
        basis={"VIS-01": Basis(title=said, text=said, status=said)},
    )
    markup = html_of(marked(given, {"q-1": "A"}))
    _is_plain(markup, said)
    markup.encode()


@pytest.mark.parametrize("said", HOSTILE.values(), ids=[*HOSTILE])
def test_pieces_hold_nothing_but_text(said: str) -> None:
    for markup in (text(said), typed(said, 100), bar(50, said), link(said, "x"), link("x", text(said))):
        assert Read.of(markup).tags <= {"br", "bdi", "div", "a"}
        assert not {"onmouseover", "onclick", "onload", "onerror"} & {
            name for _, attributes in Read.of(markup).elements for name in attributes
        }
    notebook = {"cells": [{"cell_type": "code", "outputs": [{"output_type": "stream", "text": said}]}]}
    page = marked_page(notebook, said)
    page.encode()
    assert Read.of(page.removeprefix("<!DOCTYPE html>")).tags - {"br"} == {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "pre",
    }


def test_what_can_not_be_shown_is_seen_to_be_missing() -> None:
    assert text("a\x00b\u202ec\ud800d") == "a�b�c�d"


def _is_plain(markup: str, said: str) -> None:
    read = Read.of(markup.replace(STYLE, ""))
    assert read.tags <= set(JUPYTERLAB_TAGS)
    assert not read.tags & FORBIDDEN
    for _, attributes in read.elements:
        assert set(attributes) <= {"class", "style", "href", "title", "role", "aria-label", "scope", "open"}
        assert not any("alert" in (value or "") for value in attributes.values())
    assert not set(markup) & {"\x00", "\x07", "\x1b", "\u202e", "\u2066"}
    assert said.isprintable() is False or said[:20] in read.text
