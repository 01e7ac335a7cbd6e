/* As large as fits: what stands on a slide grows to the room that there is, and shrinks before it would be cut off. */

const STEP = 0.05;
/** Below its least size a slide shrinks on to this share of it; what is too long even so is scrolled. */
const LAST = 0.6;

/** @param {HTMLElement} box */
const fits = (box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;

/** @param {HTMLElement} slide */
export function fit(slide) {
  for (const box of slide.querySelectorAll(".fit")) {
    const content = box.querySelector(".grow");
    if (box instanceof HTMLElement && content instanceof HTMLElement) fitOne(box, content);
  }
}

/** @param {HTMLElement} box @param {HTMLElement} content */
function fitOne(box, content) {
  const least = Number(box.dataset.least);
  /** @param {number} size */
  const isTooLarge = (size) => {
    content.style.setProperty("zoom", String(size));
    return !fits(box);
  };
  let steps = Math.round((Number(box.dataset.most) - least * LAST) / STEP);
  while (steps > 0 && isTooLarge(least * LAST + steps * STEP)) steps -= 1;
  const size = least * LAST + steps * STEP;
  if (steps <= 0) content.style.setProperty("zoom", String(size));
  box.dataset.size = size.toFixed(2);
  box.toggleAttribute("data-tight", size < least - STEP / 2);
}
