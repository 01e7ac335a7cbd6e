"""Every word that the theme brings, in Chinese: what its catalogues lack or say otherwise than the book does."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from docutils import nodes
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config

# By catalogue. Words that a catalogue translates well are not repeated here.
WORDS: Mapping[str, Mapping[str, str]] = {
    "sphinx": {
        "Skip to main content": "跳到正文",
        "Back to top": "回到页首",
        "Color mode": "亮色或暗色",
        "Light": "亮色",
        "Dark": "暗色",
        "System Settings": "跟随系统",
        "previous": "上一页",
        "next": "下一页",
        "previous page": "上一页",
        "next page": "下一页",
        "On this page": "本页目录",
        "Site navigation": "全书目录",
        "Home": "首页",
        "Link to this heading": "本节链接",
        "Link to this table": "本表链接",
        "Link to this image": "本图链接",
        "Link to this code": "本段代码链接",
        "Link to this definition": "本条链接",
        "Link to this term": "本条链接",
        "Hide Search Matches": "不再标出搜索词",
        "Permalink": "链接",
        "Announcement": "公告",
        "Version warning": "版本提示",
        "Search": "搜索",
    },
    "booktheme": {
        "Contents": "本页目录",
        "Fullscreen mode": "全屏",
        "logo": "标志",
        "Search": "搜索",
    },
}
# Written into HTML by extensions, out of any catalogue's reach.
PHRASES: Mapping[str, str] = {
    # The words inside name the switch.
    ' aria-label="Toggle hidden content"': "",
    'title="Permalink to this': 'title="链接到此处',
}


class _Words(gettext.NullTranslations):
    """A catalogue with our own words before it."""

    def __init__(self, words: Mapping[str, str], catalogue: gettext.NullTranslations) -> None:
        super().__init__()
        self._words = words
        self._catalogue = catalogue

    def gettext(self, message: str) -> str:
        return self._words.get(message) or self._catalogue.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._words.get(msgid1) or self._catalogue.ngettext(msgid1, msgid2, n)


def connect(app: Sphinx) -> None:
    """Register words and templates."""
    app.connect("config-inited", _add_templates)
    app.connect("builder-inited", _speak_chinese)
    app.connect("html-page-context", _replace_phrases)


def _add_templates(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    config.templates_path.insert(0, str(files("lianbing.book.sphinx") / "templates"))


def _speak_chinese(app: Sphinx) -> None:
    for catalogue, words in WORDS.items():
        key = ("general", catalogue)
        locale.translators[key] = _Words(words, locale.translators.get(key) or gettext.NullTranslations())
    templates = getattr(app.builder, "templates", None)
    if templates is not None:
        templates.environment.install_gettext_translations(locale.translators["general", "sphinx"])


def _replace_phrases(
    app: Sphinx,  # noqa: ARG001
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    body = context.get("body")
    if body:
        for english, chinese in PHRASES.items():
            body = body.replace(english, chinese)
        context["body"] = body
