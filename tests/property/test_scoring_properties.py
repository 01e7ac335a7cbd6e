from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from strategies import items, json_values, keys, multiple_keys, numeric_keys

from lianbing.domain.decimals import plain
from lianbing.domain.items import ChoiceKey, Item, Key, MultipleKey, NumericKey, TrueFalseKey, reletter
from lianbing.domain.scoring import Verdict, score
from lianbing.wire.items import key_from_json, key_to_json


def right_answer(key: Key) -> Any:
    match key:
        case ChoiceKey():
            return key.correct
        case MultipleKey():
            return sorted(key.correct)
        case TrueFalseKey():
            return key.correct
        case NumericKey():
            return plain(key.value) + key.unit if key.unit != "%" else plain(key.value) + "%"


@given(keys, json_values)
def test_any_json_is_judged(key: Key, answer: Any) -> None:
    result = score(key, answer)
    assert result.fraction in (Decimal(0), Decimal("0.5"), Decimal(1))
    assert (result.fraction > 0) == (result.verdict in (Verdict.CORRECT, Verdict.PARTIAL))


@given(keys)
def test_the_right_answer_is_right(key: Key) -> None:
    assert score(key, right_answer(key)).verdict is Verdict.CORRECT


@given(multiple_keys(), st.data())
def test_the_order_of_a_multiple_choice_does_not_matter(key: MultipleKey, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from([*key.options, "Z"]), max_size=9))
    again = data.draw(st.permutations(chosen))
    assert score(key, chosen) == score(key, again)


@given(multiple_keys(), st.data())
def test_choosing_one_wrong_option_too_many_earns_nothing(key: MultipleKey, data: st.DataObject) -> None:
    wrong = sorted(set(key.options) - key.correct)
    if wrong:
        chosen = [*key.correct, data.draw(st.sampled_from(wrong))]
        assert score(key, chosen).verdict is Verdict.WRONG


@given(numeric_keys)
def test_a_tolerance_reaches_exactly_to_its_edge(key: NumericKey) -> None:
    allowed = max(key.absolute, key.relative * abs(key.value))
    for direction in (1, -1):
        edge = key.value + direction * allowed
        beyond = edge + direction * Decimal("1e-9")
        typed = [plain(number) + key.unit for number in (edge, beyond)]
        assert [score(key, text).verdict for text in typed] == [Verdict.CORRECT, Verdict.WRONG]


@given(keys)
def test_a_key_comes_back_from_json(key: Key) -> None:
    assert key_from_json(json.loads(json.dumps(key_to_json(key)))) == key


@given(items(), st.text(max_size=10))
def test_relettering_keeps_the_right_answer_right(item: Item, seed: str) -> None:
    made = reletter(item, seed)
    assert score(made.key, right_answer(made.key)).verdict is Verdict.CORRECT
    assert sorted(made.options.values()) == sorted(item.options.values())
    assert {made.options[letter] for letter in made.why} == {item.options[letter] for letter in item.why}


@given(items(), st.text(max_size=10), st.data())
def test_an_answer_scores_the_same_under_either_lettering(item: Item, seed: str, data: st.DataObject) -> None:
    made = reletter(item, seed)
    if not made.options:
        return
    chosen = data.draw(st.sets(st.sampled_from(sorted(made.options)), min_size=1))
    before = {made.origin[letter] for letter in chosen}
    if isinstance(made.key, ChoiceKey):
        assert [score(made.key, c).verdict for c in sorted(chosen)] == [
            score(item.key, made.origin[c]).verdict for c in sorted(chosen)
        ]
    else:
        assert score(made.key, sorted(chosen)) == score(item.key, sorted(before))
