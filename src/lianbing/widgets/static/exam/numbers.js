/* The number navigation of a paper, with its clock. */
(function (lianbing) {
  "use strict";
  if (lianbing.numberNav !== undefined) return;
  const { make, button, uid } = lianbing.dom;

  /** @param {LbItem[]} items @param {(index: number) => void} jump */
  function numberNav(items, jump) {
    const done = new Set();
    const timer = make("span", { class: "timer", role: "timer" });
    const count = make("span", { class: "count" });
    const numbers = make("div", { class: "numbers", id: uid() });
    const toggle = button("题号", () => open(!numbers.classList.contains("open")), {
      class: "button quiet toggle", "aria-expanded": "false", "aria-controls": numbers.id,
    });
    const buttons = items.map((_, index) => button(String(index + 1), () => {
      open(false);
      jump(index);
    }, { class: "button num" }));
    numbers.append(...buttons);

    /** On a phone the numbers fold away. @param {boolean} on */
    function open(on) {
      numbers.classList.toggle("open", on);
      toggle.setAttribute("aria-expanded", String(on));
    }

    /** @param {number} index @param {boolean} answered */
    function update(index, answered) {
      if (answered) done.add(index);
      else done.delete(index);
      buttons[index].classList.toggle("done", answered);
      buttons[index].setAttribute("aria-label", `第 ${index + 1} 题，${answered ? "已答" : "未答"}`);
      count.textContent = `已答 ${done.size}/${items.length}`;
    }

    items.forEach((_, index) => update(index, false));
    const node = make("nav", { class: "nav", "aria-label": "题号" },
      make("div", { class: "bar-line" }, timer, count, toggle), numbers);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !numbers.classList.contains("open")) return;
      open(false);
      toggle.focus();
    });
    return { node, timer, update, close: () => open(false) };
  }

  lianbing.numberNav = numberNav;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
