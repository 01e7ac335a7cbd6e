"""答题册: the booklet of one person as a single HTML file without keys.

It needs no other file, so it opens from a folder, from any web server and on any phone.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import cache

from lianbing.design import PAGES, Theme, declared
from lianbing.widgets.assets import Bundle, script_text
from lianbing.widgets.markup import markup
from lianbing.wire.canonical import Json

_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root {{ {light} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 0; font-family: var(--lb-sans); line-height: 1.75; color: var(--lb-text); background: var(--lb-page); }}
main {{ max-width: 46rem; margin: 0 auto; padding: 0 min(1rem, 4.5vw) 6rem; }}
</style>
</head>
<body>
<main>
{element}
<noscript><p>答题册要用脚本才能作答：请用手机或电脑自带的浏览器打开，并允许运行脚本。</p></noscript>
</main>
<script>
{script}
</script>
</body>
</html>
"""


def booklet_page(booklet: Mapping[str, Json], title: str) -> str:
    """The HTML page for one booklet, given as JSON by ``wire.papers.booklet``."""
    head, body, end = _shell()
    return f"{head}{html.escape(title)}{body}{markup(booklet, 'booklet')}{end}"


@cache
def _shell() -> tuple[str, str, str]:
    """What all booklets have around their title and their data."""
    page = _PAGE.format(
        policy=html.escape(_POLICY, quote=True),
        title=_HERE,
        element=_HERE,
        script=script_text(Bundle.BOOKLET),
        light=declared(PAGES),
        dark=declared(PAGES, Theme.DARK),
    )
    head, body, end = page.split(_HERE, 2)
    return head, body, end


_HERE = "\N{NULL}"
