/* What was typed into one blank of a sentence, and what it counts as: domain/items/blanks.py has the same rules. */
import { meansNumber, printedUnit, readAmounts, tidy } from "./amounts.js";
import { compare, shift } from "./decimal.js";
import { bare, fold } from "./folding.js";
import { POWERS } from "./signs.js";

/**
 * @import { Decimal } from "./decimal.js"
 * @typedef {"right" | "wrong" | "unclear"} Reading
 */

export const BLANK = "____";
const RANGE = /^(\d+(?:\.\d+)?%?)[-~至到](\d+(?:\.\d+)?[^\d~-]*)$/;
const OWN_UNIT = /^((?:\d+(?:\.\d+)?|[一二两三四五六七八九]?[十百千][零〇一二三四五六七八九十百千]*)万?)([一-鿿]{1,2})$/;
const POINTED = /^\d{1,3}\.\d{3}(?!\d)/;
const CODE = /^(?:0\d|\d{16})/;

/** The unit behind each blank of a sentence. @param {string} stem */
export const unitsOf = (stem) => stem.split(BLANK).slice(1).map(printedUnit);

/** A range of two numbers (3-5, 3到5) in one form; any other text as it is. @param {string} folded */
const ranged = (folded) => folded.replace(RANGE, "$1~$2");

/** @param {Decimal[]} numbers @param {Decimal} number */
const has = (numbers, number) => numbers.some((other) => compare(other, number) === 0);

/** The text, and without what it repeats of the printed unit. @param {string} text @param {string} unit */
function withoutUnit(text, unit) {
  const plain = bare(text).replace(/[.。]+$/, "");
  const ends = Array.from(unit, (_char, at) => unit.slice(0, at + 1)).filter((end) => plain.endsWith(end));
  return [text, ...ends.map((end) => plain.slice(0, -end.length))];
}

/** Whether a power of ten that may be meant is all that differs: that of the unit, or a point for a comma.
 * @param {string} text @param {Decimal[]} read @param {Decimal[]} right @param {string[]} wordings @param {string} unit */
function isShifted(text, read, right, wordings, unit) {
  const isPercent = wordings.some((wording) => fold(wording).includes("%"));
  const power = isPercent || unit.startsWith("%") ? 2 : POWERS[unit.charAt(0)] || (POINTED.test(text) ? 3 : 0);
  return power !== 0 && read.some((number) => has(right, shift(number, power)) || has(right, shift(number, -power)));
}

/** @param {string[]} wordings @param {string} unit @param {string} text @returns {Reading} */
function readNumber(wordings, unit, text) {
  const tidied = wordings.map(tidy);
  const numbers = tidied.filter((wording) => !CODE.test(wording)).flatMap((wording) => readAmounts(wording, unit));
  const counted = tidied.flatMap((wording) => {
    const match = OWN_UNIT.exec(wording);
    return match ? readAmounts(match[1]).map((number) => ({ number, unit: match[2] })) : [];
  });
  if (!numbers.length && !counted.length) return "wrong";
  const read = readAmounts(text, unit);
  const rights = numbers.length ? read.map((number) => has(numbers, number)) : [];
  for (const own of new Set(counted.map((pair) => pair.unit))) {
    const due = [...numbers, ...counted.filter((pair) => pair.unit === own).map(({ number }) => number)];
    if (text.endsWith(own)) rights.push(...readAmounts(text.slice(0, -own.length)).map((number) => has(due, number)));
  }
  if (rights.length && rights.every(Boolean)) return "right";
  const isSure = rights.length && !rights.some(Boolean) && !isShifted(text, read, numbers, wordings, unit);
  return !isSure && meansNumber(text) ? "unclear" : "wrong";
}

/** What a typed text counts as; unclear where only a person can say.
 * @param {string[]} wordings @param {string} unit what is printed behind the blank
 * @param {string} typed @param {Record<string, string>} simplified by traditional character
 * @returns {Reading} */
export function readBlank(wordings, unit, typed, simplified) {
  const text = typed.replace(/./gs, (char) => (wordings.some((wording) => wording.includes(char)) ? char : simplified[char] ?? char));
  const texts = withoutUnit(text, unit).map((part) => ranged(fold(part))).filter(Boolean);
  if (wordings.some((wording) => texts.includes(ranged(fold(wording))))) return "right";
  return readNumber(wordings, unit, tidy(text));
}
