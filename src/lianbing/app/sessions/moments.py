"""When each sitting was, to the minute: a drill and a session may be on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from lianbing.app.sessions.session_files import day_of, held_sessions
from lianbing.app.workspace import Workspace
from lianbing.domain.sessions.answers import GatheredAnswer
from lianbing.domain.sessions.happenings import QuizKind
from lianbing.sessions.reading import SessionFiles

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Moments:
    """When papers of each drill were issued, and when each session was held, by drill and session."""

    by_event: Mapping[str, datetime]
    sessions: tuple[SessionFiles, ...]

    @classmethod
    def read(cls, workspace: Workspace, sessions: Iterable[SessionFiles]) -> Moments:
        """Looks the times up; ``sessions`` that were not held have none. Raises StoreFault."""
        held = held_sessions(sessions)
        by_event = {files.folder.id: held_at(files) for files in held}
        if workspace.has_store:
            with workspace.store.transaction() as records:
                by_event.update({drill.id: _time(drill.issued_at) for drill in records.drills.all()})
        return cls(by_event, held)

    def of(self, answer: GatheredAnswer) -> datetime:
        """When the sitting of an answer was; on the day of the answer, if nothing else is known."""
        return self.by_event.get(answer.sitting.partition("/")[0]) or _time(answer.at)

    def is_since(self, answer: GatheredAnswer, clause: str) -> bool:
        """Whether an answer was given after a clause was last taught; the quiz at the end of that session counts."""
        last = self.last_taught.get(clause)
        moment = self.of(answer)
        return last is None or moment > last or (moment == last and is_exit(answer))

    @cached_property
    def last_taught(self) -> Mapping[str, datetime]:
        """When each clause was taught last."""
        return {clause: held_at(files) for clause, files in self._latest.items()}

    @property
    def months(self) -> Mapping[str, str]:
        """In which month each clause was taught last."""
        return {clause: files.folder.id[: len("2026-12")] for clause, files in self._latest.items()}

    @cached_property
    def _latest(self) -> Mapping[str, SessionFiles]:
        in_order = sorted(self.sessions, key=held_at)
        return {clause: files for files in in_order if files.plan for clause in files.plan.clauses}

    def taught_again(self, files: SessionFiles, clause: str) -> datetime:
        """When a clause was taught the next time after a session; NEVER if it was not."""
        later = [
            held_at(each)
            for each in self.sessions
            if held_at(each) > held_at(files) and each.plan and clause in each.plan.clauses
        ]
        return min(later, default=NEVER)


def is_exit(answer: GatheredAnswer) -> bool:
    """Whether it was given at the end of a session."""
    return answer.sitting.endswith(f"/{QuizKind.EXIT}")


def held_at(files: SessionFiles) -> datetime:
    """When a session began; without journals the beginning of its day."""
    return _time(files.held.began or day_of(files))


def _time(text: str) -> datetime:
    """A time with its zone; a day is its beginning, a month the beginning of its first day."""
    moment = datetime.fromisoformat(text if len(text) > len("2026-12") else f"{text}-01")
    return moment.astimezone() if moment.tzinfo is None else moment
