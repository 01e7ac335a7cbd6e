/* What the end of a round is made of: how much of all, and the questions that were not wholly right. */
(function (lianbing) {
  "use strict";
  if (lianbing.missed !== undefined) return;
  const { make } = lianbing.dom;

  const SHOWN_OF_STEM = 60;

  /** @param {string} stem */
  function brief(stem) {
    const chars = Array.from(lianbing.words.stem(stem.replace(/\s+/g, " ").trim()));
    return chars.length > SHOWN_OF_STEM ? `${chars.slice(0, SHOWN_OF_STEM).join("")}…` : chars.join("");
  }

  /** How much of all; what it says in numbers stands beside it. @param {number} done @param {number} all */
  function bar(done, all) {
    const fill = make("span", { class: "fill" });
    fill.style.width = `${all ? Math.min(1, done / all) * 100 : 0}%`;
    return make("span", { class: "bar", "aria-hidden": "true" }, fill);
  }

  /** A question that was not wholly right, with the clauses to read again.
   * @param {LbFound} found @param {LbScore} score @param {number} number */
  function missed({ item, clauses }, { verdict }, number) {
    const links = (item.practice?.clauses ?? []).map((id) => make("li", {}, lianbing.clauseName(id, clauses[id])));
    return make(
      "li", {},
      make("p", { class: "did" }, `第 ${number} 题　${brief(item.stem)}`,
        verdict === "partial" ? make("span", { class: "tag" }, "部分正确") : null),
      links.length ? make("ul", { class: "plain links", "aria-label": "依据" }, ...links) : null,
    );
  }

  lianbing.brief = brief;
  lianbing.bar = bar;
  lianbing.missed = missed;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
