/* Hints, revealed one by one. */
import { button, focus, make } from "../core/dom.js";

/** The button that reveals them and where they appear; nothing without hints.
 * @param {string[]} [hints] @returns {[] | [more: HTMLButtonElement, box: HTMLElement]} */
export function hintParts(hints = []) {
  if (!hints.length) return [];
  const box = make("div", { class: "hints", role: "status" });
  const label = () => (box.childElementCount ? `再看一条提示（已看 ${box.childElementCount}/${hints.length}）` : "看提示");
  const more = button(label(), () => {
    const at = box.childElementCount;
    const hint = make("p", { class: "note" }, make("b", {}, hints.length > 1 ? `提示 ${at + 1}/${hints.length}：` : "提示："), hints[at]);
    box.append(hint);
    more.textContent = label();
    if (box.childElementCount < hints.length) return;
    more.hidden = true;
    focus(hint, "nearest"); // the button that had the focus is gone
  }, { class: "button quiet" });
  return [more, box];
}
