/* Small parts that the views of the study page are made of. */
(function (lianbing) {
  "use strict";
  if (lianbing.parts !== undefined) return;
  const { make, text } = lianbing.dom;

  const SHOWN_OF_STEM = 60;
  const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

  /** @param {string} stem */
  function brief(stem) {
    const chars = Array.from(stem.replace(/\s+/g, " ").trim());
    return chars.length > SHOWN_OF_STEM ? `${chars.slice(0, SHOWN_OF_STEM).join("")}…` : chars.join("");
  }

  /** How much of all; what it says in numbers stands beside it. @param {number} done @param {number} all */
  function bar(done, all) {
    const fill = make("span", { class: "fill" });
    fill.style.width = `${all ? Math.min(1, done / all) * 100 : 0}%`;
    return make("span", { class: "bar", "aria-hidden": "true" }, fill);
  }

  /** @param {number} right @param {number} all */
  const percent = (right, all) => (all ? `${Math.round((right / all) * 100)}%` : "—");

  /** A place in the page or in the book, looking like a button. @param {string} href @param {string} words @param {string} [kind] */
  const linkButton = (href, words, kind = "") => make("a", { href, class: `button ${kind}`.trim() }, words);

  /** @param {string} title @param {...LbChild} children */
  const card = (title, ...children) => make("section", { class: "card" }, make("h3", {}, title), ...children);

  /** @param {string} value @param {string} label */
  const figure = (value, label) => make("li", {}, make("b", {}, value), make("span", {}, label));

  /** Numbers side by side, each with its name below. @param {[value: string, label: string][]} list */
  const figures = (list) => make("ul", { class: "figures" }, ...list.map(([value, label]) => figure(value, label)));

  /** 11 月 22 日 @param {string} day */
  function dayWords(day) {
    const [, month, date] = day.split("-").map(Number);
    return `${month} 月 ${date} 日`;
  }

  /** @param {string} day */
  const weekday = (day) => `星期${WEEKDAYS[new Date(`${day}T12:00:00`).getDay()]}`;

  /** @param {string} id @param {LbClauses | LbCatalogue["clauses"]} clauses */
  const clauseLink = (id, clauses) => make("li", {}, lianbing.clauseName(id, clauses[id]));

  /** A question that was not wholly right, with the clauses to read again.
   * @param {LbFound} found @param {LbScore} score @param {number} number */
  function missed({ item, clauses }, score, number) {
    const links = (item.practice?.clauses ?? []).map((id) => clauseLink(id, clauses));
    return make(
      "li", {},
      make("p", { class: "did" }, `第 ${number} 题　${brief(item.stem)}`,
        score.verdict === "partial" ? make("span", { class: "tag" }, "部分正确") : null),
      links.length ? make("ul", { class: "plain links", "aria-label": "依据" }, ...links) : null,
    );
  }

  lianbing.parts = {
    brief, bar, percent, linkButton, card, figures, dayWords, weekday, missed,
    /** Nothing here yet, in a friendly sentence. */
    empty: (words, ...more) => make("section", { class: "card quietcard" }, text("", words), ...more),
  };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
