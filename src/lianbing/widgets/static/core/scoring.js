/* Scoring of docs/wire-format.md: (key, answer) → (verdict, fraction). tests/vectors/scoring.json is the contract. */
import { abs, compare, multiply, parse, subtract } from "./decimal.js";
import { fold, halfWidth } from "./folding.js";
import { isObject } from "./json.js";

/** @import { Key } from "../wire.d.ts" */

/** @typedef {"empty" | "malformed" | "correct" | "partial" | "wrong" | "review"} Verdict */
/** @typedef {{verdict: Verdict, fraction: number}} Score */

const LONGEST_NUMBER = 40;
const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/;

/** What a last character multiplies by. @type {Record<string, string>} */
const TIMES = { "%": "0.01", 万: "10000", 亿: "100000000" };

/** @type {Record<Verdict, number>} */
const FRACTIONS = { empty: 0, malformed: 0, correct: 1, partial: 0.5, wrong: 0, review: 0 };

/** @param {string} text */
const trimmed = (text) => halfWidth(text).trim();

/** The number typed, or null when the text is none. @param {string} text @param {string} [unit] */
export function readNumber(text, unit = "") {
  let rest = trimmed(text);
  const suffix = trimmed(unit);
  if (suffix && rest.endsWith(suffix)) rest = rest.slice(0, -suffix.length).trim();
  const last = rest.slice(-1);
  // 12% of no unit is 0.12; 1.2万 in 万元 may mean either.
  const times = (last === "%" ? !suffix : !/[万亿]/.test(suffix)) && TIMES[last];
  if (times) rest = rest.slice(0, -1).trim();
  if (rest.length > LONGEST_NUMBER || !NUMBER.test(rest) || !/\d/.test(rest)) return null;
  return multiply(parse(rest.replace(/,/g, "")), parse(times || "1"));
}

/** Blank in itself, whatever the type. @param {unknown} answer */
function isNothing(answer) {
  if (answer === null || answer === undefined) return true;
  if (Array.isArray(answer)) return answer.length === 0;
  return typeof answer === "string" && trimmed(answer) === "";
}

/** Not answered; for some types an answer may hold nothing but gaps. @param {unknown} answer @param {string} [type] */
export function isBlank(answer, type) {
  if (isNothing(answer)) return true;
  if (type === "fill" && Array.isArray(answer)) return answer.every(isNothing);
  return type === "matching" && isObject(answer) && Object.values(answer).every((option) => option === null);
}

/** @param {unknown[]} values */
const differ = (values) => new Set(values).size === values.length;

/** @param {Key & {type: "single"}} key @param {unknown} answer @returns {Verdict} */
function judgeSingle(key, answer) {
  if (typeof answer !== "string" || !key.options.includes(answer)) return "malformed";
  return answer === key.correct ? "correct" : "wrong";
}

/** @param {Key & {type: "multiple"}} key @param {unknown} answer @returns {Verdict | Score} */
function judgeMultiple(key, answer) {
  if (!Array.isArray(answer) || !differ(answer)) return "malformed";
  if (!answer.every((option) => typeof option === "string" && key.options.includes(option))) return "malformed";
  const due = key.correct.length;
  const right = answer.filter((option) => key.correct.includes(option)).length;
  const wrong = answer.length - right;
  if (key.rule === "deduct") {
    // A wrong choice costs a right one's share, or more where few are wrong, so that choosing all never pays.
    const cost = Math.min(due, key.options.length - due) || 1;
    return share(Math.max(right * cost - wrong * due, 0), due * cost, true);
  }
  if (wrong) return "wrong";
  return key.rule === "half" && right < due ? "partial" : share(right, due, key.rule === "share");
}

/** @param {Key & {type: "truefalse"}} key @param {unknown} answer @returns {Verdict} */
function judgeTrueFalse(key, answer) {
  if (typeof answer !== "boolean") return "malformed";
  return answer === key.correct ? "correct" : "wrong";
}

/** @param {Key & {type: "numeric"}} key @param {unknown} answer @returns {Verdict} */
function judgeNumeric(key, answer) {
  const number = typeof answer === "string" ? readNumber(answer, key.unit) : null;
  if (!number) return "malformed";
  const value = parse(key.value);
  const absolute = parse(key.absolute);
  const relative = multiply(parse(key.relative), abs(value));
  const tolerance = compare(absolute, relative) > 0 ? absolute : relative;
  return compare(abs(subtract(number, value)), tolerance) <= 0 ? "correct" : "wrong";
}

/** All, some or none of the parts; some counts only where the rule says so.
 * @param {number} right @param {number} all @param {boolean} counts @returns {Score} */
function share(right, all, counts) {
  if (right === all) return { verdict: "correct", fraction: 1 };
  return right && counts ? { verdict: "partial", fraction: right / all } : { verdict: "wrong", fraction: 0 };
}

/** Whether a blank holds one of the accepted texts. @param {string[]} accepted @param {unknown} typed */
export function fits(accepted, typed) {
  const folded = typeof typed === "string" ? fold(typed) : "";
  return folded !== "" && accepted.some((text) => fold(text) === folded);
}

/** @param {Key & {type: "fill"}} key @param {unknown} answer @returns {Verdict | Score} */
function judgeFill(key, answer) {
  if (!Array.isArray(answer) || answer.length !== key.blanks.length) return "malformed";
  if (!answer.every((typed) => typed === null || typeof typed === "string")) return "malformed";
  if (isBlank(answer, key.type)) return "empty";
  const right = key.blanks.filter((accepted, index) => fits(accepted, answer[index])).length;
  return share(right, key.blanks.length, key.rule === "each");
}

/** @param {Key & {type: "ordering"}} key @param {unknown} answer @returns {Verdict | Score} */
function judgeOrdering(key, answer) {
  if (!Array.isArray(answer) || answer.length !== key.options.length || !differ(answer)) return "malformed";
  if (!answer.every((option) => key.options.includes(option))) return "malformed";
  const places = key.order.map((option) => answer.indexOf(option));
  const pairs = places.flatMap((place, index) => places.slice(index + 1).map((later) => place < later));
  return share(pairs.filter(Boolean).length, pairs.length, key.rule === "pairs");
}

/** @param {Key & {type: "matching"}} key @param {unknown} answer @returns {Verdict | Score} */
function judgeMatching(key, answer) {
  if (!isObject(answer) || !Object.keys(answer).every((prompt) => key.prompts.includes(prompt))) return "malformed";
  const chosen = Object.values(answer).filter((option) => option !== null);
  if (!differ(chosen) || !chosen.every((option) => key.options.includes(/** @type {any} */ (option)))) return "malformed";
  if (!chosen.length) return "empty";
  const right = key.prompts.filter((prompt) => answer[prompt] === key.pairs[prompt]).length;
  return share(right, key.prompts.length, key.rule === "each");
}

/** @param {Key} key @param {unknown} answer @returns {Verdict | Score} */
function judge(key, answer) {
  if (isNothing(answer)) return "empty";
  switch (key.type) {
    case "single": return judgeSingle(key, answer);
    case "multiple": return judgeMultiple(key, answer);
    case "truefalse": return judgeTrueFalse(key, answer);
    case "numeric": return judgeNumeric(key, answer);
    case "fill": return judgeFill(key, answer);
    case "ordering": return judgeOrdering(key, answer);
    case "matching": return judgeMatching(key, answer);
    case "open": return typeof answer === "string" ? "review" : "malformed";
    default: throw new TypeError("unknown item type");
  }
}

/** @param {Key} key @param {unknown} answer @returns {Score} */
export function score(key, answer) {
  const judged = judge(key, answer);
  return typeof judged === "string" ? { verdict: judged, fraction: FRACTIONS[judged] } : judged;
}
