"""The text of an open answer, prepared for a search by keywords.

The text is folded like any typed text and cut into sentences and clauses. Every character of the
folded text keeps its place in the answer as it was typed.
"""

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
    """A stretch of the typed answer, from character ``start`` up to, not including, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class AnswerText:
    """An answer as it was typed, and the folded text that is searched instead.

    ``typed`` is the answer as the learner wrote it. ``chars`` is the folded text. ``places`` has
    one entry for each character of ``chars``: the stretch of ``typed`` that it comes from.
    """

    typed: str
    chars: str
    places: tuple[TextSpan, ...]

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """The sentences as ranges of ``chars``, without the punctuation that ends them."""
        return tuple(_parts(self.chars, _SENTENCE_ENDS))

    @cached_property
    def clauses(self) -> tuple[range, ...]:
        """The clauses as ranges of ``chars``: sentences cut at commas and before connectives."""
        cut = {match.start() for match in _CONNECTIVES.finditer(self.chars)}
        return tuple(clause for part in _parts(self.chars, _CLAUSE_ENDS) for clause in _cut(part, cut))

    @cached_property
    def negations(self) -> tuple[range, ...]:
        """The words that turn what follows into its opposite, as ranges of ``chars``."""
        matches = _NEGATION.finditer(self.chars)
        return tuple(range(*match.span()) for match in matches if not match["harmless"])

    def span(self, part: range) -> TextSpan:
        """The stretch of the typed answer that a range of ``chars`` comes from."""
        return TextSpan(start=self.places[part.start].start, end=self.places[part.stop - 1].end)

    def is_question(self, sentence: range) -> bool:
        """Whether a sentence ends in a question mark."""
        return self.chars[sentence.stop : sentence.stop + 1] in ("?", "？")

    def has_content(self, clause: range) -> bool:
        """Whether a clause holds more than numbering and punctuation."""
        return bool(_BARE.sub("", self.chars[clause.start : clause.stop]))

    def find(self, word: str) -> Iterator[range]:
        """Every range of ``chars`` that holds a folded word; no digits inside a longer number."""
        at = self.chars.find(word) if word else -1
        while at >= 0:
            if not (_in_number(self.chars, at - 1, at) or _in_number(self.chars, at + len(word), at + len(word) - 1)):
                yield range(at, at + len(word))
            at = self.chars.find(word, at + 1)


def read_text(typed: str, simplify: Simplify = as_typed) -> AnswerText:
    """Folds a text for searching.

    Folded away are width, case, traditional characters, spaces, Chinese numerals and the commas
    that separate thousands.
    """
    plain = lower_case(fold_width(simplify(typed)))
    if len(plain) != len(typed):  # characters could not be traced back, so nothing is simplified
        plain = lower_case(fold_width(typed))
    dropped = {match.start() for match in _THOUSANDS.finditer(plain)}
    kept = [at for at, char in enumerate(plain) if at not in dropped and (not char.isspace() or char in "\n\r")]
    chars = "".join(plain[at] for at in kept)
    pieces: list[tuple[str, TextSpan]] = []
    done = 0
    for start, end, number in numeral_runs(chars):
        pieces += [(chars[at], TextSpan(start=kept[at], end=kept[at] + 1)) for at in range(done, start)]
        pieces += _numeral(number, kept[start:end], chars[start:end])
        done = end
    pieces += [(chars[at], TextSpan(start=kept[at], end=kept[at] + 1)) for at in range(done, len(chars))]
    return AnswerText(
        typed=typed,
        chars="".join(char for char, _ in pieces),
        places=tuple(place for _, place in pieces),
    )


def _numeral(number: str, places: Sequence[int], run: str) -> list[tuple[str, TextSpan]]:
    """The characters of a run of numerals, each with its place in the typed answer.

    Where the run reads as a number, its digits all have the place of the whole run.
    """
    if number == run:
        return [(char, TextSpan(start=at, end=at + 1)) for char, at in zip(run, places, strict=True)]
    whole = TextSpan(start=places[0], end=places[-1] + 1)
    return [(digit, whole) for digit in number]


def _in_number(chars: str, outside: int, inside: int) -> bool:
    """Whether a digit at ``inside`` and its neighbour at ``outside`` belong to one number."""
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
    """The pieces of a range, cut before each place of ``at`` that lies inside it."""
    edges = [part.start, *(place for place in part[1:] if place in at), part.stop]
    yield from (range(start, stop) for start, stop in pairwise(edges))
