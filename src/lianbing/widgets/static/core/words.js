/* The words shown for types, answers and verdicts; the same on the page and in the submission. */
import { isBlank } from "./scoring.js";

/**
 * @import { Answer, ChoiceVerdict, Ending, Item, ItemType } from "../wire.d.ts"
 * @import { Score, Verdict } from "./scoring.js"
 */

const ALL_OR_NOTHING = "全对才得分";

/** How each rule of a type gives points. @type {Record<string, Record<string, string>>} */
const RULES = {
  multiple: {
    half: "漏选得半分，错选不得分", share: "选对几项得几项的分，错选不得分",
    deduct: "选对按项得分，错选倒扣，扣完为止", exact: "漏选、错选都不得分",
  },
  fill: { each: "按空给分", exact: ALL_OR_NOTHING },
  ordering: { pairs: "按先后关系给分", exact: ALL_OR_NOTHING },
  matching: { each: "按对数给分", exact: ALL_OR_NOTHING },
};

/** @type {Record<ItemType, string>} */
const TYPES = {
  single: "单选题", multiple: "多选题", truefalse: "判断题", numeric: "计算题", fill: "填空题",
  ordering: "排序题", matching: "连线题", short: "简答题", case: "案例分析题", code: "编程题",
};

/** @param {number} index */
export const letter = (index) => String.fromCharCode(65 + index);

/** @param {Item} item */
function detailOf({ type, decimals, rule }) {
  if (type === "numeric" && decimals !== undefined) return decimals === 0 ? "填整数" : `保留 ${decimals} 位小数`;
  return RULES[type]?.[rule ?? (type === "multiple" ? "exact" : "")];
}

/** A type says how its points are given. @param {Item} item */
export function type(item) {
  const name = TYPES[item.type];
  if (!name) throw new TypeError("unknown item type");
  const detail = detailOf(item);
  return detail ? `${name}（${detail}）` : name;
}

/** @param {Item} item @param {string} id */
function option(item, id) {
  const index = (item.options ?? []).findIndex((candidate) => candidate.id === id);
  return index < 0 ? id : `${letter(index)}. ${item.options?.[index].text}`;
}

/** @param {(string | null)[]} typed */
function blanks(typed) {
  const texts = typed.map((text) => (isBlank(text) ? "（没有填）" : String(text)));
  return texts.length < 2 ? texts.join("") : texts.map((text, index) => `第 ${index + 1} 空：${text}`).join("；");
}

/** @param {Item} item @param {Record<string, string | null>} chosen */
const pairs = (item, chosen) => (item.prompts ?? []).map(({ id, text }) => {
  const matched = chosen[id];
  return `${text} → ${matched ? option(item, matched) : "（没有选）"}`;
}).join("；");

/** @param {Item} item @param {any[]} list */
function listed(item, list) {
  if (item.type === "fill") return blanks(list);
  return list.map((id) => option(item, String(id))).join(item.type === "ordering" ? " → " : "；");
}

/** An answer (or a key's answer) in words. @param {Item} item @param {Answer} value */
export function answer(item, value) {
  if (value === null || isBlank(value, item.type)) return "未作答";
  if (Array.isArray(value)) return listed(item, value);
  if (typeof value === "boolean") return value ? "对" : "错";
  if (typeof value === "object") return pairs(item, value);
  return item.options ? option(item, String(value)) : String(value);
}

/** Which blanks or prompts of a begun answer are left open; nothing for a whole one.
 * @param {Item} item @param {any} answer */
export function gaps({ type: kind, prompts = [] }, answer) {
  const isFill = kind === "fill";
  /** @type {unknown[]} */
  const parts = isFill ? answer : kind === "matching" ? prompts.map(({ id }) => answer[id]) : [];
  const open = parts.flatMap((part, index) => (isBlank(part) ? index + 1 : []));
  return open.length ? `第 ${open.join("、")} ${isFill ? "空还没有填" : "项还没有选"}` : "";
}

/** A stem as it is shown: in Chinese no space stands around a blank. @param {string} text */
export const stem = (text) => text.replace(/ *(____) */g, "$1");

/** @type {Record<Verdict, string>} */
export const verdict = {
  correct: "✓ 回答正确",
  partial: "◐ 部分正确",
  wrong: "✗ 回答错误",
  review: "○ 待评：对照要点，给自己评分",
  empty: "请先作答，再提交。",
  malformed: "填的不是数字，请改成 1200、1,200 或 12.5 这样的写法。",
};

/** @param {Score} score */
export const score = ({ verdict: name, fraction }) =>
  name === "partial" ? `${verdict.partial}，得 ${Math.round(fraction * 100)}% 的分` : verdict[name];

/** @type {Record<ChoiceVerdict, string>} */
export const choiceVerdict = { good: "✓ 得当", weak: "△ 欠妥", wrong: "✗ 违规" };

/** @type {Record<Ending, string>} */
export const ending = { good: "圆满收场", fair: "勉强过关", bad: "没有处理好" };
