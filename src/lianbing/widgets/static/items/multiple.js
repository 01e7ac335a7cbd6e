/* 多选题: all that is right of several options. */
import { differ, share } from "../core/scoring.js";
import { option } from "../core/words.js";
import { choosing } from "./choosing.js";

/**
 * @import { Key } from "../wire.d.ts"
 * @import { ItemType } from "./item-type.js"
 */

/** @type {Record<string, string>} */
const RULES = {
  exact: "漏选、错选都不得分", half: "漏选得半分，错选不得分", share: "选对几项得几项的分，错选不得分",
  deduct: "选对按项得分，错选倒扣，扣完为止",
};

/** @type {ItemType} */
export const multiple = {
  name: "multiple",
  label: "多选题",
  rules: RULES,
  detail: ({ rule }) => RULES[rule ?? "exact"],
  controls: (item, changed) => choosing(item, changed, { several: true }),
  judge(/** @type {Key & {type: "multiple"}} */ key, answer) {
    if (!Array.isArray(answer) || !differ(answer)) return "malformed";
    if (!answer.every((id) => typeof id === "string" && key.options.includes(id))) return "malformed";
    const due = key.correct.length;
    const right = answer.filter((id) => key.correct.includes(id)).length;
    const wrong = answer.length - right;
    if (key.rule === "deduct") {
      // A wrong choice costs a right one's share, or more where few are wrong, so that choosing all never pays.
      const cost = Math.min(due, key.options.length - due) || 1;
      return share(Math.max(right * cost - wrong * due, 0), due * cost, true);
    }
    if (wrong) return "wrong";
    return key.rule === "half" && right < due ? "partial" : share(right, due, key.rule === "share");
  },
  words: (item, answer) => [answer].flat().map((id) => option(item, String(id))).join("；"),
  right: (item, key) => key.correct.map((/** @type {string} */ id) => option(item, id)).join("\n"),
};
