"""drill similarity: two who answered alike among forty, on papers with their options in different orders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

import pytest

from lianbing.domain.drills.papers import Employee, Paper
from lianbing.domain.items.lettering import reletter
from lianbing.domain.items.question import realise
from lianbing.wire.submissions import read_submission, sha256
from tests.app.kit import DRILL, Bench, put, told
from tests.unit.objects import FOUR, drill, paper, saved, single, sources

ITEMS = [realise(single(f"q-{number:02}"), sources(), "seed") for number in range(40)]
WORDS = [FOUR[letter] for letter in "BACD"]  # B is right
PEOPLE = [Employee(id=f"S{number:02}", name=f"样例{number}", team="一部") for number in range(1, 41)]
SOURCE, COPIER = "S07", "S21"


def drawn(*parts: str) -> float:
    """A number from 0 to 1 that is always the same."""
    return int.from_bytes(hashlib.sha256("/".join(parts).encode()).digest()[:6]) / 2**48


def paper_of(person: Employee) -> Paper:
    """Most of the items, each with its options in an order of the person's own."""
    items = [reletter(item, person.id) for item in ITEMS if drawn(person.id, "has", item.id) < 0.85]
    return paper(items, id=f"{DRILL}-{person.id}", drill=DRILL, employee=person)


def answered(issued: Paper, source: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Item and text of a person's answers: those of ``source``, and otherwise their own."""
    for each in issued.items:
        item, who = each.item.id, issued.employee.id
        own = WORDS[sum(drawn(item, who) > limit for limit in (0.55, 0.75, 0.9))]
        yield item, source.get(item, own)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Forty submissions; S21 has the answers of S07 wherever both have the item, and hands in two minutes later."""
    folder = tmp_path_factory.mktemp("alike")
    bench = Bench(folder, folder / "data")
    bench.data.mkdir()
    workspace = bench.workspace
    copied = dict(answered(paper_of(PEOPLE[6]), {}))
    with workspace.store.writing() as records:
        records.drills.add(drill())
        for place, person in enumerate(PEOPLE):
            issued = paper_of(person)
            texts = dict(answered(issued, copied if person.id == COPIER else {}))
            letters = {
                each.item.id: letter
                for each in issued.items
                for letter, text in each.item.options.items()
                if text == texts[each.item.id]
            }
            minute = {SOURCE: 0, COPIER: 2}.get(person.id, 3 + place)
            times = "2026-11-21T09:00:00+08:00", f"2026-11-21T09:{minute:02}:00+08:00"
            content = saved(issued, letters, times)
            put(workspace.submission_file(sha256(content)), content)
            records.drills.add_paper(issued, "token")
            records.submissions.add(DRILL, sha256(content), f"{person.id}.ipynb", times[1])
            records.submissions.accept(DRILL, sha256(content), read_submission(content), len(letters))
    workspace.close()
    return bench


def test_the_pair_is_shown_with_its_false_alarm_rate_and_other_evidence_beside_it(bench: Bench) -> None:
    ran = bench("drill", "similarity", DRILL)
    assert ran.code == 0, ran.err
    for piece in ("40 份答卷", "有 1 对像得不是巧合", "S07 样例7", "S21 样例21", "误报机会", "不到 0.01%", "2 分钟"):
        assert piece in ran.out
    assert "这是线索，不是结论" in ran.out


def test_options_are_compared_by_what_they_say_whatever_their_letters(bench: Bench) -> None:
    (found,) = bench("drill", "similarity", DRILL, "--json").data["alike"]
    pair = found["pair"]
    papers = [paper_of(person) for person in PEOPLE if person.id in (SOURCE, COPIER)]
    first, second = ({each.item.id: each.item for each in paper.items} for paper in papers)
    both = first.keys() & second.keys()
    assert any(first[item].options != second[item].options for item in both)
    assert (pair["shared"], pair["same"]) == (len(both), len(both))
    assert 0 < pair["usual_wrong"] < pair["same_wrong"]
    assert (found["same_unit"], found["minutes"]) == (True, 2)


def test_nothing_is_stored_and_the_result_is_the_same_again(bench: Bench) -> None:
    ledger = bench.ledger()
    first, second = (bench("drill", "similarity", DRILL, "--json").out for _ in range(2))
    assert first == second
    assert bench.ledger() == ledger


def test_a_few_people_are_too_few(collected: Bench) -> None:
    ran = collected("drill", "similarity", DRILL)
    assert ran.code == 0, ran.err
    assert "人数太少，不算" in ran.out
    assert "25 份答卷" in ran.out


def test_what_is_not_there_is_said(issued: Bench) -> None:
    told(issued("drill", "similarity", "nothing"), "nothing", "drill issue")
    told(issued("drill", "similarity", DRILL), DRILL, "drill collect")


def test_a_lost_submission_stops_the_comparison(collected: Bench) -> None:
    for path in (collected.data / "submissions").glob("*.ipynb"):
        path.unlink()
    told(collected("drill", "similarity", DRILL), "找不到保存的答卷", "备份")
