from __future__ import annotations

import pytest
from domain_objects import marking, single

from lianbing.domain.item_writing import ENOUGH, bank_flaws, item_flaws, longest_share
from lianbing.domain.items import ItemStatus, Question

EVEN = {"A": "甲甲", "B": "乙乙", "C": "丙丙", "D": "丁丁"}


def spread(count: int, **options: str) -> list[Question]:
    """Questions whose keys go round the letters; ``options`` replaces the texts."""
    return [single(f"q-{n}", "ABCD"[n % 4], options={**EVEN, **options}) for n in range(count)]


def telling(count: int) -> list[Question]:
    """Questions whose key is longer than all other options."""
    return [
        single(f"t-{n}", "ABCD"[n % 4], options={**EVEN, "ABCD"[n % 4]: "写得特别具体的正确项"}) for n in range(count)
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
    assert bank_flaws(telling(10) + spread(20)) == ()
    (flaw,) = bank_flaws(telling(11) + spread(19))
    assert "最长" in flaw


def test_a_key_as_long_as_another_option_tells_nothing() -> None:
    assert longest_share(spread(4)) == 0
    assert longest_share(telling(4)) == 1


def test_a_letter_that_is_mostly_the_key_gives_the_bank_away() -> None:
    c_keyed = [single(f"c-{n}", "C", options=EVEN) for n in range(12)]
    others = [single(f"o-{n}", "ABD"[n % 3], options=EVEN) for n in range(18)]
    assert bank_flaws(c_keyed + others) == ()
    (flaw,) = bank_flaws([*c_keyed, single("c-12", "C", options=EVEN), *others[:-1]])
    assert "C" in flaw


def test_a_small_bank_is_not_judged_by_its_statistics() -> None:
    assert bank_flaws(telling(ENOUGH - 1)) == ()
    assert bank_flaws(telling(ENOUGH)) != ()


def test_retired_questions_do_not_count() -> None:
    retired = [
        single(q.id, q.key.letters[0], options=q.options, marking=marking(status=ItemStatus.RETIRED))
        for q in telling(40)
    ]
    assert bank_flaws(spread(ENOUGH) + retired) == ()
