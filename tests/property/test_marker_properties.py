"""What holds of every marker, whatever is answered: bounds, monotony, no reward for covering everything."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.characters import simplified, traditional_in
from lianbing.domain.drills.short_answers import ShortAnswers
from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.question import ScoringPoint
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.kernel.decimals import fold_width, plain, read_number
from lianbing.domain.kernel.folding import drop_spaces, fold, lower_case
from lianbing.domain.marking.answer_text import read_text
from lianbing.domain.marking.short_answers import OpenItem, suggest, suggest_reading
from lianbing.domain.marking.suggestions import suggestion_from_plain, suggestion_to_plain, worths
from tests.strategies import json_values, keys, multiple_keys

STEPS = (simplified, fold_width, lower_case, drop_spaces)
MIXED = "卷煙菸草專賣訂貨後裡面ＡＢｃ　 Ａ１２，。；％〇零兩两萬万一二三十百.,-不沒没有"
mixed = st.text(st.sampled_from(MIXED) | st.characters(codec="utf-8"), max_size=30)


@given(mixed)
def test_folding_is_idempotent_with_traditional_characters_too(text: str) -> None:
    assert fold(fold(text, simplified), simplified) == fold(text, simplified)


@given(mixed)
def test_width_case_script_and_spaces_fold_in_any_order(text: str) -> None:
    results = set()
    for order in permutations(STEPS):
        folded = text
        for step in order:
            folded = step(folded)
        results.add(folded)
    assert len(results) == 1


@given(mixed, mixed)
def test_a_character_is_simplified_for_itself(head: str, tail: str) -> None:
    assert simplified(head + tail) == simplified(head) + simplified(tail)
    assert len(simplified(head)) == len(head)
    assert simplified(simplified(head)) == simplified(head)
    assert traditional_in(simplified(head)) == ""


@given(mixed.filter(lambda text: simplified(text) == text))
def test_text_without_traditional_characters_is_judged_the_same_with_and_without_the_table(text: str) -> None:
    assert fold(text, simplified) == fold(text)


@given(keys, json_values)
def test_no_json_breaks_a_marker_that_simplifies(key: Key, answer: Any) -> None:
    assert 0 <= score(key, answer, simplified).fraction <= 1


@given(multiple_keys())
def test_the_key_itself_earns_all(key: MultipleKey) -> None:
    assert score(key, sorted(key.correct)).fraction == 1


@given(multiple_keys(), st.data())
def test_a_right_choice_more_never_costs_and_a_wrong_one_never_pays(key: MultipleKey, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(key.options), max_size=len(key.options) - 1))
    more = data.draw(st.sampled_from(sorted(set(key.options) - chosen)))
    before, after = score(key, sorted(chosen)).fraction, score(key, sorted(chosen | {more})).fraction
    assert after >= before if more in key.correct else after <= before


@given(multiple_keys())
def test_choosing_everything_never_pays_where_something_is_wrong(key: MultipleKey) -> None:
    if set(key.options) != key.correct:
        assert score(key, [*key.options]).verdict is Verdict.WRONG


@given(multiple_keys(), st.data())
def test_a_share_for_each_right_choice(key: MultipleKey, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(sorted(key.correct)), min_size=1))
    if key.rule in (Rule.SHARE, Rule.DEDUCT):
        assert score(key, sorted(chosen)).fraction == Fraction(len(chosen), len(key.correct))


@given(st.decimals(-10_000, 10_000, places=4), st.sampled_from([("%", "0.01"), ("万", "10000"), ("亿", "100000000")]))
def test_a_sign_multiplies_exactly(number: Decimal, sign: tuple[str, str]) -> None:
    assert read_number(plain(number) + sign[0]) == number * Decimal(sign[1])


@pytest.mark.parametrize("unit", ["户", "万户", "个百分点", "%"])
@given(number=st.decimals(0, 10_000, places=2))
def test_a_unit_changes_no_number(unit: str, number: Decimal) -> None:
    assert read_number(f"{plain(number)} {unit}", unit) == number


points = st.builds(
    ScoringPoint,
    mixed,
    st.decimals(Decimal("0.5"), 5, places=1),
    st.lists(st.lists(mixed, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
)
open_keys = st.builds(OpenKey, st.lists(points, min_size=1, max_size=4).map(tuple), mixed, st.booleans())


@given(open_keys, mixed, st.data())
def test_a_suggestion_is_whole_whatever_is_written(key: OpenKey, stem: str, data: st.DataObject) -> None:
    words = [word for point in key.scoring_points for group in point.keywords for word in group]
    joints = ["，", "。", "不", "没有", "我会先", "\n"]
    answer = "".join(data.draw(st.lists(st.sampled_from([*words, *joints]) | mixed, max_size=12)))
    found = suggest(OpenItem(stem, key, Decimal(5)), answer, ShortAnswers(automatic=True), simplified)
    assert [finding.point for finding in found.findings] == [point.text for point in key.scoring_points]
    assert sum(finding.worth for finding in found.findings) == Decimal(5)
    assert found.earned is not None
    for finding in found.findings:
        assert finding.earned in (0, finding.worth)
        assert 0 <= finding.confidence <= 1
        assert all(0 <= span.start < span.end <= len(answer) for span in finding.spans)
    assert suggestion_from_plain(suggestion_to_plain(found)) == found
    reading = suggest_reading(OpenItem(stem, key, Decimal(5)), answer, ShortAnswers(automatic=True), simplified)
    assert reading.earned is None
    assert not reading.clear


@given(mixed)
def test_every_character_that_is_searched_has_its_place(text: str) -> None:
    found = read_text(text, simplified)
    assert len(found.chars) == len(found.places)
    assert all(0 <= place.start < place.end <= len(text) for place in found.places)
    starts = [place.start for place in found.places]
    assert starts == sorted(starts)


@given(st.lists(points, min_size=1, max_size=6), st.decimals(0, 20, places=2))
def test_the_points_of_an_answer_are_shared_out_to_the_last_cent(shared: list[ScoringPoint], worth: Decimal) -> None:
    each = worths(shared, worth)
    assert sum(each) == worth
    assert all(share >= 0 and share == share.quantize(Decimal("0.01")) for share in each)
