/* A form alone on paper: written into the page for as long as it is printed. */
import { make } from "../core/dom.js";

/**
 * @import { FormField, FormSection, WorkForm } from "../wire.d.ts"
 * @import { Filled } from "./values.js"
 */

const ID = "lb-form-paper";
const SHORT = ["text", "date", "number"];

/* What is on paper is black on white and stands in the page itself: a shadow root can't hide the rest of it. */
/** @param {boolean} landscape */
const style = (landscape) => `
@page { size: A4 ${landscape ? "landscape" : "portrait"}; margin: 15mm; }
@media screen { #${ID} { display: none; } }
@media print {
  html, body { background: none !important; }
  body > :not(#${ID}) { display: none !important; }
  #${ID} { display: block; color: black; font: 10.5pt/1.5 "SimSun", "Songti SC", "Noto Serif CJK SC", serif; }
  #${ID} h1 { margin: 0 0 4mm; font-size: 17pt; font-weight: bold; text-align: center; }
  #${ID} h2 { margin: 4mm 0 1.5mm; font-size: 11.5pt; font-weight: bold; }
  #${ID} table { width: 100%; margin: 0 0 -0.3mm; border-collapse: collapse; table-layout: fixed; }
  #${ID} th, #${ID} td { padding: 1mm 2mm; border: 0.3mm solid black; font-weight: normal; text-align: left; vertical-align: middle; white-space: pre-line; overflow-wrap: anywhere; }
  #${ID} th { text-align: center; }
  #${ID} .label { width: 28mm; }
  #${ID} tr, #${ID} table { break-inside: avoid; }
  #${ID} h2 { break-after: avoid; }
}`;

/** @param {FormField} field @param {string} value @param {number} across */
function cells({ label, kind, choices = [], lines }, value, across) {
  const boxes = choices.map((choice) => `${choice === value ? "☑" : "□"} ${choice}`).join("　");
  const words = kind === "choice" ? boxes : value;
  const height = kind === "long" ? lines * 8 : 9;
  return [make("th", { class: "label", scope: "row" }, label),
    make("td", { colspan: across, style: `height:${height}mm` }, words)];
}

/** @param {FormField} field @param {Filled} filled */
function linesTable({ id, label, columns = [] }, filled) {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => make("col", { style: `width:${(width / whole) * 100}%` }));
  const heads = columns.map((column) => make("th", { scope: "col" }, column.label));
  const rows = (filled.tables[id] ?? []).map((line) => make("tr", {}, ...columns.map((column) =>
    make("td", { style: "height:9mm" }, line[column.id] ?? ""))));
  return make("table", {}, make("colgroup", {}, ...widths), make("thead", {}, make("tr", {}, make("th", { colspan: columns.length }, label)),
    make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}

/** The tables of a section; two short fields share a line. @param {FormSection} section @param {Filled} filled */
function tables({ fields }, filled) {
  /** @type {HTMLElement[]} */
  const made = [];
  for (let place = 0; place < fields.length; place++) {
    const [field, next] = [fields[place], fields[place + 1]];
    if (field.kind === "rows") made.push(linesTable(field, filled));
    else {
      const isPair = SHORT.includes(field.kind) && next && SHORT.includes(next.kind);
      const row = isPair ? [field, next] : [field];
      if (isPair) place++;
      made.push(make("table", {}, make("tbody", {}, make("tr", {},
        ...row.flatMap((each) => cells(each, filled.texts[each.id] ?? "", isPair ? 1 : 3))))));
    }
  }
  return made;
}

/** Opens the browser's window for printing with nothing but the form. @param {WorkForm} form @param {Filled} filled */
export function printForm(form, filled) {
  document.getElementById(ID)?.remove();
  const paper = make("div", { id: ID, lang: "zh-CN" }, make("style", {}, style(form.landscape)),
    make("h1", {}, form.title),
    ...form.sections.flatMap((section) => [make("h2", {}, `${section.title}（${section.filled_by}填）`), ...tables(section, filled)]));
  document.body.append(paper);
  addEventListener("afterprint", () => paper.remove(), { once: true });
  print();
}
