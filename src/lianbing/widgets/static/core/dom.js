/* Making nodes and moving the focus. */

/** @typedef {Node | string | null | undefined | false} Child */

let counter = 0;

/**
 * Texts become text nodes and values attributes: data is never parsed as HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, unknown>} [attributes] @param {...Child} children
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

/** @param {string} label @param {() => void} action
 * @param {Record<string, unknown>} [attributes] */
export function button(label, action, attributes = {}) {
  const node = make("button", { type: "button", class: "button", ...attributes }, label);
  node.addEventListener("click", action);
  return node;
}

/** A paragraph, or nothing for no text.
 * @param {string} className @param {string | undefined} text */
export const text = (className, text) => (text ? make("p", { class: className }, text) : null);

/** Moves the focus to a text, for keyboard and screen reader.
 * @param {HTMLElement} node @param {ScrollLogicalPosition} [block] */
export function focus(node, block = "start") {
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block });
}

export const uid = () => `lb-${++counter}`;
