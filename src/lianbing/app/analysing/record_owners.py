"""Whose a learner's file is, by the employee number in its name or in the name of its folder, and how it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lianbing.app.analysing.gathered import Naming
from lianbing.app.workspace import Workspace
from lianbing.domain.people.person import Person
from lianbing.drills.file_names import numbers_in


class RecordOwners:
    """The people that the store knows, by what files and folders are called."""

    def __init__(self, workspace: Workspace, naming: Naming) -> None:
        self._naming = naming
        self._places: dict[str, int] = {}
        if workspace.has_store:
            with workspace.store.transaction() as records:
                self.people: Mapping[str, Person] = records.people.all([])
        else:
            self.people = {}
        self._numbers = {number.upper(): number for number in self.people}

    def of(self, path: Sequence[str]) -> str:
        """The one number in the name of a file, else of the innermost folder that has one; empty where there is none.

        Of several in one name none is taken.
        """
        for part in reversed(path):
            numbers = numbers_in(part, "", self._among)
            if numbers:
                return next(iter(numbers)) if len(numbers) == 1 else ""
        return ""

    def _among(self, candidates: Iterable[str]) -> set[str]:
        return {self._numbers[each.upper()] for each in candidates if each.upper() in self._numbers}

    def shown(self, path: str) -> str:
        """A file as it may be named: where people are hidden, by its pseudonym or the place in which it was met."""
        if not self._naming.is_hiding:
            return path
        place = self._places.setdefault(path, len(self._places) + 1)
        owner = self.of(path.split("/"))
        return f"{self._naming.person(owner)} 的第 {place} 个文件" if owner else f"第 {place} 个文件"

    def label(self, number: str) -> str:
        """The name of a person, or nothing where people are hidden."""
        person = self.people.get(number)
        return person.name if person and not self._naming.is_hiding else ""

    def unit(self, number: str) -> str:
        """The unit that a person has now."""
        person = self.people.get(number)
        return self._naming.unit(person.unit) if person else ""
