/* Sitting a mock exam: its questions, its clock, handing in. What is answered is kept at once, and time goes on by itself. */
(function (lianbing) {
  "use strict";
  if (lianbing.sitting !== undefined) return;
  const { make, button, text, focus } = lianbing.dom;

  const TICK_MS = 1000;

  /** When time is up. @param {LbExamRunning} running @param {number | undefined} minutes */
  const endOf = ({ started }, minutes) => (minutes ? Date.parse(started) + minutes * 60000 : Infinity);

  /** What the learner sees: no key, no hint. @param {LbSection[]} sections @returns {LbSection[]} */
  const asked = (sections) => sections.map(({ title, items }) => ({
    title, items: items.map(({ practice: _practice, hints: _hints, ...item }) => item),
  }));

  /** The sections of a set with their questions; what the bank doesn't have is left out.
   * @param {LbStudy} study @param {LbExam} exam @param {number} set @returns {Promise<LbExamPaper>} */
  async function paperOf(study, exam, set) {
    const drawn = exam.sets[set].sections;
    const found = await study.bank.findAll(drawn.flatMap(({ items }) => items));
    const sections = drawn.map(({ title, points, items }) => ({
      title, items: items.flatMap((id) => found.get(id) ?? []).map(({ item }) => ({ ...item, points })),
    }));
    return { exam, set, sections: sections.filter(({ items }) => items.length), found };
  }

  /** The exam that runs in this browser, if it is this one still. @param {LbExam} exam @param {string} started */
  function stateOf({ id }, started) {
    const state = lianbing.record.exam(id);
    return state.running?.started === started ? state : null;
  }

  class Sitting {
    /** @param {LbStudy} study @param {LbExamPaper} paper @param {LbExamRunning} running */
    constructor(study, paper, running) {
      this.study = study;
      this.exam = paper.exam;
      this.running = running;
      this.answers = { ...running.answers };
      this.sheet = lianbing.sheet(asked(paper.sections), {
        answers: this.answers,
        changed: (item) => this.keep(item),
        finish: () => this.handIn(lianbing.now()),
        unreadable: "填的不是数字，不能得分",
      });
      this.quit = make("div", { class: "quit" });
      this.showQuit();
      this.node = make("div", { class: "sitting" },
        make("h2", {}, this.exam.title),
        text("small", `第 ${running.set + 1} 套 · ${lianbing.sizeOf(paper.sections.flatMap(({ items }) => items))}`),
        this.sheet.node, this.quit);
      study.busy = true;
      this.begin(study.signal);
    }

    /** @param {AbortSignal} signal */
    begin(signal) {
      const timer = setInterval(() => this.tick(), TICK_MS);
      signal.addEventListener("abort", () => clearInterval(timer));
      addEventListener("beforeunload", (event) => lianbing.record.trouble() && event.preventDefault(), { signal });
      this.tick();
    }

    /** Another tab may have answered other questions, or handed in. @param {string} item */
    keep(item) {
      const state = stateOf(this.exam, this.running.started);
      if (!state || state.running.submitted) return this.study.redraw("这场考试已经在另一个页面交卷。");
      const answers = { ...state.running.answers, [item]: this.answers[item] };
      lianbing.record.keepExam(this.exam.id, { ...state, running: { ...state.running, answers } });
      return this.study.warn();
    }

    tick() {
      const now = lianbing.now().getTime();
      const { short: words, left } = lianbing.clock(this.running.started, this.exam.minutes, now);
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
        lianbing.record.keepExam(this.exam.id, { ...state, running: { ...state.running, answers, submitted: lianbing.isoTime(at) } });
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
      if (state) lianbing.record.keepExam(this.exam.id, { ...state, running: null });
      this.study.go("exam");
    }
  }

  lianbing.examPaper = paperOf;
  lianbing.sitting = (study, paper, running) => new Sitting(study, paper, running).node;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
