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

/** Which way a key scrolls a long slide. @param {string} key */
const scrolling = (key) => Number(key === "ArrowDown") - Number(key === "ArrowUp");

/** @param {(way: number) => void} turn @param {(way: number) => boolean} scroll says whether there was something to scroll */
export function listen(turn, scroll) {
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const active = focused();
    const isInside = active !== null && active !== document.body;
    const way = isInside ? direction(event.key, isWriting(active)) : 0; // else reveal.js turns the page
    const isScrolled = !way && !(active instanceof HTMLInputElement) && !isWriting(active)
      && scrolling(event.key) !== 0 && scroll(scrolling(event.key));
    if (!way && !isScrolled) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (way) turn(way);
  }, { capture: true });
}

/** Lets go of the focus, which else stays on a slide that is gone. */
export function release() {
  const active = focused();
  if (active instanceof HTMLElement) active.blur();
}
