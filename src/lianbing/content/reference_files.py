"""Models of ``syllabus/glossary.yml`` and ``syllabus/formulas.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lianbing.content.validation import Model
from lianbing.domain.reference import Definition, Indicator, Term

Words = Annotated[str, Field(min_length=1)]


class TermModel(Model):
    """术语."""

    term: Words
    meaning: Words
    see: list[str] = []

    @property
    def id(self) -> str:
        """Terms are told apart by the word itself."""
        return self.term


class GlossaryFile(Model):
    """``glossary.yml``."""

    terms: list[TermModel]

    def build(self) -> tuple[Term, ...]:
        """The terms in order."""
        return tuple(Term(term.term, term.meaning, tuple(term.see)) for term in self.terms)


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
        return Indicator(self.id, self.title, self.unit, definitions, self.example)


class FormulasFile(Model):
    """``formulas.yml``."""

    indicators: list[IndicatorModel]

    def build(self) -> tuple[Indicator, ...]:
        """The indicators in order."""
        return tuple(indicator.build() for indicator in self.indicators)
