/* One item as a fieldset: used by exercises, tasks and the exam booklet. Knows no key until mark() is given one. */
(function (lianbing) {
  "use strict";
  if (lianbing.itemView !== undefined) return;
  const { make } = lianbing.dom;

  /** @param {LbItem} item @param {LbControls} controls @param {number} [number] */
  function legend(item, { stem = [item.stem] }, number) {
    const points = item.points === undefined ? "" : ` · ${item.points} 分`;
    return make(
      "legend", {},
      make("span", { class: "kind" }, lianbing.words.type(item) + points),
      make("span", { class: "stem" }, number ? make("b", {}, `${number}. `) : null, ...stem),
    );
  }

  /** @param {LbItem} item @param {{number?: number, changed?: () => void}} [options] @returns {LbItemView} */
  function itemView(item, { number, changed = () => {} } = {}) {
    const build = lianbing.controls[item.type];
    if (!build) throw new TypeError(`${item.id}: unknown item type`);
    const controls = build(item, () => {
      controls.invalid?.("");
      changed();
    });
    const node = make("fieldset", { class: "item" }, legend(item, controls, number), ...controls.nodes);
    return {
      node,
      focus: () => /** @type {HTMLElement | null} */ (node.querySelector("input, select, textarea, button:not([hidden])"))?.focus(),
      read: () => controls.read(),
      write: (answer) => controls.write(answer),
      invalid: (message) => controls.invalid?.(message),
      mark: (key) => controls.mark?.(key),
      lock(locked) {
        controls.lock(locked);
        node.classList.toggle("locked", locked);
      },
    };
  }

  lianbing.itemView = itemView;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
