"""An open answer as it is searched: folded like any typed text, cut into sentences and clauses, each place kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lianbing.domain.kernel.decimals import fold_width
from lianbing.domain.kernel.folding import Simplify, as_typed, lower_case, numeral_runs

_SENTENCE_ENDS = "。！？!?；;\n\r"
_CLAUSE_ENDS = _SENTENCE_ENDS + "，,"
_CONNECTIVES = re.compile("并且|然后|同时|而且|以及|另外|此外|但是|但|而是|再|并")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))", re.ASCII)
_BARE = re.compile(r"[\W_\d]|第|首先|其次|再次|最后|然后|要点|步骤|答|是|点|步")
_NEGATION = re.compile(
    "(?P<harmless>不同|不仅|不但|不光|不只|不断|不管|不论|无论|不少|不妨|不错|不过|不久|不时|无非|非常|未来|未成年"
    "|别人|别的|级别|特别|分别|区别|个别|类别|差别|识别|辨别|错开)"
    "|不|没|无|未|非|否|别|勿|莫|禁|杜绝|拒|以免|避免|免得|防止|停止|取消|反对|错|违规|违反|难以|哪有|何必"
)


@dataclass(frozen=True, kw_only=True)
class TextSpan:
    """Where something stands in the answer as it was typed: characters ``start`` up to, not including, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class AnswerText:
    """``chars`` is what is searched; ``places`` holds, for each of its characters, where it stands in ``typed``."""

    typed: str
    chars: str
    places: tuple[TextSpan, ...]

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The sentences, by places in ``chars``, without what ends them."""
        return tuple(_parts(self.chars, _SENTENCE_ENDS))

    @cached_property
    def clauses(self) -> tuple[range, ...]:
        """The clauses: parts of sentences between commas, and from a connective on."""
        cut = {match.start() for match in _CONNECTIVES.finditer(self.chars)}
        return tuple(clause for part in _parts(self.chars, _CLAUSE_ENDS) for clause in _cut(part, cut))

    @cached_property
    def negations(self) -> tuple[range, ...]:
        """Where words stand that turn what follows into its opposite."""
        found = _NEGATION.finditer(self.chars)
        return tuple(range(*match.span()) for match in found if not match["harmless"])

    def span(self, part: range) -> TextSpan:
        """The place of a part of ``chars`` in the answer as it was typed."""
        return TextSpan(start=self.places[part.start].start, end=self.places[part.stop - 1].end)

    def asks(self, sentence: range) -> bool:
        """Whether a sentence ends in a question mark."""
        return self.chars[sentence.stop : sentence.stop + 1] in ("?", "？")

    def says_something(self, clause: range) -> bool:
        """Whether a clause holds more than numbering and punctuation."""
        return bool(_BARE.sub("", self.chars[clause.start : clause.stop]))

    def find(self, word: str) -> Iterator[range]:
        """Every place of a folded word; a number only where no longer number holds it."""
        at = self.chars.find(word) if word else -1
        while at >= 0:
            if not (_in_number(self.chars, at - 1, at) or _in_number(self.chars, at + len(word), at + len(word) - 1)):
                yield range(at, at + len(word))
            at = self.chars.find(word, at + 1)


def read_text(typed: str, simplify: Simplify = as_typed) -> AnswerText:
    """Folds a text for searching: width, case, traditional characters, spaces, numerals, separators of thousands."""
    plain = lower_case(fold_width(simplify(typed)))
    if len(plain) != len(typed):  # no place would hold: then the text is searched as it was typed
        plain = lower_case(fold_width(typed))
    dropped = {match.start() for match in _THOUSANDS.finditer(plain)}
    kept = [at for at, char in enumerate(plain) if at not in dropped and (not char.isspace() or char in "\n\r")]
    chars = "".join(plain[at] for at in kept)
    said: list[tuple[str, TextSpan]] = []
    done = 0
    for start, end, number in numeral_runs(chars):
        said += [(chars[at], TextSpan(start=kept[at], end=kept[at] + 1)) for at in range(done, start)]
        said += _numeral(number, kept[start:end], chars[start:end])
        done = end
    said += [(chars[at], TextSpan(start=kept[at], end=kept[at] + 1)) for at in range(done, len(chars))]
    return AnswerText(typed=typed, chars="".join(char for char, _ in said), places=tuple(place for _, place in said))


def _numeral(number: str, places: Sequence[int], run: str) -> list[tuple[str, TextSpan]]:
    """The digits of a run, each with the place of the whole run; a run that is no number as it stands."""
    if number == run:
        return [(char, TextSpan(start=at, end=at + 1)) for char, at in zip(run, places, strict=True)]
    whole = TextSpan(start=places[0], end=places[-1] + 1)
    return [(digit, whole) for digit in number]


def _in_number(chars: str, outside: int, inside: int) -> bool:
    """Whether a digit at ``inside`` goes on at ``outside``: as a digit, or behind a decimal point."""
    if not (0 <= outside < len(chars) and _is_digit(chars[inside])):
        return False
    if _is_digit(chars[outside]):
        return True
    beyond = 2 * outside - inside
    return chars[outside] == "." and 0 <= beyond < len(chars) and _is_digit(chars[beyond])


def _is_digit(char: str) -> bool:
    return "0" <= char <= "9"


def _parts(chars: str, ends: str) -> Iterator[range]:
    """The runs of ``chars`` without a character of ``ends``."""
    start = 0
    for at, char in enumerate(chars + ends[0]):
        if char in ends:
            if at > start:
                yield range(start, at)
            start = at + 1


def _cut(part: range, at: set[int]) -> Iterator[range]:
    edges = [part.start, *(place for place in part[1:] if place in at), part.stop]
    yield from (range(start, stop) for start, stop in pairwise(edges))
