"""Models of ``syllabus/glossary.yml`` and ``syllabus/formulas.yml``."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model
from lianbing.domain.knowledge.reference import Definition, Indicator, Term

Words = Annotated[str, Field(min_length=1)]


class TermModel(Model):
    """术语."""

    term: Words
    meaning: Words
    see: list[str] = []
    aliases: list[Words] = []

    @property
    def id(self) -> str:
        """The id of a term, which is the word itself."""
        return self.term


class GlossaryFile(Model):
    """``glossary.yml``."""

    terms: list[TermModel]

    @model_validator(mode="after")
    def _aliases_are_clear(self) -> GlossaryFile:
        names = Counter(name for term in self.terms for name in (term.term, *term.aliases))
        unclear = [name for name, count in names.items() if count > 1 and any(name in t.aliases for t in self.terms)]
        if unclear:
            raise ValueError(f"术语“{unclear[0]}”在别处也写过：一个叫法（aliases）只能归一个术语，又不能是另一个术语")
        return self

    def build(self) -> tuple[Term, ...]:
        """The terms in order."""
        return tuple(
            Term(term=term.term, meaning=term.meaning, see=tuple(term.see), aliases=tuple(term.aliases))
            for term in self.terms
        )


class DefinitionModel(Model):
    """One definition of an indicator."""

    formula: Words
    basis: Annotated[list[str], Field(min_length=1)]
    note: str = ""


class IndicatorModel(Model):
    """指标."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Words
    unit: Words
    definitions: Annotated[list[DefinitionModel], Field(min_length=1)]
    example: str = ""

    def build(self) -> Indicator:
        """The indicator."""
        definitions = tuple(Definition(d.formula, tuple(d.basis), d.note) for d in self.definitions)
        return Indicator(id=self.id, title=self.title, unit=self.unit, definitions=definitions, example=self.example)


class FormulasFile(Model):
    """``formulas.yml``."""

    indicators: list[IndicatorModel]

    def build(self) -> tuple[Indicator, ...]:
        """The indicators in order."""
        return tuple(indicator.build() for indicator in self.indicators)
