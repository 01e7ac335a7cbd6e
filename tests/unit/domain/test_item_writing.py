from __future__ import annotations

import pytest

from lianbing.domain.items.item_writing import ENOUGH, bank_flaws, bank_report, item_flaws
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


def telling(count: int, name: str = "t") -> list[Question]:
    """Questions whose key is longer than all other options."""
    return [
        single(
            f"{name}-{n}",
            LETTERS[n % 4],
            stem=stem(f"{name}{n}"),
            options={**EVEN, LETTERS[n % 4]: "写得特别具体的正确项"},
        )
        for n in range(count)
    ]


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


def test_a_key_that_is_mostly_the_longest_option_gives_the_bank_away() -> None:
    assert not any("最长的占" in flaw for flaw in bank_flaws(telling(10) + spread(20)))
    assert any("最长的占" in flaw for flaw in bank_flaws(telling(11) + spread(19)))


def test_a_key_as_long_as_another_option_tells_nothing() -> None:
    assert bank_report(spread(4)).longest_share == 0
    assert bank_report(telling(4)).longest_share == 1


def test_letters_that_are_not_spread_evenly_give_the_bank_away() -> None:
    def keyed(letters: str) -> list[Question]:
        return [single(f"k-{n}", letter, stem=stem(n), options=EVEN) for n, letter in enumerate(letters)]

    assert not any("字母分布" in flaw for flaw in bank_flaws(keyed("ABCD" * 10)))
    assert any("字母分布" in flaw for flaw in bank_flaws(keyed("C" * 20 + "ABD" * 7)))


def test_words_of_the_stem_in_the_key_give_the_bank_away() -> None:
    asked = [
        single(f"o-{n}", LETTERS[n % 4], stem=stem(n) + "库存", options={**EVEN, LETTERS[n % 4]: "库存"})
        for n in range(ENOUGH)
    ]
    assert any("重字" in flaw for flaw in bank_flaws(asked))
    assert not any("重字" in flaw for flaw in bank_flaws(spread(ENOUGH)))


def test_absolute_words_in_distractors_give_the_bank_away() -> None:
    asked = []
    for n in range(ENOUGH):
        key = LETTERS[n % 4]
        options = {letter: EVEN[letter] if letter == key else "一定" + EVEN[letter] for letter in LETTERS}
        asked.append(single(f"w-{n}", key, stem=stem(n), options=options))
    assert any("绝对说法" in flaw for flaw in bank_flaws(asked))


def test_two_questions_alike_are_named() -> None:
    twin = single("q-twin", "B", stem=stem("q3") + "吗", options=EVEN)
    (flaw,) = [flaw for flaw in bank_flaws([*spread(ENOUGH), twin]) if "几乎一样" in flaw]
    assert "q-twin" in flaw
    assert "q-3" in flaw


def test_a_small_bank_is_not_judged_by_its_statistics() -> None:
    assert bank_flaws(telling(ENOUGH - 1)) == ()
    assert bank_flaws(telling(ENOUGH)) != ()


def test_retired_questions_do_not_count() -> None:
    retired = [
        single(
            q.id,
            *q.key.right_letters(),
            stem=q.stem,
            options=q.options,
            classification=classified(status=ItemStatus.RETIRED),
        )
        for q in telling(40)
    ]
    assert bank_flaws(spread(ENOUGH + 2) + retired) == ()
