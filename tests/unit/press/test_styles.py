from __future__ import annotations

import pytest

from lianbing.errors import BuildFailed
from lianbing.press.packing.pages import Page
from lianbing.press.packing.purging import names_in, purge
from lianbing.press.packing.styles import StyleSheet, addresses, joined, sheets_of

HTML = '<body><div class="card" id="top" data-mode="x"><a href="#">x</a></div></body>'
SCRIPT = "node.classList.add('is-open'); document.documentElement.dataset.themeName = 'dark';"
NAMES = names_in([HTML], [SCRIPT])


@pytest.mark.parametrize(
    "rule",
    [
        ".card{color:red}",
        "#top .card>a{color:red}",
        "*{color:red}",
        "a:hover::before{color:red}",
        ".card:not(.gone){color:red}",
        ".card:has(.gone){color:red}",
        ":is(.gone,.card) a{color:red}",
        "[data-mode]{color:red}",
        ".is-open{color:red}",
        "html[data-theme-name=dark] a{color:red}",
        "@media print{.card{color:red}}",
        "@supports (display:grid){.card{color:red}}",
        ":root{color:red}",
        "@page{margin:1cm}",
        ".card\\:x,.card{color:red}",
    ],
)
def test_what_may_match_is_kept(rule: str) -> None:
    assert "red" in purge(rule, NAMES) or "margin" in purge(rule, NAMES)


@pytest.mark.parametrize(
    "rule",
    [
        ".gone{color:red}",
        "#gone{color:red}",
        "video{color:red}",
        "[data-gone]{color:red}",
        ".card .gone{color:red}",
        ":is(.gone,#gone) a{color:red}",
        "@media print{.gone{color:red}}",
        "@media print{@supports (display:grid){.gone{color:red}}}",
    ],
)
def test_what_nothing_can_match_is_dropped(rule: str) -> None:
    assert purge(rule, NAMES) == ""


def test_of_a_list_of_selectors_the_matching_ones_stay() -> None:
    assert purge(".gone, .card ,#gone{color:red}", NAMES) == ".card{color:red}"


def test_values_stay_as_they_are() -> None:
    rule = '.card{width:calc(1px + 2 * var(--x));--x: 1px;background:url("data:image/svg+xml;a,b{}")}'
    kept = purge(rule, NAMES)
    assert "calc(1px + 2 * var(--x))" in kept
    assert 'url("data:image/svg+xml;a,b{}")' in kept


def test_properties_are_kept_while_something_uses_them() -> None:
    style = ":root{--a:var(--b);--b:1px;--c:var(--d);--d:2px;--e:3px}.card{margin:var(--a)}"
    assert purge(style, NAMES, {"--e"}) == ":root{--a:var(--b);--b:1px;--e:3px;}.card{margin:var(--a)}"


def test_key_frames_are_kept_while_an_animation_has_them() -> None:
    style = "@keyframes spin{to{rotate:1turn}}@keyframes fade{to{opacity:0}}.card{animation:spin 1s}"
    assert "spin{to" in purge(style, NAMES)
    assert "fade" not in purge(style, NAMES)


def test_order_is_kept() -> None:
    style = ".card{color:red}@media print{.card{color:blue}}.card{color:green}"
    assert purge(style, NAMES) == style


def _page(path: str, *sheets: str) -> Page:
    return Page(path=path, text="".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets))


def test_sheets_come_in_the_order_of_the_pages() -> None:
    pages = [
        _page("a.html", "_static/1.css", "_static/3.css"),
        _page("b/c.html", "../_static/1.css", "../_static/2.css"),
    ]
    assert [sheet.path for sheet in sheets_of(pages)] == ["_static/1.css", "_static/2.css", "_static/3.css"]


def test_imports_are_filled_in_and_addresses_moved() -> None:
    files = {
        "_static/styles/a.css": b'@import "../basic.css";\n.a{background:url(x.png)}',
        "_static/basic.css": b".b{background:url('y.png')}",
    }
    text = joined([StyleSheet(path="_static/styles/a.css", media="print")], files, "_static/book.css")
    assert text.index('url("y.png")') < text.index('url("styles/x.png")')
    assert text.startswith("@media print")
    assert addresses(text, "_static/book.css") == {"_static/y.png", "_static/styles/x.png"}


@pytest.mark.parametrize("files", [{}, {"a.css": b'@import "https://example.org/x.css";'}])
def test_a_sheet_that_is_missing_or_far_away_is_said_so(files: dict[str, bytes]) -> None:
    with pytest.raises(BuildFailed, match=r"a\.css"):
        joined([StyleSheet(path="a.css", media="")], files, "book.css")
