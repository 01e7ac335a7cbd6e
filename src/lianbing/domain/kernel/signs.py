"""The table of signs: which are written in several ways, which carry meaning, which nobody sees.

``folding.py`` and ``amounts.py`` read answers by it. ``python -m lianbing.wire`` writes it as ``core/signs.js``,
so that a page reads answers by the same table.
"""

from __future__ import annotations

ALIKE = {
    **dict.fromkeys("“”„‟〝〞「」『』", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("‐‑‒—―", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("【〔〖", "["),
    **dict.fromkeys("】〕〗", "]"),
    ",": "、",
    "。": ".",
    "∶": ":",
    "×": "*",
    "÷": "/",
}
"""What a sign counts as where signs are compared."""

COMPARISONS = {">=": "≥", "<=": "≤"}
"""Comparisons as a keyboard has them."""

OPERATORS = "$#@&*^\\|~=<>+-/%"
"""Signs that are never punctuation of a sentence: they are compared as they stand."""

CLOSERS = ".,、;:!?…·"
"""Signs that may end a sentence; between letters and digits they carry meaning."""

FRAMES = "\"'`()[]{}《》〈〉"
"""Quotation marks and brackets."""

PAIRS = {'"': '"', "'": "'", "`": "`", "(": ")", "[": "]", "《": "》", "〈": "〉"}
"""The frames that are dropped around the whole of a text, by the sign that opens them; braces mean a matrix."""

NUMERALS = {
    **dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)),
    **dict(zip("貳參叄陸萬億兩負點○", "二三三六万亿两负点〇", strict=True)),
}
"""Capital numerals, and others that stand in numbers alone, as the everyday ones."""

POWERS = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
"""The power of ten that what follows a number in digits means."""

LOOK_ALIKES = "lio|"
"""Small letters and signs that are mistaken for 1 and 0."""

NUMBER_SIGNS = "零〇一二两三四五六七八九十百千万亿半几廿卅俩仨成½⅓¼¾"
"""Beside the digits, what makes a text one that means a number."""

UNSEEN = (
    (0x00AD, 0x00AD),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x20E3, 0x20E3),
    (0xD800, 0xDFFF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0x1F000, 0x1FAFF),
    (0xE0000, 0xE007F),
)
"""Code points that nobody reads: joiners, marks of direction, halves of a pair, and emoji."""

HAN = ((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
"""Code points of Chinese characters."""
