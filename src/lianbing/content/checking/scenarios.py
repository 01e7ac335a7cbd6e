"""Checks of scenarios: references, dead ends, walks."""

from __future__ import annotations

from collections.abc import Iterator

from lianbing.content.lint import basis_faults, content_rule, unknown
from lianbing.content.loader import Loaded
from lianbing.domain.items.scenario_walks import best_and_worst, hopeless, unreachable
from lianbing.domain.items.scenarios import Scenario, ScenarioInstance, realise_scenario
from lianbing.errors import ExpressionFault, Fault, UnknownReference


@content_rule("scenarios")
def scenario_faults(loaded: Loaded) -> Iterator[Fault]:
    """References and formulas; nodes that no walk comes to or leaves."""
    book = loaded.workbook
    for scenario in book.scenarios.values():
        messages = [*basis_faults(book, scenario.clauses), *unknown("岗位", (scenario.role,), book.roles)]
        messages += unknown("知识点", (scenario.topic,), {topic.id for topic in book.syllabus.topics})
        try:
            messages += _walk_faults(scenario, realise_scenario(scenario, book.sources))
        except (ExpressionFault, UnknownReference) as error:
            messages.append(error.message)
        for message in messages:
            yield loaded.places.fault("ScenarioFile", scenario.id, f"情景 {scenario.id}：{message}")


def _walk_faults(scenario: Scenario, visit: ScenarioInstance) -> list[str]:
    messages = [f"节点 {node} 走不到：给它一条来路，或删掉" for node in unreachable(visit)]
    messages += [f"节点 {node} 走不出去：给它一条通向结局的路" for node in hopeless(visit)]
    if messages:
        return messages
    if not any(gauge.weight for gauge in scenario.gauges):
        messages.append("所有状态的 weight 都是 0，算不出得分")
    best_and_worst(visit)  # raises where there are too many walks
    return messages
