"""Blank forms as files of the site, and the data of a form's element."""

from __future__ import annotations

import base64
from pathlib import PurePosixPath

from lianbing.book.elements import reference
from lianbing.book.forms.as_excel import form_xlsx
from lianbing.book.forms.as_word import form_docx
from lianbing.domain.knowledge.forms import WorkForm, realise_form
from lianbing.domain.workbook import Workbook
from lianbing.errors import UnknownReference
from lianbing.wire.canonical import Json
from lianbing.wire.forms.work_forms import work_form

FOLDER = PurePosixPath("forms")
_WRITERS = {"xlsx": form_xlsx, "docx": form_docx}
_KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def form_files(workbook: Workbook) -> dict[PurePosixPath, bytes]:
    """The files of all forms by their path in the site."""
    realised = (realise_form(form, workbook.sources) for form in workbook.forms.values())
    return {FOLDER / f"{form.id}.{ending}": write(form) for form in realised for ending, write in _WRITERS.items()}


def form_of(workbook: Workbook, form_id: str) -> WorkForm:
    """A form with its texts filled in; raises UnknownReference."""
    form = workbook.forms.get(form_id)
    if form is None:
        raise UnknownReference(f"没有表单 {form_id}")
    return realise_form(form, workbook.sources)


def form_data(workbook: Workbook, form_id: str) -> dict[str, Json]:
    """A form's element in a page of the book, whose files stand in the site; raises UnknownReference."""
    addresses = {ending: f"../../{FOLDER}/{form_id}.{ending}" for ending in _WRITERS}
    return work_form(form_of(workbook, form_id), addresses, lambda name: reference(workbook, name))


def held_files(workbook: Workbook, form_id: str) -> dict[str, str]:
    """Addresses that hold the files themselves, for JupyterLab, which has no site around it."""
    form = form_of(workbook, form_id)
    return {
        ending: f"data:{_KINDS[ending]};base64,{base64.b64encode(write(form)).decode()}"
        for ending, write in _WRITERS.items()
    }
