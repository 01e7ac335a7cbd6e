"""表单: the papers of daily work as data, each with a filled example and one whose faults are to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from lianbing.domain.kernel.bindings import Binding, Sources, bind, fill_references


class FieldKind(StrEnum):
    """What is written into a field or a column."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    ROWS = "rows"


Line = Mapping[str, str]
"""A line of a field of lines, by column."""


@dataclass(frozen=True, kw_only=True)
class FormColumn:
    """A column of a field of lines; ``width`` is its share."""

    id: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    width: int = 2
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormField:
    """A field. ``lines`` is how many a blank form has to write on, ``preset`` what stands in them beforehand.

    ``rests_on`` are the clauses that ask for this field: it may be renamed, and not be dropped.
    """

    id: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""
    is_required: bool = False
    choices: tuple[str, ...] = ()
    columns: tuple[FormColumn, ...] = ()
    lines: int = 1
    preset: tuple[Line, ...] = ()
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormSection:
    """A part of a form; ``filled_by`` says who fills it in."""

    title: str
    filled_by: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """A form as somebody filled it in: ``texts`` and ``tables`` by field. ``story`` is what had happened."""

    story: str
    texts: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FormFault:
    """A fault in a filled form: where, what is wrong, and how it should read.

    ``line`` counts the lines of a field of lines from 1; 0 is the whole field.
    """

    field: str
    wrong: str
    right: str
    rests_on: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class FaultyForm:
    """A filled form, and all of its faults."""

    filled: FilledForm
    faults: tuple[FormFault, ...]


@dataclass(frozen=True, kw_only=True)
class WorkForm:
    """A form of daily work. ``counted`` are clauses whose limit says how many fields rest on them."""

    id: str
    title: str
    topic: str
    use: str
    rests_on: tuple[str, ...]
    sections: tuple[FormSection, ...]
    model: FilledForm
    faulty: FaultyForm | None = None
    counted: tuple[str, ...] = ()
    is_landscape: bool = False
    values: Mapping[str, Binding] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All fields in order."""
        return tuple(each for section in self.sections for each in section.fields)

    @property
    def clauses(self) -> tuple[str, ...]:
        """Everything that the form rests on, each once."""
        faults = self.faulty.faults if self.faulty else ()
        of_fields = (name for each in self.fields for name in each.rests_on)
        of_faults = (name for each in faults for name in each.rests_on)
        return tuple(dict.fromkeys((*self.rests_on, *of_fields, *of_faults)))


@dataclass(frozen=True, kw_only=True)
class AddedField:
    """A company's own field: behind which one it stands, and what the example has in it."""

    field: FormField
    after: str
    sample: str = ""


@dataclass(frozen=True, kw_only=True)
class FormChanges:
    """What a company changes of a form: its title, labels by field, fields that go, fields that come."""

    title: str = ""
    rename: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    add: tuple[AddedField, ...] = ()


def change_problems(form: WorkForm, changes: FormChanges) -> Iterator[tuple[str, str]]:
    """What can't be changed so: the field that is meant, and a Chinese sentence."""
    fields = {each.id: each for each in form.fields}
    for name in (*changes.rename, *changes.drop):
        if name not in fields:
            yield name, f"表单 {form.id} 没有栏目 {name}：对照 {form.id}.yml 改编号"
    for name in changes.drop:
        if name in fields and fields[name].rests_on:
            asked = "、".join(fields[name].rests_on)
            yield name, f"栏目“{fields[name].label}”是 {asked} 要的，不能去掉；叫法不同就写在 rename 里"
    for added in changes.add:
        if added.field.id in fields:
            yield added.field.id, f"表单 {form.id} 已经有栏目 {added.field.id}：换一个编号"
        elif added.after not in fields:
            yield added.field.id, f"after 写的 {added.after} 不是表单 {form.id} 的栏目：写它要跟在哪一栏后面"
        fields[added.field.id] = added.field


def changed(form: WorkForm, changes: FormChanges) -> WorkForm:
    """The form with a company's own fields; its examples lose what is dropped, and the model gains the samples."""
    samples = {added.field.id: added.sample for added in changes.add if added.sample}
    model = _without(form.model, changes.drop)
    faulty = form.faulty
    if faulty:
        faulty = FaultyForm(
            filled=_without(faulty.filled, changes.drop),
            faults=tuple(fault for fault in faulty.faults if fault.field not in changes.drop),
        )
    sections = tuple(_changed_section(section, changes) for section in form.sections)
    return replace(
        form,
        title=changes.title or form.title,
        sections=tuple(section for section in sections if section.fields),
        model=replace(model, texts={**model.texts, **samples}),
        faulty=faulty if faulty and faulty.faults else None,
    )


def _changed_section(section: FormSection, changes: FormChanges) -> FormSection:
    fields: list[FormField] = [replace(each, label=changes.rename.get(each.id, each.label)) for each in section.fields]
    for added in changes.add:
        place = next((number for number, each in enumerate(fields, 1) if each.id == added.after), 0)
        if place:
            fields.insert(place, added.field)
    return replace(section, fields=tuple(each for each in fields if each.id not in changes.drop))


def _without(filled: FilledForm, names: tuple[str, ...]) -> FilledForm:
    return replace(
        filled,
        texts={name: text for name, text in filled.texts.items() if name not in names},
        tables={name: lines for name, lines in filled.tables.items() if name not in names},
    )


def realise_form(form: WorkForm, sources: Sources) -> WorkForm:
    """The form with limits, parameters and its own ``values`` in its texts; raises ExpressionFault."""
    names = bind(form.values, sources, form.id)

    def filled(text: str) -> str:
        return fill_references(text, sources, names)

    faulty = form.faulty
    if faulty:
        faults = (replace(each, wrong=filled(each.wrong), right=filled(each.right)) for each in faulty.faults)
        faulty = FaultyForm(filled=_realised(faulty.filled, filled), faults=tuple(faults))
    return replace(
        form,
        title=filled(form.title),
        use=filled(form.use),
        sections=tuple(
            replace(section, fields=tuple(_realised_field(each, filled) for each in section.fields))
            for section in form.sections
        ),
        model=_realised(form.model, filled),
        faulty=faulty,
    )


Filler = Callable[[str], str]


def _realised_field(each: FormField, filled: Filler) -> FormField:
    return replace(each, label=filled(each.label), hint=filled(each.hint), preset=_realised_lines(each.preset, filled))


def _realised(example: FilledForm, filled: Filler) -> FilledForm:
    return FilledForm(
        story=filled(example.story),
        texts={name: filled(text) for name, text in example.texts.items()},
        tables={name: _realised_lines(lines, filled) for name, lines in example.tables.items()},
    )


def _realised_lines(lines: tuple[Line, ...], filled: Filler) -> tuple[Line, ...]:
    return tuple({column: filled(text) for column, text in line.items()} for line in lines)
