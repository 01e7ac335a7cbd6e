/* A part of a page that is drawn anew only when what it shows has changed, and keeps the focus. */

/** @param {HTMLElement} node */
export function region(node) {
  let shown = "";
  /** @param {unknown} data @param {() => (Node | string | null)[]} build buttons that come again have the same data-id */
  return (data, build) => {
    const key = JSON.stringify(data);
    if (key === shown) return;
    shown = key;
    const root = /** @type {Document | ShadowRoot} */ (node.getRootNode());
    const focused = node.contains(root.activeElement) ? /** @type {HTMLElement} */ (root.activeElement).dataset.id : undefined;
    node.replaceChildren(...build().filter((child) => child !== null));
    if (focused) /** @type {HTMLElement | null} */ (node.querySelector(`[data-id="${CSS.escape(focused)}"]`))?.focus();
  };
}
