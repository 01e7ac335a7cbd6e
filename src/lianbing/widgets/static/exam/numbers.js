/* The number navigation of a paper, with its clock. */
import { button, make, uid } from "../core/dom.js";

/** @import { Item } from "../wire.d.ts" */

/** Of an answer on the grid; odd: no number where one is asked. @typedef {"open" | "done" | "odd"} NumberState */

/** @type {Record<NumberState, string>} */
const WORDS = { done: "已答", odd: "填的不是数字，要改", open: "未答" };

/** @param {Item[]} items @param {(index: number) => void} jump */
export function numberNav(items, jump) {
  /** @type {NumberState[]} */
  const states = items.map(() => "open");
  const flags = items.map(() => false);
  const timer = make("span", { class: "timer", role: "timer" });
  const count = make("span", { class: "count" });
  const numbers = make("div", { class: "numbers", id: uid() });
  const toggle = button("题号", () => open(!numbers.classList.contains("open")), {
    class: "button quiet toggle", "aria-expanded": "false", "aria-controls": numbers.id,
  });
  const buttons = items.map((_, index) => button(String(index + 1), () => {
    open(false);
    jump(index);
  }, { class: "button num" }));
  numbers.append(...buttons);

  /** On a phone the numbers fold away. @param {boolean} on */
  function open(on) {
    numbers.classList.toggle("open", on);
    toggle.setAttribute("aria-expanded", String(on));
  }

  /** @param {NumberState} wanted */
  const inState = (wanted) => states.filter((state) => state === wanted).length;

  /** @param {number} index @param {NumberState} state */
  function update(index, state) {
    states[index] = state;
    const flagged = flags[index];
    buttons[index].className = `button num ${state}${flagged ? " flagged" : ""}`;
    buttons[index].setAttribute("aria-label", `第 ${index + 1} 题，${WORDS[state]}${flagged ? "，有标记" : ""}`);
    const [done, odd, marked] = [inState("done"), inState("odd"), flags.filter(Boolean).length];
    count.textContent = `已答 ${done}/${items.length}` + (odd ? `，${odd} 题要改` : "") + (marked ? `，标记 ${marked}` : "");
  }

  /** @param {number} index @param {boolean} on */
  function flag(index, on) {
    flags[index] = on;
    update(index, states[index]);
  }

  items.forEach((_, index) => update(index, "open"));
  const node = make("nav", { class: "nav", "aria-label": "题号" },
    make("div", { class: "bar-line" }, timer, count, toggle), numbers);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !numbers.classList.contains("open")) return;
    open(false);
    toggle.focus();
  });
  return { node, timer, update, flag, close: () => open(false) };
}
