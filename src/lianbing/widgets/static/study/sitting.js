/* Sitting a mock exam: its questions, its clock, handing in. What is answered is kept at once, and time goes on by itself. */
import { isoTime } from "../core/dates.js";
import { button, focus, make, text } from "../core/dom.js";
import { clock } from "../exam/clock.js";
import { Sheet, sizeOf } from "../exam/sheet.js";
import { record } from "../practice/record.js";

/**
 * @import { BankItem } from "../practice/missed.js"
 * @import { Exam, ExamRunning, ExamState, Section } from "../wire.d.ts"
 * @import { Study } from "./study.js"
 */

/** @typedef {{exam: Exam, set: number, sections: Section[], questions: Map<string, BankItem>}} ExamPaper */

const TICK_MS = 1000;

/** When time is up. @param {ExamRunning} running @param {number | undefined} minutes */
const endOf = ({ started }, minutes) => (minutes ? Date.parse(started) + minutes * 60000 : Infinity);

/** What the learner sees: no key, no hint. @param {Section[]} sections @returns {Section[]} */
const asked = (sections) => sections.map(({ title, items }) => ({
  title, items: items.map(({ practice: _practice, hints: _hints, ...item }) => item),
}));

/** The sections of a set with their questions; what the bank doesn't have is left out.
 * @param {Study} study @param {Exam} exam @param {number} set @returns {Promise<ExamPaper>} */
export async function examPaper(study, exam, set) {
  const drawn = exam.sets[set].sections;
  const questions = await study.bank.findAll(drawn.flatMap(({ items }) => items));
  const sections = drawn.map(({ title, worth, items }) => ({
    title, items: items.flatMap((id) => questions.get(id) ?? []).map(({ item }) => ({ ...item, worth })),
  }));
  return { exam, set, sections: sections.filter(({ items }) => items.length), questions };
}

/** The exam that runs in this browser, if it is this one still.
 * @param {Exam} exam @param {string} started @returns {(ExamState & {running: ExamRunning}) | null} */
function stateOf({ id }, started) {
  const state = /** @type {any} */ (record.exam(id));
  return state.running?.started === started ? state : null;
}

class Sitting {
  /** @param {Study} study @param {ExamPaper} paper @param {ExamRunning} running */
  constructor(study, paper, running) {
    this.study = study;
    this.exam = paper.exam;
    this.running = running;
    this.answers = { ...running.answers };
    this.sheet = new Sheet(asked(paper.sections), {
      answers: this.answers,
      changed: (item) => this.keep(item),
      finish: () => this.handIn(new Date()),
      unreadable: "填的不是数字，不能得分",
    });
    this.quit = make("div", { class: "quit" });
    this.showQuit();
    this.node = make("div", { class: "sitting" },
      make("h2", {}, this.exam.title),
      text("small", `第 ${running.set + 1} 套 · ${sizeOf(paper.sections.flatMap(({ items }) => items))}`),
      this.sheet.node, this.quit);
    study.busy = true;
    this.begin(study.signal);
  }

  /** @param {AbortSignal} signal */
  begin(signal) {
    const timer = setInterval(() => this.tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    addEventListener("beforeunload", (event) => record.trouble() && event.preventDefault(), { signal });
    this.tick();
  }

  /** Another tab may have answered other questions, or handed in. @param {string} item */
  keep(item) {
    const state = stateOf(this.exam, this.running.started);
    if (!state || state.running.submitted) return this.study.redraw("这场考试已经在另一个页面交卷。");
    const answers = { ...state.running.answers, [item]: this.answers[item] };
    record.keepExam(this.exam.id, { ...state, running: { ...state.running, answers } });
    return this.study.warn();
  }

  tick() {
    const now = new Date().getTime();
    const { short: words, left } = clock(this.running.started, this.exam.minutes, now);
    const end = endOf(this.running, this.exam.minutes);
    if (now >= end) return this.handIn(new Date(end), "时间到，已经自动交卷。");
    return this.sheet.tick(words, left);
  }

  /** @param {Date} at @param {string} [words] */
  handIn(at, words) {
    const state = stateOf(this.exam, this.running.started);
    if (state && !state.running.submitted) {
      // Each change of this tab was kept at once: where another tab has answered later, its answer holds.
      const answers = { ...this.answers, ...state.running.answers };
      record.keepExam(this.exam.id, { ...state, running: { ...state.running, answers, submitted: isoTime(at) } });
    }
    this.study.redraw(words);
  }

  showQuit() {
    this.quit.replaceChildren(button("放弃这场考试", () => this.askQuit(), { class: "button quiet" }));
  }

  askQuit() {
    const heading = make("h4", {}, "确定放弃？");
    this.quit.replaceChildren(make("div", { class: "note" }, heading,
      text("", "这次的作答不保留，也不记成绩。"),
      make("div", { class: "buttons" },
        button("确定放弃", () => this.giveUp()),
        button("继续考试", () => {
          this.showQuit();
          this.quit.querySelector("button")?.focus();
        }, { class: "button quiet" }))));
    focus(heading, "nearest");
  }

  giveUp() {
    const state = stateOf(this.exam, this.running.started);
    if (state) record.keepExam(this.exam.id, { ...state, running: null });
    this.study.go("exam");
  }
}

/** @param {Study} study @param {ExamPaper} paper @param {ExamRunning} running */
export const sitting = (study, paper, running) => new Sitting(study, paper, running).node;
