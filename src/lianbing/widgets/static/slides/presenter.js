/* The trainer's window: this slide's notes and answer, the next slide, the clock. It is filled from here, without any
   address, so that it works from a file; a page that is reloaded can't reach it any more and closes it. */
import { make } from "../core/dom.js";
import { answerOf } from "./answers.js";
import { clockWords } from "./clock.js";
import { activities } from "./data.js";

/** @import { Deck } from "./reveal.d.ts" */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const STYLE = `
* { box-sizing: border-box; }
body { display: grid; grid-template: auto 1fr / 3fr 2fr; gap: 16px; height: 100vh; margin: 0; padding: 16px;
  background: var(--lb-paper); color: var(--lb-text); font: 22px/1.6 var(--lb-sans); }
header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 28px; padding-bottom: 10px;
  border-bottom: 2px solid var(--lb-line); }
header b { font-size: 30px; font-variant-numeric: tabular-nums; }
header .late { color: var(--lb-bad); }
button { min-height: 44px; padding: 4px 18px; border: 1px solid var(--lb-accent); border-radius: 8px; background: none;
  color: var(--lb-accent); font: inherit; cursor: pointer; }
main { overflow: auto; }
main p { margin: 0 0 10px; }
main .answer { margin-top: 14px; padding: 10px 16px; border-left: 4px solid var(--lb-good); background: var(--lb-tint); }
main .right { font-weight: 700; white-space: pre-line; }
main h3 { margin: 8px 0 0; font-size: 18px; color: var(--lb-soft); }
main ul { margin: 0; padding: 0; list-style: none; }
aside { display: flex; flex-direction: column; gap: 8px; min-height: 0; }
iframe { width: 100%; aspect-ratio: 16 / 9; border: 1px solid var(--lb-line); }
`;

export class Presenter {
  /** @param {Deck} deck */
  constructor(deck) {
    this.deck = deck;
    /** @type {Window | null} */
    this.window = null;
    this.began = 0;
    this.activity = 0;
    this.activityBegan = 0;
    window.addEventListener("pagehide", () => this.window?.close());
  }

  open() {
    if (this.window && !this.window.closed) return this.window.focus();
    this.window = window.open("", "_blank", "width=1100,height=720");
    if (!this.window) return alert("浏览器挡住了讲师窗口：请允许这个页面弹出窗口，再按一次 s。");
    this.began ||= Date.now();
    this.window.addEventListener("message", ({ data }) => void (data === "lb-preview-ready" && this.update()));
    this.build(this.window.document);
    this.update();
    const timer = setInterval(() => (this.window?.closed === false ? this.tick() : clearInterval(timer)), SECOND);
  }

  /** @param {Document} page */
  build(page) {
    page.title = `讲师窗口 · ${document.title}`;
    page.documentElement.lang = "zh-CN";
    page.documentElement.style.cssText = rootColours();
    this.clock = make("b", { class: "clock" });
    this.left = make("b", { class: "left" });
    this.place = make("span");
    this.notes = make("main", { "aria-label": "讲稿" });
    this.preview = make("iframe", { title: "下一页", src: `${location.href.split(/[?#]/)[0]}?preview`, tabindex: "-1" });
    const back = make("button", { type: "button" }, "← 上一页");
    const forth = make("button", { type: "button" }, "下一页 →");
    back.addEventListener("click", () => this.deck.prev());
    forth.addEventListener("click", () => this.deck.next());
    page.body.replaceChildren(
      make("style", {}, STYLE),
      make("header", {}, make("span", {}, "已用 ", this.clock), make("span", {}, "本环节还有 ", this.left), this.place, back, forth),
      this.notes,
      make("aside", {}, make("span", {}, "下一页"), this.preview),
    );
    page.addEventListener("keydown", (event) => this.key(event));
  }

  /** Pages are turned from this window as well. @param {KeyboardEvent} event */
  key(event) {
    if (["ArrowRight", "PageDown", " ", "ArrowDown"].includes(event.key)) this.deck.next();
    else if (["ArrowLeft", "PageUp", "ArrowUp"].includes(event.key)) this.deck.prev();
    else return;
    event.preventDefault();
  }

  update() {
    const slide = this.deck.getCurrentSlide();
    if (!slide) return; // on paper
    const number = Number(slide.dataset.activity);
    if (number !== this.activity) {
      this.activity = number;
      this.activityBegan = Date.now();
    }
    if (!this.window || this.window.closed) return;
    const item = slide.querySelector("[data-item]")?.getAttribute("data-item");
    const { h } = this.deck.getIndices();
    const slides = this.deck.getSlides();
    this.place?.replaceChildren(`第 ${h + 1} 页，共 ${slides.length} 页`);
    this.notes?.replaceChildren(
      ...[...slide.querySelectorAll("aside.notes > *")].map((note) => note.cloneNode(true)),
      ...(item ? [make("div", { class: "answer" }, ...answerOf(item), ...pointsOf(item))] : []),
    );
    const next = Math.min(h + 1, slides.length - 1);
    this.preview?.contentWindow?.postMessage(JSON.stringify({ method: "slide", args: [next] }), "*");
    this.tick();
  }

  tick() {
    const now = Date.now();
    const minutes = activities[this.activity - 1]?.minutes;
    this.clock?.replaceChildren(clockWords(now - this.began));
    const left = minutes ? minutes * MINUTE - (now - this.activityBegan) : null;
    this.left?.replaceChildren(left === null ? "—" : clockWords(left));
    this.left?.classList.toggle("late", left !== null && left < 0);
  }
}

/** Under a heading, where people mark the question. @param {string} item */
function pointsOf(item) {
  const points = answerOf(item, "points");
  return points.length ? [make("h3", {}, "得分点"), ...points] : [];
}

/** The design's custom properties, which a window without an address has not. */
function rootColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "text", "soft", "line", "accent", "good", "bad", "tint", "sans"];
  return names.map((name) => `--lb-${name}: ${style.getPropertyValue(`--lb-${name}`)};`).join(" ");
}
