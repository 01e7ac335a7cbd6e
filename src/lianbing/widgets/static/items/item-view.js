/* One item as a fieldset: used by exercises, tasks and the exam booklet. Knows no key until mark() is given one. */
import { make } from "../core/dom.js";
import { typeOf, typeWords } from "./types.js";

/**
 * @import { Answer, Item, Key } from "../wire.d.ts"
 * @import { Controls } from "./item-type.js"
 */

/**
 * @typedef {object} ItemView
 * @property {HTMLFieldSetElement} node
 * @property {() => void} focus
 * @property {() => Answer} read
 * @property {(answer: Answer) => void} write
 * @property {(locked: boolean) => void} lock
 * @property {(message: string) => void} invalid
 * @property {(key: Key | null) => void} mark
 */

/** Without halves of emoji, which a full field leaves and no file can hold. @param {Answer} answer @returns {Answer} */
export function wellFormed(answer) {
  if (typeof answer === "string") return answer.replace(/[\ud800-\udfff]/gu, "");
  return Array.isArray(answer) ? answer.map((part) => (part === null ? null : String(wellFormed(part)))) : answer;
}

/** @param {Item} item @param {Controls} controls @param {number} [number] */
function legend(item, { stem = [item.stem] }, number) {
  const worth = item.worth === undefined ? "" : ` · ${item.worth} 分`;
  return make(
    "legend", {},
    make("span", { class: "kind" }, typeWords(item) + worth),
    make("span", { class: "stem" }, number ? make("b", {}, `${number}. `) : null, ...stem),
  );
}

/**
 * @param {Item} item
 * @param {{number?: number, changed?: () => void}} [options]
 * @returns {ItemView}
 */
export function itemView(item, { number, changed = () => {} } = {}) {
  const controls = typeOf(item.type).controls(item, () => {
    controls.invalid?.("");
    changed();
  });
  const node = make("fieldset", { class: "item" }, legend(item, controls, number), ...controls.nodes);
  return {
    node,
    focus: () => /** @type {HTMLElement | null} */ (node.querySelector("input, select, textarea, button:not([hidden])"))?.focus(),
    read: () => wellFormed(controls.read()),
    write: (answer) => controls.write(answer),
    invalid: (message) => controls.invalid?.(message),
    mark: (key) => controls.mark?.(key),
    lock(locked) {
      controls.lock(locked);
      node.classList.toggle("locked", locked);
    },
  };
}
