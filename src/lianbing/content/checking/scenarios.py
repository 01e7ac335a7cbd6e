"""Checks of scenarios: references, dead ends, walks; and what gives their choices away, over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianbing.content.lint import basis_faults, content_rule, unknown
from lianbing.content.loader import Loaded
from lianbing.domain.items.scenario_clues import ENOUGH, TOLERATED, Strategy, standing_out, strategies
from lianbing.domain.items.scenario_walks import Walk, endings, hopeless, unreachable
from lianbing.domain.items.scenarios import Ending, Scenario, ScenarioInstance, realise_scenario
from lianbing.domain.workbook import Workbook
from lianbing.errors import ExpressionFault, Fault, UnknownReference


@content_rule("scenarios")
def scenario_faults(loaded: Loaded) -> Iterator[Fault]:
    """References and formulas; nodes that no walk comes to or leaves; violations that end well."""
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
    return [*messages, *_violations_that_end_well(visit)]


def _violations_that_end_well(visit: ScenarioInstance) -> Iterator[str]:
    """By each good ending that a walk with a violation comes to: the shortest such walk."""
    results: dict[str, tuple[str, ...]] = {}
    for walk in endings(visit):
        if walk.violated and visit.nodes[walk.node].ending is Ending.GOOD:
            known = results.get(walk.node)
            if known is None or len(walk.path) < len(known):
                results[walk.node] = walk.path
    for node, path in results.items():
        yield (
            f"有过违规的走法（{'、'.join(path)}）走到了圆满的结局 {node}："
            f"给它写 instead: {{violation: 另一个结局}}，那里说清违规留下了什么"
        )


@dataclass(frozen=True, kw_only=True)
class ScenarioWarning:
    """What should be written otherwise in a scenario."""

    scenario: str
    message: str


@dataclass(frozen=True, kw_only=True)
class ScenarioReport:
    """How the scenarios stand the checks: figures, and what should be written otherwise but blocks nothing."""

    walks: int
    violations: int
    late: int
    strategies: tuple[Strategy, ...]
    warnings: tuple[ScenarioWarning, ...]


def scenario_report(book: Workbook) -> ScenarioReport:
    """All walks of all scenarios, and what gives their choices away; the workbook has no faults."""
    visits = [realise_scenario(scenario, book.sources) for scenario in book.scenarios.values()]
    walks = [(visit, walk) for visit in visits for walk in endings(visit)]
    results = strategies(visits)
    return ScenarioReport(
        walks=len(walks),
        violations=sum(walk.violated for _, walk in walks),
        late=sum(visit.clock is not None and walk.node == visit.clock.timeout for visit, walk in walks),
        strategies=results,
        warnings=(
            *_strategy_warnings(results, len(visits)),
            *_length_warnings(visits),
            *_clock_warnings(visits, walks),
        ),
    )


def _strategy_warnings(results: Sequence[Strategy], count: int) -> Iterator[ScenarioWarning]:
    for strategy in results:
        if count >= ENOUGH and strategy.gives_away:
            message = f"情景里{strategy.name}，{strategy.share:.0%} 走到圆满（上限 {TOLERATED:.0%}）"
            yield ScenarioWarning(
                scenario=strategy.ids[0] if strategy.ids else "",
                message=f"{message}：改 {'、'.join(strategy.ids) or '选项的写法'}",
            )


def _length_warnings(visits: Sequence[ScenarioInstance]) -> Iterator[ScenarioWarning]:
    for visit in visits:
        for node, problem in standing_out(visit):
            message = f"情景 {visit.id} 的节点 {node} 看长短就知道选哪个：{problem}"
            yield ScenarioWarning(scenario=visit.id, message=message)


def _clock_warnings(
    visits: Sequence[ScenarioInstance], walks: Sequence[tuple[ScenarioInstance, Walk]]
) -> Iterator[ScenarioWarning]:
    """The time decides nothing where no walk without a violation runs out of it."""
    late = {visit.id for visit, walk in walks if visit.clock and walk.node == visit.clock.timeout}
    for visit in visits:
        if visit.clock and visit.id not in late:
            message = f"情景 {visit.id} 的时间用不完，没有一种走法会超时：把绕弯的几步写得更费时间"
            yield ScenarioWarning(scenario=visit.id, message=message)
