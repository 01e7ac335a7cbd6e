/* When an item comes again: FSRS-6 by whole days, with its published default weights, no learning steps and no fuzz.
   The Python package `fsrs` is the oracle of the tests. */
import * as dates from "../core/dates.js";

/**
 * @import { Score } from "../core/scoring.js"
 * @import { Card } from "../wire.d.ts"
 */

/** 1 Again, 2 Hard, 3 Good, 4 Easy. @typedef {1 | 2 | 3 | 4} Rating */

const W = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
  1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const RETENTION = 0.9;
const LEAST_STABILITY = 0.001;
const LONGEST_INTERVAL = 36500;
const DECAY = -W[20];
const FACTOR = 0.9 ** (1 / DECAY) - 1;
const AGAIN = 1;
const HARD = 2;
const GOOD = 3;
const EASY = 4;
/** What an open question counts as, by the learner's own mark. */
const [MOST, HALF] = [0.8, 0.5];

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** To the nearest whole number, halves to the even one. @param {number} value */
function round(value) {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 ? low + 1 : low;
}

/** @param {number} rating */
const firstDifficulty = (rating) => W[4] - Math.exp(W[5] * (rating - 1)) + 1;

/** @param {number} difficulty @param {number} rating */
function nextDifficulty(difficulty, rating) {
  const damped = ((10 - difficulty) * -(W[6] * (rating - GOOD))) / 9;
  return clamp(W[7] * firstDifficulty(EASY) + (1 - W[7]) * (difficulty + damped), 1, 10);
}

/** Again on the same day. @param {number} stability @param {number} rating */
function sameDay(stability, rating) {
  const growth = Math.exp(W[17] * (rating - 3 + W[18])) * stability ** -W[19];
  return stability * (rating === AGAIN ? growth : Math.max(growth, 1));
}

/** @param {Card} card @param {number} known */
function forgotten({ stability, difficulty }, known) {
  const long = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - known) * W[14]);
  return Math.min(long, stability / Math.exp(W[17] * W[18]));
}

/** @param {Card} card @param {number} known @param {number} rating */
function recalled({ stability, difficulty }, known, rating) {
  const growth = Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp((1 - known) * W[10]) - 1);
  return stability * (1 + growth * (rating === HARD ? W[15] : 1) * (rating === EASY ? W[16] : 1));
}

/** The chance that the item is still known on that day. @param {Card} card @param {string} day */
export function recall({ stability, last }, day) {
  return (1 + (FACTOR * Math.max(0, dates.between(last, day))) / stability) ** DECAY;
}

/** @param {Card} card @param {Rating} rating @param {string} day */
function nextStability(card, rating, day) {
  if (dates.between(card.last, day) < 1) return sameDay(card.stability, rating);
  const known = recall(card, day);
  return rating === AGAIN ? forgotten(card, known) : recalled(card, known, rating);
}

/** @param {number} stability */
function interval(stability) {
  return clamp(round((stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1)), 1, LONGEST_INTERVAL);
}

/** @param {Card | null} card @param {Rating} rating @param {string} day @returns {Card} */
export function next(card, rating, day) {
  const stability = Math.max(card ? nextStability(card, rating, day) : W[rating - 1], LEAST_STABILITY);
  const difficulty = card ? nextDifficulty(card.difficulty, rating) : clamp(firstDifficulty(rating), 1, 10);
  return { stability, difficulty, last: day, due: dates.add(day, interval(stability)) };
}

/** Correct 3, partial 2, wrong 1; open questions by the learner's own mark. @param {Score & {self?: number}} detail */
export function ratingOf({ verdict, fraction, self }) {
  const share = verdict === "review" ? self ?? fraction : { correct: 1, partial: HALF }[String(verdict)] ?? 0;
  return share >= MOST ? GOOD : share >= HALF ? HARD : AGAIN;
}
