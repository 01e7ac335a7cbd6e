/* Answering by choosing options: single, multiple, truefalse. */
import { make, uid } from "../core/dom.js";
import * as words from "../core/words.js";

/**
 * @import { Item, Key, Option } from "../wire.d.ts"
 * @import { Controls } from "./controls.js"
 */

/** @param {Item} item @returns {Option[]} */
function optionsOf(item) {
  if (item.type === "truefalse") return [{ id: "true", text: "对" }, { id: "false", text: "错" }];
  return item.options ?? [];
}

/** @param {Item} item @param {Option} option @param {number} index @param {string} name */
function optionRow(item, option, index, name) {
  const input = make("input", { type: item.type === "multiple" ? "checkbox" : "radio", name, value: option.id });
  const mark = make("span", { class: "mark" });
  const letter = item.type === "truefalse" ? null : make("span", { class: "letter" }, `${words.letter(index)}.`);
  const label = make("label", { class: "option" }, input, letter, make("span", { class: "text" }, option.text), mark);
  return { input, label, mark };
}

/** The ids that a key calls right. @param {Key} key @returns {string[]} */
function rightIds(key) {
  if (key.type === "multiple") return key.correct;
  return "correct" in key ? [String(key.correct)] : [];
}

/** What is said at an option once the key is known. @param {boolean} chosen @param {boolean} right */
function markOf(chosen, right) {
  if (chosen) return right ? ["right", "✓ 选对"] : ["wrong", "✗ 选错"];
  return right ? ["missed", "✓ 应选"] : ["", ""];
}

/** @param {Item} item @param {() => void} changed @returns {Controls} */
export function choosing(item, changed) {
  const name = uid();
  const rows = optionsOf(item).map((option, index) => optionRow(item, option, index, name));
  for (const { input } of rows) input.addEventListener("change", changed);
  const chosen = () => rows.filter(({ input }) => input.checked).map(({ input }) => input.value);
  return {
    nodes: rows.map(({ label }) => label),
    read() {
      const ids = chosen();
      if (!ids.length) return null;
      if (item.type === "multiple") return ids;
      return item.type === "truefalse" ? ids[0] === "true" : ids[0];
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
