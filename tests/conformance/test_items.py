"""Every question of the shipped bank and every field of its tasks answers itself, and is marked as it must be.

The content grows; these tests grow with it. A failure names the item, the instance and the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from lianbing.domain.drills.selfstudy import practice_instances, practice_seed
from lianbing.domain.items.keys import Key, Rule
from lianbing.domain.items.lettering import reletter
from lianbing.domain.items.question import Item, realise
from lianbing.domain.items.scoring import Verdict, score
from lianbing.domain.items.tasks import realise_task
from lianbing.domain.items.types.code import CodeKey
from lianbing.domain.items.types.fill import FillKey
from lianbing.domain.items.types.matching import MatchingKey
from lianbing.domain.items.types.multiple import MultipleKey
from lianbing.domain.items.types.numeric import NumericKey
from lianbing.domain.items.types.open_ended import OpenKey
from lianbing.domain.items.types.ordering import OrderingKey
from lianbing.domain.items.types.single import ChoiceKey
from lianbing.domain.items.types.truefalse import TrueFalseKey
from lianbing.domain.kernel.decimals import plain
from lianbing.domain.workbook import Workbook
from lianbing.wire.items import asked
from lianbing.wire.keys import key_from_json, key_to_json

PAPER_SEEDS = ("secret-1/2026H2-skill/C0001", "secret-1/2026H2-skill/C0002", "secret-2/2026H2-skill/C0001")

Answers = list[tuple[Any, Verdict]]

NOTHING: Answers = [(None, Verdict.EMPTY), ("", Verdict.EMPTY), (" \u3000", Verdict.EMPTY), ([], Verdict.EMPTY)]


def answers_of(key: Key) -> Answers:
    """Right, wrong, empty and malformed answers to ``key``, with what each must be judged as."""
    match key:
        case ChoiceKey():
            return _single(key)
        case MultipleKey():
            return _multiple(key)
        case TrueFalseKey():
            malformed = [(answer, Verdict.MALFORMED) for answer in ("true", 1, [key.correct])]
            return [(key.correct, Verdict.CORRECT), (not key.correct, Verdict.WRONG), *malformed]
        case NumericKey():
            return _numeric(key)
        case FillKey():
            return _fill(key)
        case OrderingKey():
            return _ordering(key)
        case MatchingKey():
            return _matching(key)
        case OpenKey():
            return [(key.model, Verdict.REVIEW), ("不知道", Verdict.REVIEW), *_no_text("要点")]
        case CodeKey():
            return [("def solve():\n    return 1", Verdict.UNRUN), (key.starter, Verdict.EMPTY), *_no_text("def")]
    raise AssertionError(f"no answers are known to {key}")


def _no_text(text: str) -> Answers:
    return [(answer, Verdict.MALFORMED) for answer in (True, 7, dict[str, str](), [text])]


def _fill(key: FillKey) -> Answers:
    every = [(["".join(f" {char}" for char in wordings[0]) for wordings in key.blanks], Verdict.CORRECT)]
    every += [
        ([*(w[0] for w in key.blanks[:place]), wording, *(w[0] for w in key.blanks[place + 1 :])], Verdict.CORRECT)
        for place, wordings in enumerate(key.blanks)
        for wording in wordings
    ]
    one = [key.blanks[0][0], *("不知道" for _ in key.blanks[1:])]
    some = Verdict.PARTIAL if key.rule is Rule.EACH else Verdict.WRONG
    found: Answers = [*every, (["不知道" for _ in key.blanks], Verdict.WRONG)]
    if len(key.blanks) > 1:
        found.append((one, some))
    malformed: list[Any] = [key.blanks[0][0], [*one, "多一空"], [7 for _ in key.blanks], {"1": "甲"}]
    return [*found, ([None for _ in key.blanks], Verdict.EMPTY), *((answer, Verdict.MALFORMED) for answer in malformed)]


def _ordering(key: OrderingKey) -> Answers:
    right = [*key.order]
    swapped = [right[1], right[0], *right[2:]]
    some = Verdict.PARTIAL if key.rule is Rule.PAIRS else Verdict.WRONG
    malformed: list[Any] = [right[1:], [*right, right[0]], "".join(right), [right[0] for _ in right], 7]
    found: Answers = [(right, Verdict.CORRECT), (swapped, some), (right[::-1], Verdict.WRONG)]
    return found + [(answer, Verdict.MALFORMED) for answer in malformed]


def _matching(key: MatchingKey) -> Answers:
    right = {**key.pairs}
    (prompt, option), *_ = right.items()
    some = Verdict.PARTIAL if key.rule is Rule.EACH else Verdict.WRONG
    found: Answers = [(right, Verdict.CORRECT), ({prompt: option}, some), (key.wrong_answer(), Verdict.WRONG)]
    malformed: list[Any] = [{"没有": option}, {prompt: "没有"}, dict.fromkeys(right, option), [option], option]
    empty: Answers = [({}, Verdict.EMPTY), (dict.fromkeys(right), Verdict.EMPTY)]
    return found + empty + [(answer, Verdict.MALFORMED) for answer in malformed]


def _single(key: ChoiceKey) -> Answers:
    wrong = [(letter, Verdict.WRONG) for letter in key.options if letter != key.correct]
    outside = "ABCDEFGHI"[len(key.options)]
    malformed = [(answer, Verdict.MALFORMED) for answer in (outside, key.correct.lower(), [key.correct], True, 1)]
    return [(key.correct, Verdict.CORRECT), *wrong, *malformed]


def _multiple(key: MultipleKey) -> Answers:
    right = sorted(key.correct)
    some = Verdict.PARTIAL if key.rule is Rule.HALF else Verdict.WRONG
    found: Answers = [(right, Verdict.CORRECT), (right[::-1], Verdict.CORRECT), (right[1:], some), (right[:1], some)]
    wrong = [letter for letter in key.options if letter not in key.correct]
    found += [([*right, letter], Verdict.WRONG) for letter in wrong] + [([letter], Verdict.WRONG) for letter in wrong]
    malformed = [right[0], [*right, right[0]], [*right, "ABCDEFGHI"[len(key.options)]], {"A": True}, 1]
    return found + [(answer, Verdict.MALFORMED) for answer in malformed]


def _numeric(key: NumericKey) -> Answers:
    allowed = max(key.absolute, key.relative * abs(key.value))
    beyond = [
        key.value + allowed + Decimal("0.000001"),
        key.value - allowed - Decimal("0.000001"),
        key.value + 1 + allowed,
    ]
    good = [key.value, key.value + allowed, key.value - allowed]
    exact = plain(key.value)
    typed = [
        exact,
        f" {exact} ",
        f"{key.value:,f}" + key.unit,
        exact.translate({n: n + 0xFEE0 for n in range(0x2B, 0x3A)}),
    ]
    malformed: list[Any] = [f"约 {exact}", f"{exact} 或 1", "一百", exact + "x", [exact], int(key.value)]
    return [
        *((text, Verdict.CORRECT) for text in typed),
        *((plain(number) + key.unit, Verdict.CORRECT) for number in good),
        *((plain(number) + key.unit, Verdict.WRONG) for number in beyond),
        *((answer, Verdict.MALFORMED) for answer in malformed),
    ]


def shown_instances(workbook: Workbook) -> Iterator[tuple[str, Item]]:
    for question in workbook.questions.values():
        for item in practice_instances(question, workbook.sources):
            yield "practice", item
    for task in workbook.tasks.values():
        for field in realise_task(task, workbook.sources, practice_seed(task.id)).fields:
            yield "practice", field


def paper_instances(workbook: Workbook) -> Iterator[tuple[str, Item]]:
    for seed in PAPER_SEEDS:
        for question in workbook.questions.values():
            made = realise(question, workbook.sources, f"{seed}/{question.id}/0")
            yield seed, made
            yield f"{seed}, relettered", reletter(made, f"{seed}/{question.id}")
        for task in workbook.tasks.values():
            for field in realise_task(task, workbook.sources, f"{seed}/{task.id}").fields:
                yield seed, field


Instances = Callable[[Workbook], Iterator[tuple[str, Item]]]
instances = pytest.mark.parametrize("made_by", [shown_instances, paper_instances], ids=["practice", "papers"])


@instances
def test_every_item_judges_its_own_answers_as_it_must(workbook: Workbook, made_by: Instances) -> None:
    wrong = []
    for name, item in made_by(workbook):
        for answer, verdict in [*answers_of(item.key), *NOTHING]:
            found = score(item.key, answer)
            if found.verdict is not verdict:
                wrong.append(f"{item.id} ({name}): {answer!r} is {found.verdict}, not {verdict}")
    assert not wrong, "\n".join(wrong)


@instances
def test_points_follow_from_the_verdict(workbook: Workbook, made_by: Instances) -> None:
    for _, item in made_by(workbook):
        for answer, verdict in [*answers_of(item.key), *NOTHING]:
            points = score(item.key, answer).earned(Decimal(3))
            match verdict:
                case Verdict.CORRECT:
                    assert points == 3, (item.id, answer)
                case Verdict.PARTIAL:
                    assert 0 < points < 3, (item.id, answer)
                case _:
                    assert points == 0, (item.id, answer)


@instances
def test_every_item_makes_sample_answers_of_itself(workbook: Workbook, made_by: Instances) -> None:
    for _, item in made_by(workbook):
        unmarked = {OpenKey: Verdict.REVIEW, CodeKey: Verdict.UNRUN}
        full, none = (unmarked.get(type(item.key), verdict) for verdict in (Verdict.CORRECT, Verdict.WRONG))
        assert score(item.key, item.key.right_answer()).verdict is full, item.id
        assert score(item.key, item.key.wrong_answer()).verdict is none, item.id
        assert score(item.key, item.key.malformed_answer()).verdict is Verdict.MALFORMED, item.id


@instances
def test_the_browser_gets_the_same_key(workbook: Workbook, made_by: Instances) -> None:
    for _, item in made_by(workbook):
        assert key_from_json(key_to_json(item.key)) == item.key, item.id


@instances
def test_no_text_keeps_a_placeholder_and_none_is_empty(workbook: Workbook, made_by: Instances) -> None:
    for name, item in made_by(workbook):
        texts = [item.stem, item.explain, *item.options.values(), *item.why.values()]
        assert all(texts), (item.id, name)
        assert not any("{{" in text or "}}" in text for text in [*texts, *item.hints, item.excel]), (item.id, name)


@instances
def test_options_differ_and_every_wrong_one_says_why(workbook: Workbook, made_by: Instances) -> None:
    for name, item in made_by(workbook):
        assert len(set(item.options.values())) == len(item.options), (item.id, name, dict(item.options))
        if isinstance(item.key, ChoiceKey | MultipleKey):
            right = item.key.correct if isinstance(item.key, MultipleKey) else {item.key.correct}
            assert set(item.why) == set(item.options) - set(right), (item.id, name)


@instances
def test_relettering_changes_letters_and_nothing_else(workbook: Workbook, made_by: Instances) -> None:
    for _, item in made_by(workbook):
        made = reletter(item, "any")
        assert {made.origin[letter]: text for letter, text in made.options.items()} == dict(item.options), item.id
        assert (made.id, made.stem, made.explain, made.rests_on) == (item.id, item.stem, item.explain, item.rests_on)


@instances
def test_what_is_asked_never_holds_the_key(workbook: Workbook, made_by: Instances) -> None:
    for _, item in made_by(workbook):
        telling = {"practice", "key", "explain", "why", "clauses", "hints", "excel", "origin"}
        assert not telling & set(asked(item)), item.id


def test_items_for_both_uses_can_differ_from_what_the_book_shows(workbook: Workbook) -> None:
    for question in workbook.questions.values():
        if question.classification.exposure == "both":
            shown = {item.stem for item in practice_instances(question, workbook.sources)}
            others = {realise(question, workbook.sources, str(seed)).stem for seed in range(20)}
            assert others - shown, question.id
