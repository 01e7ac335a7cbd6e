"""The values of limits and parameters by what texts and bindings call them."""

from __future__ import annotations

from collections.abc import Mapping

from lianbing.domain.kernel.quantities import Quantity
from lianbing.domain.kernel.references import SOURCE, LimitPlace
from lianbing.domain.knowledge.clauses import Clause, Parameter
from lianbing.errors import UnknownReference


def limit_value(clauses: Mapping[str, Clause], place: str) -> Quantity:
    """The value of the limit ``VIS-06`` or ``VIS-06.rural``; with ``.source`` behind it, what the source says.

    Raises UnknownReference.
    """
    read = LimitPlace.read(place)
    clause = clauses.get(read.clause) if read else None
    if read is None or clause is None:
        raise UnknownReference(f"没有条款 {read.clause if read else place}")
    limit = clause.limit(read.name)
    if read.of_source and limit.added:
        raise UnknownReference(
            f"{{{{{place}}}}} 没有原文的数：限额 {read.name} 是本单位另定的，写 {{{{{clause.id}.{read.name}}}}}；"
            f"原文确实写着的，在限额上加 source"
        )
    return limit.source_value if read.of_source else limit.value


def parameter_value(parameters: Mapping[str, Parameter], name: str) -> Quantity:
    """The value of a parameter in force; with ``.source`` behind its id, what the first source says.

    Raises UnknownReference.
    """
    own = parameters.get(name)
    if own:
        return own.value
    read = parameters.get(name.removesuffix(f".{SOURCE}"))
    if read is None:
        raise UnknownReference(f"没有参数 {name}")
    return read.source_value
