"""``standards/local.yml``: a company's own values of parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from lianbing.content.reading.number_slips import number_slip
from lianbing.content.reading.yaml_source import YamlDocument, parse, read_text
from lianbing.domain.kernel.quantities import Quantity, show
from lianbing.domain.knowledge.clauses import Parameter
from lianbing.errors import ContentFaults, Fault

FILE = "standards/local.yml"
_BRACE = re.compile(r"[{}｛｝]")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class LocalValues:
    """What the file says, by parameter, and what is wrong with it; both empty without a file."""

    document: YamlDocument
    values: Mapping[str, Quantity] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_local_values(root: Path) -> LocalValues:
    """Reads the file, which is optional."""
    empty = YamlDocument(FILE, None, {})
    if not (root / FILE).exists():
        return LocalValues(document=empty)
    try:
        document = parse(read_text(root / FILE, FILE), FILE)
    except ContentFaults as error:
        return LocalValues(document=empty, faults=error.faults)
    if document.data is None:
        return LocalValues(document=document)
    if not isinstance(document.data, dict):
        return LocalValues(document=document, faults=(document.fault((), "要写成“参数编号: 取值”，每行一个"),))
    values: dict[str, Quantity] = {}
    faults = []
    for name, value in document.data.items():
        if isinstance(value, str) and _BRACE.search(value):
            faults.append(
                document.fault((name,), f"{name} 的取值里有大括号，页面上会照样显示：写本单位的话，不用占位符")
            )
        elif isinstance(value, str):
            values[name] = value
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            values[name] = Decimal(value)
        else:
            faults.append(document.fault((name,), f"{name} 的取值要是数字或文字"))
    return LocalValues(document=document, values=values, faults=tuple(faults))


def local_fault(parameter: Parameter) -> str:
    """What is wrong with a company's own value of a parameter, in Chinese; empty if nothing is.

    The value must be of the same kind as the default: a number, a time of day, or a text.
    """
    local, default = parameter.local, parameter.default
    if local is None:
        return ""
    if isinstance(default, Decimal):
        if isinstance(local, str):
            slip = number_slip(local)
            return f"要填数字：{slip}" if slip else f"要填数字，不加引号，例如 {show(default)}"
        return "要大于 0" if default > 0 and local <= 0 else ""
    if _TIME.fullmatch(default) and not (isinstance(local, str) and _TIME.fullmatch(local)):
        slip = number_slip(local)
        return f"要写成时刻：{slip}" if slip else f'要写成时刻并加引号，例如 "{default}"'
    return "" if isinstance(local, str) else f"要填文字，例如 {default}"
