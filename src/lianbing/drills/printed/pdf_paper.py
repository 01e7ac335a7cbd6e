"""A printed paper as PDF, by WeasyPrint, which comes with the extra ``pdf``."""

from __future__ import annotations

import importlib
import io
import logging
import re
from contextlib import redirect_stdout
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from lianbing import design
from lianbing.domain.kernel.decimals import plain
from lianbing.drills.printed.answer_sheet import SHEET_NOTE, SHEET_TITLE, bubbles, gap_texts, per_row
from lianbing.drills.printed.paper import FOR_HR, PrintedPaper
from lianbing.errors import PrinterAbsent
from lianbing.templates import environment_of

_LOG = logging.getLogger("weasyprint")
_MISSING_SIGN = re.compile(r'unsupported by fonts: "(.)"', re.DOTALL)
INSTALL = (
    "先装 lianbing[pdf]（pip install weasyprint），再装 Pango：Debian、Ubuntu 用 apt install libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0；macOS 用 brew install pango；Windows 先装 MSYS2，在里面运行 "
    "pacman -S mingw-w64-ucrt-x86_64-pango。不想装，就用 --format docx，在 Word 或 WPS 里另存为 PDF"
)
FONTS = "装上中文字体：Debian、Ubuntu 用 apt install fonts-noto-cjk"


def paper_html(printed: PrintedPaper) -> str:
    """The paper as a page whose style sheet is made for paper."""
    size = design.size("large" if printed.is_large else "text", "print")
    small = size if printed.is_large else design.size("small", "print")
    style = _ENVIRONMENT.get_template("paper.css").render(bad=design.colour("bad"), size=size, small=small)
    return _ENVIRONMENT.get_template("paper.html.j2").render(paper=printed, style=Markup(style))  # noqa: S704 - ours


def paper_pdf(printed: PrintedPaper) -> bytes:
    """The paper as PDF, the same bytes for the same content and fonts.

    Raises:
        PrinterAbsent: WeasyPrint, Pango or a font with the characters of the paper is missing.
    """
    return pdf_of(paper_html(printed))


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


def _environment() -> Environment:
    environment = environment_of("lianbing.drills.printed")
    environment.filters["plain"] = plain
    environment.globals.update(
        bubbles=bubbles,
        gap_texts=gap_texts,
        per_row=per_row,
        sheet_note=SHEET_NOTE,
        sheet_title=SHEET_TITLE,
        warning=FOR_HR,
    )
    return environment


_ENVIRONMENT = _environment()
