/* One item as a fieldset: used by exercises, tasks and the exam booklet. Knows no key until mark() is given one. */
(function (lianbing) {
  "use strict";
  if (lianbing.itemView !== undefined) return;
  const { make, uid } = lianbing.dom;

  /** @typedef {Pick<LbItemView, "read" | "write" | "lock" | "mark"> & {nodes: HTMLElement[], invalid(text: string): void}} Controls */

  /** @param {LbItem} item @returns {LbOption[]} */
  function optionsOf(item) {
    if (item.type === "truefalse") return [{ id: "true", text: "对" }, { id: "false", text: "错" }];
    return item.options ?? [];
  }

  /** @param {LbItem} item @param {LbOption} option @param {number} index @param {string} name */
  function optionRow(item, option, index, name) {
    const input = make("input", { type: item.type === "multiple" ? "checkbox" : "radio", name, value: option.id });
    const mark = make("span", { class: "mark" });
    const letter = item.type === "truefalse" ? null : make("span", { class: "letter" }, `${lianbing.words.letter(index)}.`);
    const label = make("label", { class: "option" }, input, letter, make("span", { class: "text" }, option.text), mark);
    return { input, label, mark };
  }

  /** The ids that a key calls right. @param {LbKey} key @returns {string[]} */
  function rightIds(key) {
    if (key.type === "multiple") return key.correct;
    return key.type === "numeric" ? [] : [String(key.correct)];
  }

  /** What is said at an option once the key is known. @param {boolean} chosen @param {boolean} right */
  function markOf(chosen, right) {
    if (chosen) return right ? ["right", "✓ 选对"] : ["wrong", "✗ 选错"];
    return right ? ["missed", "✓ 应选"] : ["", ""];
  }

  /** @param {LbItem} item @param {() => void} changed @returns {Controls} */
  function choiceControls(item, changed) {
    const name = uid();
    const rows = optionsOf(item).map((option, index) => optionRow(item, option, index, name));
    for (const { input } of rows) input.addEventListener("change", changed);
    const chosen = () => rows.filter(({ input }) => input.checked).map(({ input }) => input.value);
    return {
      nodes: rows.map(({ label }) => label),
      read() {
        const ids = chosen();
        if (!ids.length) return null;
        if (item.type === "multiple") return ids;
        return item.type === "truefalse" ? ids[0] === "true" : ids[0];
      },
      write(answer) {
        const wanted = Array.isArray(answer) ? answer : [String(answer)];
        for (const { input } of rows) input.checked = wanted.includes(input.value);
      },
      lock(locked) {
        for (const { input } of rows) input.disabled = locked;
      },
      mark(key) {
        for (const { input, label, mark } of rows) {
          const [state, text] = key ? markOf(input.checked, rightIds(key).includes(input.value)) : ["", ""];
          label.className = `option ${state}`;
          mark.textContent = text;
        }
      },
      invalid() {},
    };
  }

  /** @param {LbItem} item @param {() => void} changed @returns {Controls} */
  function numericControls(item, changed) {
    const id = uid();
    const problem = make("p", { class: "problem", id: `${id}-problem` });
    const input = make("input", {
      id, type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 60, class: "number",
      "aria-describedby": problem.id,
    });
    const unit = item.unit ? make("span", { class: "unit" }, item.unit) : null;
    const label = make("label", { for: id }, item.unit ? `你的答案（单位：${item.unit}）` : "你的答案");
    input.addEventListener("input", changed);
    return {
      nodes: [make("div", { class: "numeric" }, label, make("span", { class: "entry" }, input, unit), problem)],
      read: () => (lianbing.isBlank(input.value) ? null : input.value),
      write(answer) {
        input.value = typeof answer === "string" ? answer : "";
      },
      lock(locked) {
        input.readOnly = locked;
      },
      mark() {},
      invalid(text) {
        problem.textContent = text;
        input.setAttribute("aria-invalid", String(Boolean(text)));
      },
    };
  }

  /** @param {LbItem} item @param {number} [number] */
  function legend(item, number) {
    const points = item.points === undefined ? "" : ` · ${item.points} 分`;
    return make(
      "legend", {},
      make("span", { class: "kind" }, lianbing.words.type(item) + points),
      make("span", { class: "stem" }, number ? make("b", {}, `${number}. `) : null, item.stem),
    );
  }

  /** @param {LbItem} item @param {{number?: number, changed?: () => void}} [options] @returns {LbItemView} */
  function itemView(item, { number, changed = () => {} } = {}) {
    const build = item.type === "numeric" ? numericControls : choiceControls;
    const controls = build(item, () => {
      controls.invalid("");
      changed();
    });
    const node = make("fieldset", { class: "item" }, legend(item, number), ...controls.nodes);
    return {
      node,
      read: controls.read,
      write: controls.write,
      invalid: controls.invalid,
      mark: controls.mark,
      lock(locked) {
        controls.lock(locked);
        node.classList.toggle("locked", locked);
      },
    };
  }

  lianbing.itemView = itemView;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
