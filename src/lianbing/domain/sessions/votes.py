"""投票: how the room voted on a question before and after the discussion, and who moved where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lianbing.domain.drills.papers import PaperItem
from lianbing.domain.items.question import Item
from lianbing.domain.kernel.folding import Simplify, as_typed
from lianbing.domain.sessions.held import HeldSession
from lianbing.domain.sessions.marked import is_right, shown_answer
from lianbing.domain.sessions.plans import SessionPlan


@dataclass(frozen=True, kw_only=True)
class CastAnswer:
    """An answer in a vote, in the letters that the room saw or in words."""

    text: str
    is_right: bool


@dataclass(frozen=True, kw_only=True)
class PersonVotes:
    """What a person, by the first of their seats, answered in both votes; ``None`` where they did not."""

    seat: str
    before: CastAnswer | None
    after: CastAnswer | None

    @property
    def both(self) -> bool:
        """Whether the person answered twice."""
        return self.before is not None and self.after is not None

    @property
    def moved(self) -> bool:
        """Whether the person changed the answer."""
        return self.before is not None and self.after is not None and self.before.text != self.after.text


@dataclass(frozen=True, kw_only=True)
class VotedQuestion:
    """A question of a session and how it was voted on; nobody has voted where the plan had it and time was short."""

    item: Item
    people: tuple[PersonVotes, ...]

    @property
    def before(self) -> Mapping[str, int]:
        """How many gave each answer in vote 1."""
        return self._counted([each.before for each in self.people])

    @property
    def after(self) -> Mapping[str, int]:
        """How many gave each answer in vote 2."""
        return self._counted([each.after for each in self.people])

    @property
    def moves(self) -> Mapping[tuple[str, str], int]:
        """Of those who answered twice, how many went from which answer to which; staying is a move, too."""
        return Counter((each.before.text, each.after.text) for each in self.people if each.before and each.after)

    @property
    def twice(self) -> int:
        """How many answered twice."""
        return sum(each.both for each in self.people)

    @property
    def moved(self) -> int:
        """How many changed their answer."""
        return sum(each.moved for each in self.people)

    @property
    def answers(self) -> tuple[str, ...]:
        """All answers that can be or were given: options as they were shown, then what was given besides, sorted."""
        given = {**self.before, **self.after}
        letters = [*self.item.options] if all(len(text) == 1 for text in given if text in self.item.options) else []
        return (*letters, *sorted(given.keys() - {*letters}))

    def right(self, *, after: bool) -> int:
        """How many were right in vote 1, or in vote 2."""
        answers = [each.after if after else each.before for each in self.people]
        return sum(answer is not None and answer.is_right for answer in answers)

    @staticmethod
    def _counted(answers: list[CastAnswer | None]) -> Mapping[str, int]:
        return Counter(answer.text for answer in answers if answer)


def voted_questions(
    plan: SessionPlan, items: Mapping[str, PaperItem], held: HeldSession, simplify: Simplify = as_typed
) -> tuple[VotedQuestion, ...]:
    """The questions that were planned to be voted on, then any others that were, with who answered what."""
    cast: dict[str, dict[str, dict[int, object]]] = {}
    for ballot in held.ballots:
        cast.setdefault(ballot.item, {}).setdefault(ballot.seat, {})[ballot.vote] = ballot.answer
    planned = [item for activity in plan.activities if activity.is_voted_on for item in activity.items]
    return tuple(
        VotedQuestion(
            item=items[name].item,
            people=tuple(
                _person(seat, items[name].item, answers, simplify)
                for seat, answers in sorted(cast.get(name, {}).items())
            ),
        )
        for name in dict.fromkeys([*planned, *cast])
        if name in items
    )


def _person(seat: str, item: Item, answers: Mapping[int, object], simplify: Simplify) -> PersonVotes:
    before, after = (
        CastAnswer(text=shown_answer(item, answers[vote], simplify), is_right=is_right(item, answers[vote], simplify))
        if vote in answers
        else None
        for vote in (1, 2)
    )
    return PersonVotes(seat=seat, before=before, after=after)
