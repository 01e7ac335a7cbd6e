/* The keyboard and the clicker. An element keeps the keys that are typed into it from the page, so that a blank in a
   field turns no page; but what a clicker sends, and the arrows where they write nothing, turn pages wherever the focus
   is. */

const FORWARDS = ["PageDown", "ArrowRight"];
const BACKWARDS = ["PageUp", "ArrowLeft"];

/** What has the focus, inside an element as well. @returns {Element | null} */
function focused() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** @param {Element | null} node */
const isWriting = (node) => node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement
  || (node instanceof HTMLInputElement && !["radio", "checkbox"].includes(node.type));

/** Which way a key turns pages: 1, -1, or 0 for not at all. @param {string} key @param {boolean} writing */
export function direction(key, writing) {
  if (writing && key.startsWith("Arrow")) return 0;
  return Number(FORWARDS.includes(key)) - Number(BACKWARDS.includes(key));
}

/** @param {(way: number) => void} turn */
export function listen(turn) {
  window.addEventListener("keydown", (event) => {
    const active = focused();
    if (!active || active === document.body || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = direction(event.key, isWriting(active));
    if (!way) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    turn(way);
  }, { capture: true });
}

/** Lets go of the focus, which else stays on a slide that is gone. */
export function release() {
  const active = focused();
  if (active instanceof HTMLElement) active.blur();
}
