"""Models of ``exercises/forms/*.yml``, and of ``local.yml`` beside them: a company's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from lianbing.content.bindings import Bindings
from lianbing.content.exercise_files import ExerciseId, Words
from lianbing.content.reading.validation import Model, Text
from lianbing.domain.knowledge.forms import (
    AddedField,
    FaultyForm,
    FieldKind,
    FilledForm,
    FormChanges,
    FormColumn,
    FormFault,
    FormField,
    FormSection,
    WorkForm,
)

FORMS_LOCAL = "local.yml"
"""The name of the file with a company's own fields."""
FieldId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
LineModel = dict[str, Text]


class FormColumnModel(Model):
    """A column of a field of lines."""

    id: FieldId
    label: Words
    kind: FieldKind = FieldKind.TEXT
    width: Annotated[int, Field(ge=1, le=12)] = 2
    choices: list[Text] = []

    def build(self) -> FormColumn:
        """The column."""
        return FormColumn(id=self.id, label=self.label, kind=self.kind, width=self.width, choices=tuple(self.choices))


class FormFieldModel(Model):
    """A field of a form."""

    id: FieldId
    label: Words
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""
    required: bool = False
    choices: list[Text] = []
    columns: list[FormColumnModel] = []
    lines: Annotated[int, Field(ge=1, le=40)] | None = None
    preset: list[LineModel] = []
    rests_on: list[str] = []

    def build(self) -> FormField:
        """The field."""
        usual = 3 if self.kind is FieldKind.LONG else 5 if self.kind is FieldKind.ROWS else 1
        return FormField(
            id=self.id,
            label=self.label,
            kind=self.kind,
            hint=self.hint.strip(),
            is_required=self.required,
            choices=tuple(self.choices),
            columns=tuple(column.build() for column in self.columns),
            lines=max(self.lines or usual, len(self.preset)),
            preset=tuple(self.preset),
            rests_on=tuple(self.rests_on),
        )


class FormSectionModel(Model):
    """A part of a form."""

    title: Words
    filled_by: Words
    fields: Annotated[list[FormFieldModel], Field(min_length=1)]


class FilledModel(Model):
    """A filled form."""

    story: Words
    values: dict[str, Text | list[LineModel]]

    def build(self) -> FilledForm:
        """The filled form."""
        return FilledForm(
            story=self.story.strip(),
            texts={name: value.strip() for name, value in self.values.items() if isinstance(value, str)},
            tables={name: tuple(value) for name, value in self.values.items() if not isinstance(value, str)},
        )


class FaultModel(Model):
    """A fault that is to be found."""

    field: FieldId
    line: Annotated[int, Field(ge=1)] | None = None
    wrong: Words
    right: Words
    rests_on: Annotated[list[str], Field(min_length=1)]


class FaultyModel(FilledModel):
    """A filled form with its faults."""

    faults: Annotated[list[FaultModel], Field(min_length=1)]


class FormFile(Model):
    """One form."""

    id: ExerciseId
    title: Words
    topic: str
    use: Words
    rests_on: Annotated[list[str], Field(min_length=1)]
    counted: list[str] = []
    landscape: bool = False
    values: Bindings = {}
    sections: Annotated[list[FormSectionModel], Field(min_length=1)]
    model: FilledModel
    faulty: FaultyModel | None = None

    @property
    def fields(self) -> Mapping[str, FormFieldModel]:
        """All fields by id."""
        return {each.id: each for section in self.sections for each in section.fields}

    def build(self) -> WorkForm:
        """The form."""
        faulty = None
        if self.faulty:
            faults = tuple(
                FormFault(
                    field=each.field,
                    line=each.line or 0,
                    wrong=each.wrong.strip(),
                    right=each.right.strip(),
                    rests_on=tuple(each.rests_on),
                )
                for each in self.faulty.faults
            )
            faulty = FaultyForm(filled=self.faulty.build(), faults=faults)
        return WorkForm(
            id=self.id,
            title=self.title,
            topic=self.topic,
            use=self.use.strip(),
            rests_on=tuple(self.rests_on),
            sections=tuple(
                FormSection(
                    title=section.title,
                    filled_by=section.filled_by,
                    fields=tuple(each.build() for each in section.fields),
                )
                for section in self.sections
            ),
            model=self.model.build(),
            faulty=faulty,
            counted=tuple(self.counted),
            is_landscape=self.landscape,
            values=self.values,
        )


class AddedFieldModel(FormFieldModel):
    """A company's own field."""

    after: FieldId
    sample: str = ""


class ChangesModel(Model):
    """What a company changes of a form."""

    title: str = ""
    rename: dict[str, Words] = {}
    drop: list[str] = []
    add: list[AddedFieldModel] = []

    def build(self) -> FormChanges:
        """The changes."""
        return FormChanges(
            title=self.title.strip(),
            rename=self.rename,
            drop=tuple(self.drop),
            add=tuple(AddedField(field=each.build(), after=each.after, sample=each.sample) for each in self.add),
        )


class FormsLocalFile(Model):
    """``local.yml``: by form, what a company changes."""

    forms: dict[str, ChangesModel]
