"""What a person is told of reports that were written."""

from __future__ import annotations

from lianbing.app.reporting.writing import WrittenReports
from lianbing.cli.console import complain, echo
from lianbing.cli.exit_codes import FAULTS, FINE


def tell_of_reports(written: WrittenReports, *, quiet: bool = False) -> int:
    """Says how many there are and where, what to know, and which notebooks failed; returns the exit code.

    ``quiet`` leaves out what belongs to the results, which then went out as JSON.
    """
    if not quiet:
        echo(f"报告共 {len(written.files)} 份：{written.folder}")
    for note in written.notes:
        complain(note)
    for fault in written.faults:
        complain(fault.sentence)
    return FAULTS if written.faults else FINE
