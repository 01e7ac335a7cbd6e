/* Answering by choosing options, one or several of them. */
import { make, uid } from "../core/dom.js";
import { letter as letterAt } from "../core/words.js";

/**
 * @import { Item, Key, Option } from "../wire.d.ts"
 * @import { Controls } from "./item-type.js"
 */

/** @typedef {{several?: boolean, lettered?: boolean}} Choosing whether several may be chosen, and letters are shown */

/** @param {Option} option @param {number} index @param {string} name @param {Choosing} how */
function optionRow(option, index, name, { several, lettered = true }) {
  const input = make("input", { type: several ? "checkbox" : "radio", name, value: option.id });
  const mark = make("span", { class: "mark" });
  const letter = lettered ? make("span", { class: "letter" }, `${letterAt(index)}.`) : null;
  const label = make("label", { class: "option" }, input, letter, make("span", { class: "text" }, option.text), mark);
  return { input, label, mark };
}

/** The ids that a key calls right. @param {Key} key @returns {string[]} */
function rightIds(key) {
  return "correct" in key ? [key.correct].flat().map(String) : [];
}

/** What is said at an option once the key is known. @param {boolean} chosen @param {boolean} right */
function markOf(chosen, right) {
  if (chosen) return right ? ["right", "✓ 选对"] : ["wrong", "✗ 选错"];
  return right ? ["missed", "✓ 应选"] : ["", ""];
}

/** @param {Item} item @param {() => void} changed @param {Choosing} [how] @returns {Controls} */
export function choosing({ options = [] }, changed, how = {}) {
  const name = uid();
  const rows = options.map((option, index) => optionRow(option, index, name, how));
  for (const { input } of rows) input.addEventListener("change", changed);
  const chosen = () => rows.filter(({ input }) => input.checked).map(({ input }) => input.value);
  return {
    nodes: rows.map(({ label }) => label),
    read() {
      const ids = chosen();
      if (!ids.length) return null;
      return how.several ? ids : ids[0];
    },
    write(answer) {
      const wanted = Array.isArray(answer) ? answer : [String(answer)];
      for (const { input } of rows) input.checked = wanted.includes(input.value);
    },
    lock(locked) {
      for (const { input } of rows) input.disabled = locked;
    },
    mark(key) {
      for (const { input, label, mark } of rows) {
        const [state, text] = key ? markOf(input.checked, rightIds(key).includes(input.value)) : ["", ""];
        label.className = `option ${state}`;
        mark.textContent = text;
      }
    },
  };
}
