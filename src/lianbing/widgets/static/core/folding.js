/* Folding of typed text, so that only what matters is compared. tests/vectors/folding.json is the contract. */

const RUN = /[零〇一二两三四五六七八九十百千万]+/g;
const DIGIT_STRING = /^[零〇一二三四五六七八九]+$/;
const PART = /([零〇]?)([一二两三四五六七八九]?)([千百十]?)/g;
const SPACE = /[\s\x1c-\x1f\x85]+/g;
const PUNCTUATION = /[!"#$&'()*,.:;?@[\\\]^_\x60{|}~、，。；：？！“”‘’（）《》【】…—·]/g;
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
function readRun(run) {
  if (DIGIT_STRING.test(run)) return Array.from(run, (char) => DIGITS[char]).join("");
  const [head, tail, ...more] = run.split("万");
  const high = readSection(head, 0);
  if (high === null || more.length) return run;
  if (tail === undefined) return String(high);
  const low = tail ? readSection(tail, MYRIAD) : 0;
  return low === null ? run : String(high * MYRIAD + low);
}

/** @param {string | undefined} char */
const isDigit = (char) => char !== undefined && char >= "0" && char <= "9";

/** Drops punctuation, but not the point of a decimal number. @param {string} text */
const dropPunctuation = (text) => text.replace(PUNCTUATION, (char, /** @type {number} */ at) =>
  char === "." && isDigit(text[at - 1]) && isDigit(text[at + 1]) ? char : "");

/** @param {string} text */
export function fold(text) {
  const plain = halfWidth(text).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return dropPunctuation(plain.replace(SPACE, "").replace(RUN, readRun));
}
