/* The clauses and facts that something rests on, each leading to its card where the book has it. */
import { make, text } from "./dom.js";

/** @import { CatalogueClause, Clause } from "../wire.d.ts" */

/** What something rests on, by id. @typedef {Record<string, Clause>} Clauses */

/** Relative addresses and web addresses only, no script. @param {string | undefined} href */
const safeHref = (href) => (href && (!/^[^/?#]*:/.test(href) || /^https?:/i.test(href)) ? href : null);

/** The title, leading to the clause where the book has it. @param {string} id @param {CatalogueClause | undefined} clause */
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
