/* What the types of question have in common where answers are judged: docs/wire-format.md has the rules. */
import { multiply, parse } from "./decimal.js";
import { fold, halfWidth } from "./folding.js";

/** What is judged here: no browser runs code, and what is withdrawn is not asked any more.
 * @typedef {Exclude<import("../wire.d.ts").Verdict, "unrun" | "withdrawn">} Verdict */
/** @typedef {{verdict: Verdict, fraction: number}} Score */

const LONGEST_NUMBER = 40;
const NUMBER = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/;

/** What a last character multiplies by. @type {Record<string, string>} */
const TIMES = { "%": "0.01", 万: "10000", 亿: "100000000" };

/** @type {Record<Verdict, number>} */
const FRACTIONS = { empty: 0, malformed: 0, correct: 1, partial: 0.5, wrong: 0, review: 0 };

/** A verdict alone has the fraction that goes with it. @param {Verdict | Score} judged @returns {Score} */
export const asScore = (judged) => (typeof judged === "string" ? { verdict: judged, fraction: FRACTIONS[judged] } : judged);

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
export function isNothing(answer) {
  if (answer === null || answer === undefined) return true;
  if (Array.isArray(answer)) return answer.length === 0;
  return typeof answer === "string" && trimmed(answer) === "";
}

/** Whether no two are the same. @param {unknown[]} values */
export const differ = (values) => new Set(values).size === values.length;

/** All, some or none of the parts; some counts only where the rule says so.
 * @param {number} right @param {number} all @param {boolean} counts @returns {Score} */
export function share(right, all, counts) {
  if (right === all) return { verdict: "correct", fraction: 1 };
  return right && counts ? { verdict: "partial", fraction: right / all } : { verdict: "wrong", fraction: 0 };
}

/** What judging takes from a question besides its key: its sentence, and what traditional characters count as.
 * @typedef {{stem?: string, practice?: {traditional?: Record<string, string>}}} Asked */

/** By traditional character, the simplified one that it counts as. @param {Asked} asked */
export const simplifiedBy = ({ practice }) => practice?.traditional ?? {};

/** Whether a blank holds one of the accepted texts. @param {string[]} accepted @param {unknown} typed */
export function fits(accepted, typed) {
  const folded = typeof typed === "string" ? fold(typed) : "";
  return folded !== "" && accepted.some((text) => fold(text) === folded);
}
