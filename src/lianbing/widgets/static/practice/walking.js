/* Walking a scenario: state and score after a path of choices, and the grade of its end. tests/vectors/scenario.json is
   the contract. */
import { add, compare, multiply, parse, subtract, toString } from "../core/decimal.js";

/**
 * @import { Decimal } from "../core/decimal.js"
 * @import { Choice, Ending, Gauge, Scenario } from "../wire.d.ts"
 */

/** What a walk's score is held against. @typedef {{best: string, worst: string, grades: Partial<Record<Ending, string>>}} Scale */
/** @typedef {{node: string, choice: Choice, state: Record<string, number>}} Step */
/** @typedef {{state: Record<string, number>, score: string, node: string, steps: Step[]}} Walk */

/** From best to worst. @type {Ending[]} */
const FALLING = ["good", "fair", "bad"];

/** @param {Decimal} value @param {Gauge} gauge */
function clamp(value, { minimum, maximum }) {
  if (compare(value, parse(minimum)) < 0) return parse(minimum);
  return compare(value, parse(maximum)) > 0 ? parse(maximum) : value;
}

/** @param {Scenario} scenario @param {Record<string, number>} state @param {Record<string, number>} effects */
function apply(scenario, state, effects) {
  const next = { ...state };
  for (const gauge of scenario.gauges) {
    const moved = add(parse(state[gauge.id]), parse(effects[gauge.id] ?? 0));
    next[gauge.id] = Number(toString(clamp(moved, gauge)));
  }
  return next;
}

/** @param {Scenario} scenario @param {Record<string, number>} state */
function total(scenario, state) {
  const parts = scenario.gauges.map((gauge) => multiply(parse(gauge.weight), parse(state[gauge.id])));
  return toString(parts.reduce(add, parse(0)));
}

/** Throws when the path asks for a choice that its node does not have. @param {Scenario} scenario @param {string[]} path */
export function walk(scenario, path) {
  let state = Object.fromEntries(scenario.gauges.map(({ id, start }) => [id, start]));
  let node = scenario.start;
  /** @type {Step[]} */
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

/** What a score is held against; nothing where the scenario doesn't say. @param {Scenario} scenario @returns {Scale | null} */
export const scaleOf = ({ best, worst, grades }) =>
  best && worst ? { best: best.score, worst: worst.score, grades: grades ?? {} } : null;

/** Whether the score has come so many per cent of the way from the worst to the best. @param {string} score @param {Scale} scale @param {string | undefined} asked */
function reaches(score, { worst, best }, asked) {
  if (asked === undefined) return true;
  const come = multiply(parse("100"), subtract(parse(score), parse(worst)));
  return compare(come, multiply(parse(asked), subtract(parse(best), parse(worst)))) >= 0;
}

/** The ending that was reached, or the next lower one that the score is enough for. @param {Ending} ending @param {string} score @param {Scale | null} scale */
export function grade(ending, score, scale) {
  if (!scale) return ending;
  const candidates = FALLING.slice(FALLING.indexOf(ending));
  return candidates.find((candidate) => reaches(score, scale, scale.grades[candidate])) ?? "bad";
}

/** The way from the worst score to the best, for show: 0 to 1. @param {string} score @param {Scale} scale */
export function fraction(score, { worst, best }) {
  const [now, low, high] = [score, worst, best].map(Number);
  return high > low ? Math.min(Math.max((now - low) / (high - low), 0), 1) : 1;
}

/** How many steps two walks have in common before they part. @param {Step[]} mine @param {Step[]} other */
export function common(mine, other) {
  const parting = mine.findIndex(({ node, choice }, index) => node !== other[index]?.node || choice.id !== other[index].choice.id);
  return parting < 0 ? mine.length : parting;
}
