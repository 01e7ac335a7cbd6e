/* The elements of the book as slides show them: nothing is kept in the learner's record of this computer, and a slide
   that is shown again asks anew. */
import { Base } from "../core/base.js";
import { make } from "../core/dom.js";
import { itemView } from "../items/item-view.js";
import { practice } from "../practice/item.js";
import { ScenarioElement } from "../practice/scenario.js";
import { PRACTICE_STYLE } from "../practice/style.js";
import own from "./style.css";

/** @import { Item } from "../wire.d.ts" */
/** @import { Walk } from "../practice/walking.js" */

/** Options of so many letters stand two in a row. */
const SHORT = 14;

export class SlideItem extends Base {
  static style = PRACTICE_STYLE + own;

  /** @param {Item} item */
  draw(item) {
    const isShort = (item.options?.length ?? 0) > 2 && item.options?.every(({ text }) => text.length <= SHORT);
    this.page.classList.toggle("short", Boolean(isShort));
    if (!item.practice) return this.page.append(make("div", { class: "card" }, itemView(item).node));
    const report = () => this.send("lb-grown", {});
    this.page.append(practice(item, { clauses: item.clauses ?? {}, report }));
  }

  /** Without an answer again. */
  restart() {
    this.redraw();
  }
}

export class SlideScenario extends ScenarioElement {
  static style = PRACTICE_STYLE + own;

  /** @param {AbortSignal} _signal */
  attached(_signal) {}

  /** @param {"now" | "result"} [where] */
  show(where) {
    super.show(where);
    this.send("lb-grown", {});
  }

  /** @param {Walk} _walked */
  finish(_walked) {}
}
