from __future__ import annotations

import pytest

from lianbing.domain.items.item_writing import ENOUGH, bank_flaws, item_flaws
from lianbing.domain.items.question import ItemStatus, Question
from tests.unit.objects import classified, single

EVEN = {"A": "甲甲", "B": "乙乙", "C": "丙丙", "D": "丁丁"}
LETTERS = "ABCD"


def stem(name: object) -> str:
    """A stem that shares hardly a pair of characters with any other."""
    return "".join(chr(0x4E00 + (hash_of(f"{name}/{place}") % 5000)) for place in range(12))


def hash_of(text: str) -> int:
    return sum(ord(char) * pow(131, place, 1_000_003) for place, char in enumerate(text)) % 1_000_003


def spread(count: int, name: str = "q") -> list[Question]:
    """Questions that give nothing away: keys go round the letters, options are alike in length."""
    return [single(f"{name}-{n}", LETTERS[n % 4], stem=stem(f"{name}{n}"), options=EVEN) for n in range(count)]


@pytest.mark.parametrize("text", ["以上都对", "以上都不对。", "甲和乙以上皆是"])
def test_catch_all_options_are_flaws_that_name_the_option(text: str) -> None:
    (flaw,) = item_flaws(single(options={**EVEN, "D": text}))
    assert "D" in flaw


def test_a_question_put_negatively_must_mark_the_negation() -> None:
    assert len(item_flaws(single(stem="下列做法错误的是哪一项？"))) == 1
    assert item_flaws(single(stem="下列做法【错误】的是哪一项？")) == ()
    assert item_flaws(single(stem="下列做法【错误的是】哪一项？")) == ()


def test_an_ordinary_question_has_no_flaw() -> None:
    assert item_flaws(single(options=EVEN)) == ()


def keyed(letters: str) -> list[Question]:
    return [single(f"k-{n}", letter, stem=stem(n), options=EVEN) for n, letter in enumerate(letters)]


def test_letters_that_are_not_spread_evenly_are_told_with_the_items_of_the_favoured_one() -> None:
    assert not any("字母分布" in flaw.message for flaw in bank_flaws(keyed("ABCD" * 10)))
    (flaw,) = bank_flaws(keyed("C" * 20 + "ABD" * 7))
    assert "C 最多" in flaw.message
    assert flaw.items == tuple(f"k-{n}" for n in range(20))


def test_two_questions_alike_are_named() -> None:
    twin = single("q-twin", "B", stem=stem("q3") + "吗", options=EVEN)
    (flaw,) = bank_flaws([*spread(ENOUGH), twin])
    assert "几乎一样" in flaw.message
    assert set(flaw.items) == {"q-twin", "q-3"}


def test_a_small_bank_is_not_judged_by_its_statistics() -> None:
    assert not [*bank_flaws(keyed("C" * (ENOUGH - 1)))]
    assert [*bank_flaws(keyed("C" * ENOUGH))]


def test_retired_questions_do_not_count() -> None:
    retired = [
        single(q.id, "C", stem=q.stem, options=q.options, classification=classified(status=ItemStatus.RETIRED))
        for q in keyed("C" * 40)
    ]
    assert not [*bank_flaws(spread(ENOUGH + 2) + retired)]
