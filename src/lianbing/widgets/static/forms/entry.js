/* The fields of a blank form to type into. */
import { button, make, uid } from "../core/dom.js";
import { MOST_LINES } from "./values.js";

/**
 * @import { FormColumn, FormField, WorkForm } from "../wire.d.ts"
 * @import { Filled, Line } from "./values.js"
 */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** @type {Record<string, Record<string, string>>} */
const INPUTS = { date: { type: "date" }, number: { type: "text", inputmode: "decimal" }, text: { type: "text" } };

/** @param {string[]} choices @param {string} value */
function select(choices, value) {
  const known = value && !choices.includes(value) ? [value, ...choices] : choices;
  return make("select", {}, make("option", { value: "" }, "请选"), ...known.map((choice) => make("option", { value: choice }, choice)));
}

/** The control of a kind, with its value in it. @param {FormField | FormColumn} part @param {string} value @param {number} lines
 * @param {Record<string, unknown>} attributes @param {(value: string) => void} changed @returns {Control} */
function control({ kind, choices = [] }, value, lines, attributes, changed) {
  const node = kind === "choice" ? select(choices, value)
    : kind === "long" ? make("textarea", { rows: lines, autocomplete: "off" })
    : make("input", { autocomplete: "off", ...INPUTS[kind] });
  for (const [name, each] of Object.entries(attributes)) if (each) node.setAttribute(name, String(each));
  node.value = value;
  node.addEventListener("input", () => changed(node.value));
  return node;
}

/** @param {FormField} field */
const named = ({ label, required }) => [label, required ? make("span", { class: "star", title: "必填" }, " *") : null];

/** @param {FormField} field @param {Filled} filled @param {() => void} changed */
function single(field, filled, changed) {
  const [id, hint] = [uid(), uid()];
  const node = control(field, filled.texts[field.id] ?? "", field.lines, {
    id, "aria-describedby": field.hint && hint, "aria-required": field.required && "true",
  }, (value) => {
    filled.texts[field.id] = value;
    changed();
  });
  return make("div", { class: `field ${field.kind}` },
    make("label", { for: id }, ...named(field)), node,
    field.hint ? make("p", { class: "small hint", id: hint }, field.hint) : null);
}

/** A cell that grows with its text. @param {FormColumn} column @returns {FormColumn} */
const growing = (column) => (column.kind === "text" ? { ...column, kind: "long" } : column);

/** @param {FormField} field @param {Line} line @param {number} place @param {() => void} changed */
function row({ columns = [] }, line, place, changed) {
  const cells = columns.map((column) => make("td", { "data-label": column.label }, control(
    growing(column), line[column.id] ?? "", 1, { "aria-label": `第 ${place + 1} 行，${column.label}` }, (value) => {
      line[column.id] = value;
      changed();
    })));
  return make("tr", {}, make("th", { scope: "row" }, String(place + 1)), ...cells);
}

/** @param {FormField} field @param {Filled} filled @param {() => void} changed */
function lines(field, filled, changed) {
  const columns = field.columns ?? [];
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const heads = columns.map(({ label, width }) => make("th", { scope: "col", style: `width:${(width / whole) * 94}%` }, label));
  const list = filled.tables[field.id];
  const body = make("tbody", {}, ...list.map((line, place) => row(field, line, place, changed)));
  const more = button("加一行", () => {
    list.push({});
    const added = row(field, list[list.length - 1], list.length - 1, changed);
    body.append(added);
    more.hidden = list.length >= MOST_LINES;
    changed();
    /** @type {Control | null} */ (added.querySelector("input, select, textarea"))?.focus();
  }, { class: "button quiet" });
  return make("div", { class: "field rows" },
    make("table", { class: "lines" }, make("caption", {}, ...named(field)),
      make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "count" }, "行"), ...heads)), body),
    field.hint ? make("p", { class: "small hint" }, field.hint) : null,
    make("div", { class: "buttons" }, more));
}

/** All sections of a form to fill in; what is typed goes into `filled`. @param {WorkForm} form @param {Filled} filled @param {() => void} changed */
export function entry(form, filled, changed) {
  return form.sections.map((section) => make(
    "fieldset", {},
    make("legend", {}, section.title, make("span", { class: "small" }, ` ${section.filled_by}填`)),
    make("div", { class: "fields" }, ...section.fields.map((field) =>
      (field.kind === "rows" ? lines : single)(field, filled, changed))),
  ));
}
