"""What learners return and print, under each isolation."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lianbing.sandbox import FaultKind, Frame, Limits, SandboxColumn, SandboxTable, Unusable
from tests.sandbox.kit import Run

SALES = SandboxTable(("店", "量"), (("甲", 3), ("乙", Decimal("2.5")), ("甲", None)))

VALUES = {
    "whole": ("7", 7),
    "fraction": ("0.1", Decimal("0.1")),
    "sum of fractions": ("0.1 + 0.2", Decimal("0.30000000000000004")),
    "decimal": ("__import__('decimal').Decimal('1.50')", Decimal("1.50")),
    "ratio": ("__import__('fractions').Fraction(1, 2)", Decimal("0.5")),
    "truth": ("True", True),
    "nothing": ("None", None),
    "text": ("'卷烟\\u0000'", "卷烟\ufffd"),
    "half a character": ("'\\ud800'", "\ufffd"),
    "list": ("[1, (2.5, 'x')]", (1, (Decimal("2.5"), "x"))),
    "set": ("{3, 1, 2}", (1, 2, 3)),
    "mapping": ("{1: 'a', 'b': 2, (1, 'x'): 3}", {"1": "a", "b": 2, "1,x": 3}),
    "views": ("{1: 2}.items()", ((1, 2),)),
    "nan": ("float('nan')", None),
    "infinity": ("float('inf')", FaultKind.RESULT),
    "infinity within": ("{'a': [np.inf]}", {"a": Unusable("无穷大（检查有没有除以零）")}),
    "numpy whole": ("np.int64(7)", 7),
    "numpy fraction": ("np.float64(0.1)", Decimal("0.1")),
    "numpy half fraction": ("np.float32(0.1)", Decimal("0.1")),
    "numpy truth": ("np.bool_(True)", True),
    "array": ("np.array([[1, 2], [3, 4]])", ((1, 2), (3, 4))),
    "scalar array": ("np.array(5)", 5),
    "time": ("pd.Timestamp('2026-01-31')", "2026-01-31T00:00:00"),
    "no time": ("[pd.NaT, pd.NA]", (None, None)),
    "span": ("pd.Timedelta(days=1)", "1 days 00:00:00"),
    "period": ("pd.Period('2026-01', freq='M')", "2026-01"),
    "sum": ("t['量'].sum()", Decimal("5.5")),
    "series": (
        "t.groupby('店')['量'].sum()",
        SandboxColumn(name="量", index=("乙", "甲"), values=(Decimal("2.5"), Decimal("3.0"))),
    ),
    "frame": (
        "t",
        Frame(
            columns=("店", "量"),
            index=(0, 1, 2),
            index_names=(None,),
            rows=(("甲", Decimal("3.0")), ("乙", Decimal("2.5")), ("甲", None)),
        ),
    ),
    "grouped frame": (
        "pd.DataFrame({'a': [1], 'b': ['x'], 'c': [2]}).set_index(['a', 'b'])",
        Frame(columns=("c",), index=((1, "x"),), index_names=("a", "b"), rows=((2,),)),
    ),
    "empty frame": ("pd.DataFrame()", Frame(columns=(), index=(), index_names=(None,), rows=())),
    "categories": ("pd.Series(['x']).astype('category')", SandboxColumn(name=None, index=(0,), values=("x",))),
    "huge integer": ("10 ** 400000", FaultKind.RESULT),
    "large list": ("list(range(200_000))", FaultKind.RESULT),
    "large text": ("'x' * 3_000_000", FaultKind.RESULT),
    "large frame": ("pd.DataFrame(np.zeros((1000, 1000)))", FaultKind.RESULT),
    "shared list": ("[[[[[[['x' * 99] * 9] * 9] * 9] * 9] * 9] * 9]", FaultKind.RESULT),
    "deep": ("[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]", FaultKind.RESULT),
    "itself": ("(lambda a: a.append(a) or a)([])", FaultKind.RESULT),
    "a generator": ("(n for n in [1])", FaultKind.RESULT),
    "a function": ("print", FaultKind.RESULT),
    "a table's grouping": ("t.groupby('店')", FaultKind.RESULT),
    "an evil text": ("type('S', (str,), {'__str__': lambda s: 1/0, '__repr__': lambda s: 1/0})('x')", "x"),
    "an evil number": ("type('N', (int,), {'__int__': lambda s: 1/0})(5)", FaultKind.RAISED),
    "an evil list": ("type('L', (list,), {'__iter__': lambda s: __import__('sys').exit()})([1])", FaultKind.ENDED),
    "an object that pickles into a command": (
        "type('P', (), {'__reduce__': lambda s: (__import__('os').system, ('touch /tmp/x',))})()", FaultKind.RESULT,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), VALUES.values(), ids=VALUES)
def test_returned(run: Run, code: str, expected: object) -> None:
    result = run(f"import numpy as np, pandas as pd\ndef solve(t):\n    return {code}", SALES)
    if isinstance(expected, FaultKind):
        assert result.fault
        assert result.fault.kind is expected
    else:
        assert (result.fault, result.value) == (None, expected)
        assert type(result.value) is type(expected)


FAULTS = {
    "syntax": ("def solve():\n    return (1", FaultKind.SYNTAX, 2, "第 2 行语法错误"),
    "null": ("def solve(): return 1\0", FaultKind.SYNTAX, 0, "语法错误"),
    "half a character": ("def solve(): return '\ud800'", FaultKind.SYNTAX, 0, "语法错误"),
    "deep": ("def solve(): return " + "(" * 5000 + ")" * 5000, FaultKind.SYNTAX, 1, "语法错误"),
    "empty": ("", FaultKind.NO_FUNCTION, 0, "没有找到题目要求的函数"),
    "no function": ("solve = 5", FaultKind.NO_FUNCTION, 0, "没有找到题目要求的函数"),
    "raised": ("def solve():\n\n    return {}['月']", FaultKind.RAISED, 3, "第 3 行运行出错：KeyError（'月'）"),
    "raised within pandas": (
        "import pandas as pd\ndef solve():\n    return pd.DataFrame()['月']", FaultKind.RAISED, 3, "KeyError",
    ),
    "raised on loading": ("1 / 0", FaultKind.RAISED, 1, "ZeroDivisionError"),
    "an error without a text": (
        "class E(Exception):\n    def __str__(self): raise self\ndef solve(): raise E", FaultKind.RAISED, 3, "E",
    ),
    "a long error": ("def solve(): raise ValueError('长' * 10**6)", FaultKind.RAISED, 1, "长长长"),
    "arguments": ("def solve(a, b): pass", FaultKind.RAISED, 0, "TypeError"),
    "input": ("def solve(): return input()", FaultKind.RAISED, 1, "EOFError"),
    "net": (
        "import urllib.request\ndef solve():\n    urllib.request.urlopen('http://127.0.0.1/')",
        FaultKind.RAISED, 3, "URLError",
    ),
    "files": ("def solve(): open('/etc/passwd', 'w')", FaultKind.RAISED, 1, ""),
    "interrupt": ("def solve(): raise KeyboardInterrupt", FaultKind.RAISED, 1, "KeyboardInterrupt"),
    "memory": ("def solve(): raise MemoryError", FaultKind.MEMORY, 0, "内存不够"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "kind", "line", "piece"), FAULTS.values(), ids=FAULTS)
def test_faults_say_where_and_what(run: Run, source: str, kind: FaultKind, line: int, piece: str) -> None:
    fault = run(source).fault
    assert fault
    assert (fault.kind, fault.line) == (kind, line)
    assert piece in fault.message
    assert len(fault.message) < 300


def test_printed(run: Run) -> None:
    result = run("import sys\ndef solve():\n    print('量', 3)\n    sys.stderr.write('x\\udc00')\n    return 1")
    assert "量 3\n" in result.printed
    assert result.value == 1


def test_what_is_printed_last_may_be_cut_but_is_never_a_value(run: Run) -> None:
    result = run(
        "import os\ndef solve():\n    print('x', end='')\n    os.write(1, b'\\xff{\"value\": 42}')\n    return 1"
    )
    assert result.value == 1
    assert '{"value": 42}' in result.printed


def test_arguments_arrive_as_they_are_called(run: Run) -> None:
    source = (
        "def solve(*a):\n    return [type(x).__name__ for x in a] + [a[0].dtypes.astype(str).to_dict()] + list(a[1:])"
    )
    table = SandboxTable(("a", "b", "c"), ((1, Decimal("1.5"), "x"), (2, Decimal("2"), None)))
    assert run(source, table, 1, Decimal("2"), Decimal("0.5"), "字", (1, None), {"k": 1.5}).value == (
        "DataFrame", "int", "int", "float", "str", "tuple", "dict", {"a": "int64", "b": "float64", "c": "str"},
        1, 2, Decimal("0.5"), "字", (1, None), {"k": Decimal("1.5")},
    )  # fmt: skip


def test_scratch_files_work(run: Run) -> None:
    source = (
        "import pandas as pd\ndef solve(t):\n    t.to_csv('t.csv', index=False)\n    return len(pd.read_csv('t.csv'))"
    )
    assert run(source, SALES).value == 3


def test_lazily_imported_libraries_work(run: Run) -> None:
    source = "def solve():\n    import sqlite3, statistics, unicodedata, openpyxl\n    return statistics.mean([1, 2])"
    assert run(source).fault is None


def test_the_same_code_gives_the_same_values(run: Run) -> None:
    """Order of sets, seeds of generators."""
    drawn = "[str(set('abcdef')), random.random(), float(numpy.random.rand())]"
    source = f"import random, numpy\ndef solve():\n    return {drawn}"
    assert run(source).value == run(source).value


def test_the_limits_are_those_of_the_call(run: Run) -> None:
    source = "def solve(n): return len(bytearray(n))"
    assert run(source, 100 << 20).value == 100 << 20
    assert run(source, 100 << 20, limits=Limits(memory_bytes=64 << 20)).fault
