/* <lb-selftest>: a self-test of a chapter: some of its items, drawn anew each time, one after another. */
import { Base } from "../core/base.js";
import { isoTime } from "../core/dates.js";
import { button, focus, make } from "../core/dom.js";
import { drawSome } from "./drawing.js";
import { practice } from "./item.js";
import { bar, missed } from "./missed.js";
import { record } from "./record.js";
import { PRACTICE_STYLE } from "./style.js";

/**
 * @import { Item, Selftest, SelftestRun } from "../wire.d.ts"
 * @import { AnswerDetail } from "./entry.js"
 */

/** Only what a key can mark. @param {Selftest} selftest */
const markable = ({ items }) => items.filter(({ practice }) => practice && practice.key.type !== "open");

/** A hint would be help. @param {Item} item @returns {Item} */
function withoutHints({ practice, ...item }) {
  const variants = practice?.variants?.map((variant) => ({ ...variant, hints: undefined }));
  return { ...item, hints: undefined, practice: practice && { ...practice, variants } };
}

/** What came of earlier rounds. @param {SelftestRun[]} runs */
function history(runs) {
  const last = runs[runs.length - 1];
  return last ? make("p", { class: "small" }, `测过 ${runs.length} 次，上次答对 ${last.right}/${last.count}。`) : null;
}

/** The heading that every new stage starts with. @param {string} words */
const heading = (words) => make("h4", { class: "step" }, words);

export class SelftestElement extends Base {
  static style = PRACTICE_STYLE;

  constructor() {
    super();
    /** The items of this round. @type {Item[]} */
    this.items = [];
    /** What came of them, in the same order. @type {AnswerDetail[]} */
    this.details = [];
    this.stage = make("div");
  }

  /** @returns {Selftest} */
  get selftest() {
    return this.data;
  }

  /** @param {Selftest} selftest */
  draw(selftest) {
    const all = markable(selftest).length;
    const count = Math.min(selftest.count, all);
    if (!count) throw new RangeError(`${selftest.id}: nothing to draw from`);
    const facts = all > count ? `从 ${all} 道题里随机抽 ${count} 题，每次不一样。` : `共 ${count} 题。`;
    this.stage = make("div", { class: "stage" },
      make("p", {}, `${facts}答完一题就看解析，不计入考评。`),
      history(record.selftest(selftest.id).runs),
      make("div", { class: "buttons" }, button("开始自测", () => this.start(), { class: "button main" })));
    this.page.append(make("section", { class: "card selftest", "aria-label": selftest.title }, make("h3", {}, selftest.title), this.stage));
  }

  /** Draws, and keeps what was drawn, so that other items come first next time. */
  start() {
    const byId = new Map(markable(this.selftest).map((item) => [item.id, item]));
    const ids = drawSome([...byId.keys()], this.selftest.count, record.selftest(this.selftest.id).drawn);
    record.keepSelftest(this.selftest.id, ids);
    this.items = ids.flatMap((id) => byId.get(id) ?? []);
    this.details = [];
    this.showItem();
  }

  /** @param {Item} item */
  clausesOf(item) {
    return { ...this.selftest.clauses, ...item.clauses };
  }

  showItem() {
    const [done, all] = [this.details.length, this.items.length];
    const item = this.items[done];
    const foot = make("div", { class: "buttons" });
    const next = button(done + 1 < all ? "下一题" : "看结果", () => (this.details.length < all ? this.showItem() : this.showEnd()),
      { class: "button main" });
    const node = practice(withoutHints(item), {
      clauses: this.clausesOf(item),
      entry: item.id,
      fresh: true,
      report: (detail) => {
        if (detail) this.details.push(detail);
        if (detail) this.send("lb-answer", { ...detail, selftest: this.selftest.id });
        foot.append(next);
      },
    });
    node.className = "";
    this.show(`第 ${done + 1}/${all} 题`, bar(done, all), node, foot);
  }

  showEnd() {
    const right = this.details.filter(({ verdict }) => verdict === "correct").length;
    const count = this.items.length;
    const drawn = this.items.map(({ id }) => id);
    record.keepSelftest(this.selftest.id, drawn, { at: isoTime(new Date()), right, count });
    const entries = this.items.flatMap((item, index) => this.details[index].verdict === "correct" ? []
      : [missed({ item, clauses: this.clausesOf(item) }, this.details[index], index + 1)]);
    this.show(
      "自测结果",
      make("p", { class: "score" }, "答对 ", make("b", {}, `${right}/${count}`), " 题"),
      bar(right, count),
      entries.length ? make("h4", {}, "没有答对的，回去看看依据") : make("p", {}, "全部答对。"),
      make("ul", { class: "plain wrongs" }, ...entries),
      make("div", { class: "buttons" }, button("再测一次", () => this.start(), { class: "button main" })),
    );
    const wrong = this.details.filter(({ verdict }) => verdict !== "correct").map(({ item }) => item);
    this.send("lb-selftest-end", { selftest: this.selftest.id, right, count, wrong });
  }

  /** @param {string} title @param {...Node} parts */
  show(title, ...parts) {
    const head = heading(title);
    this.stage.replaceChildren(head, ...parts);
    focus(head, "nearest");
  }
}
