"""Checks files against pydantic models and puts each fault into a Chinese sentence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from lianbing.content.reading.yaml_source import Path_, YamlDocument, parse, read_text
from lianbing.errors import ContentFaults, Fault


class Model(BaseModel):
    """Base of all file models: unknown fields are faults, and models can't be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def as_text(value: object) -> object:
    """A number as the text that its author means; anything else as it is."""
    # An author who writes `key: 600` or `edition: 2013` means the text.
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(as_text)]
"""A text, or a whole number that stands for one."""

M = TypeVar("M", bound=Model)

_SENTENCES: Mapping[str, str] = {
    "missing": "缺少字段“{field}”",
    "extra_forbidden": "不认识的字段“{field}”：检查拼写，或删掉它",
    "string_type": "“{field}”要写成文字",
    "list_type": "“{field}”要写成列表（每项前加“- ”）",
    "tuple_type": "“{field}”要写成列表（每项前加“- ”）",
    "dict_type": "“{field}”要写成“名字: 值”的形式",
    "mapping_type": "“{field}”要写成“名字: 值”的形式",
    "model_type": "“{field}”要写成“名字: 值”的形式",
    "bool_type": "“{field}”要写 true 或 false",
    "bool_parsing": "“{field}”要写 true 或 false",
    "int_type": "“{field}”要写成整数",
    "int_parsing": "“{field}”要写成整数",
    "int_from_float": "“{field}”要写成整数",
    "decimal_type": "“{field}”要写成数字",
    "decimal_parsing": "“{field}”要写成数字",
    "enum": "“{field}”的取值不对：只能写 {expected}",
    "literal_error": "“{field}”的取值不对：只能写 {expected}",
    "greater_than_equal": "“{field}”不能小于 {ge}",
    "greater_than": "“{field}”要大于 {gt}",
    "less_than_equal": "“{field}”不能大于 {le}",
    "decimal_max_places": "“{field}”最多 {decimal_places} 位小数",
    "no_allowed_kind": "“{field}”写得不对：对照内容格式的说明改正",
    "too_short": "“{field}”至少要有 {min_length} 项",
    "too_long": "“{field}”最多 {max_length} 项",
    "string_too_short": "“{field}”不能空着",
    "string_pattern_mismatch": "“{field}”的写法不对：检查编号格式",
}

_FORMATS: Mapping[str, str] = {
    r"^[a-z][a-z0-9-]*$": "小写字母打头，后面只有小写字母、数字和短横，如 own-0003",
    r"^[a-z][a-z0-9_]*$": "小写字母打头，后面只有小写字母、数字和下划线，如 rural",
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$": "小写字母、数字和下划线，中间用点隔开，如 visit.rural_per_day",
    r"^[A-Z]{2,5}$": "2–5 个大写字母，如 OWN",
    r"^[A-Z]{2,5}-\d{2,3}$": "标准编号、短横、2–3 位数字，如 OWN-01",
    r"^K\d{3}$": "K 和 3 位数字，如 K080",
    r"^X\d{2}$": "X 和 2 位数字，如 X01",
}
"""What a text has to look like, by its pattern."""


def read_model(path: Path, root: Path, model: type[M]) -> tuple[M, YamlDocument]:
    """Reads one YAML file as ``model``; raises ContentFaults with all faults of the file."""
    file = path.relative_to(root).as_posix()
    document = parse(read_text(path, file), file)
    return validate(document, model), document


def validate(document: YamlDocument, model: type[M]) -> M:
    """The data of a parsed document as ``model``; raises ContentFaults with all its faults."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise ContentFaults(_fault(document, detail) for detail in error.errors()) from error


def _fault(document: YamlDocument, detail: Any) -> Fault:
    kind, context, location = detail["type"], detail.get("ctx", {}), tuple(detail["loc"])
    if kind != "missing":
        written = _written(document, location)
        if written != location:  # the rest names a kind of value that pydantic tried, not a field
            location, kind = written, "no_allowed_kind" if kind not in _OWN else kind
    field = next((part for part in reversed(location) if isinstance(part, str)), "整个文件")
    if kind == "extra_forbidden" and detail["input"] is None:
        sentence = f"“{field}”像是一句话被英文逗号切断了：给整句加上引号"
    elif kind == "string_pattern_mismatch" and context["pattern"] in _FORMATS:
        sentence = f"“{field}”的写法不对，不能写成“{detail['input']}”：{_FORMATS[context['pattern']]}"
    elif kind in _OWN:
        sentence = str(context.get("error", detail["msg"]))
    else:
        sentence = (
            _SENTENCES.get(kind, "“{field}”写得不对")
            .format(field=field, **context)
            .replace(" or ", "、")
            .replace(", ", "、")
            .replace("'", "")
        )
    return document.fault(location, sentence)


_OWN = ("value_error", "assertion_error")
"""The pydantic types of faults whose sentence comes from a validator of our own."""


def _written(document: YamlDocument, location: Path_) -> Path_:
    """The longest beginning of ``location`` that is a path in the file."""
    while location and location not in document.lines:
        location = location[:-1]
    return location
