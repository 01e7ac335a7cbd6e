/* Histograms and movements. Votes differ by pattern and by word, never by colour alone. */
import { make, text as paragraph } from "../core/dom.js";
import { answersOf, barWords, flowOf, rowsOf } from "./showing.js";

/**
 * @import { Item, Movement } from "../wire.d.ts"
 * @import { Bar, Row, Votes } from "./showing.js"
 */

/** @param {Bar | null} bar @param {string} name @param {string} label */
function barNode(bar, name, label) {
  if (!bar) return null;
  const fill = make("span", { class: "length", hidden: bar.count === 0 });
  fill.style.width = `${100 * bar.share}%`;
  return make("span", { class: `bar ${name}` },
    label ? make("span", { class: "which" }, label) : null,
    make("span", { class: "track", "aria-hidden": "true" }, fill),
    make("span", { class: "count" }, barWords(bar)));
}

/** @param {Row} row */
function rowNode({ name, text, isKey, now, earlier, note }) {
  return make("li", { class: `row${isKey ? " right" : ""}${now ? " voted" : ""}` },
    text ? make("span", { class: "name" }, `${name}.`) : null,
    make("span", { class: "body" },
      make("span", { class: "text" }, text || make("b", {}, name), isKey ? make("b", { class: "tick" }, "✓ 答案") : null,
        note ? make("b", { class: "judged" }, note) : null),
      now ? make("span", { class: "bars" }, barNode(earlier, "earlier", "第一次"), barNode(now, "now", earlier ? "第二次" : "")) : null));
}

/** Options or answers, with bars where there are votes to show. @param {Row[]} rows */
export const histogram = (rows) => make("ol", { class: "rows" }, ...rows.map(rowNode));

/** A question's options and answers with their votes, and the answer where it is none of them.
 * @param {Item} item @param {Votes} votes */
export function voteNodes(item, votes) {
  const [options, answers] = [rowsOf(item, votes), answersOf(item, votes)];
  const isMarked = [...options, ...answers].some(({ isKey }) => isKey);
  return [
    options.length ? histogram(options) : null, answers.length ? histogram(answers) : null,
    isMarked ? null : paragraph("key", votes.key && `答案：${votes.key}`),
  ];
}

/** Who moved where between the votes. @param {Movement[]} movements */
export function flow(movements) {
  if (!movements.length) return null;
  const { moved, stayed } = flowOf(movements);
  const lines = moved.map(({ before, after, count }) => make("li", {},
    make("b", {}, before), before.includes("→") ? " 改成 " : " → ", make("b", {}, after), ` ${count} 人`)); // → in an order
  return make("section", { class: "flow" }, make("h2", {}, "两次之间"),
    make("ul", {}, ...lines, make("li", { class: "stayed" }, lines.length ? `没有换 ${stayed} 人` : `${stayed} 人都没有换`)));
}
