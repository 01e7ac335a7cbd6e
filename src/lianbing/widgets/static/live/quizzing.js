/* A quiz on a phone: one question a screen, back and forth; each answer is sent as it is given. */
import { button, focus, make } from "../core/dom.js";
import { itemView } from "../items/item-view.js";
import { isBlank, typeOf, unreadableWords } from "../items/types.js";
import { statusLine } from "./ballot.js";
import { openNumbers, quizEndWords, quizLine, QUIZZES } from "./phone-words.js";

/**
 * @import { ItemView } from "../items/item-view.js"
 * @import { Answer, Item, QuizOnPhone } from "../wire.d.ts"
 * @import { Outgoing } from "./outbox.js"
 */

/** How it stands with the answers on their way.
 * @typedef {object} Sending
 * @property {(item: string, answer: Answer) => void} send
 * @property {(item: string) => Outgoing} outgoing
 * @property {(item: string) => string} why
 * @property {(item: string) => Answer | undefined} waiting
 * @property {(item: string) => Answer | undefined} accepted */

/* Typing is sent once it pauses. */
const PAUSE_MS = 500;

export class Quiz {
  index = 0;
  /** @type {Map<string, ItemView>} */
  views = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /** @type {Item | null} typed in, and not yet on its way */
  unsent = null;
  line = statusLine();
  stage = make("div", { class: "card" });

  /** @param {QuizOnPhone} quiz @param {Sending} sending */
  constructor(quiz, sending) {
    this.quiz = quiz;
    this.sending = sending;
    this.progress = make("p", { class: "progress" });
    this.bar = make("div", { class: "track", "aria-hidden": "true" }, make("div", { class: "fill" }));
    this.back = button("上一题", () => this.go(this.index - 1), { class: "button quiet" });
    this.onward = button("下一题", () => this.go(this.index + 1), { class: "button main" });
    this.node = make("div", { class: "quiz" },
      make("h1", {}, QUIZZES[quiz.quiz]), this.progress, this.bar, this.stage,
      make("div", { class: "turning" }, this.back, this.onward));
    this.index = Math.max(0, this.answered().indexOf(false));
    this.draw();
  }

  get items() {
    return this.quiz.items;
  }

  /** @param {string} item @returns {Answer} */
  stored(item) {
    const accepted = this.sending.accepted(item);
    return accepted === undefined ? this.quiz.answers[item] ?? null : accepted;
  }

  /** Which questions the server has an answer to. */
  answered() {
    return this.items.map(({ id, type }) => !isBlank(this.stored(id), type));
  }

  /** @param {QuizOnPhone} quiz */
  update(quiz) {
    const closed = this.quiz.is_open && !quiz.is_open;
    this.quiz = quiz;
    if (closed) this.flush();
    if (this.index === this.items.length) this.draw();
    this.show();
  }

  /** @param {number} index the one behind the last question is the end */
  go(index) {
    if (this.quiz.is_open && !this.flush()) return;
    this.index = Math.min(Math.max(index, 0), this.items.length);
    this.draw();
    focus(/** @type {HTMLElement} */ (this.stage), "nearest");
    scrollTo(0, 0);
  }

  draw() {
    const item = this.items[this.index];
    this.stage.replaceChildren(...(item ? [this.viewOf(item).node, this.line.node] : this.end()));
    this.show();
  }

  /** @param {Item} item */
  viewOf(item) {
    const known = this.views.get(item.id);
    if (known) return known;
    const view = itemView(item, { number: this.index + 1, changed: () => this.edited(item) });
    const answer = this.sending.waiting(item.id) ?? this.stored(item.id);
    if (!isBlank(answer, item.type)) view.write(answer);
    this.views.set(item.id, view);
    return view;
  }

  /** @param {Item} item */
  edited(item) {
    clearTimeout(this.timer);
    this.unsent = item;
    this.timer = setTimeout(() => this.flush(true), PAUSE_MS);
  }

  /** Sends what is not yet on its way; false where it can't be read. @param {boolean} [isTyping] more may come */
  flush(isTyping) {
    clearTimeout(this.timer);
    const item = this.unsent;
    if (!item) return true;
    const view = this.viewOf(item);
    const answer = view.read();
    if (!isBlank(answer, item.type) && typeOf(item.type).isUnreadable?.(item, String(answer))) {
      if (!isTyping) view.invalid(unreadableWords(item));
      return false;
    }
    this.unsent = null;
    this.sending.send(item.id, answer);
    return true;
  }

  show() {
    const answered = this.answered();
    const done = answered.filter(Boolean).length;
    const all = this.items.length;
    const at = this.index < all ? `第 ${this.index + 1} 题，共 ${all} 题` : `共 ${all} 题`;
    this.progress.textContent = `${at} · 已收到 ${done} 题`;
    /** @type {HTMLElement} */ (this.bar.firstElementChild).style.width = `${(100 * done) / Math.max(1, all)}%`;
    this.back.hidden = this.index === 0;
    this.onward.hidden = this.index === all;
    this.onward.textContent = this.index === all - 1 ? "答完了" : "下一题";
    for (const view of this.views.values()) view.lock(!this.quiz.is_open);
    this.showLine(answered);
  }

  /** @param {boolean[]} answered */
  showLine(answered) {
    const item = this.items[this.index];
    if (!item) return;
    const outgoing = this.sending.outgoing(item.id);
    const { tone, words } = quizLine(outgoing, this.sending.why(item.id), answered[this.index]);
    if (this.quiz.is_open || outgoing) this.line.show(tone, words);
    else this.line.show("", "测验停了，不能再改。");
  }

  /** What stands behind the last question. */
  end() {
    const answered = this.answered();
    const open = this.quiz.is_open ? openNumbers(answered) : [];
    const ways = open.map((number) => button(`第 ${number} 题`, () => this.go(number - 1)));
    return [
      make("h2", {}, open.length ? "还没有答完" : "答完了"),
      make("p", { role: "status" }, quizEndWords(answered, this.quiz.is_open)),
      ...(ways.length ? [make("div", { class: "buttons" }, ...ways)] : []),
    ];
  }
}
