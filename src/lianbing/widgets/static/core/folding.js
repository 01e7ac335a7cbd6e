/* Folding of typed text, so that only what matters is compared. tests/vectors/folding.json is the contract. */
import { ALIKE, CLOSERS, COMPARISONS, FRAMES, HAN, OPERATORS, PAIRS, UNSEEN } from "./signs.js";

const RUN = /[零〇一二两三四五六七八九十百千万]+/g;
const DIGIT_STRING = /^[零〇一二三四五六七八九]+$/;
const PART = /([零〇]?)([一二两三四五六七八九]?)([千百十]?)/g;
const SPACE = /[\s\x1c-\x1f\x85]+/g;
const MYRIAD = 10000;

/** @type {Record<string, number>} */
const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
/** @type {Record<string, number>} */
const UNITS = { 千: 1000, 百: 100, 十: 10 };

/** Full-width ASCII and the ideographic space to half-width, other minus signs to "-". @param {string} text */
export function halfWidth(text) {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/[\u2212\u2013]/g, "-");
}

/** A digit before its unit, or null. Only a leading 十 goes without; 两 stands before 百, 千 and 万 or alone.
 * @param {string} digit @param {number} place @param {boolean} leads @param {boolean} alone */
function leadingDigit(digit, place, leads, alone) {
  if (digit === "两" && place < 100 && !alone) return null;
  return digit ? DIGITS[digit] : leads && place === 10 ? 1 : null;
}

/** What stands before 万, after it, or without it: below 10000. 零 stands exactly where places are skipped.
 * @param {string} section @param {number} above the unit before it, 0 at the start */
function readSection(section, above) {
  let value = 0;
  let last = above;
  for (const [part, zero, digit, unit] of section.matchAll(PART)) {
    if (!part) break;
    const place = UNITS[unit] ?? 1;
    const count = leadingDigit(digit, place, last === 0, section === "两" && above === 0);
    if (count === null || (last && place >= last)) return null;
    if (Boolean(zero) !== (last > place * 10)) return null;
    value += count * place;
    last = place;
  }
  return last === above ? null : value;
}

/** @param {string} run @returns {string} the digits of a run that reads as a number, else the run */
export function readNumeral(run) {
  if (DIGIT_STRING.test(run)) return Array.from(run, (char) => DIGITS[char]).join("");
  const [head, tail, ...more] = run.split("万");
  const high = readSection(head, 0);
  if (high === null || more.length) return run;
  if (tail === undefined) return String(high);
  const low = tail ? readSection(tail, MYRIAD) : 0;
  return low === null ? run : String(high * MYRIAD + low);
}

const PERCENT = /百分之(?:(\d+)(?:[.点](\d+))?|百)/g;
const GROUPED = /^([^\d,(]*)(\d{1,3}(?:,\d{3})+)((?:\.\d+)?[^\d,(]*)$/;
/** A formula, the call of a function or the name of a file. */
const EXPRESSION = /^(?:=.*|[a-z][a-z0-9.]*\(.*\)|.*\.[a-z][a-z0-9*?]{0,4})$/s;

/** A class of characters for a pattern. @param {string} chars */
export const classOf = (chars) => `[${chars.replace(/[\]\\^-]/g, "\\$&")}]`;
const MARKS = new RegExp(`(${classOf(Object.keys(ALIKE).join("") + CLOSERS + FRAMES + "_")})\\1*`, "g");
const CLOSING = new RegExp(`${classOf(CLOSERS)}+$`);

/** @param {string} char */
const isDigit = (char) => char >= "0" && char <= "9";

/** What a sign counts as. @param {string} char */
export const sameSign = (char) => ALIKE[char] ?? char;

/** Whether a sign beside it may carry meaning; empty at the ends of the text. @param {string} char */
const carries = (char) => char !== "" && (OPERATORS.includes(char) || /[a-z0-9]/.test(char));

/** What is left of a run of one mark in a sentence. @param {string} run @param {string} before @param {string} after */
function kept(run, before, after) {
  const mark = run[0];
  const same = sameSign(mark);
  if (FRAMES.includes(same)) return "";
  if (mark === "—") return before && after && (isDigit(before) || isDigit(after)) ? "-" : "";
  if (run === "!" && before && (after === "$" || (after >= "a" && after <= "z"))) return run; // between sheet and cell
  if ("。·".includes(mark) && !(isDigit(before) && isDigit(after))) return "";
  return carries(before) && carries(after) ? same.repeat(run.length) : "";
}

/** What is no sentence: every sign stays but what frames or ends the whole, and the dot before the ending of a file.
 * @param {string} text */
function foldExpression(text) {
  let rest = text;
  while (rest.length > 2 && PAIRS[rest[0]] === rest[rest.length - 1]) {
    const inside = rest.slice(1, -1);
    if (inside.includes(rest[0]) || inside.includes(rest[rest.length - 1])) break;
    rest = inside;
  }
  if (!/[a-z0-9]/.test(rest)) return rest.replace(/^[.…·]+|[.…·]+$/g, "");
  const isPattern = rest.startsWith("#") || rest.includes("*") || (rest.endsWith("?") && rest.includes("."));
  return (isPattern ? rest : rest.replace(CLOSING, "")).replace(/^\.(?=[a-z])/, "");
}

/** Only the signs that carry meaning, each in one form. @param {string} text */
function foldSigns(text) {
  const grouped = text.startsWith("=") ? null : GROUPED.exec(text);
  let rest = grouped ? grouped[1] + grouped[2].replace(/,/g, "") + grouped[3] : text;
  for (const [typed, sign] of Object.entries(COMPARISONS)) rest = rest.replaceAll(typed, sign);
  if (EXPRESSION.test(rest) || !HAN.test(rest)) return foldExpression(rest.replace(/./gs, sameSign));
  const whole = rest;
  return whole.replace(MARKS, (run, _mark, /** @type {number} */ at) =>
    kept(run, whole.charAt(at - 1), whole.charAt(at + run.length))).replace(/~+$/, "");
}

/** Chinese numerals in digits, 百分之三十 as 30%. @param {string} text */
const foldNumerals = (text) => text.replace(RUN, readNumeral).replace(PERCENT, (_all, whole, places) =>
  `${whole === undefined ? 100 : whole + (places === undefined ? "" : `.${places}`)}%`);

/** One width and case, no spaces, nothing that nobody sees. @param {string} text */
export const bare = (text) =>
  halfWidth(text).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(SPACE, "").replace(UNSEEN, "");

/** @param {string} text */
export function fold(text) {
  let folded = bare(text);
  for (let further = foldSigns(foldNumerals(folded)); further !== folded; further = foldSigns(foldNumerals(folded))) {
    folded = further;
  }
  return folded;
}
