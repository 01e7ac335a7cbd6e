/* A chapter in class: one section at a time, in large type, turned by arrows, a clicker or a finger. */
import { button, make } from "../core/dom.js";
import { direction, focused, isWriting } from "../core/turning.js";
import { partsOf, showAll, showOnly } from "./parts.js";
import style from "./style.css";

const MODE = "data-lb-present";
const ASKED = /^#present-(\d+)$/;
/** So much of the screen goes by where a section is longer than it. */
const SCREEN = 0.8;
const NEARLY = 8;

export class Presentation {
  /** @param {Element} article */
  constructor(article) {
    this.article = article;
    this.parts = partsOf(article);
    this.place = 0;
    this.life = new AbortController();
    this.title = make("span", { class: "lb-present-title" });
    this.count = make("span", { class: "lb-present-count" });
    this.back = button("← 上一节", () => this.show(this.place - 1), { class: "lb-present-button" });
    this.forth = button("下一节 →", () => this.show(this.place + 1), { class: "lb-present-button" });
    const status = make("p", { role: "status" }, this.title, this.count);
    const end = button("退出", () => this.end(), { class: "lb-present-button", title: "退出演示（Esc）" });
    this.bar = make("nav", { class: "lb-present-bar", "aria-label": "演示" }, this.back, status, this.forth, end);
    document.head.append(make("style", {}, style));
  }

  get isOn() {
    return document.documentElement.hasAttribute(MODE);
  }

  /** At the place in the address, else at the section that is being read. */
  begin() {
    if (this.isOn || !this.parts.length) return;
    this.opener = focused();
    const [, asked] = ASKED.exec(location.hash) ?? [];
    const place = asked ? Number(asked) - 1 : this.reading();
    document.documentElement.toggleAttribute(MODE, true);
    document.body.append(this.bar);
    this.life = new AbortController();
    const { signal } = this.life;
    addEventListener("keydown", (event) => this.key(event), { capture: true, signal });
    addEventListener("hashchange", () => this.follow(), { signal });
    this.show(place);
  }

  /** The last section that begins in the upper part of the screen. */
  reading() {
    if (scrollY < NEARLY) return 0;
    const above = this.parts.filter(({ nodes }) => nodes[0].getBoundingClientRect().top < innerHeight / 3);
    return Math.max(0, above.length - 1);
  }

  end() {
    const { section } = this.parts[this.place];
    this.life.abort();
    this.bar.remove();
    showAll(this.article);
    document.documentElement.toggleAttribute(MODE, false);
    history.replaceState(history.state, "", section.id ? `#${section.id}` : location.pathname);
    section.scrollIntoView();
    if (this.opener instanceof HTMLElement) this.opener.focus({ preventScroll: true });
  }

  /** @param {number} place from 0; beyond the ends the nearest */
  show(place) {
    this.place = Math.min(Math.max(place, 0), this.parts.length - 1);
    const part = this.parts[this.place];
    showOnly(this.article, part);
    this.title.textContent = part.title;
    this.count.textContent = `第 ${this.place + 1} 节，共 ${this.parts.length} 节`;
    this.back.toggleAttribute("disabled", this.place === 0);
    this.forth.toggleAttribute("disabled", this.place === this.parts.length - 1);
    history.replaceState(history.state, "", `#present-${this.place + 1}`);
    scrollTo({ top: 0, behavior: "instant" });
    const heading = part.nodes.find((node) => /^H[1-6]$/.test(node.tagName));
    if (!(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** A link to a place in another section of the page. */
  follow() {
    const asked = ASKED.exec(location.hash);
    if (asked) return this.show(Number(asked[1]) - 1);
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const place = this.parts.findIndex(({ section, nodes }) => target === section || nodes.some((node) => node.contains(target)));
    if (!target || place < 0) return;
    this.show(place);
    if (target !== this.parts[place].section) target.scrollIntoView({ block: "center" });
  }

  /** A section that is longer than the screen is read to its end first. @param {number} way */
  turn(way) {
    const page = document.scrollingElement ?? document.documentElement;
    const left = way > 0 ? page.scrollHeight - innerHeight - page.scrollTop : page.scrollTop;
    if (left > NEARLY) scrollBy({ top: way * innerHeight * SCREEN, behavior: "instant" });
    else this.show(this.place + way);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const active = focused();
    if (event.key === "Escape") return this.end();
    const isPlain = !active?.matches("input, button, a, summary, textarea, select");
    const way = event.key === " " && isPlain ? 1 : direction(event.key, isWriting(active));
    if (!way) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.turn(way);
  }
}
