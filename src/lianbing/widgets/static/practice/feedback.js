/* What a learner reads after answering: right answer, reasons, and the clauses that the item rests on. */
import { clauseList } from "../core/clauses.js";
import { make } from "../core/dom.js";
import { option } from "../core/words.js";
import { typeOf } from "../items/types.js";

/**
 * @import { Score } from "../core/scoring.js"
 * @import { Clauses } from "../core/clauses.js"
 * @import { Answer, Item, Practice } from "../wire.d.ts"
 */

/** Why the wrong options that were chosen are wrong. @param {Item} item @param {Answer} answer @param {Practice} practice */
function reasons(item, answer, { key, why = {} }) {
  if (!("correct" in key)) return null;
  const right = Array.isArray(key.correct) ? key.correct : [String(key.correct)];
  const chosen = (Array.isArray(answer) ? answer : [answer]).map(String);
  const wrong = chosen.filter((id) => !right.includes(id) && why[id]);
  if (!wrong.length) return null;
  const entries = wrong.map((id) => {
    const name = item.options ? option(item, id).split(".")[0] + "：" : "";
    return make("li", {}, make("b", {}, name), why[id]);
  });
  return make("section", {}, make("h4", {}, "为什么不选"), make("ul", { class: "plain" }, ...entries));
}

/** @param {string} title @param {string | undefined} body */
const passage = (title, body) =>
  body ? make("section", {}, make("h4", {}, title), make("p", { class: "body" }, body)) : null;

/** @param {Item} item @param {Answer} answer @param {Score} score @param {Clauses} clauses */
export function feedback(item, answer, score, clauses) {
  const practice = /** @type {Practice} */ (item.practice);
  return make(
    "div", { class: "feedback" },
    score.verdict === "correct" ? null : passage("正确答案", typeOf(item.type).right(item, practice.key)),
    reasons(item, answer, practice),
    passage("解析", practice.explain),
    practice.excel ? make("section", {}, make("h4", {}, "Excel 算式"), make("code", { class: "code" }, practice.excel)) : null,
    clauseList(practice.rests_on, clauses),
  );
}
