/* <lb-booklet>: one person's exam paper, from start to receipt. It holds no key and marks nothing. */
(function (lianbing) {
  "use strict";
  const { make, button, text, focus } = lianbing.dom;

  const TICK_MS = 1000;
  const WARN_SECONDS = 300;

  /** @param {LbItem[]} items */
  function pointsOf(items) {
    const { parse, add, toString } = lianbing.decimal;
    return toString(items.map((item) => parse(item.points ?? "0")).reduce(add, parse("0")));
  }

  /** @param {LbItem[]} items */
  function sizeOf(items) {
    const points = pointsOf(items);
    return `${items.length} 题${points === "0" ? "" : `，共 ${points} 分`}`;
  }

  /** @param {LbBooklet} booklet @param {LbItem[]} items */
  function header({ drill, employee, paper }, items) {
    const person = [employee.name, employee.id, employee.team].filter(Boolean).join(" · ");
    const facts = [sizeOf(items), drill.minutes && `限时 ${drill.minutes} 分钟`, `试卷 ${paper}`].filter(Boolean).join(" · ");
    return make("header", { class: "head" }, make("h1", {}, drill.title),
      make("p", { class: "person" }, person), make("p", { class: "small" }, facts));
  }

  /** Whether some blank or prompt is left open. @param {LbItem} item @param {LbAnswer} answer */
  function hasGaps({ type, prompts = [] }, answer) {
    if (type === "fill") return Array.isArray(answer) && answer.includes(null);
    return type === "matching" && Object.keys(answer ?? {}).length < prompts.length;
  }

  /** Blank, not a number, answered in part, or fine. @param {LbItem} item @param {LbAnswer} answer */
  function problemOf(item, answer) {
    if (lianbing.isBlank(answer, item.type)) return "empty";
    if (item.type === "numeric" && !lianbing.readNumber(String(answer), item.unit)) return "unreadable";
    return hasGaps(item, answer) ? "gaps" : null;
  }

  class Booklet extends lianbing.Base {
    constructor() {
      super();
      /** @type {LbItem[]} */
      this.items = [];
      /** @type {number | undefined} */
      this.lastLeft = undefined;
      /** @type {LbItemView[]} */
      this.views = [];
      this.notice = make("div");
      this.tail = make("div");
      this.warning = make("p", { class: "note bad", role: "status" });
      this.spoken = make("p", { class: "unseen", role: "status" });
    }

    /** @param {LbBooklet} booklet */
    draw(booklet) {
      this.items = booklet.sections.flatMap((section) => section.items);
      this.kept = lianbing.paperStore(booklet);
      this.nav = undefined;
      this.lastLeft = undefined;
      this.page.classList.add("booklet");
      this.page.append(header(booklet, this.items), this.warning, this.spoken, this.notice);
      this.warnUnless(lianbing.store.available());
      if (this.state.started) this.resume();
      else this.notice.replaceChildren(this.startCard(booklet));
    }

    /** @returns {LbPaperState} */
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

    /** @param {LbBooklet} booklet */
    startCard({ employee, drill }) {
      const begin = button("开始答题", () => {
        this.state.started = lianbing.isoTime(new Date());
        this.save();
        this.openPaper();
        this.jump(0);
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
      const booklet = /** @type {LbBooklet} */ (this.data);
      this.nav = lianbing.numberNav(this.items, (index) => this.jump(index));
      this.views = this.items.map((item, index) => this.itemView(item, index));
      this.views.forEach((_, index) => this.check(index));
      this.notice.replaceChildren();
      const sections = booklet.sections.map((section) => this.section(section));
      this.showTail();
      this.page.append(make("div", { class: "layout" }, this.nav.node, make("div", { class: "sheet" }, ...sections, this.tail)));
      this.tick();
    }

    /** @param {LbSection} section */
    section({ title, items }) {
      const nodes = items.map((item) => make("div", { class: "card" }, this.views[this.items.indexOf(item)].node));
      return make("section", {}, make("h2", {}, title, make("span", { class: "small" }, sizeOf(items))), ...nodes);
    }

    /** @param {LbItem} item @param {number} index */
    itemView(item, index) {
      const view = lianbing.itemView(item, { number: index + 1, changed: () => this.keep(index) });
      view.write(this.state.answers[item.id] ?? null);
      const answer = view.read(); // what is shown is what is handed in
      this.state.answers[item.id] = answer;
      view.node.addEventListener("change", () => this.check(index));
      this.nav?.update(index, answer !== null);
      return view;
    }

    /** @param {number} index */
    keep(index) {
      const answer = this.views[index].read();
      this.state.answers[this.items[index].id] = answer;
      this.save();
      this.nav?.update(index, answer !== null);
    }

    /** @param {number} index */
    check(index) {
      const unreadable = problemOf(this.items[index], this.views[index].read()) === "unreadable";
      this.views[index].invalid(unreadable ? lianbing.words.verdict.malformed : "");
    }

    /** @param {number} index */
    jump(index) {
      const node = this.views[index]?.node;
      if (node) focus(node);
    }

    /** The numbers of the items with a problem, as jump links. @param {string} label @param {string} problem */
    problemLine(label, problem) {
      const found = this.items.flatMap((item, index) => problemOf(item, this.views[index].read()) === problem ? [index] : []);
      if (!found.length) return null;
      const links = found.map((index) => button(String(index + 1), () => this.jump(index),
        { class: "button num", "aria-label": `去第 ${index + 1} 题` }));
      return make("div", { class: "problems" }, make("p", {}, `${label}（${found.length} 题）：`), make("div", { class: "numbers open" }, ...links));
    }

    showTail() {
      const finish = button("交卷", () => this.showCheck(), { class: "button main" });
      this.tail.replaceChildren(make("div", { class: "buttons end" }, finish));
    }

    /** Lists what is missing and asks once more. */
    showCheck() {
      const lines = [
        this.problemLine("还没有作答", "empty"),
        this.problemLine("只答了一部分", "gaps"),
        this.problemLine("填的不是数字，要等人工复核", "unreadable"),
      ];
      const fine = lines.some(Boolean) ? null : make("p", {}, `${this.items.length} 题全部作答完毕。`);
      const heading = make("h2", {}, "确认交卷？");
      this.tail.replaceChildren(make(
        "section", { class: "card confirm" }, heading, fine, ...lines,
        make("div", { class: "buttons" },
          button("确认交卷", () => this.finish(), { class: "button main" }),
          button("继续作答", () => {
            this.showTail();
            this.tail.querySelector("button")?.focus();
          })),
      ));
      focus(heading);
    }

    finish() {
      this.state.submitted = lianbing.isoTime(new Date());
      this.save();
      const submission = this.build(this.state.submitted);
      this.showReceipt(submission);
      lianbing.saveFile(submission);
      const heading = this.notice.querySelector("h3");
      if (heading) focus(heading);
    }

    /** @param {string} submitted */
    build(submitted) {
      return lianbing.submission(this.data, this.state.answers, { started: this.state.started ?? submitted, submitted });
    }

    /** @param {LbSubmission} submission */
    showReceipt(submission) {
      const submitted = this.state.submitted ?? "";
      this.lock(true);
      this.tail.replaceChildren();
      this.notice.replaceChildren(lianbing.receiptCard(this.data, submission, submitted, () => this.edit()));
      this.tick();
    }

    edit() {
      this.state.submitted = null;
      this.save();
      this.lock(false);
      this.notice.replaceChildren(text("note", "可以继续修改，改完请重新交卷。") ?? "");
      this.showTail();
      this.tick();
      this.jump(0);
    }

    /** @param {boolean} locked */
    lock(locked) {
      for (const view of this.views) view.lock(locked);
      this.page.classList.toggle("handed-in", locked);
    }

    tick() {
      const { started, submitted } = this.state;
      if (!this.nav || !started) return;
      const { text: words, left } = lianbing.clock(started, this.data.drill.minutes, Date.now());
      this.nav.timer.textContent = submitted ? "答卷已生成" : words;
      this.nav.timer.classList.toggle("late", !submitted && left !== null && left < 0);
      if (!submitted && left !== null) this.announce(left);
    }

    /** Says once that time runs out; a sleeping phone may skip seconds. @param {number} left */
    announce(left) {
      const before = this.lastLeft ?? left;
      this.lastLeft = left;
      if (before > WARN_SECONDS && left <= WARN_SECONDS) this.spoken.textContent = "还剩 5 分钟。";
      if (before >= 0 && left < 0) this.spoken.textContent = "已超时，请尽快交卷。";
    }
  }

  lianbing.define("lb-booklet", Booklet);
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
