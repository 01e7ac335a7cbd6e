"""What is wrong inside one form: fields that don't fit their kind, examples that fill what there is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lianbing.content.forms.form_files import (
    ChangesModel,
    FaultModel,
    FilledModel,
    FormColumnModel,
    FormFieldModel,
    FormFile,
    FormsLocalFile,
    LineModel,
)
from lianbing.content.reading.yaml_source import Path_, YamlDocument
from lianbing.domain.kernel.bindings import PLACEHOLDER
from lianbing.domain.knowledge.forms import FieldKind, WorkForm, change_problems
from lianbing.errors import Fault

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?%?", re.ASCII)
Problem = tuple[Path_, str]


def form_faults(form: FormFile, document: YamlDocument) -> Iterator[Fault]:
    """What is wrong inside one form, each with its line."""
    for path, message in (*_section_problems(form), *_model_problems(form), *_faulty_problems(form)):
        yield document.fault(path, message)


def local_faults(forms: Mapping[str, WorkForm], local: FormsLocalFile, document: YamlDocument) -> Iterator[Fault]:
    """What a company changes and can't, each with its line."""
    for name, changes in local.forms.items():
        path: Path_ = ("forms", name)
        if name not in forms:
            yield document.fault(path, f"没有表单 {name}：可用的有 {'、'.join(forms)}")
            continue
        for number, added in enumerate(changes.add):
            for inner, message in field_problems(added):
                yield document.fault((*path, "add", number, *inner), message)
        for field, message in change_problems(forms[name], changes.build()):
            yield document.fault(_place_of(field, changes, path), message)


def _place_of(field: str, changes: ChangesModel, path: Path_) -> Path_:
    added = [each.id for each in changes.add]
    if field in added:
        return (*path, "add", added.index(field), "id")
    return (*path, "drop", changes.drop.index(field)) if field in changes.drop else (*path, "rename", field)


def _section_problems(form: FormFile) -> Iterator[Problem]:
    for place, section in enumerate(form.sections):
        for number, each in enumerate(section.fields):
            yield from _below(("sections", place, "fields", number), field_problems(each))
    yield from _repeated((each.id for section in form.sections for each in section.fields), ("sections",), "栏目")


def field_problems(each: FormFieldModel) -> Iterator[Problem]:
    """What does not fit the kind of a field, each with its place below the field."""
    is_rows = each.kind is FieldKind.ROWS
    if is_rows != bool(each.columns):
        yield ("kind",), f"栏目 {each.id}：kind 写 rows 的要有 columns（各列），别的不能有"
    if each.preset and not is_rows:
        yield ("preset",), f"栏目 {each.id}：只有 kind: rows 的能写 preset（先印好的几行）"
    yield from _choice_problem(each)
    for place, column in enumerate(each.columns):
        yield from _below(("columns", place), _choice_problem(column))
        if column.kind is FieldKind.ROWS:
            yield ("columns", place, "kind"), f"列 {column.id}：表里的一列不能又是 rows"
    yield from _repeated((column.id for column in each.columns), ("columns",), "列")
    yield from _line_problems(each, each.preset, ("preset",))


def _choice_problem(part: FormFieldModel | FormColumnModel) -> Iterator[Problem]:
    if (part.kind is FieldKind.CHOICE) != bool(part.choices):
        yield ("kind",), f"{part.id}：kind 写 choice 的要有 choices（可选的几样），别的不能有"


def _model_problems(form: FormFile) -> Iterator[Problem]:
    yield from _below(("model", "values"), _example_problems(form, form.model))
    for name, each in form.fields.items():
        value = form.model.values.get(name)
        if each.required and not value:
            yield ("model",), f"样例没有填必填的栏目 {name}（{each.label}）：样例要填全"
        if isinstance(value, str) and value:
            message = _text_problem(each, value)
            if message:
                yield ("model", "values", name), message


def _faulty_problems(form: FormFile) -> Iterator[Problem]:
    if form.faulty is None:
        return
    yield from _below(("faulty", "values"), _example_problems(form, form.faulty))
    for number, fault in enumerate(form.faulty.faults):
        message = _fault_problem(form, fault, form.faulty)
        if message:
            yield ("faulty", "faults", number), message
    places = [(fault.field, fault.line) for fault in form.faulty.faults]
    for number, place in enumerate(places):
        if place in places[:number]:
            yield ("faulty", "faults", number), "这一处的毛病写了两条：合成一条"


def _example_problems(form: FormFile, example: FilledModel) -> Iterator[Problem]:
    for name, value in example.values.items():
        each = form.fields.get(name)
        if each is None:
            yield (name,), f"填了没有的栏目 {name}：对照 sections 改编号"
        elif (each.kind is FieldKind.ROWS) != isinstance(value, list):
            yield (name,), f"栏目 {name} 的样子不对：kind 是 rows 的填几行，别的填一段文字"
        elif isinstance(value, list):
            yield from _line_problems(each, value, (name,))


def _line_problems(each: FormFieldModel, lines: Sequence[LineModel], path: Path_) -> Iterator[Problem]:
    """Lines that fill columns which there are not."""
    columns = [column.id for column in each.columns]
    for number, line in enumerate(lines):
        for name in line:
            if name not in columns:
                yield (*path, number, name), f"填了没有的列 {name}：栏目 {each.id} 的列是 {'、'.join(columns)}"


def _text_problem(each: FormFieldModel, text: str) -> str:
    """Of a text that does not fit the kind of its field; a faulty example may well have such ones."""
    if PLACEHOLDER.search(text):
        return ""
    if each.kind is FieldKind.CHOICE and text not in each.choices:
        return f"栏目 {each.id} 填的“{text}”不在 choices 里"
    if each.kind is FieldKind.DATE and not _DAY.fullmatch(text):
        return f"栏目 {each.id} 是日期，写成 2026-11-03 这样"
    if each.kind is FieldKind.NUMBER and not _NUMBER.fullmatch(text):
        return f"栏目 {each.id} 是数字，不带单位：单位写进 label"
    return ""


def _fault_problem(form: FormFile, fault: FaultModel, example: FilledModel) -> str:
    if fault.field not in form.fields:
        return f"毛病指到没有的栏目 {fault.field}：对照 sections 改编号"
    value = example.values.get(fault.field)
    if fault.line and not (isinstance(value, list) and fault.line <= len(value)):
        return f"毛病指到栏目 {fault.field} 的第 {fault.line} 行，错例里没有这一行"
    return ""


def _repeated(ids: Iterable[str], path: Path_, word: str) -> Iterator[Problem]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield path, f"{word}编号 {name} 用了两次：改一个"


def _below(path: Path_, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems with their places as seen from further out."""
    return (((*path, *inner), message) for inner, message in problems)
