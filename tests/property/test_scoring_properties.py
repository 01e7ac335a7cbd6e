from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.lettering import reletter
from lianbing.domain.items.question import Item
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.kernel.folding import fold
from lianbing.wire.keys import key_from_json, key_to_json
from tests.strategies import items, json_values, keys, multiple_keys, numeric_keys


@given(keys, json_values)
def test_any_json_is_judged(key: Key, answer: Any) -> None:
    result = score(key, answer)
    assert 0 <= result.fraction <= 1
    assert (result.fraction > 0) == (result.verdict in (Verdict.CORRECT, Verdict.PARTIAL))


@given(keys)
def test_the_right_answer_is_right(key: Key) -> None:
    due = Verdict.REVIEW if isinstance(key, OpenKey) else Verdict.CORRECT
    assert score(key, key.right_answer()).verdict is due


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(multiple_keys(), st.data())
def test_the_order_of_a_multiple_choice_does_not_matter(key: MultipleKey, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from([*key.options, "Z"]), max_size=9))
    again = data.draw(st.permutations(chosen))
    assert score(key, chosen) == score(key, again)


@given(multiple_keys(), st.data())
def test_choosing_one_wrong_option_too_many_earns_nothing_but_where_it_is_deducted(
    key: MultipleKey, data: st.DataObject
) -> None:
    wrong = sorted(set(key.options) - key.correct)
    if wrong and key.rule is not Rule.DEDUCT:
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
    due = Verdict.REVIEW if isinstance(item.key, OpenKey) else Verdict.CORRECT
    assert score(made.key, made.key.right_answer()).verdict is due
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
    elif isinstance(made.key, MultipleKey):
        assert score(made.key, sorted(chosen)) == score(item.key, sorted(before))
