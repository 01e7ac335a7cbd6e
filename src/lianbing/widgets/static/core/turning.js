/* Keys and clickers that turn pages, beside elements that keep what is typed into them. */

const FORWARDS = ["PageDown", "ArrowRight"];
const BACKWARDS = ["PageUp", "ArrowLeft"];

/** What has the focus, inside an element as well. @returns {Element | null} */
export function focused() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Whether keys write or choose there. @param {Element | null} node */
export const isWriting = (node) => node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement
  || (node instanceof HTMLInputElement && !["radio", "checkbox"].includes(node.type));

/** Which way a key turns pages: 1, -1, or 0 for not at all. @param {string} key @param {boolean} writing */
export function direction(key, writing) {
  if (writing && key.startsWith("Arrow")) return 0;
  return Number(FORWARDS.includes(key)) - Number(BACKWARDS.includes(key));
}
