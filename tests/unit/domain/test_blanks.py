"""What people type into a blank, and what it counts as: the cases that a page passes as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lianbing.characters import simplified, traditional_of
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.fill import FILL, FillKey
from lianbing.domain.kernel.amounts import means_number, printed_unit, read_amounts, tidy
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.marking.marks import mark_paper
from tests.unit.objects import item, paper

VECTORS = Path(__file__).resolve().parents[2] / "vectors"
AMOUNTS: list[dict[str, Any]] = json.loads((VECTORS / "amounts.json").read_text(encoding="utf-8"))["cases"]
BLANKS: list[dict[str, Any]] = json.loads((VECTORS / "blanks.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", AMOUNTS, ids=lambda case: ascii(case["text"] + "|" + case["after"]))
def test_how_a_number_is_read(case: dict[str, Any]) -> None:
    unit, text = printed_unit(case["after"]), tidy(case["text"])
    assert unit == case["unit"]
    assert sorted(map(plain, read_amounts(text, unit))) == case["numbers"]
    assert means_number(text) == case["number"]


@pytest.mark.parametrize("case", BLANKS, ids=lambda case: case["stem"])
def test_what_counts_as_the_word_or_number_of_a_blank(case: dict[str, Any]) -> None:
    key = FillKey(tuple(map(tuple, case["blanks"])))
    judge = key.printed_in(case["stem"])
    for verdict, answers in case["answers"].items():
        for answer in answers:
            typed = answer if isinstance(answer, list) else [answer]
            assert score(judge, typed, simplified).verdict.value == verdict, ascii(answer)


@pytest.mark.parametrize("case", BLANKS, ids=lambda case: case["stem"])
def test_a_page_gets_every_character_that_matters(case: dict[str, Any]) -> None:
    given = traditional_of(FillKey(tuple(map(tuple, case["blanks"]))).typed_characters(case["stem"]))
    assert case["traditional"].items() <= given.items()


def test_what_a_person_has_to_decide_is_named() -> None:
    stem = "整件 ____ 件，还剩 ____ 条。"
    asked = item("q", FillKey((("26",), ("50",))), type=FILL, stem=stem)
    (mark,) = mark_paper(paper([asked]), {"q": ["26件", "约50"]})
    assert (mark.earned, mark.verdict) == (None, Verdict.MALFORMED)
    assert mark.reason == "第 2 空“约50”写法看不准，须人工复核"


def test_what_is_no_list_of_texts_is_said_to_be_so() -> None:
    asked = item("q", FillKey((("26",),)), type=FILL, stem="整件 ____ 件。")
    (mark,) = mark_paper(paper([asked]), {"q": 26})
    assert mark.reason == "作答记录的格式不对，须人工复核"


def test_without_its_sentence_a_key_knows_no_unit() -> None:
    key = FillKey((("50",),))
    assert score(key, ["50条"]).verdict is Verdict.MALFORMED
    assert score(key.printed_in("还剩 ____ 条。"), ["50条"]).verdict is Verdict.CORRECT
    assert score(key.printed_in("没有空的句子"), ["50"]).verdict is Verdict.CORRECT
