"""The three pages of a live session, which their scripts draw, and the headers of everything that is served."""

from __future__ import annotations

import gzip
from functools import cache
from hashlib import sha256
from html import escape

from starlette.responses import HTMLResponse, Response

from lianbing.widgets.assets import Bundle, script_text

SAFE = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'self' 'unsafe-inline' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",  # the trainer's address holds the key
    "x-content-type-options": "nosniff",
}
TITLES = {Bundle.LIVE_PHONE: "培训", Bundle.LIVE_SCREEN: "投影", Bundle.LIVE_TRAINER: "控制台"}
"""The pages, by their scripts."""


def page(which: Bundle, title: str) -> Response:
    """A page; its script is asked for by what it holds, so that phones may keep it."""
    version = sha256(script_text(which).encode()).hexdigest()[:12]
    return HTMLResponse(
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · {TITLES[which]}</title>\n</head>\n<body>\n"
        f'<main id="live"><noscript>请在浏览器里打开这一页，并允许 JavaScript。</noscript></main>\n'
        f'<script src="/{which.value}.js?{version}"></script>\n</body>\n</html>\n',
        headers=SAFE,
    )


def refusal_page(text: str, status: int) -> Response:
    """A page that says why there is none."""
    return HTMLResponse(
        f'<!doctype html>\n<html lang="zh-CN"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>打不开</title>'
        f"<p>{escape(text)}</p></html>\n",
        status_code=status,
        headers=SAFE,
    )


def script(which: Bundle, accepted: str) -> Response:
    """The script of a page, packed for a browser that accepts that: forty phones share one small router."""
    headers = {**SAFE, "cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    if "gzip" not in accepted:
        return Response(script_text(which), media_type="text/javascript", headers=headers)
    return Response(_packed(which), media_type="text/javascript", headers={**headers, "content-encoding": "gzip"})


@cache
def _packed(which: Bundle) -> bytes:
    return gzip.compress(script_text(which).encode())
