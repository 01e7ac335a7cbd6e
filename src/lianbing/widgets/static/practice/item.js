/* <lb-item>: one self-study item. practice() is the same thing as a part, for tasks, self-tests and the study page. */
import { Base } from "../core/base.js";
import { button, make } from "../core/dom.js";
import * as words from "../core/words.js";
import { itemView } from "../items/item-view.js";
import { gapWords, score as judge, unreadableWords } from "../items/types.js";
import * as entries from "./entry.js";
import { feedback } from "./feedback.js";
import { hintParts } from "./hints.js";
import { rating, selfMark } from "./rating.js";
import { record } from "./record.js";
import { PRACTICE_STYLE } from "./style.js";
import { troubleWords } from "./trouble.js";

/**
 * @import { Score } from "../core/scoring.js"
 * @import { Answer, Entry, Item, Key, Practice } from "../wire.d.ts"
 * @import { Clauses } from "../core/clauses.js"
 * @import { AnswerDetail } from "./entry.js"
 */

/**
 * @typedef {object} PracticeOptions
 * @property {Clauses} clauses
 * @property {number} [number]
 * @property {string} [entry] the id that the answer is kept by in the learner's record; without it nothing is, and
 *   there is no 重做
 * @property {boolean} [fresh] asks anew: the last answer isn't shown, the next variant is taken, and there is neither
 *   重做 nor 再来一题
 * @property {(detail: AnswerDetail | null, restored: boolean) => void} report called with null after 重做
 */
/** refresh() takes over what another tab has answered. @typedef {HTMLFormElement & {refresh(): void}} PracticeForm */

const CHANGED = "这道题在新版里改过，请重新做一遍。";
const DAMAGED = "这道题上次的作答记录读不出来了，请重新做一遍；其他记录不受影响。";
const ELSEWHERE = "这道题刚在另一个窗口里作答，这里已换成那次的作答。";
const ELSEWHERE_TOO = "这道题刚在另一个窗口里作答，已经记下；这里填的没有动，可以接着做。";

/** @param {Score} score */
const isUnusable = ({ verdict }) => verdict === "empty" || verdict === "malformed";

/** Ticks that still stand at a point. @param {number[] | undefined} ticked @param {Key} key @returns {number[]} */
const ticksOf = (ticked = [], key) => (key.type === "open" ? ticked.filter((index) => key.scoring_points[index] !== undefined) : []);

/** @param {Item} item @returns {Practice} */
function practiceOf({ id, practice }) {
  if (!practice) throw new TypeError(`${id}: no practice part`);
  return practice;
}

/** The item with the numbers of one of its variants; 0 is the item itself. @param {Item} item @param {number} number @returns {Item} */
function variantOf(item, number) {
  const practice = practiceOf(item);
  const { stem, options, prompts, hints, ...other } = practice.variants?.[number - 1] ?? { stem: item.stem };
  const shown = { stem, options: options ?? item.options, prompts: prompts ?? item.prompts, hints: hints ?? item.hints };
  return { ...item, ...shown, practice: { ...practice, ...other } };
}

class Form {
  /** @param {Item} item @param {PracticeOptions} options */
  constructor(item, options) {
    this.item = item;
    this.options = options;
    this.count = 1 + (practiceOf(item).variants?.length ?? 0);
    this.note = make("p", { class: "note", role: "status", hidden: true });
    this.top = make("div");
    this.hints = make("div");
    this.submit = make("button", { type: "submit", class: "button main" });
    this.again = button("重做", () => this.restart(this.variant));
    this.another = button("再来一题", () => this.restart(this.following(this.variant)));
    this.buttons = make("div", { class: "buttons" }, this.submit, this.another, this.again);
    this.status = make("p", { role: "status", class: "verdict" });
    this.alarm = make("p", { class: "note bad", role: "alert", hidden: true });
    this.details = make("div");
    const form = make("form", { class: "card", novalidate: true },
      this.note, this.top, this.hints, this.buttons, this.status, this.alarm, this.details);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer();
    });
    this.form = Object.assign(form, { refresh: () => this.refresh() });
    this.locked = false;
    this.variant = 0;
    this.asked = item;
    this.view = this.viewOf(item);
    this.place();
    this.begin();
  }

  /** @param {number} variant */
  following(variant) {
    return (variant + 1) % this.count;
  }

  /** Shows the item unanswered. @param {number} variant */
  ask(variant) {
    this.variant = variant;
    this.asked = variantOf(this.item, variant);
    this.view = this.viewOf(this.asked);
    this.place();
  }

  /** @param {Item} item */
  viewOf(item) {
    return itemView(item, { number: this.options.number, changed: () => this.say("", "") });
  }

  get key() {
    return practiceOf(this.asked).key;
  }

  place() {
    this.submit.textContent = this.key.type === "open" ? "对照要点" : "提交";
    this.top.replaceChildren(this.view.node);
    const [more, box] = hintParts(this.asked.hints);
    this.hints.replaceChildren(...(box ? [box] : []));
    this.buttons.replaceChildren(this.submit, this.another, this.again, ...(more ? [more] : []));
    this.details.replaceChildren();
    this.say("", "");
    this.lock(false);
  }

  /** With the last answer, or anew where that is wanted or the item is another one now. */
  begin() {
    const { entry: id, fresh } = this.options;
    const kept = id ? record.item(id) : null;
    const changed = kept !== null && entries.changed(kept, practiceOf(this.item).digest);
    if (changed) this.tell(CHANGED);
    else if (id && record.damaged(id)) this.tell(DAMAGED);
    if (!kept || changed) return;
    if (fresh) this.ask(this.following(Math.min(kept.variant ?? 0, this.count - 1)));
    else this.take(kept);
  }

  /** Shows a kept answer, if the present key can still read it. @param {Entry} kept */
  take({ answer, variant = 0, ticked }) {
    this.ask(variant < this.count ? variant : 0);
    const score = judge(this.key, answer, this.asked);
    if (variant >= this.count || isUnusable(score)) return;
    this.view.write(answer);
    const ticks = ticksOf(ticked, this.key);
    this.show(answer, score, ticks, "上次作答：");
    this.options.report(this.detail(answer, score, ticks), true);
  }

  /** @param {string} state @param {string} words */
  say(state, words) {
    this.status.className = `verdict ${state}`;
    this.status.textContent = words;
  }

  /** @param {string} words */
  tell(words) {
    this.note.textContent = words;
    this.note.hidden = !words;
  }

  /** Submit keeps its place and the focus, so that a double tap can't press another button. @param {boolean} on */
  lock(on) {
    const { entry, fresh } = this.options;
    this.locked = on;
    this.view.lock(on);
    this.submit.setAttribute("aria-disabled", String(on));
    this.again.hidden = !on || !entry || Boolean(fresh);
    this.another.hidden = this.again.hidden || this.count < 2;
  }

  /** @param {Answer} answer @param {Score} score @param {number[]} ticked @param {string} [before] */
  show(answer, score, ticked, before = "") {
    const { key, asked } = this;
    this.lock(true);
    this.view.mark(key);
    this.say(score.verdict, before + words.score(score));
    this.details.replaceChildren(feedback(asked, answer, score, this.options.clauses));
    if (key.type === "open") this.details.prepend(rating(key, ticked, (now) => this.finish(answer, score, now)));
  }

  /** @param {Answer} answer @param {Score} score @param {number[]} [ticked] @returns {AnswerDetail} */
  detail(answer, score, ticked) {
    const { key, variant } = this;
    return {
      item: this.item.id, answer, ...score,
      ...(key.type === "open" && { self: selfMark(key, ticked ?? []).fraction, ...(ticked && { ticked }) }),
      ...(variant && { variant }),
    };
  }

  /** @param {Answer} answer @param {Score} score @param {number[]} [ticked] */
  finish(answer, score, ticked) {
    const { entry, report } = this.options;
    const detail = this.detail(answer, score, ticked);
    if (entry) this.keep(entry, detail);
    report(detail, false);
  }

  /** @param {string} id @param {AnswerDetail} detail */
  keep(id, detail) {
    record.answer(id, detail, { digest: practiceOf(this.item).digest, variant: this.variant });
    const trouble = record.trouble();
    this.alarm.textContent = troubleWords(trouble);
    this.alarm.hidden = !trouble;
    this.tell("");
  }

  answer() {
    if (this.locked) return;
    const given = this.view.read();
    const score = judge(this.key, given, this.asked);
    if (score.verdict === "malformed") this.view.invalid(unreadableWords(this.asked));
    if (isUnusable(score)) {
      this.view.focus();
      return this.say("problem", score.verdict === "empty" ? words.verdict.empty : "还没有提交。");
    }
    const gaps = gapWords(this.asked, given);
    const notice = `还没有提交：${gaps}。补上再提交；不会的可以空着，再点一次“提交”。`;
    if (gaps && this.status.textContent !== notice) return this.say("problem", notice);
    this.show(given, score, []);
    this.finish(given, score);
  }

  /** @param {number} variant */
  restart(variant) {
    this.tell("");
    this.ask(variant);
    this.view.focus();
    this.options.report(null, false);
  }

  /** What is being written here is worth more than what another tab has kept. */
  refresh() {
    const { entry: id, fresh } = this.options;
    const kept = id && !fresh ? record.item(id) : null;
    if (!kept || entries.changed(kept, practiceOf(this.item).digest)) return;
    if (!this.locked && this.view.read() !== null) return this.tell(ELSEWHERE_TOO);
    const inside = this.form.matches(":focus-within");
    this.take(kept);
    this.tell(ELSEWHERE);
    if (inside && !this.form.matches(":focus-within")) (this.locked ? this.again : this.view).focus();
  }
}

/** One item to be answered, explained and kept. @param {Item} item @param {PracticeOptions} options @returns {PracticeForm} */
export const practice = (item, options) => new Form(item, options).form;

export class ItemElement extends Base {
  static style = PRACTICE_STYLE;

  /** @param {Item} item */
  draw(item) {
    this.form = practice(item, {
      clauses: item.clauses ?? {},
      entry: item.id,
      report: (detail, restored) => detail && !restored && this.send("lb-answer", detail),
    });
    this.page.append(this.form);
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    record.watch((kind, id) => kind === "item" && id === this.data.id && this.form?.refresh(), signal);
  }
}
