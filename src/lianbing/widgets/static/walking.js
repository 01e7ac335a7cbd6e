/* Walking a scenario: state and score after a path of choices. tests/vectors/scenario.json is the contract. */
(function (lianbing) {
  "use strict";
  if (lianbing.walk !== undefined) return;
  const { parse, add, multiply, compare, toString } = lianbing.decimal;

  /** @param {LbDecimal} value @param {LbState} bounds */
  function clamp(value, { min, max }) {
    if (compare(value, parse(min)) < 0) return parse(min);
    return compare(value, parse(max)) > 0 ? parse(max) : value;
  }

  /** @param {LbScenario} scenario @param {Record<string, number>} state @param {Record<string, number>} effects */
  function apply(scenario, state, effects) {
    const next = { ...state };
    for (const measure of scenario.state) {
      const moved = add(parse(state[measure.id]), parse(effects[measure.id] ?? 0));
      next[measure.id] = Number(toString(clamp(moved, measure)));
    }
    return next;
  }

  /** @param {LbScenario} scenario @param {Record<string, number>} state */
  function total(scenario, state) {
    const parts = scenario.state.map((measure) => multiply(parse(measure.weight), parse(state[measure.id])));
    return toString(parts.reduce(add, parse(0)));
  }

  /** Throws when the path asks for a choice that its node does not have. @param {LbScenario} scenario @param {string[]} path */
  function walk(scenario, path) {
    let state = Object.fromEntries(scenario.state.map(({ id, start }) => [id, start]));
    let node = scenario.start;
    /** @type {LbStep[]} */
    const steps = [];
    for (const id of path) {
      const choice = scenario.nodes[node]?.choices?.find((candidate) => candidate.id === id);
      if (!choice) throw new RangeError(`${scenario.id}: no choice ${id} at ${node}`);
      state = apply(scenario, state, choice.effects ?? {});
      steps.push({ node, choice, state });
      node = choice.next;
    }
    return { state, score: total(scenario, state), node, steps };
  }

  lianbing.walk = walk;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
