/* A filled form to read: the example. */
import { make, text } from "../core/dom.js";

/**
 * @import { FilledForm, FormField, WorkForm } from "../wire.d.ts"
 * @import { Line } from "./values.js"
 */

/** @param {string | undefined} value */
export const shown = (value) => (value?.trim() ? make("span", { class: "value" }, value) : make("span", { class: "value none" }, "（空）"));

/** @param {FormField} field @param {Line[]} lines @param {(place: number) => Node[]} [after] what stands below a line */
export function linesTable({ label, columns = [] }, lines, after) {
  const rows = (/** @type {Line} */ line, /** @type {number} */ place) => [
    make("tr", {}, make("th", { scope: "row" }, String(place + 1)),
      ...columns.map((column) => make("td", { "data-label": column.label }, shown(line[column.id])))),
    ...(after ? [make("tr", { class: "after" }, make("td", { colspan: columns.length + 1 }, ...after(place)))] : []),
  ];
  const heads = columns.map((column) => make("th", { scope: "col" }, column.label));
  return make("table", { class: "lines" }, make("caption", {}, label),
    make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "count" }, "行"), ...heads)),
    make("tbody", {}, ...lines.flatMap(rows)));
}

/** @param {FormField} field @param {FilledForm} filled */
function part(field, filled) {
  if (field.kind === "rows") return make("div", { class: "field rows" }, linesTable(field, filled.tables[field.id] ?? []));
  return make("div", { class: `field ${field.kind}` }, make("p", { class: "label" }, field.label), make("p", {}, shown(filled.texts[field.id])));
}

/** @param {WorkForm} form @param {FilledForm} filled */
export function reading(form, filled) {
  return [
    text("body story", filled.story),
    ...form.sections.map((section) => make(
      "section", { "aria-label": section.title },
      make("h4", {}, section.title, make("span", { class: "small" }, ` ${section.filled_by}填`)),
      make("div", { class: "fields read" }, ...section.fields.map((field) => part(field, filled))))),
  ];
}
