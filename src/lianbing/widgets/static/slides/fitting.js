/* As large as fits: what stands on a slide grows to the room that there is, and shrinks before it would be cut off. */

const STEP = 0.05;
/** Below its least size a slide shrinks on to this share of it. */
const LAST = 0.75;
/** So much of what is seen goes by at once. */
const PAGE = 0.8;

/** @param {HTMLElement} box */
const fits = (box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;

/** @param {HTMLElement | undefined} slide none of them is the present one on paper */
export function fit(slide) {
  for (const box of slide?.querySelectorAll(".fit") ?? []) {
    const content = box.querySelector(".grow");
    if (box instanceof HTMLElement && content instanceof HTMLElement) fitOne(box, content);
  }
}

/** What is too long at the smallest size is shown at its least, to be scrolled. @param {HTMLElement} box @param {HTMLElement} content */
function fitOne(box, content) {
  const least = Number(box.dataset.least);
  let size = Number(box.dataset.most);
  content.style.setProperty("zoom", String(size));
  while (!fits(box) && size > least * LAST) {
    size -= STEP;
    content.style.setProperty("zoom", String(size));
  }
  if (!fits(box)) {
    size = least;
    content.style.setProperty("zoom", String(size));
  }
  box.scrollTop = 0;
  box.dataset.size = size.toFixed(2);
}

/** Scrolls what is too long for its slide, and says whether it is. @param {HTMLElement | undefined} slide @param {number} way */
export function scrollOn(slide, way) {
  const box = slide?.querySelector(".fit");
  if (!(box instanceof HTMLElement) || fits(box)) return false;
  box.scrollTop += way * box.clientHeight * PAGE;
  return true;
}
