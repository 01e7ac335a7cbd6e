/* A paper being sat: its sections with number navigation and clock, and the last look before handing in. Marks nothing. */
import { add, parse, toString } from "../core/decimal.js";
import { button, focus, make } from "../core/dom.js";
import { itemView } from "../items/item-view.js";
import { gapWords, isBlank, typeOf, unreadableWords } from "../items/types.js";
import { numberNav } from "./numbers.js";

/**
 * @import { ItemView } from "../items/item-view.js"
 * @import { Answer, Item, Section } from "../wire.d.ts"
 */

/**
 * @typedef {object} SheetOptions
 * @property {Record<string, Answer>} answers by item; holds from now on what the sheet shows
 * @property {(item: string) => void} changed
 * @property {() => void} finish
 * @property {string} unreadable what is said of texts that should be numbers before handing in
 * @property {Flags} [flags] those of a paper whose items can be flagged
 */
/** By item. @typedef {{has: (item: string) => boolean, set: (item: string, on: boolean) => void}} Flags */

const WARN_SECONDS = 300;

/** @param {Item[]} items */
function worthOf(items) {
  return toString(items.map((item) => parse(item.worth ?? "0")).reduce(add, parse("0")));
}

/** @param {Item[]} items */
export function sizeOf(items) {
  const worth = worthOf(items);
  return `${items.length} 题` + (worth === "0" ? "" : `，共 ${worth} 分`);
}

/** Blank, not a number, answered in part, or fine. @param {Item} item @param {Answer} answer */
function problemOf(item, answer) {
  if (isBlank(answer, item.type)) return "empty";
  if (typeOf(item.type).isUnreadable?.(item, String(answer))) return "unreadable";
  return gapWords(item, answer) ? "gaps" : null;
}

export class Sheet {
  /** @param {Section[]} sections @param {SheetOptions} options */
  constructor(sections, options) {
    this.options = options;
    this.items = sections.flatMap((section) => section.items);
    /** @type {number | undefined} */
    this.lastLeft = undefined;
    this.locked = false;
    this.tail = make("div");
    this.spoken = make("p", { class: "unseen", role: "status" });
    this.nav = numberNav(this.items, (index) => this.jump(index));
    this.views = this.items.map((item, index) => this.itemView(item, index));
    this.flagButtons = options.flags ? this.items.map((_, index) => this.flagButton(index)) : [];
    this.items.forEach(({ id }, index) => {
      this.check(index);
      this.showFlag(id);
    });
    const parts = sections.map((section) => this.section(section));
    this.node = make("div", { class: "layout" }, this.spoken, this.nav.node, make("div", { class: "sheet" }, ...parts, this.tail));
    this.showTail();
  }

  /** @param {Section} section */
  section({ title, items }) {
    const nodes = items.map((item) => {
      const index = this.items.indexOf(item);
      return make("div", { class: "card" }, this.views[index].node, this.flagButtons[index]);
    });
    return make("section", {}, make("h2", {}, title, make("span", { class: "small" }, sizeOf(items))), ...nodes);
  }

  /** @param {Item} item @param {number} index */
  itemView(item, index) {
    const view = itemView(item, { number: index + 1, changed: () => this.keep(index) });
    this.fill(item.id, view);
    view.node.addEventListener("change", () => this.check(index));
    return view;
  }

  /** @param {string} item @param {ItemView} view */
  fill(item, view) {
    const { answers } = this.options;
    view.write(answers[item] ?? null);
    answers[item] = view.read(); // what is shown is what is handed in
  }

  /** @param {number} index */
  flagButton(index) {
    const { id } = this.items[index];
    return button("标记", () => {
      this.options.flags?.set(id, !this.options.flags.has(id));
      this.showFlag(id);
    }, { class: "button quiet flag", "aria-label": `标记第 ${index + 1} 题` });
  }

  /** An answer that was given elsewhere, as it stands in the answers now. @param {string} item */
  show(item) {
    const index = this.items.findIndex(({ id }) => id === item);
    if (index < 0) return;
    this.fill(item, this.views[index]);
    this.views[index].lock(this.locked);
    this.check(index);
  }

  /** @param {string} item */
  showFlag(item) {
    const index = this.items.findIndex(({ id }) => id === item);
    const on = this.options.flags?.has(item);
    if (index < 0 || on === undefined) return;
    this.flagButtons[index].setAttribute("aria-pressed", String(on));
    this.nav.flag(index, on);
  }

  /** @param {number} index */
  keep(index) {
    const { id } = this.items[index];
    const answer = this.views[index].read();
    this.options.answers[id] = answer;
    this.options.changed(id);
    this.nav.update(index, answer === null ? "open" : "done");
  }

  /** Not while it is being typed: “-” and “12.” are on their way to a number. @param {number} index */
  check(index) {
    const problem = problemOf(this.items[index], this.views[index].read());
    const unreadable = problem === "unreadable";
    this.views[index].invalid(unreadable ? unreadableWords(this.items[index]) : "");
    this.nav.update(index, unreadable ? "odd" : problem === "empty" ? "open" : "done");
  }

  /** @param {number} index */
  jump(index) {
    const node = this.views[index]?.node;
    if (node) focus(node);
  }

  /** The numbers of the items with a problem, as jump links. @param {string} label @param {string} problem */
  problemLine(label, problem) {
    return this.numberLine(label, (item, index) => problemOf(item, this.views[index].read()) === problem);
  }

  /** @param {string} label @param {(item: Item, index: number) => boolean} wanted */
  numberLine(label, wanted) {
    const matches = this.items.flatMap((item, index) => (wanted(item, index) ? [index] : []));
    if (!matches.length) return null;
    const links = matches.map((index) => button(String(index + 1), () => this.jump(index),
      { class: "button num", "aria-label": `去第 ${index + 1} 题` }));
    return make("div", { class: "problems" }, make("p", {}, `${label}（${matches.length} 题）：`), make("div", { class: "numbers open" }, ...links));
  }

  showTail() {
    const finish = button("交卷", () => this.showCheck(), { class: "button main" });
    this.tail.replaceChildren(make("div", { class: "buttons end" }, finish));
  }

  /** Lists what is missing and asks once more. */
  showCheck() {
    const lines = [
      this.problemLine("还没有作答", "empty"),
      this.problemLine("只答了一部分", "gaps"),
      this.problemLine(this.options.unreadable, "unreadable"),
    ];
    const flagged = this.numberLine("做了标记", ({ id }) => this.options.flags?.has(id) ?? false);
    const fine = lines.some(Boolean) ? null : make("p", {}, `${this.items.length} 题全部作答完毕。`);
    const heading = make("h2", {}, "确认交卷？");
    this.tail.replaceChildren(make(
      "section", { class: "card confirm" }, heading, fine, ...lines, flagged,
      make("div", { class: "buttons" },
        button("确认交卷", () => this.options.finish(), { class: "button main" }),
        button("继续作答", () => {
          this.showTail();
          this.tail.querySelector("button")?.focus();
        })),
    ));
    focus(heading);
  }

  /** Handed in: nothing can be changed, and there is nothing more to hand in. @param {boolean} locked */
  lock(locked) {
    if (this.locked === locked) return;
    this.locked = locked;
    for (const view of this.views) view.lock(locked);
    for (const one of this.flagButtons) one.hidden = locked;
    if (locked) this.tail.replaceChildren();
    else this.showTail();
  }

  /** @param {string} words @param {number | null} left seconds */
  tick(words, left) {
    this.nav.timer.textContent = words;
    this.nav.timer.classList.toggle("late", left !== null && left < 0);
    if (left !== null) this.announce(left);
  }

  /** Says once that time runs out; a sleeping phone may skip seconds. @param {number} left */
  announce(left) {
    const before = this.lastLeft ?? left;
    this.lastLeft = left;
    if (before > WARN_SECONDS && left <= WARN_SECONDS) this.spoken.textContent = "还剩 5 分钟。";
    if (before >= 0 && left < 0) this.spoken.textContent = "已超时，请尽快交卷。";
  }
}
