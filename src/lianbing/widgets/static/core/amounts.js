/* Numbers as people write them into a blank: domain/kernel/amounts.py has the same rules.
   tests/vectors/amounts.json is the contract. */
import { multiply, parse, shift } from "./decimal.js";
import { bare, classOf, readNumeral, sameSign } from "./folding.js";
import { CLOSERS, FRAMES, LOOK_ALIKES, NUMBER_SIGNS, NUMERALS, POWERS } from "./signs.js";

/** @import { Decimal } from "./decimal.js" */

const LONGEST = 40;
const LONGEST_UNIT = 12;
const FRAMED = new RegExp(classOf(FRAMES), "g");
const CLOSING = new RegExp(`${classOf(CLOSERS)}+$`);
const WRITTEN = /^([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)([百千万亿]*)$/;
const SPOKEN = /^(负?)([零〇一二两三四五六七八九十百千万]+)(?:点([零〇一二三四五六七八九]+))?(亿?)$/;
const NEIGHBOURS = /^(?:一二|二三|三四|四五|五六|六七|七八|八九)$/;
const PRINTED = /^[^\s，。；：、？！（）“”‘’《》【】…—,;:?!()"'[\]]*/;
const SIGN_OF_NUMBER = new RegExp(`[${NUMBER_SIGNS}0-9①-⓿❶-➓²³¹⁰-₉Ⅰ-ⅿ㈠-㈩㊀-㊉]`);
const LOOKS_ALIKE = new RegExp(`^${classOf(LOOK_ALIKES)}+$`);

/** A typed number without spaces, frames and closing marks, capital numerals as everyday ones. @param {string} text */
export const tidy = (text) => bare(text)
  .replace(/./gs, (char) => NUMERALS[char] ?? char)
  .replace(/(\d)。(?=\d)/g, "$1.")
  .replace(/[^,]/g, sameSign)
  .replace(FRAMED, "")
  .replace(/^[=:]+/, "")
  .replace(CLOSING, "");

/** What is printed right behind a blank, up to the next punctuation mark. @param {string} after */
export function printedUnit(after) {
  const unit = tidy(PRINTED.exec(after.trimStart())?.[0] ?? "").slice(0, LONGEST_UNIT);
  return /^\d/.test(unit) ? "" : unit;
}

/** @param {string} text @returns {Decimal | null} */
function numberOf(text) {
  const written = WRITTEN.exec(text);
  if (written) {
    const power = POWERS[written[3]];
    return power === undefined ? null : shift(parse(written[1] + written[2].replace(/,/g, "")), power);
  }
  const spoken = SPOKEN.exec(text);
  if (!spoken || NEIGHBOURS.test(spoken[2])) return null;
  const whole = readNumeral(spoken[2]);
  if (!/^\d+$/.test(whole)) return null;
  const number = shift(parse(whole + (spoken[3] ? `.${readNumeral(spoken[3])}` : "")), spoken[4] ? 8 : 0);
  return spoken[1] ? multiply(number, parse("-1")) : number;
}

/** What is a number and nothing else; per cent counts only where no other unit is printed.
 * @param {string} text @param {string} unit @returns {Decimal | null} */
function read(text, unit) {
  if (text.length > LONGEST) return null;
  if (text.startsWith("百分之") && (unit === "" || unit.startsWith("%"))) {
    const number = text === "百分之百" ? parse("100") : numberOf(text.slice(3));
    return number && shift(number, unit ? 0 : -2);
  }
  if (!text.endsWith("%") || unit) return numberOf(text);
  const number = numberOf(text.slice(0, -1));
  return number && shift(number, -2);
}

/** The numbers that a tidy text may mean, none where that isn't sure. @param {string} text @param {string} [unit] */
export function readAmounts(text, unit = "") {
  const ends = Array.from(unit, (_char, at) => unit.slice(0, at + 1)).filter((end) => text.endsWith(end));
  const rests = [text, ...ends.map((end) => text.slice(0, -end.length))];
  return rests.map((rest) => read(rest, unit)).filter((number) => number !== null);
}

/** Whether a tidy text that wasn't read may be meant as a number. @param {string} text */
export const meansNumber = (text) => SIGN_OF_NUMBER.test(text) || LOOKS_ALIKE.test(text);
