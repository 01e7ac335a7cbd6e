/* What every element shares: reading the JSON, the shadow root and the theme. */
import { DESIGN } from "./design.js";
import { make } from "./dom.js";
import shared from "./style.css";

/** The page's own choice (book theme, JupyterLab) comes before the system's. */
function isDark() {
  const theme = document.documentElement.dataset.theme;
  if (theme === "dark" || theme === "light") return theme === "dark";
  const jupyter = document.body?.getAttribute("data-jp-theme-light");
  if (jupyter) return jupyter === "false";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Calls back now and on every change, until the signal. @param {() => void} changed @param {AbortSignal} signal */
function watchTheme(changed, signal) {
  const observer = new MutationObserver(changed);
  const attributeFilter = ["data-theme", "data-jp-theme-light"];
  observer.observe(document.documentElement, { attributeFilter });
  if (document.body) observer.observe(document.body, { attributeFilter });
  matchMedia("(prefers-color-scheme: dark)").addEventListener?.("change", changed, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
  changed();
}

/** Page shortcuts (arrows, "/", Jupyter's letters) must not act on what is typed here. @param {KeyboardEvent} event */
function keepKeys(event) {
  if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key !== "Escape") event.stopPropagation();
}

/** What an element shows is drawn from `data`, in a shadow root with the styles of its own kind. */
export class Base extends HTMLElement {
  /** What the element's style adds to the one of all. */
  static style = "";

  constructor() {
    super();
    /** @type {any} */
    this.content = undefined;
    this.shadow = this.attachShadow({ mode: "open" });
    this.page = make("div", { class: "page", lang: "zh-CN" });
    const { style } = /** @type {typeof Base} */ (this.constructor);
    this.shadow.append(make("style", {}, DESIGN + shared + style), this.page);
    this.shadow.addEventListener("keydown", (event) => keepKeys(/** @type {KeyboardEvent} */ (event)));
    this.life = new AbortController();
    this.drawn = false;
  }

  get data() {
    return this.content;
  }

  set data(value) {
    this.content = value;
    if (this.isConnected) this.redraw();
  }

  connectedCallback() {
    this.begin();
    this.adoptEarlyData();
    if (this.drawn) this.attached(this.life.signal);
    else if (this.content) this.redraw();
    else this.readChild();
  }

  /** Ends what the last life started, and starts a new one. */
  begin() {
    this.life.abort();
    this.life = new AbortController();
    watchTheme(() => (this.dataset.lbTheme = isDark() ? "dark" : "light"), this.life.signal);
  }

  /** A `data` set before this class was defined hides the accessor: take it over. */
  adoptEarlyData() {
    const own = Object.getOwnPropertyDescriptor(this, "data");
    if (!own) return;
    Reflect.deleteProperty(this, "data");
    this.content = own.value;
  }

  disconnectedCallback() {
    this.life.abort();
  }

  /** Takes the JSON of the child script, waiting for the parser when it has not (wholly) arrived. */
  readChild() {
    if (this.takeChild()) return;
    const observer = new MutationObserver(() => this.takeChild() && observer.disconnect());
    observer.observe(this, { childList: true, subtree: true, characterData: true });
    this.life.signal.addEventListener("abort", () => observer.disconnect());
    const give = () => this.takeChild() || this.fail();
    if (document.readyState !== "loading") return void (this.childElementCount && give());
    document.addEventListener("DOMContentLoaded", give, { once: true, signal: this.life.signal });
  }

  /** @returns {boolean} whether there is something to show now */
  takeChild() {
    if (this.drawn) return true;
    const script = this.querySelector('script[type="application/json"]');
    try {
      this.content = JSON.parse(script?.textContent ?? "");
    } catch {
      return false;
    }
    this.redraw();
    return true;
  }

  redraw() {
    this.begin();
    this.page.replaceChildren();
    try {
      this.draw(this.content);
      this.drawn = true;
    } catch (error) {
      console.error(error);
      return this.fail();
    }
    this.attached(this.life.signal);
  }

  /** The data is missing or broken: say so, and let what the page has instead show through. */
  fail() {
    const message = "这里的练习没有读出来，可能文件不完整。请刷新页面；仍不行，请告诉培训师。";
    this.page.replaceChildren(make("p", { class: "note bad", role: "alert" }, message), make("slot"));
  }

  /** Builds this.page; subclasses do. @param {any} _data */
  draw(_data) {}

  /** Runs whenever the drawn element enters a page; what it starts ends with the signal. @param {AbortSignal} _signal */
  attached(_signal) {}

  /** @param {string} name @param {object} detail */
  send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

/** Loaded twice, a script finds its elements there already. @param {string} name @param {CustomElementConstructor} element */
export function define(name, element) {
  if (!customElements.get(name)) customElements.define(name, element);
}
