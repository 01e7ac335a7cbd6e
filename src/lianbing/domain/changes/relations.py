"""Which ids stand for the same number: a parameter, the clause whose limit it sets, the source it is read from."""

from __future__ import annotations

from collections.abc import Mapping

from lianbing.domain.workbook import Workbook


def aliases(book: Workbook) -> Mapping[str, frozenset[str]]:
    """By clause or parameter, the other ids by which content may refer to its number."""
    found: dict[str, frozenset[str]] = {}
    for clause in book.clauses.values():
        for limit in clause.limits:
            if limit.parameter:
                _relate(found, clause.id, (limit.parameter, *clause.contradictions))
                _relate(found, limit.parameter, (clause.id, *clause.contradictions))
    for parameter in book.parameters.values():
        sources = [one.source for one in parameter.readings if one.value == parameter.default]
        known = [name for name in sources if name in book.clauses or name in book.facts]
        _relate(found, parameter.id, (*parameter.contradictions, *known))
    return found


def _relate(found: dict[str, frozenset[str]], name: str, others: tuple[str, ...]) -> None:
    found[name] = found.get(name, frozenset()).union(others)
