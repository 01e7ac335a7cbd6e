"""What goes into the sandbox and what comes out: values and faults, never a verdict and never a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

MEBIBYTE = 1 << 20

Plain: TypeAlias = "bool | int | float | Decimal | str | tuple[Plain, ...] | Mapping[str, Plain] | None"
"""A value that a learner's function is given. A Decimal arrives as an int if it is whole, else as a float."""

Value: TypeAlias = (
    "bool | int | Decimal | str | tuple[Value, ...] | Mapping[str, Value] | SandboxColumn | Frame | Unusable | None"
)
"""What a learner's function returned, as plain data.

A float is the Decimal of its shortest text (``0.1`` is ``Decimal("0.1")``); NaN, NaT and NA are None; dates and times
are ISO texts; lists, tuples, sets (sorted) and arrays are tuples; keys of a mapping are texts; a Series is a
:class:`SandboxColumn`, a DataFrame a :class:`Frame`. Infinity and objects of any other kind are faults,
and within a mapping or Series :class:`Unusable`.
"""


@dataclass(frozen=True)
class SandboxTable:
    """A table to hand over: it arrives as a pandas DataFrame with a plain index 0…n-1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[bool | int | float | Decimal | str | None, ...], ...]


@dataclass(frozen=True)
class DataSet:
    """The arguments of one call, in order. Each data set is run in a process of its own that sees no other."""

    arguments: tuple[SandboxTable | Plain, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Program:
    """A learner's code, the function to call, and what to call it with, once per data set."""

    source: str
    function: str
    data_sets: tuple[DataSet, ...]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one call may use. Learner code can start neither processes nor threads at all."""

    wall_seconds: float = 10
    cpu_seconds: int = 5
    memory_bytes: int = 512 * MEBIBYTE
    """Beyond the interpreter with pandas loaded."""
    file_bytes: int = 8 * MEBIBYTE
    """Of one file in its scratch folder."""
    scratch_bytes: int = 16 * MEBIBYTE
    scratch_files: int = 64
    output_bytes: int = 64 * 1024
    result_bytes: int = MEBIBYTE


@dataclass(frozen=True, kw_only=True)
class SandboxColumn:
    """A pandas Series. ``index`` has one entry per value; an entry of a MultiIndex is a tuple."""

    name: Value
    index: tuple[Value, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A pandas DataFrame. ``index`` has one entry per row; entries of a MultiIndex are tuples."""

    columns: tuple[Value, ...]
    index: tuple[Value, ...]
    index_names: tuple[Value, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Unusable:
    """What can't leave, in place of a part of a mapping or Series; ``what`` says in Chinese what it is."""

    what: str


class FaultKind(StrEnum):
    """Why there is no value."""

    SYNTAX = "syntax"
    NO_FUNCTION = "no-function"
    RAISED = "raised"
    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"
    SCRATCH = "scratch"
    RESULT = "result"
    ENDED = "ended"
    SANDBOX = "sandbox"

    @property
    def is_ours(self) -> bool:
        """The machine's doing, not the learner's: the item is ungraded, not wrong."""
        return self is FaultKind.SANDBOX


@dataclass(frozen=True)
class ProgramFault:
    """Why a call gave no value, as a Chinese sentence for the learner; ``line`` is in their code, 0 if unknown."""

    kind: FaultKind
    message: str
    line: int = 0


@dataclass(frozen=True)
class CallResult:
    """What came of one data set: a value, or a fault. ``printed`` is bounded, and text whatever was written.

    ``chained`` are lines of the code where a value was set on a copy, so that the table did not change.
    """

    value: Value = None
    fault: ProgramFault | None = None
    printed: str = ""
    chained: tuple[int, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """One result per data set of the program, in their order."""

    results: tuple[CallResult, ...]
