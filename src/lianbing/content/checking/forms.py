"""The rule of ``check`` for forms: what they rest on, the texts that are filled in, and what clauses count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lianbing.content.lint import content_rule, unknown
from lianbing.content.loader import Loaded
from lianbing.domain.knowledge.forms import WorkForm, realise_form
from lianbing.domain.workbook import Workbook
from lianbing.errors import ExpressionFault, Fault, UnknownReference


@content_rule("forms")
def form_rule(loaded: Loaded) -> Iterator[Fault]:
    """Forms that rest on what there is not, or whose texts or fields don't agree with the clauses."""
    for form in loaded.workbook.forms.values():
        for message in _messages(form, loaded.workbook):
            yield loaded.places.fault("FormFile", form.id, f"表单 {form.id}：{message}")


def _messages(form: WorkForm, book: Workbook) -> Iterable[str]:
    yield from (
        f"依据 {name} 不存在：改编号，或先写进 standards/" for name in form.clauses if not book.find_basis(name)
    )
    yield from unknown("知识点", (form.topic,), {topic.id for topic in book.syllabus.topics})
    yield from (message for name in form.counted if (message := _counted(form, name, book)))
    try:
        realise_form(form, book.sources)
    except (ExpressionFault, UnknownReference) as error:
        yield error.message


def _counted(form: WorkForm, name: str, book: Workbook) -> str:
    clause = book.clauses.get(name)
    if clause is None or not clause.limits:
        return f"counted 里的 {name} 要是一条有限额的条款"
    limit = clause.limits[0].value
    count = sum(name in each.rests_on for each in form.fields)
    return "" if limit == count else f"条款 {name} 说有 {limit} 栏，表单里注明依据它的栏目有 {count} 个：补上或改正"
