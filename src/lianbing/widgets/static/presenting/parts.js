/* A chapter as what is presented one after the other: each section down to the third level, without those inside it. */

const LEVELS = 3;
const OFF = "data-lb-off";

/** @typedef {{section: Element, nodes: Element[], title: string}} Part */

/** @param {Element} section */
function level(section) {
  let count = 0;
  for (let node = section.parentElement?.closest("section"); node; node = node.parentElement?.closest("section")) count += 1;
  return count + 1;
}

/** The heading without the sign of its link. @param {Element[]} nodes */
function titleOf(nodes) {
  const heading = nodes.find((node) => /^H[1-6]$/.test(node.tagName));
  return heading ? [...heading.childNodes].filter((node) => !(node instanceof Element && node.matches(".headerlink")))
    .map((node) => node.textContent).join("").trim() : "";
}

/** Sections that hold but a heading go with what follows them. @param {Element} article @returns {Part[]} */
export function partsOf(article) {
  const sections = [...article.querySelectorAll("section")].filter((section) => level(section) <= LEVELS);
  return sections.flatMap((section) => {
    const isLast = level(section) === LEVELS;
    const nodes = [...section.children].filter((node) => isLast || node.tagName !== "SECTION");
    const isEmpty = nodes.every((node) => node.tagName.startsWith("H") || node.tagName === "SPAN");
    return isEmpty ? [] : [{ section, nodes, title: titleOf(nodes) }];
  });
}

/** Shows one part alone. @param {Element} article @param {Part} part */
export function showOnly(article, { section, nodes }) {
  const shown = new Set(nodes);
  for (const other of article.querySelectorAll("section")) {
    const isAround = other.contains(section);
    if (!section.contains(other) || other === section) other.toggleAttribute(OFF, !isAround);
    if (!isAround || other === article) continue;
    for (const node of other.children) {
      if (!node.contains(section)) node.toggleAttribute(OFF, !shown.has(node));
    }
  }
}

/** @param {Element} article */
export function showAll(article) {
  for (const node of article.querySelectorAll(`[${OFF}]`)) node.removeAttribute(OFF);
}
