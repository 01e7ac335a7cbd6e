/* Full-text search over window.lianbingSearchIndex (search.py): a classic script, so that it runs from file:// too. */
"use strict";
(() => {
  /** @typedef {{anchor: string, heading: string, text: string}} Entry */
  /** @typedef {{url: string, title: string, entries: Entry[]}} Page */
  /** @typedef {{page: Page, entry: Entry, tier: number, score: number}} Hit */

  const LIMIT = 60;
  const SNIPPET_BEFORE = 30;
  const SNIPPET = 110;
  const KNOWN = 0.3;
  const ALIKE = 0.3;

  /**
   * Lower case, full-width ASCII as half-width; character for character, so that places in the result are places in the text.
   * @param {string} text
   */
  const fold = (text) =>
    text
      .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
      .replace(/[A-Z]/g, (letter) => letter.toLowerCase());

  /** @param {string} query */
  const termsOf = (query) => [
    ...new Set(
      fold(query)
        .split(/[\s,.;:!?、。"'()《》“”【】[\]]+(?![a-z_])/)
        .filter(Boolean),
    ),
  ];

  /** @param {string} text @param {string} term */
  const count = (text, term) => text.split(term).length - 1;

  /** @param {string} term */
  const pairsOf = (term) =>
    term.length < 3 ? [term] : Array.from({ length: term.length - 1 }, (_, at) => term.slice(at, at + 2));

  /** @param {Page[]} index @returns {Hit[]} */
  const everything = (index) =>
    index.flatMap((page) => page.entries.map((entry, place) => ({ page, entry, tier: place ? 1 : 0, score: 0 })));

  /**
   * Entries with all the terms. Tiers: 0 in the page's title, 1 in a heading or a card's title, 2 in the text.
   * @param {Hit} hit @param {string[]} terms @returns {Hit | null}
   */
  function exact(hit, terms) {
    const heading = fold(hit.entry.heading);
    const text = fold(hit.entry.text);
    const often = terms.reduce((sum, term) => sum + Math.min(count(text, term), 9), 0);
    if (terms.every((term) => heading.includes(term))) {
      const filled = terms.reduce((sum, term) => sum + term.length, 0) / heading.length;
      return { ...hit, score: filled * 100 + often };
    }
    const title = fold(hit.page.title);
    const own = terms.filter((term) => heading.includes(term) || text.includes(term));
    // The page's title helps, but doesn't make every section of the page a hit.
    if (!own.length || !terms.every((term) => own.includes(term) || title.includes(term))) return null;
    return { ...hit, tier: 2, score: own.length * 100 + often };
  }

  /** The length of the longest piece of a term that the text holds. @param {string} text @param {string[]} terms */
  function longestPiece(text, terms) {
    let longest = 0;
    for (const term of terms) {
      for (let at = 0; at + longest < term.length; at += 1) {
        while (at + longest < term.length && text.includes(term.slice(at, at + longest + 1))) longest += 1;
      }
    }
    return longest;
  }

  /**
   * Entries with most of the character pairs that the book knows at all, rare pairs weighing more: whole questions find
   * their place, and pairs like 么算 that no page has don't stand in the way. Long pieces of the query come first.
   * @param {Hit[]} all @param {string[]} terms @returns {Hit[]}
   */
  function alike(all, terms) {
    const texts = all.map(({ entry }) => fold(`${entry.heading} ${entry.text}`));
    const pairs = [...new Set(terms.flatMap(pairsOf))];
    const weights = pairs.map((pair) => {
      const holding = texts.filter((text) => text.includes(pair)).length;
      return holding ? Math.log(1 + texts.length / holding) : 0;
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (weights.filter(Boolean).length < Math.max(2, pairs.length * KNOWN)) return [];
    return all
      .map((hit, place) => {
        const found = weights.reduce((sum, weight, at) => (texts[place].includes(pairs[at]) ? sum + weight : sum), 0);
        return { hit, share: found / total, text: texts[place] };
      })
      .filter(({ share }) => share >= ALIKE)
      .map(({ hit, share, text }) => ({ ...hit, tier: 3, score: longestPiece(text, terms) + share }));
  }

  /** @param {Page[]} index @param {string[]} terms @returns {Hit[]} */
  function search(index, terms) {
    const all = everything(index);
    const found = all.map((hit) => exact(hit, terms)).filter((hit) => hit !== null);
    // Array.prototype.sort is stable: equals stay in the order of the book.
    return (found.length ? found : alike(all, terms)).sort(
      (one, other) => one.tier - other.tier || other.score - one.score,
    );
  }

  /** Text with the terms marked. @param {string} text @param {string[]} terms */
  function marked(text, terms) {
    const fragment = document.createDocumentFragment();
    const folded = fold(text);
    let at = 0;
    while (at < text.length) {
      const next = terms
        .map((term) => ({ term, place: folded.indexOf(term, at) }))
        .filter(({ place }) => place >= 0)
        .sort((one, other) => one.place - other.place || other.term.length - one.term.length)[0];
      if (!next) break;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next.place, next.place + next.term.length);
      fragment.append(text.slice(at, next.place), mark);
      at = next.place + next.term.length;
    }
    fragment.append(text.slice(at));
    return fragment;
  }

  /** @param {string} text @param {string[]} terms */
  function snippet(text, terms) {
    const folded = fold(text);
    const places = terms.map((term) => folded.indexOf(term)).filter((place) => place >= 0);
    const start = Math.max(0, (places.length ? Math.min(...places) : 0) - SNIPPET_BEFORE);
    const end = Math.min(text.length, start + SNIPPET);
    return (start ? "……" : "") + text.slice(start, end) + (end < text.length ? "……" : "");
  }

  /** @param {Hit} hit @param {string[]} terms */
  function row(hit, terms) {
    const { page, entry } = hit;
    const shown = hit.tier < 3 ? terms : [...new Set(terms.flatMap(pairsOf))];
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = page.url + (entry.anchor ? `#${entry.anchor}` : "");
    link.append(marked(entry.heading || page.title, shown));
    link.addEventListener("click", () => remember(shown));
    item.append(link);
    if (entry.heading !== page.title) {
      const where = document.createElement("span");
      where.className = "lb-search-page";
      where.textContent = page.title;
      item.append(where);
    }
    const summary = document.createElement("p");
    summary.append(marked(snippet(entry.text, shown), shown));
    item.append(summary);
    return item;
  }

  /** Sphinx's own script on the next page marks these terms. @param {string[]} terms */
  function remember(terms) {
    try {
      localStorage.setItem("sphinx_highlight_terms", terms.join(" "));
    } catch {
      // Storage may be forbidden; then nothing is marked.
    }
  }

  /** @param {string} query */
  function show(query) {
    const terms = termsOf(query);
    const status = document.querySelector(".lb-search-status");
    const results = document.querySelector(".lb-search-results");
    if (!status || !results) return;
    results.replaceChildren();
    if (!terms.length) {
      status.textContent = "";
      return;
    }
    const hits = search(/** @type {any} */ (window).lianbingSearchIndex ?? [], terms);
    results.append(...hits.slice(0, LIMIT).map((hit) => row(hit, terms)));
    const more = hits.length > LIMIT ? `，先列前 ${LIMIT} 处` : "";
    if (!hits.length) status.textContent = `没有找到“${query}”。换个说法，或者少输几个字再试。`;
    else if (hits[0].tier === 3) status.textContent = `没有一模一样的，下面 ${hits.length} 处意思相近${more}。`;
    else status.textContent = `找到 ${hits.length} 处${more}。`;
  }

  function start() {
    const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".lb-search-form"));
    const box = form?.querySelector("input");
    if (!form || !box) return;
    box.value = new URLSearchParams(location.search).get("q") ?? "";
    let timer = 0;
    const again = () => show(box.value.trim());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      again();
    });
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(again, 150);
    });
    again();
    box.focus();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
