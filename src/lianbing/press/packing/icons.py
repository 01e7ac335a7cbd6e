"""The icon font, cut down to the icons that are used and put into the style sheet."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import tinycss2
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from lianbing.press.packing.pages import resolve
from lianbing.press.packing.purging import Names

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_SOURCE = re.compile(r"""url\(\s*["']?([^"')]+\.woff2)["']?\s*\)""")
_ICONS = re.compile(r"font-family\s*:\s*[\"']?(Font ?Awesome[^;\"'}]*)", re.IGNORECASE)
# A style of the icons and the classes that ask for it; the theme's own icons are solid.
_STYLES = {"regular": ("fa-regular", "far"), "brands": ("fa-brands", "fab")}
# Where letters of nobody's script are: what an icon font draws.
_PRIVATE = re.compile("[\ue000-\uf8ff]")

Remember = Callable[[str, bytes, Callable[[], bytes]], bytes]


def with_icons(style: str, path: str, files: Mapping[str, bytes], names: Names, remember: Remember) -> str:
    """The style sheet at ``path`` with its icon fonts cut down and put inside; unused ones are dropped."""
    icons = "".join(sorted(_drawn(style)))

    def face(rule: re.Match[str]) -> str:
        if not _ICONS.search(rule[0]):
            return rule[0]
        source = _SOURCE.search(rule[0])
        name = resolve(path, source[1]) if source else None
        if source is None or name is None or name not in files or not _asked_for(name, names):
            return ""
        font = remember("font", files[name] + icons.encode(), lambda: subset(files[name], icons))
        return _with_source(rule[0], f"data:font/woff2;base64,{base64.b64encode(font).decode()}")

    return _FACE.sub(face, style)


def _drawn(style: str) -> set[str]:
    """The icons that rules write before or after something."""
    return {icon for text in _strings(tinycss2.parse_component_value_list(style)) for icon in _PRIVATE.findall(text)}


def _strings(tokens: list[Any]) -> list[str]:
    strings: list[str] = []
    for token in tokens:
        if token.type == "string":
            strings.append(token.value)
        elif token.type == "{} block":
            strings += _strings(token.content)
    return strings


def _asked_for(path: str, names: Names) -> bool:
    return all(
        any(names.has("classes", name) for name in classes) for style, classes in _STYLES.items() if style in path
    )


def _with_source(face: str, address: str) -> str:
    kept = [
        part for part in re.split(r";(?![^(]*\))", face[face.index("{") + 1 : -1]) if not part.strip().startswith("src")
    ]
    return (
        "@font-face{"
        + ";".join([*(part.strip() for part in kept if part.strip()), f'src:url({address}) format("woff2")'])
        + "}"
    )


def subset(font: bytes, letters: str) -> bytes:
    """A font with these letters alone, as WOFF2; the same bytes for the same letters."""
    options = Options(flavor="woff2", layout_features=[], notdef_outline=True, name_IDs=[0, 1, 2, 13, 14])
    with TTFont(BytesIO(font), recalcTimestamp=False) as opened:
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(opened)
        opened.flavor = "woff2"
        written = BytesIO()
        opened.save(written)
    return written.getvalue()
