/* 排序题: options to put into their right order, with buttons for everybody, a handle for finger and mouse. */
import { button, make } from "../core/dom.js";
import { differ, share } from "../core/scoring.js";
import * as words from "../core/words.js";

/**
 * @import { Item, Key, Option } from "../wire.d.ts"
 * @import { Controls, ItemType } from "./item-type.js"
 */

/** @typedef {{option: Option, node: HTMLElement, place: HTMLElement, mark: HTMLElement, grip: HTMLElement,
 *   up: HTMLButtonElement, down: HTMLButtonElement}} Row */

const HELP = "按住序号拖动，或点“上移”“下移”。次序本来就对，也请点一下：";

/** @param {Option} option @param {number} index @param {(by: 1 | -1) => void} move @returns {Row} */
function orderRow(option, index, move) {
  const name = `${words.letter(index)}. ${option.text}`;
  /** @param {string} label @param {1 | -1} by */
  const mover = (label, by) => button(label, () => move(by), { class: "button move", "aria-label": `${label} ${name}` });
  const place = make("span", { class: "place" });
  const grip = make("span", { class: "grip" }, place);
  const mark = make("span", { class: "mark" });
  const [up, down] = [mover("上移", -1), mover("下移", 1)];
  const node = make("li", { class: "rank" }, grip,
    make("span", { class: "text" }, make("b", { class: "letter" }, `${words.letter(index)}. `), option.text),
    mark, make("span", { class: "movers" }, up, down));
  return { option, node, place, mark, grip, up, down };
}

/** @param {Element} node */
function middle(node) {
  const { top, height } = node.getBoundingClientRect();
  return top + height / 2;
}

/** @implements {Controls} */
class Ranks {
  touched = false;
  locked = false;
  list = make("ol", { class: "ranks" });
  spoken = make("p", { class: "unseen", role: "status" });
  help = make("p", { class: "small" });
  confirm = button("就按这个次序", () => this.touch("已按这个次序作答"));
  foot = make("div", { class: "confirmorder" }, this.help, this.confirm);
  nodes = [this.list, this.foot, this.spoken];

  /** @param {Item} item @param {() => void} changed */
  constructor({ options = [] }, changed) {
    this.changed = changed;
    this.rows = options.map((option, index) => {
      const row = orderRow(option, index, (by) => this.step(row, by) && this.say(row));
      this.dragBy(row);
      return row;
    });
    this.put(this.rows);
  }

  /** @param {Row[]} rows */
  put(rows) {
    this.list.append(...rows.map(({ node }) => node));
    this.refresh();
  }

  /** Passes the neighbour as soon as the pointer does. @param {Row} row */
  dragBy(row) {
    const { node, grip } = row;
    grip.addEventListener("pointerdown", (event) => {
      if (this.locked || event.button) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      node.classList.add("held");
    });
    grip.addEventListener("pointermove", ({ pointerId, clientY }) => {
      if (!grip.hasPointerCapture(pointerId)) return;
      const { previousElementSibling: before, nextElementSibling: after } = node;
      if (after && clientY > middle(after)) this.step(row, 1);
      else if (before && clientY < middle(before)) this.step(row, -1);
    });
    grip.addEventListener("lostpointercapture", () => {
      node.classList.remove("held");
      if (this.touched) this.say(row);
    });
  }

  /** The rows as they stand. */
  shown() {
    return Array.from(this.list.children, (node) => /** @type {Row} */ (this.rows.find((row) => row.node === node)));
  }

  refresh() {
    const { touched, locked } = this;
    this.shown().forEach(({ place, up, down }, index, { length }) => {
      place.textContent = String(index + 1);
      up.setAttribute("aria-disabled", String(index === 0));
      down.setAttribute("aria-disabled", String(index === length - 1));
    });
    this.list.classList.toggle("untouched", !touched);
    this.confirm.hidden = locked;
    this.foot.hidden = touched;
    this.help.textContent = locked ? "未作答" : HELP;
  }

  /** @param {string} words */
  touch(words) {
    this.touched = true;
    this.spoken.textContent = words;
    this.refresh();
    this.changed();
  }

  /** The neighbour moves, so that the row keeps the focus and the pointer. @param {Row} row @param {1 | -1} by */
  step({ node }, by) {
    const other = by > 0 ? node.nextElementSibling : node.previousElementSibling;
    if (!other || this.locked) return false;
    node[by > 0 ? "before" : "after"](other);
    this.touch("");
    return true;
  }

  /** @param {Row} row */
  say(row) {
    this.spoken.textContent = `已移到第 ${this.shown().indexOf(row) + 1} 位`;
  }

  read() {
    return this.touched ? this.shown().map(({ option }) => option.id) : null;
  }

  /** @param {unknown} answer */
  write(answer) {
    const { rows } = this;
    const order = Array.isArray(answer) && answer.length === rows.length
      ? answer.flatMap((id) => rows.filter(({ option }) => option.id === id)) : [];
    this.touched = new Set(order).size === rows.length;
    this.spoken.textContent = "";
    this.put(this.touched ? order : rows);
  }

  /** @param {boolean} on */
  lock(on) {
    this.locked = on;
    this.refresh();
  }

  /** @param {Key | null} key */
  mark(key) {
    this.shown().forEach(({ option, node, mark }, index) => {
      const due = key?.type === "ordering" ? key.order.indexOf(option.id) : -1;
      node.className = key ? `rank ${due === index ? "right" : "wrong"}` : "rank";
      mark.textContent = !key ? "" : due === index ? "✓" : `应排第 ${due + 1}`;
    });
  }
}

/** @type {ItemType} */
export const ordering = {
  name: "ordering",
  label: "排序题",
  rules: { pairs: "按先后关系给分", exact: "全对才得分" },
  controls: (item, changed) => new Ranks(item, changed),
  judge(/** @type {Key & {type: "ordering"}} */ key, answer) {
    if (!Array.isArray(answer) || answer.length !== key.options.length || !differ(answer)) return "malformed";
    if (!answer.every((id) => key.options.includes(id))) return "malformed";
    const places = key.order.map((id) => answer.indexOf(id));
    const pairs = places.flatMap((place, index) => places.slice(index + 1).map((later) => place < later));
    return share(pairs.filter(Boolean).length, pairs.length, key.rule === "pairs");
  },
  words: (item, answer) => [answer].flat().map((id) => words.option(item, String(id))).join(" → "),
  right: (item, key) => key.order
    .map((/** @type {string} */ id, /** @type {number} */ index) => `${index + 1}　${words.option(item, id)}`).join("\n"),
};
