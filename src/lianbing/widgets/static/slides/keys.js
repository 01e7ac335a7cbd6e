/* The keyboard and the clicker. An element keeps the keys that are typed into it from the page, so that a blank in a
   field turns no page; but what a clicker sends, and the arrows where they write nothing, turn pages wherever the focus
   is. */
import { direction, focused, isWriting } from "../core/turning.js";

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
