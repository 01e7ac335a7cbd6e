/* <lb-booklet>: one person's exam paper, from start to receipt. It holds no key and marks nothing. */
import { Base } from "../core/base.js";
import { isoTime } from "../core/dates.js";
import { button, focus, make, text } from "../core/dom.js";
import { clock } from "../exam/clock.js";
import { saveFile } from "../exam/saving.js";
import { Sheet, sizeOf } from "../exam/sheet.js";
import exam from "../exam/style.css";
import items from "../items/style.css";
import { paperStore } from "./paper.js";
import { receiptCard } from "./receipt.js";
import * as store from "./store.js";
import own from "./style.css";
import { submission } from "./submission.js";
import { windowOf } from "./window.js";

/**
 * @import { Booklet, Item } from "../wire.d.ts"
 * @import { PaperState } from "./paper.js"
 * @import { Submission } from "./submission.js"
 */

const TICK_MS = 1000;

/** @param {Booklet} booklet @param {Item[]} items */
function header({ drill, employee, paper }, items) {
  const person = [employee.name, employee.id, employee.team].filter(Boolean).join(" · ");
  const limit = drill.minutes && `限时 ${drill.minutes} 分钟`;
  const facts = [sizeOf(items), limit, windowOf(drill), `试卷 ${paper}`].filter(Boolean).join(" · ");
  return make("header", { class: "head" }, make("h1", {}, drill.title),
    make("p", { class: "person" }, person), make("p", { class: "small" }, facts));
}

export class BookletElement extends Base {
  static style = items + exam + own;

  constructor() {
    super();
    /** @type {Sheet | undefined} */
    this.sheet = undefined;
    this.notice = make("div");
    this.warning = make("p", { class: "note bad", role: "status" });
  }

  /** @param {Booklet} booklet */
  draw(booklet) {
    const items = booklet.sections.flatMap((section) => section.items);
    this.kept = paperStore(booklet);
    this.sheet = undefined;
    this.page.classList.add("booklet");
    this.page.append(header(booklet, items), this.warning, this.notice);
    this.warnUnless(store.available());
    if (this.state.started) this.resume();
    else this.notice.replaceChildren(this.startCard(booklet));
  }

  /** @returns {PaperState} */
  get state() {
    return /** @type {NonNullable<typeof this.kept>} */ (this.kept).state;
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    const timer = setInterval(() => this.tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    addEventListener("beforeunload", (event) => this.guardLeaving(event), { signal });
    this.tick();
  }

  /** @param {boolean} stored */
  warnUnless(stored) {
    this.forgetful = !stored;
    this.warning.hidden = stored;
    this.warning.textContent = stored ? "" : "这个浏览器不能保存作答进度：交卷前请不要关闭或刷新本页。";
  }

  /** Asks before answers that are nowhere kept get lost. @param {BeforeUnloadEvent} event */
  guardLeaving(event) {
    if (this.forgetful && this.state.started && !this.state.submitted) event.preventDefault();
  }

  save() {
    this.warnUnless(Boolean(this.kept?.save()));
  }

  /** @param {Booklet} booklet */
  startCard({ employee, drill }) {
    const begin = button("开始答题", () => {
      this.state.started = isoTime(new Date());
      this.save();
      this.openPaper().jump(0);
    }, { class: "button main" });
    return make(
      "section", { class: "card" },
      make("h2", {}, "答题前请看"),
      make("ul", { class: "rules" },
        make("li", {}, "请核对姓名和编号：", make("b", {}, `${employee.name}（${employee.id}）`), "。不是你本人，请不要作答。"),
        make("li", {}, drill.minutes ? `点“开始答题”后计时，限时 ${drill.minutes} 分钟；超时仍可交卷，但会留下用时记录。` : "点“开始答题”后计时。"),
        make("li", {}, "作答随时自动保存在这台设备的浏览器里，中途关掉再打开可以接着答。"),
        make("li", {}, "交卷后会得到一个答卷文件和回执号，把文件交给培训师或考评负责人。")),
      make("div", { class: "buttons" }, begin),
    );
  }

  /** After a reload: the paper as it was, handed in or not. */
  resume() {
    this.openPaper();
    if (this.state.submitted) return this.showReceipt(this.build(this.state.submitted));
    this.notice.replaceChildren(make("p", { class: "note", role: "status" }, "已恢复上次的作答，可以接着答。"));
  }

  openPaper() {
    const booklet = /** @type {Booklet} */ (this.data);
    const sheet = new Sheet(booklet.sections, {
      answers: this.state.answers,
      changed: () => this.save(),
      finish: () => this.finish(),
      unreadable: "填的不是数字，要等人工复核",
    });
    this.sheet = sheet;
    this.notice.replaceChildren();
    this.page.append(sheet.node);
    this.tick();
    return sheet;
  }

  finish() {
    this.state.submitted = isoTime(new Date());
    this.save();
    const submission = this.build(this.state.submitted);
    this.showReceipt(submission);
    saveFile(submission);
    const heading = this.notice.querySelector("h3");
    if (heading) focus(heading);
  }

  /** @param {string} submitted */
  build(submitted) {
    return submission(this.data, this.state.answers, { started: this.state.started ?? submitted, submitted });
  }

  /** @param {Submission} submission */
  showReceipt(submission) {
    const submitted = this.state.submitted ?? "";
    this.lock(true);
    this.notice.replaceChildren(receiptCard(this.data, submission, submitted, () => this.edit()));
    this.tick();
  }

  edit() {
    this.state.submitted = null;
    this.save();
    this.lock(false);
    this.notice.replaceChildren(text("note", "可以继续修改，改完请重新交卷。") ?? "");
    this.tick();
    this.sheet?.jump(0);
  }

  /** @param {boolean} locked */
  lock(locked) {
    this.sheet?.lock(locked);
    this.page.classList.toggle("handed-in", locked);
  }

  tick() {
    const { started, submitted } = this.state;
    if (!this.sheet || !started) return;
    const { text: words, left } = clock(started, this.data.drill.minutes, Date.now());
    if (submitted) this.sheet.tick("答卷已生成", null);
    else this.sheet.tick(words, left);
  }
}
