"""What the child does: reads its one request, calls the learner's function, writes one report, ends."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import random
import sys
import traceback
from decimal import Decimal
from types import ModuleType
from typing import Any

from .habits import chained_lines, watch_chains
from .notebook_code import NOTEBOOK_NAMES, parsed
from .plain import NotPlain, Plainer

FILE = "<答卷>"
_NAME = "answer"
_CUT = 400
OUT_OF_MEMORY = 77
STARTED = b"+"
"""Written before any learner code runs and not to be taken back: without it, what went wrong was ours."""


def read_request(descriptor: int) -> dict[str, Any]:
    """What to run: nonce, source, function and arguments."""
    with open(descriptor, "rb") as file:
        file.seek(0)
        request: dict[str, Any] = json.loads(file.read())
    return request


def use_output(descriptor: int) -> None:
    """Lets prints go to ``descriptor``, as UTF-8 whatever is printed."""
    for name in ("stdout", "stderr"):
        raw = open(descriptor, "wb", closefd=False)  # noqa: SIM115 - stays open until the process ends
        setattr(sys, name, io.TextIOWrapper(raw, "utf-8", errors="replace", line_buffering=name == "stderr"))


def answer(request: dict[str, Any], descriptor: int) -> None:
    """Runs the request, writes the report to ``descriptor`` and ends the process."""
    nonce = request.pop("nonce")
    random.seed(0)  # after the fork, which seeds it anew; numpy's keeps the parent's seed
    os.write(descriptor, STARTED)
    watch_chains(FILE)
    try:
        report = _report(request)
        text = json.dumps({"nonce": nonce, "chained": chained_lines(), **report}, allow_nan=False).encode("ascii")
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    with contextlib.suppress(BaseException):  # a learner may have closed or replaced it
        sys.stdout.flush()
    while text:
        text = text[os.write(descriptor, text) :]
    os._exit(0)


def _report(request: dict[str, Any]) -> dict[str, Any]:
    try:
        value = _called(request)
        return value if isinstance(value, _Fault) else {"value": Plainer().plain(value)}
    except MemoryError:
        return _Fault(fault="memory")
    except NotPlain as problem:
        return _Fault(fault="result", why=problem.why, type=problem.kind[:_CUT])
    except SystemExit:
        return _Fault(fault="exit")
    except BaseException as error:  # noqa: BLE001 - whatever learner code raises is a report
        return _raised(error)


class _Fault(dict[str, Any]):
    """A report without a value."""


def _called(request: dict[str, Any]) -> Any:
    module = ModuleType(_NAME)
    module.__dict__.update(NOTEBOOK_NAMES)
    sys.modules[_NAME] = module
    try:
        statements = parsed(request["source"], FILE)
    except SyntaxError as error:
        return _Fault(fault="syntax", text=str(error.msg)[:_CUT], line=error.lineno or 0)
    except (ValueError, RecursionError, OverflowError) as error:
        return _Fault(fault="syntax", text=str(error)[:_CUT], line=0)
    failures = [raised for statement in statements if (raised := _failure(statement, module))]
    function = module.__dict__.get(request["function"])
    if not callable(function):
        return _raised(failures[0]) if failures else _Fault(fault="no-function")
    for raised in failures:
        report = _raised(raised)
        print(f"第 {report['line']} 行没有运行成功（{report['type']}），跳过了它：题目的函数照样调用")
    return function(*map(_argument, request["arguments"]))


def _failure(statement: ast.stmt, module: ModuleType) -> BaseException | None:
    """Executes a statement at the left margin; returns what it raised.

    A line that tries the function out, say on a file of the learner's own, must not cost the function.
    """
    code = compile(ast.Module([statement], []), FILE, "exec", dont_inherit=True)
    try:
        exec(code, module.__dict__)  # noqa: S102 - the purpose of the sandbox
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever learner code raises
        return error
    return None


def _argument(plain: Any) -> Any:
    """An argument as the learner gets it; ``wire_argument`` outside wrote it."""
    if isinstance(plain, list):
        return tuple(map(_argument, plain))
    if not isinstance(plain, dict):
        return plain
    if "n" in plain:
        number = Decimal(plain["n"])
        return int(number) if number == number.to_integral_value() else float(number)
    if "m" in plain:
        return {key: _argument(item) for key, item in plain["m"]}
    columns, rows = plain["t"]
    pandas = sys.modules["pandas"]
    return pandas.DataFrame([[_argument(cell) for cell in row] for row in rows], columns=columns)


def _raised(error: BaseException) -> _Fault:
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == FILE]
    try:
        text = str(error)
    except BaseException:  # noqa: BLE001 - a learner's own exception may not even have a text
        text = ""
    return _Fault(fault="raised", type=type(error).__name__[:_CUT], text=text[:_CUT], line=lines[-1] if lines else 0)
