/* What a learner reads after answering: right answer, reasons, and the clauses that the item rests on. */
import { make, text } from "../core/dom.js";
import { option } from "../core/words.js";
import { typeOf } from "../items/types.js";

/**
 * @import { Score } from "../core/scoring.js"
 * @import { Answer, Clause, Clauses, Item, Practice } from "../wire.d.ts"
 */

/** Relative addresses and web addresses only, no script. @param {string | undefined} href */
const safeHref = (href) => (href && (!/^[^/?#]*:/.test(href) || /^https?:/i.test(href)) ? href : null);

/** The title, leading to the clause where the book has it. @param {string} id @param {Clause | undefined} clause */
export function clauseName(id, clause) {
  const name = clause ? `${id} ${clause.title}` : id;
  const href = safeHref(clause?.href);
  return href ? make("a", { href }, name) : make("b", {}, name);
}

/** @param {string} id @param {Clause | undefined} clause */
function clauseEntry(id, clause) {
  return make(
    "li", {},
    clauseName(id, clause),
    clause?.status ? make("span", { class: "tag" }, clause.status) : null,
    text("quote", clause?.text),
  );
}

/** The 依据 list, or nothing. @param {string[] | undefined} ids @param {Clauses} clauses */
export function clauseList(ids, clauses) {
  if (!ids?.length) return null;
  return make(
    "section", { class: "clauses" },
    make("h4", {}, "依据"),
    make("ul", {}, ...ids.map((id) => clauseEntry(id, clauses[id]))),
  );
}

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
    clauseList(practice.clauses, clauses),
  );
}
