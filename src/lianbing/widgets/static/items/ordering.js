/* Answering by putting options in order: buttons for everybody, a handle for finger and mouse. */
(function (lianbing) {
  "use strict";
  if (lianbing.controls?.ordering !== undefined) return;
  const { make, button } = lianbing.dom;

  /** @typedef {{option: LbOption, node: HTMLElement, place: HTMLElement, mark: HTMLElement, grip: HTMLElement,
   *   up: HTMLButtonElement, down: HTMLButtonElement}} Row */

  const HELP = "按住序号拖动，或点“上移”“下移”。次序本来就对，也请点一下：";

  /** @param {LbOption} option @param {number} index @param {(row: Row, by: 1 | -1) => void} move @returns {Row} */
  function orderRow(option, index, move) {
    const name = `${lianbing.words.letter(index)}. ${option.text}`;
    /** @param {string} label @param {1 | -1} by */
    const mover = (label, by) => button(label, () => move(row, by), { class: "button move", "aria-label": `${label} ${name}` });
    const place = make("span", { class: "place" });
    const grip = make("span", { class: "grip" }, place);
    const mark = make("span", { class: "mark" });
    const [up, down] = [mover("上移", -1), mover("下移", 1)];
    const node = make("li", { class: "rank" }, grip,
      make("span", { class: "text" }, make("b", { class: "letter" }, `${lianbing.words.letter(index)}. `), option.text),
      mark, make("span", { class: "movers" }, up, down));
    const row = { option, node, place, mark, grip, up, down };
    return row;
  }

  /** Passes the neighbour as soon as the pointer does. @param {Row} row @param {(row: Row, by: 1 | -1) => boolean} step
   * @param {() => void} dropped @param {() => boolean} locked */
  function draggable(row, step, dropped, locked) {
    const { node, grip } = row;
    /** @param {Element} other */
    const middle = (other) => other.getBoundingClientRect().top + other.getBoundingClientRect().height / 2;
    grip.addEventListener("pointerdown", (event) => {
      if (locked() || event.button) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      node.classList.add("held");
    });
    grip.addEventListener("pointermove", (event) => {
      if (!grip.hasPointerCapture(event.pointerId)) return;
      const { previousElementSibling: before, nextElementSibling: after } = node;
      if (after && event.clientY > middle(after)) step(row, 1);
      else if (before && event.clientY < middle(before)) step(row, -1);
    });
    grip.addEventListener("lostpointercapture", () => {
      node.classList.remove("held");
      dropped();
    });
  }

  /** Whether these are all the ids, each once. @param {unknown} answer @param {Row[]} rows @returns {answer is string[]} */
  const isOrder = (answer, rows) =>
    Array.isArray(answer) && answer.length === rows.length && rows.every(({ option }) => answer.includes(option.id));

  /** @param {LbItem} item @param {() => void} changed @returns {LbControls} */
  function ordering(item, changed) {
    let touched = false;
    let locked = false;
    const rows = (item.options ?? []).map((option, index) => orderRow(option, index, move));
    const list = make("ol", { class: "ranks" }, ...rows.map(({ node }) => node));
    const spoken = make("p", { class: "unseen", role: "status" });
    const help = make("p", { class: "small" });
    const confirm = button("就按这个次序", () => touch("已按这个次序作答"));
    const foot = make("div", { class: "confirmorder" }, help, confirm);

    const shown = () => Array.from(list.children, (node) => /** @type {Row} */ (rows.find((row) => row.node === node)));

    function refresh() {
      shown().forEach(({ place, up, down }, index) => {
        place.textContent = String(index + 1);
        up.setAttribute("aria-disabled", String(index === 0));
        down.setAttribute("aria-disabled", String(index === rows.length - 1));
      });
      list.classList.toggle("untouched", !touched);
      confirm.hidden = locked;
      foot.hidden = touched;
      help.textContent = locked ? "未作答" : HELP;
    }

    /** @param {string} words */
    function touch(words) {
      touched = true;
      spoken.textContent = words;
      refresh();
      changed();
    }

    /** The neighbour moves, so that the row keeps the focus and the pointer. @param {Row} row @param {1 | -1} by */
    function step({ node }, by) {
      const other = by > 0 ? node.nextElementSibling : node.previousElementSibling;
      if (!other) return false;
      if (by > 0) node.before(other);
      else node.after(other);
      touch("");
      return true;
    }

    /** @param {Row} row */
    const say = (row) => {
      spoken.textContent = `已移到第 ${shown().indexOf(row) + 1} 位`;
    };

    /** @param {Row} row @param {1 | -1} by */
    function move(row, by) {
      if (!locked && step(row, by)) say(row);
    }

    for (const row of rows) draggable(row, step, () => touched && say(row), () => locked);
    refresh();
    return {
      nodes: [list, foot, spoken],
      read: () => (touched ? shown().map(({ option }) => option.id) : null),
      write(answer) {
        touched = isOrder(answer, rows);
        const ids = isOrder(answer, rows) ? answer : rows.map(({ option }) => option.id);
        list.append(...ids.map((id) => /** @type {Row} */ (rows.find(({ option }) => option.id === id)).node));
        spoken.textContent = "";
        refresh();
      },
      lock(on) {
        locked = on;
        refresh();
      },
      mark(key) {
        shown().forEach(({ option, node, mark }, index) => {
          const due = key?.type === "ordering" ? key.order.indexOf(option.id) : -1;
          node.className = key ? `rank ${due === index ? "right" : "wrong"}` : "rank";
          mark.textContent = !key ? "" : due === index ? "✓" : `应排第 ${due + 1}`;
        });
      },
      invalid() {},
    };
  }

  lianbing.controls = { ...lianbing.controls, ordering };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
