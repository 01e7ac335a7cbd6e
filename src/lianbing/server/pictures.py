"""The QR code by which phones come in."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

_QUIET_ZONE = 4
"""Modules around the code, as ISO/IEC 18004 asks for."""


@lru_cache(maxsize=4)
def qr_svg(text: str) -> str:
    """A text as a QR code with error level M, as SVG that takes the size of what it stands in, black on white."""
    drawn = io.BytesIO()
    code = segno.make(text, error="m", micro=False, boost_error=False)
    code.save(drawn, kind="svg", border=_QUIET_ZONE, xmldecl=False, omitsize=True, light="white", dark="black")
    return drawn.getvalue().decode().strip()
