/* Walking a scenario: state and score after a path of choices, and the grade of its end. tests/vectors/scenario.json is
   the contract. */
import { add, compare, multiply, parse, subtract, toString } from "../core/decimal.js";
import { sha256 } from "../core/sha256.js";
import { outOfTime } from "../core/words.js";

/**
 * @import { Choice, Ending, Gauge, Scenario } from "../wire.d.ts"
 */

/** The flag of a walk with a violation. */
const VIOLATION = "violation";

/** What a walk's score is held against. @typedef {{best: string, worst: string, grades: Partial<Record<Ending, string>>}} Scale */
/** A step that was taken, and what came of it. @typedef {{node: string, choice: Choice, state: Record<string, number>, flags: string[], consequence: string}} Step */
/** @typedef {{state: Record<string, number>, score: string, node: string, steps: Step[], violated: boolean}} Walk */
/** @typedef {{node: string, state: Record<string, number>, highest: Record<string, number>, flags: string[], consequence: string}} WalkState */

/** From best to worst. @type {Ending[]} */
const FALLING = ["good", "fair", "bad"];

/** @param {Gauge} gauge @param {number} now @param {number} by @param {number} highest */
function moved({ minimum }, now, by, highest) {
  const sum = add(parse(now), parse(by));
  if (compare(sum, parse(minimum)) < 0) return minimum;
  return compare(sum, parse(highest)) > 0 ? highest : Number(toString(sum));
}

/** By gauge. @template T @param {Scenario} scenario @param {(gauge: Gauge) => T} of @returns {Record<string, T>} */
const each = ({ gauges }, of) => Object.fromEntries(gauges.map((gauge) => [gauge.id, of(gauge)]));

/** Where one comes to with these flags. @param {Scenario} scenario @param {string} node @param {string[]} flags */
function arrived({ nodes }, node, flags) {
  const seen = new Set();
  while (!seen.has(node)) {
    seen.add(node);
    const instead = nodes[node].instead ?? {};
    node = instead[Object.keys(instead).sort().find((flag) => flags.includes(flag)) ?? ""] ?? node;
  }
  return node;
}

/** Whether it takes more time than is left. @param {Scenario} scenario @param {WalkState} at @param {Choice} choice */
const isTooLong = ({ gauges, clock }, { state }, { effects }) => gauges.some(({ id, minimum }) =>
  id === clock?.gauge && compare(add(parse(state[id]), parse(effects[id] ?? 0)), parse(minimum)) < 0);

/** @param {Scenario} scenario @param {WalkState} at @param {Choice} choice @returns {WalkState} */
function taken(scenario, at, choice) {
  const isWrong = choice.verdict === "wrong";
  const broken = isWrong ? [VIOLATION] : [];
  const { clock } = scenario;
  if (clock && isTooLong(scenario, at, choice)) {
    const flags = [...at.flags, ...broken];
    const state = each(scenario, ({ id, minimum }) => (id === clock.gauge ? minimum : at.state[id]));
    return { ...at, node: arrived(scenario, clock.timeout, flags), state, flags, consequence: outOfTime };
  }
  const state = each(scenario, (gauge) =>
    moved(gauge, at.state[gauge.id], choice.effects?.[gauge.id] ?? 0, at.highest[gauge.id]));
  const flags = [...at.flags, ...(choice.sets ?? []), ...broken].filter((flag) => !choice.clears?.includes(flag));
  const highest = each(scenario, ({ id, lasting }) => (lasting && isWrong ? state[id] : at.highest[id]));
  return { node: arrived(scenario, choice.next, flags), state, highest, flags, consequence: choice.consequence };
}

/** @param {Scenario} scenario @param {Record<string, number>} state */
function total(scenario, state) {
  const parts = scenario.gauges.map((gauge) => multiply(parse(gauge.weight), parse(state[gauge.id])));
  return toString(parts.reduce(add, parse(0)));
}

/** Throws when the path asks for a choice that its node does not have. @param {Scenario} scenario @param {string[]} path @returns {Walk} */
export function walk(scenario, path) {
  /** @type {WalkState} */
  let at = {
    node: scenario.start, state: each(scenario, ({ start }) => start), highest: each(scenario, ({ maximum }) => maximum),
    flags: [], consequence: "",
  };
  /** @type {Step[]} */
  const steps = [];
  for (const id of path) {
    const { node } = at;
    const choice = scenario.nodes[node]?.choices?.find((candidate) => candidate.id === id);
    if (!choice) throw new RangeError(`${scenario.id}: no choice ${id} at ${node}`);
    at = taken(scenario, at, choice);
    steps.push({ node, choice, state: at.state, flags: at.flags, consequence: at.consequence });
  }
  const { state, node, flags } = at;
  return { state, score: total(scenario, state), node, steps, violated: flags.includes(VIOLATION) };
}

/** The choices of a node in the order of a walk's seed. @param {Scenario} scenario @param {string} node @param {string} seed @returns {Choice[]} */
export function ordered({ nodes }, node, seed) {
  const named = (nodes[node].choices ?? []).map((choice) => {
    const bytes = new TextEncoder().encode([seed, node, choice.id].join("\x1f"));
    return /** @type {[string, Choice]} */ ([`${sha256(bytes)} ${choice.id}`, choice]);
  });
  return named.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, choice]) => choice);
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

/** The ending that was reached, or the next lower one that the score is enough for; never good with a violation. @param {Ending} ending @param {string} score @param {Scale | null} scale @param {boolean} [violated] */
export function grade(ending, score, scale, violated = false) {
  const candidates = FALLING.slice(Math.max(FALLING.indexOf(ending), violated ? FALLING.indexOf("fair") : 0));
  if (!scale) return candidates[0];
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
