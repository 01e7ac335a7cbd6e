"""Models of ``standards/*.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from lianbing.content.reading.validation import Model, Text
from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.kernel.references import SOURCE
from lianbing.domain.knowledge.clauses import (
    Clause,
    Confidence,
    Contradiction,
    Fact,
    Parameter,
    Reading,
    Role,
    Section,
    Standard,
    Status,
)
from lianbing.domain.knowledge.limits import Limit, Operator

_OPERATORS = {">=": Operator.AT_LEAST, "<=": Operator.AT_MOST, "=": Operator.EQUAL, "~": Operator.ABOUT}
_CONFIDENCE = {"high": Confidence.HIGH, "medium": Confidence.MEDIUM, "low": Confidence.LOW}

ClauseId = Annotated[str, Field(pattern=r"^[A-Z]{2,5}-\d{2,3}$")]
Words = Annotated[str, Field(min_length=1)]


def quantity(value: int | Decimal | str) -> Quantity:
    """A number as a Decimal, a text as it is."""
    return value if isinstance(value, str) else Decimal(value)


class LimitModel(Model):
    """限额: a limit with either a value of its own or a parameter that sets it."""

    metric: Words
    operator: Literal[">=", "<=", "=", "~"]
    unit: str
    value: int | Decimal | str | None = None
    parameter: str | None = None
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] | None = None
    title: Annotated[str, Field(pattern=r"^[^\s≥≤=、；]+$", max_length=12)] | None = None
    source: int | Decimal | str | None = None

    @model_validator(mode="after")
    def _one_source(self) -> LimitModel:
        if (self.value is None) == (self.parameter is None):
            raise ValueError("限额的取值要在 value 和 parameter 里二选一")
        return self

    @model_validator(mode="after")
    def _name_is_free(self) -> LimitModel:
        if self.name == SOURCE:
            raise ValueError(f"限额不能叫 {SOURCE}：{{{{条款.{SOURCE}}}}} 是原文写的数，换个名字")
        return self

    def build(self, clause: str, parameters: Mapping[str, Parameter]) -> Limit:
        """The limit; for an unknown parameter, which checks report, its value is the text 未定义.

        What the source says is written here, or is the parameter's reading of the clause. A limit with a name and
        neither is the company's own.
        """
        original = None if self.source is None else quantity(self.source)
        if self.parameter is not None:
            known = parameters.get(self.parameter)
            value = known.value if known else "未定义"
            read = known is not None and any(reading.source == clause for reading in known.readings)
            original = known.read_by(clause) if known and original is None else original
        else:
            value, read = quantity(self.value if self.value is not None else ""), False
        return Limit(
            metric=self.metric,
            operator=_OPERATORS[self.operator],
            value=value,
            unit=self.unit,
            parameter=self.parameter,
            name=self.name or "",
            original=original,
            title=self.title or "",
            added=bool(self.name) and self.source is None and not read,
        )


class ClauseModel(Model):
    """条款."""

    id: ClauseId
    section: str
    title: Words
    text: Words
    roles: Annotated[list[str], Field(min_length=1)]
    status: Literal["complete", "typo", "damaged", "rebuilt", "doubtful"]
    place: Words
    sources: Annotated[list[str], Field(min_length=1)]
    limits: list[LimitModel] = []
    contradictions: list[str] = []
    readings: list[str] = []
    note: str = ""
    teachable: bool = True

    def build(self, standard: str, parameters: Mapping[str, Parameter]) -> Clause:
        """The clause of the standard with the id ``standard``."""
        return Clause(
            id=self.id,
            standard=standard,
            section=self.section,
            title=self.title,
            text=self.text,
            roles=tuple(self.roles),
            status=Status[self.status.upper()],
            place=self.place,
            sources=tuple(self.sources),
            limits=tuple(limit.build(self.id, parameters) for limit in self.limits),
            contradictions=tuple(self.contradictions),
            readings=tuple(self.readings),
            note=self.note,
            teachable=self.teachable,
        )


class SectionModel(Model):
    """A heading of a standard."""

    id: str
    title: Words


class StandardFile(Model):
    """One standard."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{2,5}$")]
    title: Words
    edition: Text
    document: Words
    sections: list[SectionModel]
    clauses: list[ClauseModel]

    def build(self, parameters: Mapping[str, Parameter]) -> Standard:
        """The standard with its clauses."""
        return Standard(
            id=self.id,
            title=self.title,
            edition=self.edition,
            document=self.document,
            sections=tuple(Section(id=section.id, title=section.title) for section in self.sections),
            clauses=tuple(clause.build(self.id, parameters) for clause in self.clauses),
        )


class RoleModel(Model):
    """A post."""

    id: str
    title: Words


class RolesFile(Model):
    """``roles.yml``."""

    roles: list[RoleModel]

    def build(self) -> dict[str, Role]:
        """Roles by id."""
        return {role.id: Role(id=role.id, title=role.title) for role in self.roles}


class ReadingModel(Model):
    """One source's value of a parameter."""

    value: int | Decimal | str
    source: Words
    note: str = ""


class ParameterModel(Model):
    """本单位参数."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]
    title: Words
    default: int | Decimal | str
    unit: str = ""
    readings: list[ReadingModel] = []
    contradictions: list[str] = []
    note: str = ""
    information: bool = False

    def build(self, local: Quantity | None) -> Parameter:
        """The parameter; ``local`` is the company's own value, if it set one."""
        return Parameter(
            id=self.id,
            title=self.title,
            default=quantity(self.default),
            unit=self.unit,
            local=local,
            readings=tuple(Reading(value=quantity(r.value), source=r.source, note=r.note) for r in self.readings),
            contradictions=tuple(self.contradictions),
            note=self.note,
            information=self.information,
        )


class ParametersFile(Model):
    """``parameters.yml``."""

    parameters: list[ParameterModel]


class FactModel(Model):
    """行业知识."""

    id: Annotated[str, Field(pattern=r"^K\d{3}$")]
    text: Words
    source: Words
    confidence: Literal["high", "medium", "low"]
    configurable: bool = False
    note: str = ""
    title: Words = "行业知识"


class FactsFile(Model):
    """``facts.yml``."""

    facts: list[FactModel]

    def build(self) -> list[Fact]:
        """The facts in order."""
        return [
            Fact(
                id=f.id,
                text=f.text,
                source=f.source,
                confidence=_CONFIDENCE[f.confidence],
                configurable=f.configurable,
                note=f.note,
                title=f.title,
            )
            for f in self.facts
        ]


class ContradictionModel(Model):
    """矛盾."""

    id: Annotated[str, Field(pattern=r"^X\d{2}$")]
    title: Words
    sides: Annotated[list[str], Field(min_length=1)]
    treatment: Words


class ContradictionsFile(Model):
    """``contradictions.yml``."""

    contradictions: list[ContradictionModel]

    def build(self) -> list[Contradiction]:
        """The contradictions in order."""
        return [
            Contradiction(id=c.id, title=c.title, sides=tuple(c.sides), treatment=c.treatment)
            for c in self.contradictions
        ]
