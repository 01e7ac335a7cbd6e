/* The search page: what is typed or stands in ?q= is looked for in window.lianbingSearchIndex (search.py). */
import { marked, snippet } from "./highlighting.js";
import { nearby, prepare } from "./query.js";
import { search } from "./ranking.js";

/**
 * @import { FoundKind, SearchIndex } from "../wire.d.ts"
 * @import { Hit, Result } from "./ranking.js"
 */

const FIRST = 20;
const WAIT = 120;
const HEADING = 90;
/** @type {Record<FoundKind, string>} */
const BADGES = {
  page: "章节", section: "章节", clause: "条款", fact: "行业知识", parameter: "参数", formula: "公式", term: "名词",
  role: "岗位", item: "题目解析", scenario: "情景演练", task: "数据练习", reference: "查阅", form: "表单",
};
/** What can be shown alone. @type {{title: string, kinds: FoundKind[]}[]} */
const GROUPS = [
  { title: "章节", kinds: ["page", "section"] },
  { title: "条款和知识", kinds: ["clause", "fact", "parameter"] },
  { title: "公式和名词", kinds: ["formula", "term"] },
  { title: "题目解析", kinds: ["item"] },
  { title: "演练、练习和表单", kinds: ["scenario", "task", "form"] },
  { title: "岗位和索引", kinds: ["role", "reference"] },
];

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param {string} text @param {string[]} marks */
const markedNodes = (text, marks) =>
  marked(text, marks).map((part) => (part.mark ? make("mark", {}, part.text) : part.text));

/** @param {string} text */
const clipped = (text) => (text.length > HEADING ? `${text.slice(0, HEADING)}……` : text);

/** @param {Hit} hit @param {string[]} marks */
function row({ place }, marks) {
  const address = place.page.url + (place.anchor ? `#${encodeURIComponent(place.anchor)}` : "");
  const link = make("a", { href: address }, make("span", {}, ...markedNodes(clipped(place.heading || place.page.title), marks)));
  link.addEventListener("click", () => remember(marks));
  const teaching = GROUPS[0].kinds.includes(place.kind);
  const badge = make("span", { class: teaching ? "lb-search-kind lb-search-teaching" : "lb-search-kind" }, BADGES[place.kind]);
  const where = place.heading === place.page.title ? [] : [make("span", { class: "lb-search-where" }, place.page.title)];
  const text = snippet(place.text, marks);
  const summary = text ? [make("p", {}, ...markedNodes(text, marks))] : [];
  return make("li", {}, make("div", { class: "lb-search-line" }, badge, link, ...where), ...summary);
}

/** Sphinx's own script on the next page marks these terms. @param {string[]} marks */
function remember(marks) {
  try {
    localStorage.setItem("sphinx_highlight_terms", marks.join(" "));
  } catch {
    // Storage may be forbidden; then nothing is marked.
  }
}

class SearchPage {
  /** @param {HTMLFormElement} form @param {HTMLInputElement} box */
  constructor(form, box) {
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(name));
    this.form = form;
    this.box = box;
    this.status = find(".lb-search-status");
    this.filters = find(".lb-search-filters");
    this.results = find(".lb-search-results");
    this.more = find(".lb-search-more");
    this.help = find(".lb-search-help");
    this.book = prepare(indexOfBook() ?? { pages: [], aliases: [] });
    /** @type {Result} */
    this.outcome = { hits: [], marks: [], mended: [] };
    this.group = "";
    this.shown = FIRST;
  }

  start() {
    this.box.value = new URLSearchParams(location.search).get("q") ?? "";
    let timer = 0;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      this.look();
      this.box.blur(); // lets a phone's keyboard go, so that the results can be seen
    });
    this.box.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (!(/** @type {InputEvent} */ (event).isComposing)) timer = window.setTimeout(() => this.look(), WAIT);
    });
    this.box.addEventListener("compositionend", () => this.look());
    this.more.addEventListener("click", () => this.showMore());
    document.addEventListener("keydown", (event) => this.walk(event));
    this.look();
    if (!this.box.value) this.box.focus();
  }

  look() {
    const typed = this.box.value.trim();
    this.keepAddress(typed);
    this.outcome = search(this.book, typed);
    this.group = "";
    this.draw(typed);
  }

  /** The address can be kept or sent. @param {string} typed */
  keepAddress(typed) {
    const address = new URL(location.href);
    if (typed) address.searchParams.set("q", typed);
    else address.searchParams.delete("q");
    try {
      history.replaceState(null, "", address);
    } catch {
      // Some browsers forbid it on file://; the search works all the same.
    }
  }

  /** @param {string} typed */
  draw(typed) {
    this.shown = FIRST;
    this.status.textContent = typed ? this.statusWords(typed) : "";
    this.drawFilters();
    this.drawHelp(typed);
    this.drawResults();
  }

  /** @param {string} typed */
  statusWords(typed) {
    const { hits, mended } = this.outcome;
    if (!hits.length) return `没有找到“${typed}”。`;
    const meant = mended.map((one) => `没有“${one.typed}”，按“${one.meant}”找的。`).join("");
    if (meant) return `${meant}找到 ${hits.length} 处。`;
    return hits.some(({ whole }) => whole) ? `找到 ${hits.length} 处。` : `没有一模一样的，下面 ${hits.length} 处意思相近。`;
  }

  hits() {
    const kinds = GROUPS.find(({ title }) => title === this.group)?.kinds;
    return kinds ? this.outcome.hits.filter(({ place }) => kinds.includes(place.kind)) : this.outcome.hits;
  }

  drawFilters() {
    const count = (/** @type {FoundKind[]} */ kinds) =>
      this.outcome.hits.filter(({ place }) => kinds.includes(place.kind)).length;
    const having = GROUPS.map(({ title, kinds }) => ({ title, many: count(kinds) })).filter(({ many }) => many);
    const all = { title: "", many: this.outcome.hits.length };
    const buttons = having.length > 1 ? [all, ...having] : [];
    this.filters.replaceChildren(...buttons.map(({ title, many }) => this.filter(title, many)));
  }

  /** @param {string} title @param {number} many */
  filter(title, many) {
    const chosen = String(this.group === title);
    const button = make("button", { type: "button", "aria-pressed": chosen }, `${title || "全部"} ${many}`);
    button.addEventListener("click", () => {
      this.group = title;
      this.shown = FIRST;
      for (const other of this.filters.children) other.setAttribute("aria-pressed", String(other === button));
      this.drawResults();
    });
    return button;
  }

  drawResults() {
    const hits = this.hits();
    this.results.replaceChildren(...hits.slice(0, this.shown).map((hit) => row(hit, this.outcome.marks)));
    this.more.hidden = hits.length <= this.shown;
    this.more.textContent = `再列 ${Math.min(FIRST, hits.length - this.shown)} 处`;
  }

  showMore() {
    const before = this.shown;
    this.shown += FIRST;
    this.drawResults();
    this.links()[before]?.focus();
  }

  /** What to do where nothing was found. @param {string} typed */
  drawHelp(typed) {
    this.help.hidden = !typed || this.outcome.hits.length > 0;
    const words = this.help.hidden ? [] : nearby(this.book, typed);
    const list = /** @type {HTMLElement} */ (this.help.querySelector(".lb-search-words"));
    list.hidden = !words.length;
    list.replaceChildren("也许要找：", ...words.map((word) => this.suggestion(word)));
  }

  /** @param {string} word */
  suggestion(word) {
    const button = make("button", { type: "button" }, word);
    button.addEventListener("click", () => {
      this.box.value = word;
      this.look();
    });
    return button;
  }

  links() {
    return [...this.results.querySelectorAll("a")];
  }

  /** Arrows lead from the box through the results and back. @param {KeyboardEvent} event */
  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {HTMLElement[]} */
    const stops = [this.box, ...this.links()];
    const here = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = here < 0 ? undefined : stops[here + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

/** @returns {SearchIndex | undefined} */
const indexOfBook = () => /** @type {any} */ (window).lianbingSearchIndex;

function start() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".lb-search-form"));
  const box = form?.querySelector("input");
  // Loaded twice, the script still serves the form once.
  if (!form || !box || form.dataset.served !== undefined) return;
  form.dataset.served = "";
  new SearchPage(form, box).start();
}

/** Once the page is there. */
export function begin() {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
}
