/* What stands in a form: reading it leniently, what is still missing, and which marks on a faulty
   one are right. */

/** @import { FilledForm, FormFault, FormField, WorkForm } from "../wire.d.ts" */

/** @typedef {Record<string, string>} Line */
/** @typedef {Pick<FilledForm, "texts" | "tables">} Filled */
/** A place that can be marked: a field, or a line of a field of lines. @typedef {{field: string, line: number}} Place */
/** @typedef {"hit" | "missed" | "extra"} Finding */

/** @param {WorkForm} form */
export const fieldsOf = (form) => form.sections.flatMap((section) => section.fields);

/** A blank form, with what is printed in it beforehand. @param {WorkForm} form @returns {Filled} */
export function blank(form) {
  const tables = fieldsOf(form).filter(({ kind }) => kind === "rows").map((field) => [field.id, blankLines(field)]);
  return { texts: {}, tables: Object.fromEntries(tables) };
}

/** @param {FormField} field @returns {Line[]} */
function blankLines({ lines, preset = [] }) {
  return Array.from({ length: Math.max(lines, preset.length) }, (_, place) => ({ ...preset[place] }));
}

/** What was kept, as far as this form still has its fields. @param {WorkForm} form @param {unknown} kept @returns {Filled} */
export function restored(form, kept) {
  const filled = blank(form);
  const { texts, tables } = /** @type {Partial<Filled>} */ (kept ?? {});
  for (const { id, kind, columns = [] } of fieldsOf(form)) {
    if (kind !== "rows") {
      if (typeof texts?.[id] === "string") filled.texts[id] = texts[id];
    } else if (Array.isArray(tables?.[id]) && tables[id].length) {
      filled.tables[id] = tables[id].slice(0, MOST_LINES).map((line) => lineOf(line, columns.map((column) => column.id)));
    }
  }
  return filled;
}

export const MOST_LINES = 60;

/** @param {unknown} line @param {string[]} columns @returns {Line} */
function lineOf(line, columns) {
  const cells = /** @type {Record<string, unknown>} */ (line && typeof line === "object" ? line : {});
  return Object.fromEntries(columns.filter((id) => typeof cells[id] === "string").map((id) => [id, String(cells[id])]));
}

/** @param {Line[] | undefined} lines */
const hasText = (lines) => (lines ?? []).some((line) => Object.values(line).some((text) => text.trim()));

/** The labels of required fields that are empty. @param {WorkForm} form @param {Filled} filled */
export function missing(form, { texts, tables }) {
  const empty = fieldsOf(form).filter(({ id, kind, required }) =>
    required && !(kind === "rows" ? hasText(tables[id]) : (texts[id] ?? "").trim()));
  return empty.map(({ label }) => label);
}

/** Whether anything was written. @param {WorkForm} form @param {Filled} filled */
export const isTouched = (form, filled) => JSON.stringify(filled) !== JSON.stringify(blank(form));

/** @param {Place} place */
export const keyOf = ({ field, line }) => `${field}/${line}`;

/** The places of a filled form in reading order; of lines each, and the whole field where that is at fault.
 * @param {WorkForm} form @returns {Place[]} */
export function places(form) {
  const faulty = form.faulty;
  if (!faulty) return [];
  const whole = new Set(faulty.faults.filter(({ line }) => !line).map(({ field }) => field));
  return fieldsOf(form).flatMap(({ id, kind }) => {
    const lines = kind === "rows" ? (faulty.filled.tables[id] ?? []).map((_, place) => ({ field: id, line: place + 1 })) : [];
    return kind !== "rows" || whole.has(id) || !lines.length ? [...lines, { field: id, line: 0 }] : lines;
  });
}

/** By place, whether a mark is right, wrong, or one is missing; places without a mark and a fault are left out.
 * @param {FormFault[]} faults @param {Set<string>} marked @returns {Map<string, Finding>} */
export function compare(faults, marked) {
  const at = new Set(faults.map(keyOf));
  /** @type {Map<string, Finding>} */
  const findings = new Map();
  for (const key of marked) findings.set(key, at.has(key) ? "hit" : "extra");
  for (const key of at) if (!marked.has(key)) findings.set(key, "missed");
  return findings;
}

/** @param {Map<string, Finding>} findings */
export function summary(findings) {
  const count = (/** @type {Finding} */ name) => [...findings.values()].filter((each) => each === name).length;
  const [hits, missed, extra] = [count("hit"), count("missed"), count("extra")];
  const more = extra ? `，另有 ${extra} 处本来没有毛病` : "";
  return `${hits + missed} 处毛病，找出 ${hits} 处${missed ? `，漏了 ${missed} 处` : ""}${more}。`;
}
