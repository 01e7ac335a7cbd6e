from __future__ import annotations

import pytest

from lianbing.press.packing.pages import Page, resolve

TEXT = """<html><head>
<!-- <link rel="stylesheet" href="old.css"> -->
<link rel="stylesheet" href="../_static/a.css?v=1" />
<script>const text = '<link rel="stylesheet" href="b.css">';</script>
<script defer="defer" src='../_static/a.js'></script>
</head><body>
<script type="application/json">{"stem": "<script src=x>"}</script>
<a href="other.html#part">x</a> <img src="pictures/%E5%9B%BE.png">
</body></html>
"""
PAGE = Page(path="book/page.html", text=TEXT)


def test_tags_are_those_that_a_browser_sees() -> None:
    assert [(tag.address, tag.is_style, tag.is_script) for tag in PAGE.tags()] == [
        ("../_static/a.css?v=1", True, False),
        ("", False, True),
        ("../_static/a.js", False, True),
        ("", False, False),
    ]


def test_what_is_not_replaced_stays_byte_for_byte() -> None:
    assert PAGE.rewritten(lambda tag: None).text == TEXT
    changed = PAGE.rewritten(lambda tag: "<script>1</script>" if tag.address.endswith("a.js") else None).text
    assert changed == TEXT.replace("<script defer=\"defer\" src='../_static/a.js'></script>", "<script>1</script>")


def test_a_removed_tag_takes_its_line_along() -> None:
    changed = PAGE.rewritten(lambda tag: "" if tag.is_style else None).text
    assert changed == TEXT.replace('<link rel="stylesheet" href="../_static/a.css?v=1" />\n', "")


def test_addresses_are_paths_below_the_root() -> None:
    assert {"_static/a.css", "_static/a.js", "book/other.html", "book/pictures/图.png"} <= set(PAGE.addresses())


def test_a_page_leads_to_a_file_from_where_it_is() -> None:
    assert PAGE.lead_to("_static/a.css") == "../_static/a.css"
    assert Page(path="index.html", text="").lead_to("图/a.css") == "%E5%9B%BE/a.css"


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a", "//example.org/a", "/a", "data:text/plain,a", "../../a", "#part", "mailto:a@b"],
)
def test_what_is_outside_of_the_site_is_no_file_of_it(address: str) -> None:
    assert resolve("book/page.html", address) is None
