/* <lb-booklet>: one person's exam paper, from start to receipt. It holds no key and marks nothing. */
import { Base } from "../core/base.js";
import { focus, make, text } from "../core/dom.js";
import { clock } from "../exam/clock.js";
import { saveFile } from "../exam/saving.js";
import { Sheet, sizeOf } from "../exam/sheet.js";
import exam from "../exam/style.css";
import items from "../items/style.css";
import { Paper } from "./paper.js";
import { receiptCard } from "./receipt.js";
import { startCard } from "./starting.js";
import own from "./style.css";
import { submission } from "./submission.js";
import { earlyWords, lateWords, windowOf } from "./window.js";
import { CLEARED_ELSEWHERE, ELSEWHERE, mergedWords, REFUSED, RESTORED, staleWords, troubleWords } from "./words.js";

/**
 * @import { Answer, Booklet, DrillHead, Item } from "../wire.d.ts"
 * @import { Mode } from "./paper.js"
 * @import { Times } from "./timing.js"
 */

const TICK_MS = 1000;
const KEEP_ELAPSED_SECONDS = 20;

/** @param {Booklet} booklet @param {Item[]} items */
function header({ drill, employee, paper }, items) {
  const person = [employee.name, employee.id, employee.team].filter(Boolean).join(" · ");
  const limit = drill.minutes && `限时 ${drill.minutes} 分钟`;
  const runs = drill.runs_on && `编程题用 ${drill.runs_on} 运行`;
  const facts = [sizeOf(items), limit, windowOf(drill), runs, `试卷 ${paper}`].filter(Boolean).join(" · ");
  return make("header", { class: "head" }, make("h1", {}, drill.title),
    make("p", { class: "person" }, person), make("p", { class: "small" }, facts));
}

/** A line that says something as long as there is something to say. What is fresh stays in view.
 * @param {string} className */
function line(className) {
  const node = make("p", { class: className, role: "status", hidden: true });
  /** @param {string} words */
  const say = (words) => {
    if (node.textContent === words) return;
    node.textContent = words;
    node.hidden = !words;
    node.classList.add("fresh");
  };
  const age = () => node.classList.remove("fresh");
  return { node, say, age };
}

export class BookletElement extends Base {
  static style = items + exam + own;

  constructor() {
    super();
    /** @type {Sheet | undefined} */
    this.sheet = undefined;
    /** What the page shows. @type {Mode | null} */
    this.mode = null;
    this.notice = make("div");
    this.warning = line("note bad");
    this.late = line("note");
    this.elsewhere = line("note elsewhere");
    /** The numbers of items that another tab has answered. @type {Set<number>} */
    this.merged = new Set();
  }

  /** @param {Booklet} booklet */
  draw(booklet) {
    this.items = booklet.sections.flatMap((section) => section.items);
    this.kept = new Paper(booklet);
    this.sheet = undefined;
    this.mode = null;
    this.page.classList.add("booklet");
    this.page.append(
      header(booklet, this.items), this.warning.node, this.late.node, this.notice, this.elsewhere.node);
    this.enter();
    this.sayRestored();
    this.warn();
  }

  get paper() {
    return /** @type {Paper} */ (this.kept);
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    const timer = setInterval(() => this.tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    const { paper } = this;
    paper.watch((taken) => this.takeOver(taken), signal);
    const look = () => this.takeOver(paper.sync());
    addEventListener("pageshow", look, { signal });
    addEventListener("focus", look, { signal });
    document.addEventListener("visibilitychange", () => (document.hidden ? paper.keepElapsed() : look()), { signal });
    addEventListener("pagehide", () => paper.keepElapsed(), { signal });
    addEventListener("beforeunload", (event) => this.guardLeaving(event), { signal });
    paper.restore().then((taken) => !signal.aborted && this.restored(taken));
    this.tick();
  }

  /** Says whether what is answered is kept. */
  warn() {
    const { trouble, isOnDisk } = this.paper.kept;
    this.forgetful = trouble !== null && !isOnDisk;
    this.warning.say(this.mode === "card" ? "" : troubleWords(trouble, isOnDisk));
  }

  /** Asks before answers that are nowhere kept get lost. @param {BeforeUnloadEvent} event */
  guardLeaving(event) {
    if (this.forgetful && this.mode === "open") event.preventDefault();
  }

  /** Shows what the paper is now. */
  enter() {
    const { mode } = this.paper;
    this.mode = mode;
    if (mode === "card") this.showCard();
    else this.openPaper();
    this.sheet?.lock(mode === "handed");
    this.page.classList.toggle("handed-in", mode === "handed");
    this.late.say("");
    if (mode === "open") this.notice.replaceChildren();
    if (mode === "handed") this.showReceipt();
    this.tick();
  }

  dropSheet() {
    this.sheet?.node.remove();
    this.sheet = undefined;
  }

  showCard() {
    this.dropSheet();
    const act = { begin: () => this.start(), redraw: () => this.showCard() };
    this.notice.replaceChildren(startCard(this.data, this.paper, act));
  }

  openPaper() {
    if (this.sheet) return;
    const { paper } = this;
    this.sheet = new Sheet(this.data.sections, {
      answers: paper.answers(),
      changed: (item) => this.edited(item),
      finish: () => this.finish(),
      unreadable: "填的不是数字，要等人工复核",
      flags: { has: (item) => paper.isFlagged(item), set: (item, on) => paper.flag(item, on) },
    });
    this.elsewhere.node.before(this.sheet.node);
  }

  /** A start card may be older than the paper's start in another tab, or its hand-in. */
  start() {
    this.paper.sync();
    const { mode } = this.paper;
    if (mode === "card") this.paper.begin();
    this.elsewhere.say(ELSEWHERE[mode]);
    this.enter();
    this.warn();
    if (this.mode === "open") this.sheet?.jump(0);
  }

  /** Shows what another tab has changed, and says so. Nothing moves under a finger: what the paper has become
   * is told, and shown at the next touch; only what was cleared is gone at once.
   * @param {string[] | null} taken null: cleared */
  takeOver(taken) {
    if (taken === null) return this.clearedElsewhere();
    const isMerged = this.showTaken(taken);
    const { mode } = this.paper;
    if (mode !== this.mode) this.elsewhere.say(staleWords(this.mode, mode));
    else if (isMerged && mode === "open") this.elsewhere.say(mergedWords([...this.merged]));
    else if (mode === "handed" && taken.length) this.showReceipt();
    return this.warn();
  }

  clearedElsewhere() {
    this.dropSheet();
    this.enter();
    this.elsewhere.say(CLEARED_ELSEWHERE);
    this.warn();
  }

  /** Whether any of it is seen. @param {string[]} parts */
  showTaken(parts) {
    const shown = parts.map((part) => /^(answer|flag):(.+)$/.exec(part) ?? []);
    const seen = shown.filter(([, kind]) => kind && this.sheet);
    for (const [part, kind, item] of seen) {
      if (kind === "flag") this.sheet?.showFlag(item);
      else this.showAnswer(item, this.paper.kept.get(part));
      this.merged.add(this.numberOf(item));
    }
    return seen.length > 0;
  }

  /** @param {string} item @param {Answer} answer */
  showAnswer(item, answer) {
    if (!this.sheet) return;
    this.sheet.options.answers[item] = answer;
    this.sheet.show(item);
  }

  /** @param {string} item */
  numberOf(item) {
    return (this.items ?? []).findIndex(({ id }) => id === item) + 1;
  }

  /** What only the disk had, after a crash. @param {string[]} taken */
  restored(taken) {
    if (taken.length) {
      this.showTaken(taken);
      this.merged.clear();
      this.enter();
      this.sayRestored();
    }
    this.warn();
  }

  sayRestored() {
    if (this.mode === "open") this.elsewhere.say(RESTORED);
  }

  /** The person's own answer is the newest, unless the paper was handed in or cleared meanwhile.
   * @param {string} item */
  edited(item) {
    const answer = this.answers[item];
    this.elsewhere.age();
    this.takeOver(this.paper.sync());
    if (this.paper.mode !== "open") return this.refuse(item);
    this.answers[item] = answer;
    this.paper.answer(item, answer);
    return this.warn();
  }

  /** @param {string} item */
  refuse(item) {
    this.showAnswer(item, this.paper.kept.get(`answer:${item}`) ?? null);
    if (this.paper.mode === "handed") this.elsewhere.say(ELSEWHERE.handed + REFUSED);
    this.enter();
    this.focusNotice();
  }

  /** What the sheet shows, by item. */
  get answers() {
    return this.sheet?.options.answers ?? {};
  }

  /** From a tab that is older than a hand-in elsewhere, it is that one's file which is saved again. */
  finish() {
    this.takeOver(this.paper.sync());
    if (this.paper.mode === "card") return;
    if (this.paper.mode === "open") {
      const times = this.paper.times();
      this.paper.handIn({ ...times, receipt: this.build(times).receipt });
      this.elsewhere.say("");
    } else this.elsewhere.say(ELSEWHERE.handed);
    this.enter();
    this.warn();
    saveFile(this.build(this.paper.handins.at(-1)));
    this.focusNotice();
  }

  focusNotice() {
    const heading = this.notice.querySelector("h2, h3");
    if (heading) focus(/** @type {HTMLElement} */ (heading));
  }

  /** @param {Times | undefined} times */
  build(times) {
    return submission(this.data, this.answers, /** @type {Times} */ (times));
  }

  showReceipt() {
    const { handins } = this.paper;
    const act = { edit: () => this.edit(), clear: () => this.clear() };
    this.notice.replaceChildren(receiptCard(this.data, this.build(handins.at(-1)), handins, act));
  }

  edit() {
    this.takeOver(this.paper.sync());
    if (this.paper.mode === "card") return;
    this.paper.reopen();
    this.merged.clear();
    this.enter();
    this.notice.replaceChildren(text("note", "可以继续修改，改完请重新交卷。") ?? "");
    this.elsewhere.say("");
    this.sheet?.jump(0);
  }

  /** Not while another tab changes the paper. */
  clear() {
    this.takeOver(this.paper.sync());
    if (this.paper.mode !== "handed") return;
    this.paper.clear();
    this.enter();
    this.elsewhere.say("这台电脑上的作答已经清除。");
    this.focusNotice();
  }

  tick() {
    const { paper, sheet } = this;
    if (paper.kept.trouble) paper.restore().then((taken) => this.takeOver(taken)); // tabs meet on the disk alone
    if (!sheet || !paper.started) return;
    if (paper.mode === "handed") return sheet.tick("答卷已生成", null);
    if (paper.stopwatch.seconds % KEEP_ELAPSED_SECONDS === 0) paper.keepElapsed();
    // A clock that was set back shows no more than what has passed; one that was set on is not told from sleep.
    const now = Math.max(Date.now(), Date.parse(paper.started) + paper.stopwatch.seconds * 1000);
    const { drill } = /** @type {Booklet} */ (this.data);
    const { text: words, left } = clock(paper.started, drill.minutes, now);
    sheet.tick(words, left);
    this.sayLate(drill, left);
    this.warn();
  }

  /** @param {DrillHead} drill @param {number | null} left seconds */
  sayLate(drill, left) {
    const over = left !== null && left < 0 ? "已经超时：照样保存，仍可交卷，用时会留在答卷里。" : "";
    const moment = Date.now();
    this.late.say([earlyWords(drill, moment), lateWords(drill, moment), over].filter(Boolean).join("\n"));
  }
}
