/* A filled form whose faults are to be found: marks, a mending of one's own, and what is wrong and why. */
import { clauseList } from "../core/clauses.js";
import { button, focus, make, text, uid } from "../core/dom.js";
import { linesTable, shown } from "./reading.js";
import { compare, keyOf, places, summary } from "./values.js";

/**
 * @import { FaultyForm, FormField, WorkForm } from "../wire.d.ts"
 * @import { Finding, Place } from "./values.js"
 */

/** @type {Record<Finding, string>} */
const WORDS = { hit: "✓ 找对了", missed: "△ 漏了这一处", extra: "✗ 这一处没有毛病" };

export class Finder {
  /** @param {WorkForm} form @param {FaultyForm} faulty */
  constructor(form, faulty) {
    this.form = form;
    this.faulty = faulty;
    this.status = make("p", { class: "verdict", role: "status" });
    this.list = make("div", { class: "finding" });
    this.check = button("对答案", () => this.compare(), { class: "button main" });
    this.again = button("再找一遍", () => this.begin(), { class: "button quiet", hidden: true });
    this.begin(false);
  }

  get nodes() {
    const ask = `这张表里有 ${this.faulty.faults.length} 处毛病。一处一处看，有毛病的点一下“这里有毛病”，还可以写上怎么改；都看完了再对答案。`;
    return [text("body story", this.faulty.filled.story), text("ask", ask), this.status, this.list,
      make("div", { class: "buttons" }, this.check, this.again)];
  }

  /** Takes all marks away. @param {boolean} [moves] whether the focus goes to the first place */
  begin(moves = true) {
    /** @type {Map<string, Marker>} */
    this.markers = new Map(places(this.form).map((place) => [keyOf(place), new Marker(this.nameOf(place))]));
    this.list.replaceChildren(...this.form.sections.map((section) => make(
      "section", { "aria-label": section.title },
      make("h4", {}, section.title, make("span", { class: "small" }, ` ${section.filled_by}填`)),
      make("div", { class: "fields read" }, ...section.fields.map((field) => this.part(field))))));
    this.status.textContent = "";
    this.check.hidden = false;
    this.again.hidden = true;
    if (moves) this.list.querySelector("button")?.focus();
  }

  /** @param {Place} place */
  nameOf({ field, line }) {
    const label = this.form.sections.flatMap((section) => section.fields).find(({ id }) => id === field)?.label ?? field;
    return line ? `${label}，第 ${line} 行` : label;
  }

  /** @param {FormField} field */
  part(field) {
    const whole = this.markers?.get(keyOf({ field: field.id, line: 0 }));
    const { texts, tables } = this.faulty.filled;
    if (field.kind !== "rows") {
      return make("div", { class: "field long" }, make("p", { class: "label" }, field.label),
        make("p", {}, shown(texts[field.id])), ...(whole?.nodes ?? []));
    }
    const table = linesTable(field, tables[field.id] ?? [], (place) =>
      this.markers?.get(keyOf({ field: field.id, line: place + 1 }))?.nodes ?? []);
    return make("div", { class: "field rows" }, table, ...(whole?.nodes ?? []));
  }

  compare() {
    const markers = this.markers ?? new Map();
    const marked = new Set([...markers].filter(([, marker]) => marker.isMarked).map(([key]) => key));
    const findings = compare(this.faulty.faults, marked);
    for (const [key, marker] of markers) {
      const fault = this.faulty.faults.find((each) => keyOf(each) === key);
      marker.close(findings.get(key), fault && make("div", { class: "feedback" },
        make("section", {}, make("h4", {}, "毛病在哪里"), text("body", fault.wrong)),
        make("section", {}, make("h4", {}, "可以这样写"), text("body right", fault.right)),
        make("details", {}, make("summary", {}, `依据 ${fault.rests_on.join("、")}`), clauseList(fault.rests_on, this.form.clauses))));
    }
    this.status.textContent = summary(findings);
    this.check.hidden = true;
    this.again.hidden = false;
    focus(this.status, "center");
  }
}

/** The button at a place, the mending that it opens, and what is said of it. */
class Marker {
  /** @param {string} name */
  constructor(name) {
    const id = uid();
    this.toggle = button("这里有毛病", () => this.mark(!this.isMarked), { class: "button quiet mark", "aria-pressed": "false", "aria-label": `${name}：这里有毛病` });
    this.mending = make("textarea", { id, rows: 2, autocomplete: "off" });
    this.mend = make("div", { class: "mend", hidden: true }, make("label", { for: id, class: "small" }, "你来改（可以不写）"), this.mending);
    this.verdict = make("div", { class: "found" });
    this.isMarked = false;
  }

  get nodes() {
    return [this.toggle, this.mend, this.verdict];
  }

  /** @param {boolean} is */
  mark(is) {
    this.isMarked = is;
    this.toggle.setAttribute("aria-pressed", String(is));
    this.mend.hidden = !is;
  }

  /** @param {Finding | undefined} finding @param {Node | undefined} reason */
  close(finding, reason) {
    this.toggle.hidden = true;
    this.mending.readOnly = true;
    this.mend.hidden = !this.mending.value.trim();
    if (!finding) return;
    this.verdict.replaceChildren(make("p", { class: `state ${finding}` }, WORDS[finding]), ...(reason ? [reason] : []));
  }
}
