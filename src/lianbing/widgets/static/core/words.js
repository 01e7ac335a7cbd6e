/* The words shown for options, stems and verdicts; the same on the page and in the submission. */
import { verdicts } from "./verdicts.js";

/**
 * @import { ChoiceVerdict, Ending, Item } from "../wire.d.ts"
 * @import { Score, Verdict } from "./scoring.js"
 */

/** @param {number} index */
export const letter = (index) => String.fromCharCode(65 + index);

/** An option with its letter. @param {Item} item @param {string} id */
export function option(item, id) {
  const index = (item.options ?? []).findIndex((candidate) => candidate.id === id);
  return index < 0 ? id : `${letter(index)}. ${item.options?.[index].text}`;
}

/** A stem as it is shown: in Chinese no space stands around a blank. @param {string} text */
export const stem = (text) => text.replace(/ *(____) */g, "$1");

/** @type {Record<Verdict, string>} */
export const verdict = {
  correct: `${verdicts.correct.sign} ${verdicts.correct.label}`,
  partial: `${verdicts.partial.sign} ${verdicts.partial.label}`,
  wrong: `${verdicts.wrong.sign} ${verdicts.wrong.label}`,
  review: "○ 待评：对照要点，给自己评分",
  empty: "请先作答，再提交。",
  malformed: "这样的作答读不出来，请改一改。",
};

/** @param {Score} score */
export const score = ({ verdict: name, fraction }) =>
  name === "partial" ? `${verdict.partial}，得 ${Math.round(fraction * 100)}% 的分` : verdict[name];

/** @type {Record<ChoiceVerdict, string>} */
export const choiceVerdict = { good: "✓ 得当", weak: "△ 欠妥", wrong: "✗ 违规" };

/** What comes of a step of a scenario that takes more time than is left. */
export const outOfTime = "这一步还没有做完，时间就到了。";

/** @type {Record<Ending, string>} */
export const ending = { good: "圆满收场", fair: "勉强过关", bad: "没有处理好" };
