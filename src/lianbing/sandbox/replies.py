"""Reads what a child wrote and how it ended. Every byte may be a learner's: nothing here raises on any of them."""

from __future__ import annotations

import json
import signal
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from lianbing.sandbox.inside.learner import OUT_OF_MEMORY, STARTED
from lianbing.sandbox.inside.plain import MOST_DEPTH
from lianbing.sandbox.messages import CUT, MALFORMED, exception, part, syntax_error, unusable
from lianbing.sandbox.program import CallResult, FaultKind, Frame, ProgramFault, SandboxColumn, Unusable, Value

_MOST_DIGITS, _MOST_EXPONENT, _CUT = 400, 400, 200
_MOST_LINES, _MOST_CHAINED = 1_000_000, 20
_SIGN = "\ufffd"


@dataclass(frozen=True)
class RunEnd:
    """How a child ended, as its parent tells; ``why`` is ours, where we ended it."""

    why: str
    code: int
    cpu: float


@dataclass(frozen=True, kw_only=True)
class Reply:
    """All that came of one call."""

    ending: RunEnd
    result: bytes
    output: bytes


class _Malformed(Exception):
    """Not what our own code in the child writes."""


def read(reply: Reply, nonce: str, cpu_seconds: float) -> CallResult:
    """The value or the fault."""
    printed = clean(reply.output.decode("utf-8", errors="replace"))
    if not reply.result.startswith(STARTED):
        return CallResult(fault=ProgramFault(*CUT["broken"]), printed=printed)
    fault = _cut_short(reply.ending, cpu_seconds)
    if fault is not None:
        return CallResult(fault=fault, printed=printed)
    try:
        report = _report(reply.result.removeprefix(STARTED), nonce)
        chained = _line_numbers(report.get("chained", []))
        if "fault" in report:
            return CallResult(fault=_reported(report), printed=printed, chained=chained)
        return CallResult(value=_value(report["value"]), printed=printed, chained=chained)
    except (_Malformed, ValueError, ArithmeticError, KeyError, TypeError, RecursionError, MemoryError):
        return CallResult(fault=ProgramFault(FaultKind.RESULT, MALFORMED), printed=printed)


def clean(text: str) -> str:
    """Without halves of characters and without control characters, which no file, page or database should meet."""
    return "".join(_SIGN if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" else c for c in text)


def _cut_short(ending: RunEnd, cpu_seconds: float) -> ProgramFault | None:
    if ending.why in CUT:
        return ProgramFault(*CUT[ending.why])
    if ending.code == -signal.SIGXCPU or (ending.code == -signal.SIGKILL and ending.cpu >= cpu_seconds):
        return ProgramFault(*CUT["cpu"])
    if ending.code == -signal.SIGKILL:  # learner code can't send it: the machine did, most likely short of memory
        return ProgramFault(*CUT["killed"])
    if ending.code == OUT_OF_MEMORY:
        return ProgramFault(*CUT["memory"])
    return ProgramFault(*CUT["crashed"]) if ending.code < 0 else None


def _report(result: bytes, nonce: str) -> dict[str, Any]:
    if not result:
        return {"fault": "exit"}
    report = json.loads(result.decode("ascii"), parse_float=_number, parse_int=_whole, parse_constant=_refuse)
    if not isinstance(report, dict) or report.get("nonce") != nonce:
        raise _Malformed
    return report


def _refuse(_text: str) -> NoReturn:
    raise _Malformed


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise _Malformed
    return int(text)


def _number(text: object) -> Decimal:
    if not isinstance(text, str) or len(text) > _MOST_DIGITS:
        raise _Malformed
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_EXPONENT:
        raise _Malformed
    return number


def _value(plain: Any, depth: int = 0) -> Value:
    if depth > MOST_DEPTH + 2:
        raise _Malformed
    if plain is None or isinstance(plain, bool | int | Decimal):
        return plain
    if isinstance(plain, str):
        return clean(plain)
    if isinstance(plain, list):
        return tuple(_value(item, depth + 1) for item in plain)
    ((tag, content),) = plain.items()
    match tag:
        case "n":
            return _number(content)
        case "m":
            return {_key(key): _value(item, depth + 1) for key, item in content}
        case "c":
            return _column(content, depth)
        case "f":
            return _frame(content, depth)
        case "u":
            why, kind = map(_short, _listed(content))
            return Unusable(part(why, kind))
    raise _Malformed


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise _Malformed
    return clean(key)


def _column(content: Any, depth: int) -> SandboxColumn:
    index, values = (_several(content[name], depth) for name in ("index", "values"))
    if len(index) != len(values):
        raise _Malformed
    return SandboxColumn(name=_value(content["name"], depth + 1), index=index, values=values)


def _frame(content: Any, depth: int) -> Frame:
    columns, index, names = (_several(content[name], depth) for name in ("columns", "index", "names"))
    rows = tuple(_several(row, depth) for row in _listed(content["rows"]))
    if len(index) != len(rows) or any(len(row) != len(columns) for row in rows):
        raise _Malformed
    return Frame(columns=columns, index=index, index_names=names, rows=rows)


def _line_numbers(plain: Any) -> tuple[int, ...]:
    lines = _listed(plain)
    if not all(type(line) is int and 0 < line < _MOST_LINES for line in lines[:_MOST_CHAINED]):
        raise _Malformed
    return tuple(lines[:_MOST_CHAINED])


def _several(plain: Any, depth: int) -> tuple[Value, ...]:
    return tuple(_value(item, depth + 1) for item in _listed(plain))


def _listed(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise _Malformed
    return plain


def _reported(report: dict[str, Any]) -> ProgramFault:
    fault_kind = report["fault"]
    line = report.get("line", 0)
    line = line if isinstance(line, int) and 0 < line < _MOST_LINES else 0
    text, kind, why = (_short(report.get(name, "")) for name in ("text", "type", "why"))
    match fault_kind:
        case "syntax":
            return ProgramFault(FaultKind.SYNTAX, syntax_error(line, text), line)
        case "raised":
            return ProgramFault(FaultKind.RAISED, exception(line, kind, text), line)
        case "result":
            return ProgramFault(FaultKind.RESULT, unusable(why, kind))
        case "memory" | "exit" | "no-function":
            return ProgramFault(*CUT[fault_kind])
    raise _Malformed


def _short(text: object) -> str:
    if not isinstance(text, str):
        raise _Malformed
    return clean(text)[:_CUT]
