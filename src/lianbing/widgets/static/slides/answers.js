/* The slide with the answer of a question: what is right, why, and why the others are not. */
import { make, text } from "../core/dom.js";
import { option } from "../core/words.js";
import { typeOf } from "../items/types.js";
import { itemOf } from "./data.js";

/** @import { Item, Practice } from "../wire.d.ts" */

/** An answer of more letters is written smaller. */
const LONG = 60;
const NONE = "这份幻灯片里没有带答案。";

/** @param {string} title @param {...(Node | string)} body */
const passage = (title, ...body) => make("div", {}, make("h3", {}, title), ...body);

/** Why each wrong option is wrong. @param {Item} item @param {Practice} practice */
function reasons(item, { why }) {
  const lines = Object.entries(why)
    .map(([id, text]) => make("li", {}, make("b", {}, `${option(item, id).split(".")[0]}：`), text));
  return lines.length ? passage("为什么不选别的", make("ul", {}, ...lines)) : null;
}

/** @param {Practice} practice @param {Item} item */
function clauses({ rests_on: names }, { clauses: known }) {
  const words = names.map((id) => `${id} ${known?.[id]?.title ?? ""}`.trim()).join("；");
  return words ? make("p", { class: "basis" }, `依据：${words}`) : null;
}

/** What gives points, of questions that people mark. @param {Practice} practice */
const points = ({ key }) => (key.type === "open"
  ? [make("ol", {}, ...key.scoring_points.map(({ text: words }) => make("li", {}, words)))] : []);

/** @param {Practice} practice */
const model = ({ key }) => (key.type === "open" ? text("model", key.model) : null);

/** The answer as nodes, or what gives points. @param {string} id @param {string} [part] @returns {Node[]} */
export function answerOf(id, part) {
  const item = itemOf(id);
  if (!item.practice) return [make("p", {}, NONE)];
  const { practice } = item;
  if (part === "points") return points(practice);
  const right = typeOf(item.type).right(item, practice.key);
  const parts = [
    text(right.length > LONG ? "right long" : "right", right),
    model(practice),
    practice.explain ? passage("解析", make("p", {}, practice.explain)) : null,
    reasons(item, practice),
    clauses(practice, item),
  ];
  return parts.filter((part) => part !== null);
}
