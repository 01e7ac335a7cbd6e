/* What is remembered of one item: the last answer, the card of the scheduler, the 错题本. */
import { isDay } from "../core/dates.js";
import { isObject } from "../core/json.js";
import * as scheduler from "./scheduler.js";

/**
 * @import { Score } from "../core/scoring.js"
 * @import { Answer, Entry, KeptVerdict, Prior, Wrong } from "../wire.d.ts"
 */

/** What was answered: which edition of the item, and which of its variants (0: the item itself).
 * @typedef {{digest?: string, variant?: number}} Asked */
/**
 * @typedef {object} Detail
 * @property {string} item
 * @property {Answer} answer
 * @property {string} [task]
 * @property {string} [selftest] the self-test it was asked in
 * @property {number} [self] open questions: the fraction the learner gave
 * @property {number[]} [ticked] open questions: the points ticked; absent before the first tick
 * @property {number} [variant] which variant was answered; absent for the item itself
 */
/** An answer, as an element tells it. @typedef {Score & Detail} AnswerDetail */

const VERDICTS = ["correct", "partial", "wrong", "review"];
const GOOD = 3;
const HARD = 2;
/** Right on so many different days, and the item leaves the 错题本. */
export const DAYS_TO_LEAVE = 2;

/** Whether an answer was right; open questions: 80% and more. @param {Score & {self?: number}} detail */
export const isRight = (detail) => scheduler.ratingOf(detail) === GOOD;

/** Still in the 错题本 with these days, or out of it. @param {string} since @param {string[]} right @returns {Wrong | undefined} */
function stillWrong(since, right) {
  const days = [...new Set(right)].filter((day) => day >= since).sort();
  return days.length < DAYS_TO_LEAVE ? { since, right: days } : undefined;
}

/** @param {Wrong | undefined} wrong @param {boolean} right @param {string} day @returns {Wrong | undefined} */
function nextWrong(wrong, right, day) {
  if (!right) return { since: day, right: [] };
  return wrong && stillWrong(wrong.since, [...wrong.right, day]);
}

/** A tick at an open question rates the same try anew, on the day of that try.
 * @param {Entry} before @param {AnswerDetail} detail */
const isSameTry = (before, detail) =>
  before.prior !== undefined && detail.ticked !== undefined && before.answer === detail.answer;

/** What this try starts from. @param {Entry | null} before @param {boolean} same @returns {Prior & {tries: number, right: number}} */
function startOf(before, same) {
  if (!before) return { tries: 0, right: 0, card: null };
  const { tries, right, card, wrong } = before;
  return same
    ? { .../** @type {Prior} */ (before.prior), tries: tries - 1, right: right - Number(isRight(before)) }
    : { card, tries, right, ...(wrong && { wrong }) };
}

/** @param {Entry | null} before @param {AnswerDetail} detail @param {Asked} asked @param {string} at @returns {Entry} */
export function answered(before, detail, asked, at) {
  const known = before && !changed(before, asked.digest) ? before : null; // another edition's item starts anew
  const same = known !== null && isSameTry(known, detail);
  const { tries, right, ...prior } = startOf(known, same);
  const day = same ? known.card.last : at.slice(0, 10);
  const good = isRight(detail);
  const open = detail.verdict === "review";
  // An open answer that nobody has rated yet is neither right nor wrong.
  const rated = !open || detail.ticked !== undefined;
  const wrong = rated ? nextWrong(prior.wrong, good, day) : prior.wrong;
  return {
    digest: asked.digest ?? "", answer: detail.answer, verdict: /** @type {KeptVerdict} */ (detail.verdict),
    fraction: open ? detail.self ?? 0 : detail.fraction, at,
    ...(open && { ...(detail.ticked && { ticked: detail.ticked }), prior }),
    ...(asked.variant && { variant: asked.variant }),
    tries: tries + 1, right: right + Number(good),
    card: scheduler.next(prior.card, rated ? scheduler.ratingOf(detail) : HARD, day),
    ...(wrong && { wrong }),
  };
}

/** Whether the item is another one than was answered. @param {Entry} entry @param {string | undefined} digest */
export function changed(entry, digest) {
  return Boolean(entry.digest && digest && entry.digest !== digest);
}

/** The later answer counts; of two at one moment, what has left the 错题本. @param {Entry} a @param {Entry} b */
function inOrder(a, b) {
  const ahead = Date.parse(a.at) - Date.parse(b.at) || Number(!a.wrong) - Number(!b.wrong)
    || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return ahead < 0 ? [a, b] : [b, a];
}

/** What two devices know of one item, the same whichever comes first.
 * @param {Entry} a @param {Entry} b @returns {Entry} */
export function merged(a, b) {
  const [earlier, later] = inOrder(a, b);
  if (changed(earlier, later.digest)) return later;
  const { wrong, ...rest } = later;
  const entry = { ...rest, tries: Math.max(a.tries, b.tries), right: Math.max(a.right, b.right) };
  if (!wrong) return entry;
  const other = earlier.wrong ?? wrong;
  const still = stillWrong(wrong.since > other.since ? wrong.since : other.since, [...wrong.right, ...other.right]);
  return { ...entry, ...(still && { wrong: still }) };
}

/** @param {unknown} value */
const isTextOrNull = (value) => value === null || typeof value === "string";

/** @param {unknown} value */
export function isAnswer(value) {
  if (isTextOrNull(value) || typeof value === "boolean") return true;
  if (Array.isArray(value)) return value.every(isTextOrNull);
  return isObject(value) && Object.values(value).every(isTextOrNull);
}

/** @param {unknown} value @param {number} [least] */
export const isCount = (value, least = 0) => Number.isInteger(value) && Number(value) >= least;

/** @param {unknown} value @param {number} low @param {number} high */
const isWithin = (value, low, high) => typeof value === "number" && value >= low && value <= high;

/** @param {unknown} value */
const isCard = (value) => isObject(value) && isWithin(value.stability, 0.001, Number.MAX_VALUE) && isWithin(value.difficulty, 1, 10)
  && isDay(value.last) && isDay(value.due);

/** @param {unknown} value */
const isWrong = (value) => value === undefined
  || (isObject(value) && isDay(value.since) && Array.isArray(value.right) && value.right.every(isDay));

/** @param {unknown} value */
const isPrior = (value) => value === undefined || (isObject(value)
  && (value.card === null || isCard(value.card)) && isWrong(value.wrong));

/** @param {unknown} value */
export const isMoment = (value) => typeof value === "string" && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));

/** @param {unknown} value @returns {value is Entry} */
export function isEntry(value) {
  return isObject(value) && typeof value.digest === "string" && isAnswer(value.answer)
    && VERDICTS.includes(value.verdict) && isWithin(value.fraction, 0, 1) && isMoment(value.at)
    && (value.ticked === undefined || (Array.isArray(value.ticked) && value.ticked.every((index) => isCount(index))))
    && (value.variant === undefined || isCount(value.variant))
    && isCount(value.tries, 1) && isCount(value.right) && value.right <= value.tries
    && isCard(value.card) && isWrong(value.wrong) && isPrior(value.prior);
}
