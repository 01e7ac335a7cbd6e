/* <lb-item>: one self-study item. practice() is the same thing as a part, for tasks, self-tests and the study page. */
(function (lianbing) {
  "use strict";
  if (lianbing.notebook !== undefined) return;
  const { make, button } = lianbing.dom;
  const { record, entry: entries } = lianbing;

  const CHANGED = "这道题在新版里改过，请重新做一遍。";
  const DAMAGED = "这道题上次的作答记录读不出来了，请重新做一遍；其他记录不受影响。";
  const ELSEWHERE = "这道题刚在另一个窗口里作答，这里已换成那次的作答。";
  const ELSEWHERE_TOO = "这道题刚在另一个窗口里作答，已经记下；这里填的没有动，可以接着做。";

  /** @param {LbScore} score */
  const isUnusable = ({ verdict }) => verdict === "empty" || verdict === "malformed";

  /** Ticks that still stand at a point. @param {number[] | undefined} ticked @param {LbKey} key @returns {number[]} */
  const ticksOf = (ticked = [], key) => (key.type === "open" ? ticked.filter((index) => key.points[index] !== undefined) : []);

  /** @param {LbItem} item @returns {LbPractice} */
  function practiceOf({ id, practice }) {
    if (!practice) throw new TypeError(`${id}: no practice part`);
    return practice;
  }

  /** The item with the numbers of one of its variants; 0 is the item itself. @param {LbItem} item @param {number} number @returns {LbItem} */
  function variantOf(item, number) {
    const practice = practiceOf(item);
    const { stem, options, prompts, hints, ...other } = practice.variants?.[number - 1] ?? { stem: item.stem };
    const shown = { stem, options: options ?? item.options, prompts: prompts ?? item.prompts, hints: hints ?? item.hints };
    return { ...item, ...shown, practice: { ...practice, ...other } };
  }

  class Practice {
    /** @param {LbItem} item @param {LbPracticeOptions} options */
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

    /** @param {LbItem} item */
    viewOf(item) {
      return lianbing.itemView(item, { number: this.options.number, changed: () => this.say("", "") });
    }

    get key() {
      return practiceOf(this.asked).key;
    }

    place() {
      this.submit.textContent = this.key.type === "open" ? "对照要点" : "提交";
      this.top.replaceChildren(this.view.node);
      const [more, box] = lianbing.hintParts(this.asked.hints);
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

    /** Shows a kept answer, if the present key can still read it. @param {LbEntry} kept */
    take({ answer, variant = 0, ticked }) {
      this.ask(variant < this.count ? variant : 0);
      const score = lianbing.score(this.key, answer);
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

    /** @param {LbAnswer} answer @param {LbScore} score @param {number[]} ticked @param {string} [before] */
    show(answer, score, ticked, before = "") {
      const { key, asked } = this;
      this.lock(true);
      this.view.mark(key);
      this.say(score.verdict, before + lianbing.words.score(score));
      this.details.replaceChildren(lianbing.feedback(asked, answer, score, this.options.clauses));
      if (key.type === "open") this.details.prepend(lianbing.rating(key, ticked, (now) => this.settle(answer, score, now)));
    }

    /** @param {LbAnswer} answer @param {LbScore} score @param {number[]} [ticked] @returns {LbAnswerDetail} */
    detail(answer, score, ticked) {
      const { key, variant } = this;
      return {
        item: this.item.id, answer, ...score,
        ...(key.type === "open" && { self: lianbing.selfMark(key, ticked ?? []).fraction, ...(ticked && { ticked }) }),
        ...(variant && { variant }),
      };
    }

    /** @param {LbAnswer} answer @param {LbScore} score @param {number[]} [ticked] */
    settle(answer, score, ticked) {
      const { entry, report } = this.options;
      const detail = this.detail(answer, score, ticked);
      if (entry) this.keep(entry, detail);
      report(detail, false);
    }

    /** @param {string} id @param {LbAnswerDetail} detail */
    keep(id, detail) {
      record.answer(id, detail, { digest: practiceOf(this.item).digest, variant: this.variant });
      const trouble = record.trouble();
      this.alarm.textContent = trouble ? lianbing.words.trouble[trouble] : "";
      this.alarm.hidden = !trouble;
      this.tell("");
    }

    answer() {
      if (this.locked) return;
      const given = this.view.read();
      const score = lianbing.score(this.key, given);
      if (score.verdict === "malformed") this.view.invalid(lianbing.words.verdict.malformed);
      if (isUnusable(score)) {
        this.view.focus();
        return this.say("problem", score.verdict === "empty" ? lianbing.words.verdict.empty : "还没有提交。");
      }
      const gaps = lianbing.words.gaps(this.asked, given);
      const words = `还没有提交：${gaps}。补上再提交；不会的可以空着，再点一次“提交”。`;
      if (gaps && this.status.textContent !== words) return this.say("problem", words);
      this.show(given, score, []);
      this.settle(given, score);
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

  lianbing.notebook = (item, options) => new Practice(item, options).form;

  class Item extends lianbing.Base {
    /** @param {LbItem} item */
    draw(item) {
      this.form = lianbing.notebook(item, {
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

  lianbing.define("lb-item", Item);
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
