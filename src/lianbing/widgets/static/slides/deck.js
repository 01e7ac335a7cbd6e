/* The slides of a session: reveal.js turns the pages, the elements of the book stand on them. */
import { define } from "../core/base.js";
import { answerOf } from "./answers.js";
import { itemOf, scenarioOf } from "./data.js";
import { SlideItem, SlideScenario } from "./elements.js";
import { fit, scrollOn } from "./fitting.js";
import { listen, release } from "./keys.js";
import { Presenter } from "./presenter.js";

const WIDTH = 1280;
const LOW = 720;
const HIGH = 960;
/** Screens narrower than that, for their height, get the higher slides. */
const BETWEEN = 1.55;
const S_KEY = 83;
const C_KEY = 67;

const height = () => (innerWidth / innerHeight < BETWEEN ? HIGH : LOW);

/** Gives elements and answers what they show. */
function fill() {
  define("lb-item", SlideItem);
  define("lb-scenario", SlideScenario);
  for (const node of document.querySelectorAll("lb-item")) {
    if (node instanceof SlideItem) node.data = itemOf(node.dataset.item ?? "");
  }
  for (const node of document.querySelectorAll("lb-scenario")) {
    const data = node instanceof SlideScenario && scenarioOf(node.dataset.scenario ?? "");
    if (data) Object.assign(node, { data });
    else node.replaceWith("这份幻灯片里没有带答案，情景演不了。");
  }
  for (const node of document.querySelectorAll(".answer")) {
    if (node instanceof HTMLElement) node.replaceChildren(...answerOf(node.dataset.item ?? "", node.dataset.part));
  }
}

/** A question that was answered asks anew when its slide is left. @param {HTMLElement} slide */
function restart(slide) {
  const item = slide.querySelector("lb-item");
  if (item instanceof SlideItem) item.restart();
}

/** After an element has grown: it may also have scrolled the slide to its newest part. @param {HTMLElement | undefined} slide */
function refit(slide) {
  if (!slide) return;
  for (let node = slide.querySelector(".sheet"); node; node = node.parentElement) node.scrollTop = 0;
  fit(slide);
}

function switchContrast() {
  const { dataset } = document.documentElement;
  dataset.contrast = dataset.contrast === "high" ? "normal" : "high";
}

/** Reveal's own names are English. */
function name() {
  const names = { ".navigate-left": "上一页", ".navigate-right": "下一页", ".resume-button": "回到幻灯片" };
  for (const [selector, words] of Object.entries(names)) {
    for (const node of document.querySelectorAll(selector)) node.setAttribute("aria-label", words);
  }
  for (const node of document.querySelectorAll(".resume-button")) node.textContent = "回到幻灯片";
}

/** @param {boolean} isPreview beside the notes */
const config = (isPreview) => ({
  width: WIDTH, height: height(), margin: 0, minScale: 0.1, maxScale: 4, center: false,
  hash: !isPreview, controls: !isPreview, progress: !isPreview, keyboard: isPreview ? false : keyboard, slideNumber: isPreview ? false : "c/t",
  transition: "none", backgroundTransition: "none", help: false, jumpToSlide: false, scrollActivationWidth: null,
  pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1, controlsTutorial: false,
});

/** @type {Record<number, () => void>} */
const keyboard = {};

export function begin() {
  const deck = window.Reveal;
  const isPreview = new URLSearchParams(location.search).has("preview");
  const presenter = new Presenter(deck);
  Object.assign(keyboard, { [S_KEY]: () => presenter.open(), [C_KEY]: switchContrast });
  document.documentElement.style.setProperty("--lb-slide", `${height()}px`);
  fill();
  deck.on("ready", () => {
    name();
    fit(deck.getCurrentSlide());
    presenter.update();
    if (isPreview) parent.postMessage("lb-preview-ready", "*");
  });
  deck.on("pdf-ready", () => deck.getSlides().forEach(fit));
  deck.on("slidechanged", ({ previousSlide, currentSlide }) => {
    release();
    if (previousSlide) restart(previousSlide);
    fit(currentSlide);
    presenter.update();
  });
  deck.on("resize", () => {
    if (!deck.isReady()) return;
    if (deck.getConfig().height !== height()) deck.configure({ height: height() });
    fit(deck.getCurrentSlide());
  });
  document.addEventListener("lb-grown", () => refit(deck.getCurrentSlide()));
  if (!isPreview) {
    listen((way) => (way > 0 ? deck.next() : deck.prev()), (way) => scrollOn(deck.getCurrentSlide(), way));
  }
  void deck.initialize(config(isPreview));
}
