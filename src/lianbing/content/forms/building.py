"""Forms as they are built of their files, with a company's own fields in them."""

from __future__ import annotations

from collections.abc import Iterable

from lianbing.content.forms.form_faults import form_faults, local_faults
from lianbing.content.forms.form_files import FormFile, FormsLocalFile
from lianbing.content.reading.yaml_source import YamlDocument
from lianbing.domain.knowledge.forms import WorkForm, changed
from lianbing.errors import Fault


def built_forms(
    files: Iterable[tuple[FormFile, YamlDocument]],
    local: tuple[FormsLocalFile, YamlDocument] | None,
    faults: list[Fault],
) -> list[WorkForm]:
    """The forms in the order of their files; what is wrong with them is added to ``faults``."""
    forms: dict[str, WorkForm] = {}
    wrong: list[Fault] = []
    for model, document in files:
        wrong += form_faults(model, document)
        forms[model.id] = model.build()
    if local and not wrong:
        wrong += local_faults(forms, *local)
    if local and not wrong:
        forms |= {name: changed(forms[name], changes.build()) for name, changes in local[0].forms.items()}
    faults += wrong
    return [*forms.values()]
