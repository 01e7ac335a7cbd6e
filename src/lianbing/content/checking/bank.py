"""Advice on the bank as a whole: what gives keys away, keys that favour a letter, items that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lianbing.content.lint import Weight, content_rule
from lianbing.content.loader import Loaded
from lianbing.domain.items.item_writing import bank_flaws
from lianbing.errors import Fault
from lianbing.guessing.asked import asked_bank
from lianbing.guessing.bank import BankGuesses, GuesserRate, TellingItem, guess_bank

_NAMED = 12


@content_rule("bank", Weight.ADVISES)
def bank_advice(loaded: Loaded) -> Iterator[Fault]:
    """Faults of the bank that no single item has."""
    for flaw in bank_flaws(tuple(loaded.workbook.questions.values())):
        yield loaded.places.fault("items", flaw.items[0], f"{flaw.message}{_listed(flaw.items[2:] and flaw.items)}")


@content_rule("guessing", Weight.ADVISES)
def guessing_advice(loaded: Loaded) -> Iterator[Fault]:
    """What lets people without knowledge do better than chance."""
    guesses = bank_guesses(loaded)
    for rate in guesses.rates:
        if rate.too_high:
            yield (
                loaded.places.fault("items", rate.hits[0], _rate_message(rate))
                if rate.hits
                else Fault("quizzes", 0, _rate_message(rate))
            )
    for telling in guesses.telling:
        yield loaded.places.fault("items", telling.item, _telling_message(telling))


def bank_guesses(loaded: Loaded) -> BankGuesses:
    """How far guessers get with the bank."""
    book = loaded.workbook
    return guess_bank(asked_bank(book.questions.values(), book.sources))


def _rate_message(rate: GuesserRate) -> str:
    figures = f"能猜对 {rate.rate:.0%} 的{rate.kind}（瞎猜 {rate.chance:.0%}，应不超过 {rate.bound:.0%}）"
    return f"不懂业务的人靠“{rate.guesser}”{figures}：改掉泄露答案的写法{_listed(rate.hits)}"


def _telling_message(telling: TellingItem) -> str:
    words = [
        f"{side}的“{'”“'.join(words)}”"
        for side, words in (("答案里", telling.for_key), ("错项里", telling.against))
        if words
    ]
    sure = f"不懂业务的人只看字词就有 {telling.chance:.0%} 的把握选中答案"
    return f"题 {telling.item} {sure}：{'，'.join(words)}露了底，换个说法"


def _listed(items: Sequence[str]) -> str:
    if not items:
        return ""
    more = f"等 {len(items)} 道" if len(items) > _NAMED else ""
    return f"（{'、'.join(items[:_NAMED])}{more}）"
