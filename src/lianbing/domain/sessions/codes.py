"""The code of the moment, by which a phone shows that it is in the room: HMAC-SHA-256 (RFC 2104) of the time.

The code in the picture is new every ten seconds and taken for two minutes, so that a photograph of it that is sent to
somebody elsewhere is soon worth nothing. The four digits are for phones without a camera: new every minute, taken for
two, so that of ten thousand only two open at a time; and whoever guesses is stopped after a few.
"""

from __future__ import annotations

import hmac
from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256

CODE_STEP, DIGITS_STEP, VALID = 10, 60, 120
"""Seconds."""
_CODE_LENGTH = 10
_DIGITS = 4


@dataclass(frozen=True)
class MomentCodes:
    """The codes of a session; times are seconds since any fixed moment."""

    secret: bytes

    def code(self, now: float) -> str:
        """What the picture shows."""
        return self._code(int(now // CODE_STEP))

    def digits(self, now: float) -> str:
        """What is typed."""
        return self._digits(int(now // DIGITS_STEP))

    def is_code(self, text: str, now: float) -> bool:
        """Whether a text is a code that was shown in the last two minutes."""
        last = int(now // CODE_STEP)
        return any(_same(text, self._code(last - age)) for age in range(VALID // CODE_STEP + 1))

    def is_digits(self, text: str, now: float) -> bool:
        """Whether a text is digits that were new at most two minutes ago."""
        last = int(now // DIGITS_STEP)
        return any(_same(text, self._digits(last - age)) for age in range(VALID // DIGITS_STEP))

    def _code(self, step: int) -> str:
        return self._mac("code", step).hex()[:_CODE_LENGTH]

    def _digits(self, step: int) -> str:
        return f"{int.from_bytes(self._mac('digits', step)[:8]) % 10**_DIGITS:0{_DIGITS}}"

    def _mac(self, purpose: str, step: int) -> bytes:
        return hmac.digest(self.secret, f"{purpose}\x1f{step}".encode(), sha256)


def _same(text: str, code: str) -> bool:
    return hmac.compare_digest(text.encode(), code.encode())


@dataclass(kw_only=True)
class WrongTries:
    """Counts wrong codes by whom they come from, so that all digits can't be walked through."""

    most: int
    seconds: int = 600
    _times: dict[str, deque[float]] = field(default_factory=dict)

    def too_many(self, who: str, now: float) -> bool:
        """Whether somebody has to wait."""
        times = self._times.get(who, deque())
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if not times:
            self._times.pop(who, None)
        return len(times) >= self.most

    def count(self, who: str, now: float) -> None:
        """Counts a wrong code."""
        self._times.setdefault(who, deque(maxlen=self.most)).append(now)
