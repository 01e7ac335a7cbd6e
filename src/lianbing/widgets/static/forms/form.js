/* <lb-form>: a form of daily work to fill in and print, with an example and a faulty one to mend. */
import { Base } from "../core/base.js";
import { clauseList } from "../core/clauses.js";
import { button, make, text } from "../core/dom.js";
import { entry } from "./entry.js";
import { Finder } from "./finding.js";
import { keep, kept, watch } from "./kept.js";
import { printForm } from "./paper.js";
import { reading } from "./reading.js";
import style from "./style.css";
import { tabs } from "./tabs.js";
import { blank, isTouched, missing, restored } from "./values.js";

/**
 * @import { WorkForm } from "../wire.d.ts"
 * @import { Filled } from "./values.js"
 */

/** @type {Record<string, string>} */
const FILES = { docx: "下载空白表（Word）", xlsx: "下载空白表（Excel）" };
const KEPT = "填的存在这台设备的这个浏览器里，不会传出去。公用的电脑，用完点“清空”。";
const NOT_KEPT = "浏览器不让保存，填的只留到关闭本页为止：先打印，或下载 Word、Excel 来填。";

/** Files of the site, or ones that the address holds itself. @param {string} href */
const isFile = (href) => /^\.\.?\//.test(href) || href.startsWith("data:application/vnd.openxmlformats-");

export class FormElement extends Base {
  static style = style;

  constructor() {
    super();
    this.sheet = make("div", { class: "sheet" });
    this.note = make("p", { class: "small", role: "status" }, KEPT);
    /** @type {Filled} */
    this.filled = { texts: {}, tables: {} };
  }

  /** @returns {WorkForm} */
  get form() {
    return this.data;
  }

  /** @param {WorkForm} form */
  draw(form) {
    this.load();
    const panels = [
      { title: "空白表", nodes: [this.sheet, this.buttons(), this.note] },
      { title: "样例", nodes: reading(form, form.model) },
    ];
    if (form.faulty) panels.push({ title: "找毛病", nodes: new Finder(form, form.faulty).nodes });
    this.page.append(make(
      "section", { class: "card form", "aria-label": `表单：${form.title}` },
      make("h3", {}, form.title), text("body use", form.use), this.links(form),
      ...tabs(form.title, panels),
      make("details", {}, make("summary", {}, `依据 ${form.rests_on.join("、")}`), clauseList(form.rests_on, form.clauses)),
    ));
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    watch(this.form.id, () => this.load(), signal);
  }

  /** Shows what is kept. */
  load() {
    this.filled = restored(this.form, kept(this.form.id));
    this.fill();
  }

  fill() {
    this.sheet.replaceChildren(...entry(this.form, this.filled, () => this.save()));
  }

  save() {
    const isKept = keep(this.form.id, isTouched(this.form, this.filled) ? this.filled : null);
    this.say(isKept ? KEPT : NOT_KEPT);
  }

  /** @param {string} words */
  say(words) {
    if (this.note.textContent !== words) this.note.textContent = words;
  }

  /** @param {WorkForm} form */
  links({ files, title }) {
    const links = Object.entries(FILES).filter(([ending]) => isFile(files[ending] ?? "")).map(([ending, words]) =>
      make("a", { class: "button quiet", href: files[ending], download: `${title}.${ending}` }, words));
    return links.length ? make("p", { class: "buttons" }, ...links) : null;
  }

  buttons() {
    return make("div", { class: "buttons" },
      button("看看填齐没有", () => this.look(), { class: "button" }),
      button("打印这张表", () => printForm(this.form, this.filled), { class: "button" }),
      this.clearButton());
  }

  look() {
    const labels = missing(this.form, this.filled);
    this.say(labels.length ? `还空着：${labels.join("、")}。` : "必填的都填了。填得对不对，对照样例看一遍。");
  }

  /** What was written goes with the second click alone. */
  clearButton() {
    const clear = button("清空", () => {
      if (clear.textContent === "清空" && isTouched(this.form, this.filled)) {
        clear.textContent = "真的清空？再点一下";
        return;
      }
      clear.textContent = "清空";
      this.filled = blank(this.form);
      keep(this.form.id, null);
      this.fill();
      this.say("清空了。");
    }, { class: "button quiet" });
    clear.addEventListener("blur", () => void (clear.textContent = "清空"));
    return clear;
  }
}
