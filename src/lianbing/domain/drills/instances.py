"""A question as one paper asks it: its numbers and the order of its options, drawn by the paper's seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lianbing.domain.drills.papers import Employee, Paper
from lianbing.domain.drills.selfstudy import practice_stems
from lianbing.domain.items.draws import clash, gives_away
from lianbing.domain.items.lettering import option_order, reletter, relettered
from lianbing.domain.items.question import Item, Question, WrittenKey, realise
from lianbing.domain.kernel.bindings import Range, Sources, bind, fill
from lianbing.errors import ExpressionFault

_REDRAWS = 50


def paper_seed(seed: str, drill: str, employee: Employee) -> str:
    """Returns the seed of one person's paper in a drill."""
    return f"{seed}/{drill}/{employee.id}"


def form_seed(seed: str, drill: str, form: int) -> str:
    """Returns the seed of a form of a drill; no employee number holds a slash."""
    return f"{seed}/{drill}/form/{form}"


def seed_of(seed: str, paper: Paper) -> str:
    """Returns the seed that an issued paper was drawn by."""
    if paper.proof and paper.proof.form:
        return form_seed(seed, paper.drill, paper.proof.form)
    return paper_seed(seed, paper.drill, paper.employee)


def draws(question: Question, sources: Sources, seed: str) -> Iterator[Item]:
    """The instances that a paper may hold, in the order in which they are tried; draws without a value are left out."""
    for attempt in range(_REDRAWS if question.parametrised else 1):
        try:
            item = realise(question, sources, _attempt(question, seed, attempt))
        except ExpressionFault:
            continue
        yield reletter(item, f"{seed}/{question.id}")


def _attempt(question: Question, seed: str, number: int) -> str:
    return f"{seed}/{question.id}/{number}"


def personal(question: Question, sources: Sources, seed: str) -> Item:
    """Returns a question's instance for a paper seed; raises ExpressionFault."""
    return Instances(sources).personal(question, seed)


@dataclass(frozen=True)
class Instances:
    """Makes the instances of many papers, so that what all papers share of a question is worked out once."""

    sources: Sources
    _shown: dict[str, frozenset[str]] = field(default_factory=dict)
    _fixed: dict[str, Item] = field(default_factory=dict)
    _lettered: dict[tuple[str, tuple[str, ...]], Item] = field(default_factory=dict)

    def personal(self, question: Question, seed: str) -> Item:
        """Returns a question's instance for a paper seed.

        Its numbers differ from those in the book, and its options from each other; where there are enough draws, the
        answer does not stand in the stem either.

        Raises:
            ExpressionFault: no draw can be asked; the message names the question and the numbers of the first draw.
        """
        if not question.parametrised:
            return self._unvaried(question, seed)
        second_best = last = None
        for item in draws(question, self.sources, seed):
            if clash(item):
                continue
            if item.stem in self._stems(question):
                last = last or item
            elif gives_away(item):
                second_best = second_best or item
            else:
                return item
        if second_best or last:
            return second_best or last  # type: ignore[return-value]  # one of them is an item
        raise ExpressionFault(self._why(question, seed))

    def _unvaried(self, question: Question, seed: str) -> Item:
        """An instance without numbers of its own: papers with the same order of options share one."""
        if type(question.key).instance is not WrittenKey.instance:
            item = realise(question, self.sources, _attempt(question, seed, 0))  # may draw other things by the seed
            return reletter(item, f"{seed}/{question.id}")
        if question.id not in self._fixed:
            self._fixed[question.id] = realise(question, self.sources, _attempt(question, seed, 0))
        item = self._fixed[question.id]
        if not item.options:
            return item
        shown = (question.id, option_order(item, f"{seed}/{question.id}"))
        if shown not in self._lettered:
            self._lettered[shown] = relettered(item, shown[1])
        return self._lettered[shown]

    def _stems(self, question: Question) -> frozenset[str]:
        if question.id not in self._shown:
            self._shown[question.id] = practice_stems(question, self.sources)
        return self._shown[question.id]

    def _why(self, question: Question, seed: str) -> str:
        """Names the numbers of the first draw and what is wrong with it."""
        first = _attempt(question, seed, 0)
        ranges = {name: value for name, value in question.values.items() if isinstance(value, Range)}
        values = fill("，".join(f"{name} = {{{{{name}}}}}" for name in ranges), bind(ranges, self.sources, first))
        try:
            why = clash(realise(question, self.sources, first))
        except ExpressionFault as error:
            why = error.message
        return f"题 {question.id} 抽了 {_REDRAWS} 次都不能用（例如 {values}）：{why}"
