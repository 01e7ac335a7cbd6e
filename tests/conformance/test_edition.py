"""Nothing of the shipped content waits for somebody to look at it: it is the edition that is kept with it."""

from __future__ import annotations

from lianbing.domain.workbook import Workbook


def test_the_shipped_content_is_the_edition_that_is_kept(workbook: Workbook) -> None:
    """Who changes content on purpose keeps it again.

    Remove ``standards/editions/baseline.json`` and run ``lianbing impact --keep NAME`` with the name of the edition.
    """
    assert workbook.edition
    assert (workbook.changed, dict(workbook.held)) == ((), {})
