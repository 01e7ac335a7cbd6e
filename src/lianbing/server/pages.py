"""The three pages of a live session, which their scripts draw, and the headers of everything that is served."""

from __future__ import annotations

from enum import Enum
from hashlib import sha256
from html import escape
from importlib.resources import files

from starlette.responses import HTMLResponse, Response

SAFE = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'self' 'unsafe-inline' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",  # the trainer's address holds the key
    "x-content-type-options": "nosniff",
}
_BUNDLES = files("lianbing.widgets") / "bundles"


class LivePage(Enum):
    """A page, by the name of its script."""

    PHONE = "live-phone"
    SCREEN = "live-screen"
    TRAINER = "live-trainer"


_TITLES = {LivePage.PHONE: "培训", LivePage.SCREEN: "投影", LivePage.TRAINER: "控制台"}


def page(which: LivePage, title: str) -> Response:
    """A page; its script is asked for by what it holds, so that phones may keep it."""
    version = sha256(_script(which)).hexdigest()[:12]
    return HTMLResponse(
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · {_TITLES[which]}</title>\n</head>\n<body>\n"
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


def script(which: LivePage) -> Response:
    """The script of a page."""
    headers = {**SAFE, "cache-control": "public, max-age=31536000, immutable"}
    return Response(_script(which), media_type="text/javascript", headers=headers)


def _script(which: LivePage) -> bytes:
    return (_BUNDLES / f"{which.value}.js").read_bytes()
