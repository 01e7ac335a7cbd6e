/* <lb-progress>: one line under a chapter's heading: how many of the page's questions the learner has answered. */
import { Base } from "../core/base.js";
import { make } from "../core/dom.js";
import * as entries from "./entry.js";
import { record } from "./record.js";
import { PRACTICE_STYLE } from "./style.js";

/** @import { Item } from "../wire.d.ts" */

/** The questions of the page, each once. @returns {Item[]} */
function itemsOfPage() {
  const elements = [...document.querySelectorAll("lb-item, lb-selftest")].map((element) => /** @type {any} */ (element).data);
  const items = elements.flatMap((data) => (data?.kind === "selftest" ? data.items : data ? [data] : []));
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

export class ProgressElement extends Base {
  static style = PRACTICE_STYLE;

  constructor() {
    super();
    this.content = {};
    this.line = make("p", { class: "small" });
  }

  draw() {
    this.page.append(this.line);
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    for (const name of ["lb-answer", "lb-selftest-end"]) document.addEventListener(name, () => this.update(), { signal });
    record.watch(() => this.update(), signal);
    this.update();
  }

  update() {
    const items = itemsOfPage();
    const answered = items.flatMap((item) => {
      const entry = record.item(item.id);
      return entry && !entries.changed(entry, item.practice?.digest) ? [entry] : [];
    });
    const right = answered.filter((entry) => entries.isRight(entry)).length;
    this.hidden = !answered.length;
    this.line.textContent = answered.length ? `本章练了 ${answered.length}/${items.length} 题，答对 ${right}` : "";
  }
}
