/* Marks of a mock exam, exact and rounded half up; what a key can't mark counts by the learner's own rating. */
import { add, multiply, parse, round, toString } from "../core/decimal.js";
import { score } from "../items/types.js";
import * as entries from "../practice/entry.js";

/**
 * @import { Decimal } from "../core/decimal.js"
 * @import { Score } from "../core/scoring.js"
 * @import { Answer, Item, Key, Practice, Section } from "../wire.d.ts"
 */

/**
 * @typedef {object} ExamMark
 * @property {Item} item
 * @property {number} number
 * @property {Answer} answer
 * @property {Score} score
 * @property {string} worth
 * @property {Decimal} earned
 * @property {boolean} right
 */
/** @typedef {{title: string, marks: ExamMark[], score: string, total: string, right: number}} SectionMarks */
/** @typedef {{score: string, total: string, sections: SectionMarks[]}} ExamMarks */

const PLACES = 2;
/** Fractions come as binary floats: at 12 places only their error is cut, and rounding at 9 mends what is left of it. */
const EXACT = 12;
const MENDED = 9;

/** @param {number} fraction @param {string} worth */
const earned = (fraction, worth) =>
  round(round(multiply(parse(fraction.toFixed(EXACT)), parse(worth)), MENDED), PLACES);

/** @param {Decimal[]} numbers */
const total = (numbers) => toString(numbers.reduce(add, parse("0")));

/** @param {Item} item @param {Answer} answer @param {number | undefined} self @returns {Score} */
function scoreOf(item, answer, self) {
  const marked = score(/** @type {Practice} */ (item.practice).key, answer, item);
  return marked.verdict === "review" ? { ...marked, fraction: self ?? 0 } : marked;
}

/** @param {Section[]} sections @param {Record<string, Answer>} answers @param {Record<string, number>} self
 * @returns {ExamMarks} */
export function examMarks(sections, answers, self) {
  let number = 0;
  const marked = sections.map(({ title, items }) => {
    const marks = items.map((item) => {
      const answer = answers[item.id] ?? null;
      const score = scoreOf(item, answer, self[item.id]);
      const worth = item.worth ?? "0";
      number += 1;
      return { item, number, answer, score, worth, earned: earned(score.fraction, worth), right: entries.isRight(score) };
    });
    return {
      title, marks, score: total(marks.map((mark) => mark.earned)), total: total(marks.map(({ worth }) => parse(worth))),
      right: marks.filter(({ right }) => right).length,
    };
  });
  return {
    sections: marked,
    score: total(marked.map(({ score }) => parse(score))),
    total: total(marked.map((section) => parse(section.total))),
  };
}

/** What the record keeps: an answer that isn't there or can't be read is a miss. An open question that nobody answered
 * can't be rated, and a blank that may be right isn't wrong: neither is any entry. @param {Key} key @param {Score} score @returns {Score | null} */
export function examEntry(key, score) {
  if (score.verdict !== "empty" && score.verdict !== "malformed") return score;
  const isUnclear = key.type === "fill" && score.verdict === "malformed";
  return key.type === "open" || isUnclear ? null : { verdict: "wrong", fraction: 0 };
}
