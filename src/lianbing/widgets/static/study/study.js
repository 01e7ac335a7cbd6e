/* <lb-study>: the study page “我的学习”. Its views are chosen by the address: #today, #wrong, #exam, #progress, #record. */
import { Base } from "../core/base.js";
import * as dates from "../core/dates.js";
import { button, focus, make, text } from "../core/dom.js";
import { record } from "../practice/record.js";
import { troubleWords } from "../practice/trouble.js";
import { bank } from "./bank.js";
import { Unloaded, load } from "./loading.js";
import { exam, examRuns } from "./mock-exam.js";
import { progress } from "./progress-view.js";
import { recordView } from "./record-view.js";
import { unloaded } from "./session.js";
import { STUDY_STYLE } from "./style.js";
import { today } from "./today.js";
import { wrong } from "./wrong-answers.js";

/**
 * @import { Child } from "../core/dom.js"
 * @import { LearnerRecord } from "../practice/values.js"
 * @import { Catalogue } from "../wire.d.ts"
 * @import { ItemBank } from "./bank.js"
 */

/**
 * What the study page gives to a view; made anew whenever one is shown.
 * @typedef {object} Study
 * @property {Catalogue} catalogue
 * @property {LearnerRecord} record
 * @property {string} day
 * @property {ItemBank} bank
 * @property {AbortSignal} signal ends when another view is shown
 * @property {boolean} busy the learner is at work: nothing is redrawn because of other tabs
 * @property {(path: string) => void} go
 * @property {(words?: string) => void} redraw
 * @property {() => void} warn says why nothing can be saved, if nothing can
 */
/**
 * @typedef {object} View
 * @property {string} label
 * @property {boolean} [always] can be shown without the catalogue
 * @property {(study: Study, path: string[]) => Child[] | Promise<Child[]>} draw
 */

const FIRST = "today";
/** In the order of the tabs. @type {Record<string, View>} */
const VIEWS = { today, wrong, exam, progress, record: recordView };
const WAIT_MS = 300;
const REFRESH_MS = 100;
const CHECK_DAY_MS = 60000;
const NO_BANK = "这里没有读到题库：请检查网络后再试一次；只用 jupyter-book build 做的网页没有题库，请改用 lianbing build 制作。";

/** @returns {string[]} */
function pathOf() {
  try {
    const parts = location.hash.replace(/^#/, "").split("/").map(decodeURIComponent);
    return Object.hasOwn(VIEWS, parts[0]) ? parts : [FIRST];
  } catch {
    return [FIRST]; // an address that somebody has cut short
  }
}

/** @implements {Study} */
class Page {
  /** @param {StudyElement} element @param {Catalogue | null} catalogue @param {AbortSignal} signal */
  constructor(element, catalogue, signal) {
    this.element = element;
    this.signal = signal;
    this.busy = false;
    this.day = dates.today();
    this.record = record.all(catalogue?.edition);
    this.catalogue = /** @type {Catalogue} */ (catalogue); // only views that say always are drawn without it
    this.bank = bank(catalogue ?? { edition: "", parts: [], chapters: {}, topics: {}, clauses: {} });
  }

  /** @param {string} path */
  go(path) {
    this.element.go(path);
  }

  /** @param {string} [words] what happened */
  redraw(words) {
    this.element.open(true, words);
  }

  warn() {
    this.element.warn();
  }
}

export class StudyElement extends Base {
  static style = STUDY_STYLE;

  constructor() {
    super();
    this.content = {};
    this.warning = make("p", { class: "note bad", role: "alert", hidden: true });
    this.notice = make("p", { class: "note", role: "status", hidden: true });
    this.view = make("div", { class: "view" });
    this.tabs = make("nav", { class: "tabs", "aria-label": "我的学习" });
    /** @type {AbortController | undefined} */
    this.viewLife = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    /** @type {Page | undefined} */
    this.current = undefined;
  }

  draw() {
    this.page.classList.add("study");
    const links = Object.entries(VIEWS).map(([name, { label }]) => make("a", { href: `#${name}`, "data-view": name }, label));
    for (const link of links) link.addEventListener("click", () => link.hash === location.hash && this.open(true));
    this.view.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link?.getAttribute("href") === location.hash) this.open(true); // the address stays: no hashchange comes
    });
    this.tabs.replaceChildren(...links);
    this.page.append(this.tabs, this.warning, this.notice, this.view);
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    addEventListener("hashchange", () => this.open(true), { signal });
    signal.addEventListener("abort", () => this.viewLife?.abort());
    this.follow(signal);
    document.addEventListener("visibilitychange", () => this.newDay(), { signal });
    const timer = setInterval(() => this.newDay(), CHECK_DAY_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    this.open(false);
  }

  /** One answer in another tab changes several keys: shown once, when they have all come. @param {AbortSignal} signal */
  follow(signal) {
    record.watch(() => {
      if (this.current?.busy) return; // nor later: by then the learner may read a result
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.refresh(), REFRESH_MS);
    }, signal);
    signal.addEventListener("abort", () => clearTimeout(this.waiting));
  }

  /** Another tab has answered something: what is shown is old, unless the learner is at work here. */
  refresh() {
    if (!this.current?.busy) this.open(false);
  }

  newDay() {
    if (this.current && this.current.day !== dates.today()) this.refresh();
  }

  /** @param {string} path */
  go(path) {
    if (location.hash === `#${path}`) this.open(true);
    else location.hash = path;
  }

  /** Why what was answered can't be kept, if it can't. */
  warn() {
    const trouble = record.trouble();
    this.warning.hidden = trouble === null;
    this.warning.textContent = troubleWords(trouble);
  }

  /** Shows the view of the address. @param {boolean} moved whether the learner asked for it @param {string} [words] */
  async open(moved, words) {
    clearTimeout(this.waiting); // what is shown now is new
    this.viewLife?.abort();
    const life = this.viewLife = new AbortController();
    const [name, ...path] = pathOf();
    for (const link of this.tabs.querySelectorAll("a")) {
      if (link.dataset.view === name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    this.warn();
    this.notice.hidden = !words;
    this.notice.textContent = words ?? "";
    const waiting = setTimeout(() => this.show([text("note", "正在读取……")]), WAIT_MS);
    const parts = await this.parts(name, path, life.signal);
    clearTimeout(waiting);
    if (life.signal.aborted) return;
    this.show(parts);
    const heading = /** @type {HTMLElement | null} */ (this.view.querySelector(".heads > :last-child") ?? this.view.querySelector("h2"));
    if (moved && heading && !words) focus(heading);
    if (name !== "exam") this.remind(life.signal);
  }

  /** @param {string} name @param {string[]} path @param {AbortSignal} signal */
  async parts(name, path, signal) {
    const view = VIEWS[name];
    try {
      const catalogue = await load("catalogue").catch((error) => {
        if (view.always && error instanceof Unloaded) return null;
        throw error;
      });
      if (signal.aborted) return [];
      this.current = new Page(this, catalogue, signal);
      return await view.draw(this.current, path);
    } catch (error) {
      if (!(error instanceof Unloaded)) console.error(error);
      return [this.failure(error)];
    }
  }

  /** @param {unknown} error */
  failure(error) {
    const again = () => this.open(true);
    if (!(error instanceof Unloaded)) {
      return make("p", { class: "note bad", role: "alert" }, "这一页没有显示出来，请刷新再试；学习记录没有动。");
    }
    if (error.message !== "catalogue") return unloaded(again);
    return make("div", { class: "note", role: "alert" }, make("p", {}, NO_BANK),
      make("div", { class: "buttons" }, button("再试一次", again, { class: "button main" })));
  }

  /** @param {Child[]} parts */
  show(parts) {
    this.view.replaceChildren(...parts.filter((part) => part instanceof Node));
  }

  /** An exam's clock goes on while the learner is elsewhere. @param {AbortSignal} signal */
  async remind(signal) {
    const runs = await examRuns().catch(() => false);
    if (!runs || signal.aborted || this.current?.busy) return;
    this.view.prepend(make("p", { class: "note running" }, "模拟考试还没有做完，时间照走。",
      make("a", { href: "#exam" }, "回到考试")));
  }
}
