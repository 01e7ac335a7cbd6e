/* What the end of a round is made of: how much of all, and the questions that were not wholly right. */
import { verdicts } from "../core/verdicts.js";
import { make } from "../core/dom.js";
import * as words from "../core/words.js";
import { clauseName } from "../core/clauses.js";

/**
 * @import { Score } from "../core/scoring.js"
 * @import { Item } from "../wire.d.ts"
 * @import { Clauses } from "../core/clauses.js"
 */

/** A question, with the clauses it rests on. @typedef {{item: Item, clauses: Clauses}} BankItem */

const SHOWN_OF_STEM = 60;

/** @param {string} stem */
export function brief(stem) {
  const chars = Array.from(words.stem(stem.replace(/\s+/g, " ").trim()));
  return chars.length > SHOWN_OF_STEM ? `${chars.slice(0, SHOWN_OF_STEM).join("")}…` : chars.join("");
}

/** How much of all; what it says in numbers stands beside it. @param {number} done @param {number} all */
export function bar(done, all) {
  const fill = make("span", { class: "fill" });
  fill.style.width = `${all ? Math.min(1, done / all) * 100 : 0}%`;
  return make("span", { class: "bar", "aria-hidden": "true" }, fill);
}

/** A question that was not wholly right, with the clauses to read again.
 * @param {BankItem} question @param {Score} score @param {number} number */
export function missed({ item, clauses }, { verdict }, number) {
  const links = (item.practice?.rests_on ?? []).map((id) => make("li", {}, clauseName(id, clauses[id])));
  return make(
    "li", {},
    make("p", { class: "did" }, `第 ${number} 题　${brief(item.stem)}`,
      verdict === "partial" ? make("span", { class: "tag" }, verdicts.partial.label) : null),
    links.length ? make("ul", { class: "plain links", "aria-label": "依据" }, ...links) : null,
  );
}
