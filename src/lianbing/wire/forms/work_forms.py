"""Forms of daily work as JSON, as their element shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from lianbing.domain.knowledge.forms import (
    FaultyForm,
    FilledForm,
    FormColumn,
    FormFault,
    FormField,
    FormSection,
    WorkForm,
)
from lianbing.wire.canonical import Json
from lianbing.wire.references import CLAUSE, Reference, ReferenceLookUp, references
from lianbing.wire.shapes.kinds import Fixed
from lianbing.wire.shapes.shape import Says, Shape, optional

COLUMN = Shape(
    FormColumn,
    {
        "id": "the column, among those of its field",
        "label": "its head",
        "kind": "what is written into it",
        "width": "its share",
        "choices": optional("what can be chosen"),
    },
)
FIELD = Shape(
    FormField,
    {
        "id": "the field, among those of its form",
        "label": "what it is called",
        "kind": "what is written into it",
        "hint": optional("how to fill it in"),
        "required": Says(text="whether it may not stay empty", of="is_required"),
        "choices": optional("what can be chosen"),
        "columns": optional("of a field of lines, its columns"),
        "lines": "how many lines a blank form has for it",
        "preset": optional("of a field of lines, what stands in the first of them"),
    },
    uses=[COLUMN],
)
SECTION = Shape(
    FormSection,
    {"title": "its heading", "filled_by": "who fills it in", "fields": "in order"},
    uses=[FIELD],
)
FILLED = Shape(
    FilledForm,
    {
        "story": "what had happened",
        "texts": "by field, what stands in it",
        "tables": "by field of lines, its lines, each by column",
    },
)
FAULT = Shape(
    FormFault,
    {
        "field": "where it is",
        "line": "the line of a field of lines, from 1; 0 for the whole field",
        "wrong": "what is wrong, and why",
        "right": "how it should read",
        "rests_on": "clauses and facts",
    },
)
FAULTY = Shape(
    FaultyForm,
    {"filled": "the form as it was filled in", "faults": "all that is wrong with it"},
    uses=[FILLED, FAULT],
)


@dataclass(frozen=True, kw_only=True)
class ShownForm:
    """A form that an element shows: to fill in, with an example, and with a faulty one."""

    kind: Annotated[str, Says(text="what the element shows", kind=Fixed("form"))] = "form"
    id: Annotated[str, "the form"]
    title: Annotated[str, "its title"]
    use: Annotated[str, "when it is filled in, and how"]
    rests_on: Annotated[tuple[str, ...], "clauses and facts that ask for it"]
    landscape: Annotated[bool, "whether it is printed across"]
    sections: Annotated[tuple[FormSection, ...], "in order"]
    model: Annotated[FilledForm, "a good example"]
    faulty: Annotated[FaultyForm | None, "one whose faults are to be found, if there is one"]
    files: Annotated[Mapping[str, str], "the address of the blank form as a file, by its ending"]
    clauses: Annotated[Mapping[str, Reference], "all that the form and its faults rest on, by id"]


FORM = Shape(ShownForm, name="WorkForm", uses=[SECTION, FILLED, FAULTY, CLAUSE])


def work_form(form: WorkForm, files: Mapping[str, str], look_up: ReferenceLookUp) -> dict[str, Json]:
    """A form whose texts are filled in, as JSON; ``files`` are addresses by ending."""
    return FORM.encode(
        ShownForm(
            id=form.id,
            title=form.title,
            use=form.use,
            rests_on=form.rests_on,
            landscape=form.is_landscape,
            sections=form.sections,
            model=form.model,
            faulty=form.faulty,
            files=files,
            clauses=references(form.clauses, look_up),
        )
    )
