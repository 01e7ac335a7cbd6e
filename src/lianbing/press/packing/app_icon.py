"""The icon of the app, an open book with a tick: as SVG, and as PNG where SVG can't be shown."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lianbing import design

GROUND = design.colour("accent")
_PAPER = design.colour("paper")
_SHADE = design.colour("shade", "icon")
_TICK = design.colour("tick", "icon")
# In a square of side 1. Two pages that meet at the back of the book, and a tick across them.
_LEFT = ((0.17, 0.27), (0.485, 0.35), (0.485, 0.79), (0.17, 0.71))
_RIGHT = ((0.83, 0.27), (0.515, 0.35), (0.515, 0.79), (0.83, 0.71))
_STROKE = ((0.32, 0.50), (0.46, 0.64), (0.72, 0.30))
_WIDTH = 0.085
_CORNER = 0.22
# Systems cut such an icon to a circle or a drop of their own.
_SAFE = 0.8

Points = Sequence[tuple[float, float]]
_Plane = NDArray[np.float64]


def svg() -> bytes:
    """The icon for browsers."""

    def polygon(points: Points, colour: str) -> str:
        return f'<polygon points="{_written(points)}" fill="{colour}"/>'

    shapes = [
        f'<rect width="100" height="100" rx="{_CORNER * 100:g}" fill="{GROUND}"/>',
        polygon(_LEFT, _PAPER),
        polygon(_RIGHT, _SHADE),
        f'<polyline points="{_written(_STROKE)}" fill="none" stroke="{_TICK}" stroke-width="{_WIDTH * 100:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/>',
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{"".join(shapes)}</svg>\n'.encode()


def _written(points: Points) -> str:
    return " ".join(f"{x * 100:g},{y * 100:g}" for x, y in points)


def png(side: int, *, whole: bool = False) -> bytes:
    """The icon with ``side`` pixels a side.

    ``whole`` fills the square and draws the book smaller: some devices cut icons to their own shape.
    """
    scale = 1 / _SAFE if whole else 1.0
    line = ((np.arange(side) + 0.5) / side - 0.5) * scale + 0.5
    x, y = np.meshgrid(line, line)
    pixel = scale / side
    picture = np.zeros((side, side, 4))
    picture[..., :3] = _rgb(GROUND)
    picture[..., 3] = 1.0 if whole else _cover(_rounded_square(x, y), pixel)
    for distance, colour in (
        (_polygon(x, y, _LEFT), _PAPER),
        (_polygon(x, y, _RIGHT), _SHADE),
        (_line(x, y, _STROKE) - _WIDTH / 2, _TICK),
    ):
        covered = _cover(distance, pixel)[..., None]
        picture[..., :3] = picture[..., :3] * (1 - covered) + np.array(_rgb(colour)) * covered
    return _png(np.round(picture * 255).astype(np.uint8))


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _cover(distance: _Plane, pixel: float) -> _Plane:
    """How much of each pixel a shape covers, by the distance of the pixel from the shape's edge."""
    return np.clip(0.5 - distance / pixel, 0, 1)


def _rounded_square(x: _Plane, y: _Plane) -> _Plane:
    inner = 0.5 - _CORNER
    dx, dy = np.abs(x - 0.5) - inner, np.abs(y - 0.5) - inner
    return np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0) - _CORNER


def _segment(x: _Plane, y: _Plane, start: tuple[float, float], end: tuple[float, float]) -> _Plane:
    (ax, ay), (bx, by) = start, end
    along = np.clip(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2), 0, 1)
    return np.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))


def _line(x: _Plane, y: _Plane, points: Points) -> _Plane:
    distances = np.array([_segment(x, y, *pair) for pair in pairwise(points)])
    nearest: _Plane = distances.min(axis=0)
    return nearest


def _polygon(x: _Plane, y: _Plane, points: Points) -> _Plane:
    """The distance from the edge, negative inside; the polygon is convex."""
    edge = _line(x, y, [*points, points[0]])
    sides = [
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True)
    ]
    inside = np.all(np.array(sides) >= 0, axis=0) | np.all(np.array(sides) <= 0, axis=0)
    return np.where(inside, -edge, edge)


def _png(picture: NDArray[np.uint8]) -> bytes:
    side = picture.shape[0]
    rows = np.concatenate([np.zeros((side, 1), np.uint8), picture.reshape(side, -1)], axis=1)
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
