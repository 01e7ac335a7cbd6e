"""Runs learner code where it can do no harm: confined processes, forked from a parent with pandas loaded.

::

    data = DataSet((SandboxTable(columns, rows), Decimal("0.2")))
    with Sandbox() as sandbox:                      # the isolation that find_isolation() found
        program = Program(source=source, function="solve", data_sets=(data,))
        outcome = sandbox.run(program, Limits())
        for result in outcome.results:              # one per data set, in order
            result.fault or result.value            # compare the value with the key out here

A Sandbox starts lazily (about half a second) and is then reused: make one per grading process. ``run`` raises
SandboxAbsent where this machine has no isolation, and nothing else, whatever the learner wrote. A fault whose
``kind.is_ours`` is the machine's doing: ungraded, not wrong.
"""

from lianbing.sandbox.box import Sandbox
from lianbing.sandbox.isolation import BestIsolation, Isolation, find_isolation
from lianbing.sandbox.program import (
    CallResult,
    DataSet,
    FaultKind,
    Frame,
    Limits,
    Outcome,
    Plain,
    Program,
    ProgramFault,
    SandboxColumn,
    SandboxTable,
    Unusable,
    Value,
)

__all__ = [
    "BestIsolation",
    "CallResult",
    "DataSet",
    "FaultKind",
    "Frame",
    "Isolation",
    "Limits",
    "Outcome",
    "Plain",
    "Program",
    "ProgramFault",
    "Sandbox",
    "SandboxColumn",
    "SandboxTable",
    "Unusable",
    "Value",
    "find_isolation",
]
