"""Pages as PDF, by WeasyPrint, which comes with the extra ``pdf``."""

from __future__ import annotations

import importlib
import io
import logging
import re
from contextlib import redirect_stdout
from typing import Any

from lianbing.errors import PrinterAbsent

_LOG = logging.getLogger("weasyprint")
_MISSING_SIGN = re.compile(r'unsupported by fonts: "(.)"', re.DOTALL)
INSTALL = (
    "先装 lianbing[pdf]（pip install weasyprint），再装 Pango：Debian、Ubuntu 用 apt install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0；macOS 用 brew install pango；Windows 先装 MSYS2，在里面运行 "
    "pacman -S mingw-w64-ucrt-x86_64-pango。不想装，就用 --format docx，在 Word 或 WPS 里另存为 PDF"
)
FONTS = "装上中文字体：Debian、Ubuntu 用 apt install fonts-noto-cjk"


def pdf_of(page: str) -> bytes:
    """A page as PDF; raises PrinterAbsent rather than leave out a character that no font has."""
    weasyprint = _weasyprint()
    unprinted = _Unprinted()
    _LOG.addHandler(unprinted)
    try:
        content = weasyprint.HTML(string=page, url_fetcher=_fetch_nothing).write_pdf()
    finally:
        _LOG.removeHandler(unprinted)
    if unprinted.signs:
        raise PrinterAbsent(f"这台机器的字体里没有“{''.join(sorted(unprinted.signs)[:10])}”，PDF 里会是空白：{FONTS}")
    return bytes(content)


def _weasyprint() -> Any:
    """The library, imported when it is first needed; raises PrinterAbsent."""
    try:
        with redirect_stdout(io.StringIO()):  # where Pango is missing it prints a page of English
            return importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise PrinterAbsent(f"这台机器还不能做 PDF：{INSTALL}") from error


def _fetch_nothing(url: str, *_: object, **__: object) -> Any:
    """Papers are whole in themselves."""
    raise ValueError(f"a paper asks for {url}")


class _Unprinted(logging.Handler):
    """Collects the characters that no font on this machine has."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.signs: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Notes the character that a warning is about."""
        self.signs.update(_MISSING_SIGN.findall(record.getMessage()))
