/* <lb-progress>: one line under a chapter's heading: how many of the page's questions the learner has answered. */
(function (lianbing) {
  "use strict";
  const { make } = lianbing.dom;

  /** The questions of the page, each once. @returns {LbItem[]} */
  function itemsOfPage() {
    const elements = [...document.querySelectorAll("lb-item, lb-check")].map((element) => /** @type {any} */ (element).data);
    const items = elements.flatMap((data) => (data?.kind === "check" ? data.items : data ? [data] : []));
    return [...new Map(items.map((item) => [item.id, item])).values()];
  }

  class Progress extends lianbing.Base {
    constructor() {
      super();
      this.content = {};
      this.line = make("p", { class: "small" });
    }

    draw() {
      this.page.append(this.line);
    }

    /** @param {AbortSignal} signal */
    attached(signal) {
      for (const name of ["lb-answer", "lb-check-end"]) document.addEventListener(name, () => this.update(), { signal });
      lianbing.record.watch(() => this.update(), signal);
      this.update();
    }

    update() {
      const items = itemsOfPage();
      const answered = items.flatMap((item) => {
        const entry = lianbing.record.item(item.id);
        return entry && !lianbing.entry.changed(entry, item.practice?.digest) ? [entry] : [];
      });
      const right = answered.filter((entry) => lianbing.entry.isRight(entry)).length;
      this.hidden = !answered.length;
      this.line.textContent = answered.length ? `本章练了 ${answered.length}/${items.length} 题，答对 ${right}` : "";
    }
  }

  lianbing.define("lb-progress", Progress);
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
