"""Guessers find what gives keys away, and find nothing where nothing is given away."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from lianbing.guessing.asked import AskedBank, AskedChoice
from lianbing.guessing.bank import ENOUGH, BankGuesses, GuesserRate, guess_bank
from lianbing.guessing.learned import characters, guesses
from lianbing.guessing.rules import RULES, rule_hits

SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
Write = Callable[[random.Random, bool], str]


def plain(chance: random.Random, right: bool) -> str:
    return "".join(chance.choices(SIGNS, k=12))


def careful(chance: random.Random, right: bool) -> str:
    """The key holds 核, wrong options hold 省; in the middle, so that nothing else tells."""
    return plain(chance, right)[:6] + ("核" if right else "省") + plain(chance, right)[:5]


def longer(chance: random.Random, right: bool) -> str:
    return plain(chance, right) + ("亥" if right else "")


def singles(write: Write, count: int = 80, topics: int = 8) -> tuple[AskedChoice, ...]:
    chance = random.Random(7)
    asked = []
    for number in range(count):
        key = chance.randrange(4)
        options = tuple(write(chance, place == key) for place in range(4))
        asked.append(choice(number, options, tuple(place == key for place in range(4)), topics))
    return tuple(asked)


def choice(number: int, options: tuple[str, ...], right: tuple[bool, ...], topics: int = 8) -> AskedChoice:
    return AskedChoice(
        id=f"q-{number}",
        topic=f"t-{number % topics}",
        reserved=number % 2 == 0,
        stem="怎么做",
        options=options,
        right=right,
    )


def bank(
    one: tuple[AskedChoice, ...] = (), many: tuple[AskedChoice, ...] = (), statements: tuple[AskedChoice, ...] = ()
) -> BankGuesses:
    return guess_bank(AskedBank(singles=one, multiples=many, statements=statements))


def rate(guesses_: BankGuesses, guesser: str) -> GuesserRate:
    (only,) = [each for each in guesses_.rates if each.guesser.startswith(guesser)]
    return only


def test_a_bank_that_gives_nothing_away_is_guessed_no_better_than_by_chance() -> None:
    made = bank(singles(plain, 400))
    assert all(each.chance == 0.25 for each in made.rates)
    assert all(0.18 < each.rate < 0.32 for each in made.rates)


def test_a_word_that_goes_with_keys_is_learned_from_other_chapters_and_named() -> None:
    made = bank(singles(careful))
    assert rate(made, "按字词学").rate > 0.95
    assert rate(made, "按字词学").too_high
    assert made.telling[0].for_key[0] == "核"
    assert made.telling[0].against[0] == "省"


def test_what_only_one_chapter_knows_is_not_learned() -> None:
    """A guesser is tried on chapters that it has not seen, or it would know the items by heart."""
    asked = [
        choice(number, tuple(f"{SIGNS[number % 8]}{side}" for side in order), tuple(side == "上" for side in order))
        for number in range(80)
        for order in ["上下左右" if number % 3 else "右左下上"]
    ]
    own = [
        choice(
            number,
            tuple(option.replace("上", SIGNS[8 + number % 8]) for option in each.options),
            each.right,
        )
        for number, each in enumerate(asked)
    ]
    right_of = guesses(own, characters((option for each in own for option in each.options), 1))
    unseen = {weights for guess in right_of for option in guess for weights in option.weights if weights in SIGNS[8:16]}
    assert unseen  # the signs are features, and yet they weigh nothing
    assert all(abs(option.weights.get(sign, 0.0)) < 1e-3 for g in right_of for option in g for sign in SIGNS[8:16])


def test_a_rule_shares_its_luck_between_equal_options() -> None:
    same = choice(1, ("甲甲", "乙乙", "丙丙", "丁丁"), (True, False, False, False))
    assert rule_hits(RULES["选最长的"], [same]) == [0.25]


@pytest.mark.parametrize(("guesser", "write"), [("选最长的", longer), ("选谨慎的说法", careful)])
def test_each_rule_finds_its_clue(guesser: str, write: Write) -> None:
    caught = rate(bank(singles(write)), guesser)
    assert caught.rate == 1
    assert len(caught.hits) == 80


def test_statements_that_are_mostly_false_are_guessed_by_saying_so() -> None:
    told = rate(
        bank(statements=tuple(choice(n, ("某事", ""), (n % 3 == 0, n % 3 != 0)) for n in range(60))), "一律答“错”"
    )
    assert (told.rate, told.reserved) == pytest.approx((2 / 3, 2 / 3))
    assert told.too_high


def test_multiple_choices_count_only_when_they_are_exactly_right() -> None:
    chance = random.Random(3)
    asked = tuple(
        choice(n, tuple(careful(chance, place < 3) for place in range(5)), (True,) * 3 + (False,) * 2)
        for n in range(60)
    )
    assert rate(bank(many=asked), "按字词学").rate > 0.9
    assert rate(bank(many=asked), "按字词学").chance == pytest.approx(0.1)


def test_a_small_bank_is_not_judged() -> None:
    assert bank(singles(careful, ENOUGH - 1)).rates == ()
    assert bank(singles(careful, ENOUGH, topics=1)).rates == ()
    assert bank(singles(careful, ENOUGH)).rates != ()


def test_the_same_bank_gives_the_same_figures() -> None:
    first = bank(singles(careful))
    guess_bank.cache_clear()
    assert bank(singles(careful)) == first
