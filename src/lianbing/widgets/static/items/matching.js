/* Answering by giving each prompt one of the options: a list to choose from per prompt, the options below. */
(function (lianbing) {
  "use strict";
  if (lianbing.controls?.matching !== undefined) return;
  const { make, uid } = lianbing.dom;

  /** @typedef {{prompt: LbOption, node: HTMLElement, select: HTMLSelectElement, mark: HTMLElement}} Pair */

  /** @param {LbOption} prompt @param {number} index @param {LbOption[]} options @returns {Pair} */
  function pairRow(prompt, index, options) {
    const id = uid();
    const choices = options.map((option, place) =>
      make("option", { value: option.id }, `${lianbing.words.letter(place)}. ${option.text}`));
    const select = make("select", { id }, make("option", { value: "" }, "请选择"), ...choices);
    const mark = make("span", { class: "mark" });
    const node = make("div", { class: "pair" }, make("label", { for: id }, `${index + 1}. ${prompt.text}`), select, mark);
    return { prompt, node, select, mark };
  }

  /** @param {LbOption[]} options */
  const optionList = (options) => make("ul", { class: "plain lettered" }, ...options.map(({ text }, index) =>
    make("li", {}, make("b", { class: "letter" }, `${lianbing.words.letter(index)}. `), text)));

  /** What was kept for a prompt. @param {unknown} answer @param {string} prompt */
  function keptFor(answer, prompt) {
    const kept = typeof answer === "object" && answer !== null ? Object.entries(answer).find(([id]) => id === prompt)?.[1] : "";
    return typeof kept === "string" ? kept : "";
  }

  /** @param {LbItem} item @param {() => void} changed @returns {LbControls} */
  function matching(item, changed) {
    const options = item.options ?? [];
    const pairs = (item.prompts ?? []).map((prompt, index) => pairRow(prompt, index, options));
    const spoken = make("p", { class: "small moved", role: "status" });

    /** An option serves one prompt: choosing it again takes it from the other. @param {Pair} pair */
    function choose({ select }) {
      const taken = select.value ? pairs.filter((other) => other.select !== select && other.select.value === select.value) : [];
      for (const other of taken) other.select.value = "";
      const letter = lianbing.words.letter(select.selectedIndex - 1);
      spoken.textContent = taken.map(({ prompt }) => `${letter} 改到这里了，“${prompt.text}”要重新选。`).join("");
      refresh();
      changed();
    }

    function refresh() {
      for (const { select } of pairs) select.classList.toggle("unset", !select.value);
    }

    /** @param {LbKey & {type: "matching"}} key @param {Pair} pair */
    function markOf({ pairs: due }, { prompt, select }) {
      if (select.value === due[prompt.id]) return "✓ 选对";
      const letter = lianbing.words.letter(options.findIndex(({ id }) => id === due[prompt.id]));
      return `✗ 应选 ${letter}`;
    }

    for (const pair of pairs) pair.select.addEventListener("change", () => choose(pair));
    refresh();
    return {
      nodes: [make("div", { class: "pairs" }, ...pairs.map(({ node }) => node)), spoken, optionList(options)],
      read() {
        const chosen = pairs.filter(({ select }) => select.value).map(({ prompt, select }) => [prompt.id, select.value]);
        return chosen.length ? Object.fromEntries(chosen) : null;
      },
      write(answer) {
        const used = new Set([""]);
        for (const { prompt, select } of pairs) {
          const kept = keptFor(answer, prompt.id);
          select.value = used.has(kept) || !options.some(({ id }) => id === kept) ? "" : kept;
          used.add(select.value);
        }
        spoken.textContent = "";
        refresh();
      },
      lock(locked) {
        for (const { select } of pairs) select.disabled = locked;
        if (locked) spoken.textContent = "";
      },
      mark(key) {
        for (const pair of pairs) {
          const words = key?.type === "matching" ? markOf(key, pair) : "";
          pair.mark.textContent = words;
          pair.node.className = `pair ${words && (words.startsWith("✓") ? "right" : "wrong")}`;
        }
      },
      invalid() {},
    };
  }

  lianbing.controls = { ...lianbing.controls, matching };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
