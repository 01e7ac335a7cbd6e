/* The kinds of values of a learner's record: their shapes, how those of two devices join, what of them is exported. */
import { isObject } from "../core/json.js";
import { isAnswer, isCount, isEntry, isMoment, merged as mergedEntry } from "./entry.js";

/** @import { Day, RecordFile } from "../wire.d.ts" */

/** @typedef {"item" | "scenario" | "check" | "exam" | "day"} Kind */
/** A whole learner record; its checksum is of the file. @typedef {Omit<RecordFile, "checksum">} LearnerRecord */

const ENDINGS = ["good", "fair", "bad"];
/** @type {Record<Kind, "items" | "scenarios" | "checks" | "exams" | "days">} */
export const SECTIONS = { item: "items", scenario: "scenarios", check: "checks", exam: "exams", day: "days" };
export const KINDS = /** @type {Kind[]} */ (Object.keys(SECTIONS));

/** @param {unknown} value */
const isTexts = (value) => Array.isArray(value) && value.every((text) => typeof text === "string");

/** @param {(value: any) => boolean} one */
const listOf = (one) => (/** @type {unknown} */ value) =>
  Array.isArray(value) && value.every((run) => isObject(run) && isMoment(run.at) && one(run));

const isWalks = listOf(({ path, score, ending }) => isTexts(path) && typeof score === "string" && ENDINGS.includes(ending));
const isChecks = listOf(({ right, count }) => isCount(right) && isCount(count) && right <= count);
const isExams = listOf(({ set, score, total, minutes, answers, ticked = {}, digests = {}, wrong }) => isCount(set)
  && typeof score === "string" && typeof total === "string" && Number.isFinite(minutes) && isTexts(wrong)
  && isObject(answers) && Object.values(answers).every(isAnswer)
  && isObject(digests) && Object.values(digests).every((digest) => typeof digest === "string")
  && isObject(ticked) && Object.values(ticked).every((list) => Array.isArray(list) && list.every((index) => isCount(index))));

/** @type {Record<Kind, (value: any) => boolean>} */
const SHAPES = {
  item: isEntry,
  scenario: isWalks,
  check: (value) => isObject(value) && isTexts(value.drawn) && isChecks(value.runs),
  exam: (value) => isObject(value) && (value.running === null || isObject(value.running)) && isExams(value.done),
  day: (value) => isObject(value) && isCount(value.answered) && isCount(value.right) && value.right <= value.answered
    && (value.daily === undefined || isTexts(value.daily)),
};

/** Both lists' runs, each once, in time. @param {any[]} mine @param {any[]} theirs */
function union(mine, theirs) {
  const named = [...theirs, ...mine].map((run) => /** @type {[string, any]} */ ([`${Date.parse(run.at)} ${run.set ?? run.path}`, run]));
  return [...new Map(named)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, run]) => run);
}

/** Counts of two devices may be of the same answers: the larger one holds. @param {Day} mine @param {Day} theirs @returns {Day} */
function mergedDay(mine, theirs) {
  const daily = mine.daily ?? theirs.daily;
  return {
    answered: Math.max(mine.answered, theirs.answered), right: Math.max(mine.right, theirs.right), ...(daily && { daily }),
  };
}

/** @type {Record<Kind, (mine: any, theirs: any) => any>} */
const JOINS = {
  item: mergedEntry,
  scenario: union,
  check: (mine, theirs) => ({ drawn: mine.drawn, runs: union(mine.runs, theirs.runs) }),
  exam: (mine, theirs) => ({ running: mine.running, done: union(mine.done, theirs.done) }),
  day: mergedDay,
};

/** @param {Kind} kind @param {unknown} value */
export const isKind = (kind, value) => SHAPES[kind](value);

/** @param {Kind} kind @param {any} mine @param {any} theirs */
export const merged = (kind, mine, theirs) => JOINS[kind](mine, theirs);

/** What an export holds of a value. @param {Kind} kind @param {any} value */
export const outward = (kind, value) => (kind === "check" ? value.runs : kind === "exam" ? value.done : value);

/** A value of what an export holds. @param {Kind} kind @param {any} value */
export function inward(kind, value) {
  if (kind === "check") return { drawn: [], runs: value };
  return kind === "exam" ? { running: null, done: value } : value;
}
