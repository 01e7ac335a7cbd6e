"""Comparing an issued item with the question as the bank has it now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lianbing.domain.drills.instances import draws, personal, seed_of
from lianbing.domain.drills.issued import IssuedPaper
from lianbing.domain.drills.papers import PaperItem, Withdrawal
from lianbing.domain.items.question import Item, ItemStatus, Question
from lianbing.domain.kernel.bindings import Sources
from lianbing.domain.ledger.corrections import Correction, same_question
from lianbing.domain.ledger.regradings import CorrectionKind
from lianbing.domain.workbook import Workbook
from lianbing.errors import ExpressionFault, UnknownReference
from lianbing.wire.corrections import key_digest


@dataclass(frozen=True)
class Drawn:
    """A paper with its source of questions, and the chosen treatment of withdrawn items (or none)."""

    issued: IssuedPaper
    seed: str
    sources: Sources
    withdrawn: Withdrawal | None


@dataclass(frozen=True)
class Comparison:
    """An item that differs from the bank: the proposed correction, or why it can't be corrected."""

    item: str
    kind: CorrectionKind = CorrectionKind.KEY
    correction: Correction | None = None
    refusal: str = ""


def compare_item(drawn: Drawn, place: int, question: Question | None) -> Comparison | None:
    """Compares the item at ``place`` with the bank; ``None`` if they agree."""
    issued, in_force = drawn.issued.paper.items[place], drawn.issued.corrected.items[place]
    item = issued.item.id
    if question is None:
        return Comparison(item, refusal="题库里没有这道题了：题不要删；要作废，写 status: retired")
    if question.classification.status is ItemStatus.RETIRED:
        return _withdraw(drawn, in_force)
    try:
        now = _as_issued(issued.item, question, drawn)
    except (ExpressionFault, UnknownReference) as error:
        return Comparison(item, refusal=f"题库里的这道题算不出来（{error.message}）：改正后再试")
    if now is None:
        return Comparison(
            item,
            refusal="题面（题干、选项、数字或单位）与发卷时不一样，不能拿来判旧答卷："
            "题面改回发卷时的样子，只改答案；或者写 status: retired 作废",
        )
    if in_force.withdrawn is None and _same_key(in_force.item, now):
        return None
    kind = _kind(in_force, now)
    return Comparison(item, kind, _correction(drawn, in_force, now, None))


_INSTANCES = 3
"""How many people's numbers of a question are compared: a changed formula shows in the first, but for rounding."""


def differing_items(seed: str, papers: Iterable[IssuedPaper], book: Workbook) -> tuple[str, ...]:
    """Returns the items of ``papers`` whose question or key the bank has otherwise now, in the order of their ids.

    Args:
        seed: the seed of the drill.
        papers: issued papers of the drill.
        book: the content as it is now.
    """
    seen: Counter[str] = Counter()
    differing: set[str] = set()
    for issued in papers:
        drawn = Drawn(issued, seed, book.sources, None)
        for place, paper_item in enumerate(issued.paper.items):
            item = paper_item.item.id
            question = book.questions.get(item)
            enough = _INSTANCES if question and question.parametrised else 1
            if seen[item] < enough:
                seen[item] += 1
                if compare_item(drawn, place, question):
                    differing.add(item)
    return tuple(sorted(differing))


def _as_issued(issued: Item, question: Question, drawn: Drawn) -> Item | None:
    """The draw that asks what was issued, be it one that is not issued any more; ``None`` if there is none."""
    seed = seed_of(drawn.seed, drawn.issued.paper)
    now = personal(question, drawn.sources, seed)
    if same_question(issued, now):
        return now
    return next((item for item in draws(question, drawn.sources, seed) if same_question(issued, item)), None)


def _same_key(in_force: Item, now: Item) -> bool:
    return in_force.key == now.key or key_digest(in_force.key) == key_digest(now.key)


def _kind(in_force: PaperItem, now: Item) -> CorrectionKind:
    if in_force.withdrawn:
        return CorrectionKind.RESTORED
    return (
        CorrectionKind.RULES
        if now.type.needs_person or in_force.item.key.shown() == now.key.shown()
        else CorrectionKind.KEY
    )


def _withdraw(drawn: Drawn, in_force: PaperItem) -> Comparison | None:
    becomes = drawn.withdrawn or in_force.withdrawn or Withdrawal.FULL
    if in_force.withdrawn is becomes:
        return None
    kind = CorrectionKind.FULL if becomes is Withdrawal.FULL else CorrectionKind.DROP
    return Comparison(in_force.item.id, kind, _correction(drawn, in_force, in_force.item, becomes))


def _correction(drawn: Drawn, in_force: PaperItem, now: Item, withdrawn: Withdrawal | None) -> Correction:
    return Correction(
        paper=drawn.issued.paper.id,
        paper_digest=drawn.issued.digest,
        item=now.id,
        key=now.key,
        explain=now.explain,
        why=now.why,
        withdrawn=withdrawn,
        replaced=key_digest(in_force.item.key),
    )


def describe_correction(before: PaperItem, after: PaperItem) -> str:
    """Describes the correction with the option letters and numbers of this paper."""
    if after.withdrawn:
        return f"本题作废，{after.withdrawn.label}"
    if before.withdrawn:
        return "本题恢复计分"
    old, new = before.item.key.shown(), after.item.key.shown()
    if not before.item.type.needs_person and old != new:
        return f"答案由 {old} 更正为 {new}"
    return "评分规则更正"
