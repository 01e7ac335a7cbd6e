/* A session: questions one after another, each answered, explained and kept, and at the end what came of them. */
import { button, focus, make, text } from "../core/dom.js";
import { isRight } from "../practice/entry.js";
import { practice } from "../practice/item.js";
import { bar, missed } from "../practice/missed.js";
import { Unloaded } from "./loading.js";
import { linkButton } from "./parts.js";

/**
 * @import { Child } from "../core/dom.js"
 * @import { AnswerDetail } from "../practice/entry.js"
 * @import { BankItem } from "../practice/missed.js"
 * @import { Study } from "./study.js"
 */

/**
 * @typedef {object} SessionOptions
 * @property {string} title
 * @property {string[]} ids
 * @property {number} [done] so many of the ids were answered before
 * @property {string} back where 先到这里 leads
 * @property {string} endTitle
 * @property {(wrong: number) => Child[]} after what follows the result, by the number of answers that were not right
 */

class Session {
  /** @param {Study} study @param {SessionOptions} options */
  constructor(study, options) {
    this.study = study;
    this.options = options;
    this.place = options.done ?? 0;
    /** What was answered in this session. @type {{question: BankItem, detail: AnswerDetail}[]} */
    this.answered = [];
    this.stage = make("div", { class: "stage" });
    this.node = make("section", { class: "session", "aria-label": options.title }, this.stage);
    study.busy = true;
  }

  /** Shows the next question, or the end. Waits for its chapter's bank. @param {boolean} move whether the focus goes there */
  async next(move) {
    const { ids } = this.options;
    const question = await this.find();
    if (question === undefined) return;
    if (!question) return this.showEnd();
    const after = ids[this.place + 1];
    if (after) this.study.bank.find(after).catch(() => {}); // asked for in time; asked again when needed
    this.showItem(question, move);
  }

  /** The question at this place, leaving out what the bank doesn't have; null at the end, undefined if it didn't come.
   * @returns {Promise<BankItem | null | undefined>} */
  async find() {
    const { ids } = this.options;
    try {
      for (; this.place < ids.length; this.place++) {
        const question = await this.study.bank.find(ids[this.place]);
        if (question) return question;
      }
      return null;
    } catch (error) {
      if (!(error instanceof Unloaded)) throw error;
      this.show(this.options.title, "这一题没有读出来", false, unloaded(() => this.next(true)));
      return undefined;
    }
  }

  leave() {
    return make("a", { class: "leave", href: this.options.back }, "先到这里");
  }

  /** @param {BankItem} question @param {boolean} move */
  showItem(question, move) {
    const { ids, title } = this.options;
    const foot = make("div", { class: "buttons" });
    const last = this.place + 1 >= ids.length;
    const next = button(last ? "看结果" : "下一题", () => {
      this.place += 1;
      this.next(true);
    }, { class: "button main" });
    const form = practice(question.item, {
      clauses: question.clauses, entry: question.item.id, fresh: true,
      report: (detail) => {
        if (detail) this.keep(question, detail);
        foot.replaceChildren(next);
      },
    });
    this.node.dataset.item = question.item.id;
    this.show(title, `第 ${this.place + 1}/${ids.length} 题`, move, bar(this.place, ids.length), form, foot);
  }

  /** Ticks of an open question rate the same answer anew. @param {BankItem} question @param {AnswerDetail} detail */
  keep(question, detail) {
    const others = this.answered.filter(({ question: { item } }) => item.id !== question.item.id);
    const rated = detail.self === undefined ? detail : { ...detail, fraction: detail.self };
    this.answered = [...others, { question, detail: rated }];
  }

  showEnd() {
    const { endTitle, after } = this.options;
    const right = this.answered.filter(({ detail }) => isRight(detail)).length;
    const wrong = this.answered.filter(({ detail }) => !isRight(detail));
    const count = this.answered.length;
    this.study.busy = false;
    this.show(
      endTitle, "", true,
      make("div", { class: "card" },
        count ? make("p", { class: "score" }, "这次答对 ", make("b", {}, `${right}/${count}`), " 题") : text("", "这次没有新作答的题。"),
        count ? bar(right, count) : null,
        ...after(wrong.length),
      ),
      wrong.length ? make("h3", {}, "没有答对的，回去看看依据") : null,
      wrong.length ? make("ul", { class: "plain wrongs" },
        ...wrong.map(({ question, detail }) => missed(question, detail, this.numberOf(question)))) : null,
    );
  }

  /** @param {BankItem} question */
  numberOf({ item }) {
    return this.options.ids.indexOf(item.id) + 1;
  }

  /** @param {string} title @param {string} step @param {boolean} move @param {...Child} parts */
  show(title, step, move, ...parts) {
    const heads = [make("h2", {}, title), step && make("h3", {}, step)].filter((head) => head instanceof Node);
    const line = make("div", { class: "taskhead" }, make("div", { class: "heads" }, ...heads), this.study.busy && this.leave());
    this.stage.replaceChildren(line, ...parts.filter((part) => part instanceof Node));
    if (move) focus(heads[heads.length - 1]);
  }
}

/** What is said where the data of a page did not come. @param {() => void} again */
export const unloaded = (again) => make(
  "div", { class: "note", role: "alert" },
  make("p", {}, "没有读到题目数据，请检查网络后再试一次；已经答过的都在。"),
  make("div", { class: "buttons" }, button("再试一次", again, { class: "button main" })),
);

/** Links that look like buttons under the result of a session, the first one like the main one.
 * @param {[href: string, words: string][]} links */
export const sessionLinks = (links) =>
  make("div", { class: "buttons" }, ...links.map(([href, words], index) => linkButton(href, words, index ? "" : "main")));

/** @param {Study} study @param {SessionOptions} options */
export async function session(study, options) {
  const begun = new Session(study, options);
  await begun.next(false);
  return begun.node;
}
