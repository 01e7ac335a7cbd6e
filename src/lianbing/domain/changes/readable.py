"""Old → new as a person reads it at a glance: only what differs, with a few words on each side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\d+(?:[.:,]\d+)*%?|[A-Za-z][\w-]*|\s+|.", re.DOTALL)
_AROUND = 8
"""How many tokens of what stays are shown on each side of what differs."""
_SHORT = 24
"""Up to so many characters two texts are shown whole."""


def difference(old: str, new: str) -> str:
    """``由 A 改为 B`` for short texts, for long ones the places that differ: ``…不少于〔30→25〕户…``."""
    if max(len(old), len(new)) <= _SHORT or not old or not new:
        return f"由 {old or '无'} 改为 {new or '无'}".replace("\n", " / ")
    return "".join(_pieces(_TOKEN.findall(old), _TOKEN.findall(new))).replace("\n", " / ")


def removed_fragments(old: str, new: str) -> Iterator[str]:
    """What of the old text the new one doesn't have in that place."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, first, last, _, _ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag in ("delete", "replace"):
            yield "".join(before[first:last])


def share_kept(old: str, new: str) -> float:
    """How alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, _TOKEN.findall(old), _TOKEN.findall(new), autojunk=False).ratio()


def _pieces(old: list[str], new: list[str]) -> Iterator[str]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (tag, first, last, start, end) in enumerate(steps):
        before, after = "".join(old[first:last]), "".join(new[start:end])
        match tag:
            case "equal":
                yield _shortened(old[first:last], first=place == 0, last=place == len(steps) - 1)
            case "delete":
                yield f"〔删去 {before}〕"
            case "insert":
                yield f"〔加上 {after}〕"
            case _:
                yield f"〔{before}→{after}〕"


def _shortened(tokens: list[str], *, first: bool, last: bool) -> str:
    """What stays, without its middle; of the first and the last stretch only the end that touches a difference."""
    head = [] if first else tokens[:_AROUND]
    tail = [] if last else tokens[-_AROUND:]
    if len(tokens) <= len(head) + len(tail):
        return "".join(tokens)
    return "".join([*head, "…", *tail])
