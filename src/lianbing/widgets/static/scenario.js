/* <lb-scenario>: a visit walked choice by choice, with state, consequences and a debrief. */
(function (lianbing) {
  "use strict";
  const { make, button, text, focus } = lianbing.dom;
  const { judgement, ending } = lianbing.words;

  /** @param {number} change */
  const signed = (change) => (change > 0 ? `+${change}` : change < 0 ? `−${-change}` : "");

  /** @param {LbState} measure @param {number} value @param {number} change */
  function meter(measure, value, change) {
    const share = measure.max > measure.min ? (value - measure.min) / (measure.max - measure.min) : 0;
    const bar = make("span", { class: "fill" });
    bar.style.width = `${share * 100}%`;
    const delta = change ? make("span", { class: change > 0 ? "up" : "down" }, signed(change)) : null;
    return make(
      "li", {},
      make("span", { class: "name" }, measure.title),
      make("span", { class: "value" }, delta, String(value)),
      make("span", {
        class: "bar", role: "progressbar", "aria-label": measure.title, "aria-valuenow": value,
        "aria-valuemin": measure.min, "aria-valuemax": measure.max,
      }, bar),
    );
  }

  /** @param {LbScenario} scenario @param {Record<string, number>} state @param {Record<string, number>} before */
  const meters = (scenario, state, before) =>
    make("ul", { class: "meters" }, ...scenario.state.map((m) => meter(m, state[m.id], state[m.id] - before[m.id])));

  /** @param {LbJudgement} verdict */
  const verdictTag = (verdict) => make("span", { class: `tag ${verdict}` }, judgement[verdict]);

  /** @param {LbScenario} scenario @param {LbStep} step */
  function stepEntry(scenario, { choice }) {
    return make(
      "li", {},
      make("p", { class: "did" }, choice.text, " ", verdictTag(choice.verdict)),
      text("body", choice.why),
      lianbing.clauseList(choice.clauses, scenario.clauses ?? {}),
    );
  }

  /** @param {LbScenario} scenario @param {string} score */
  function scoreLine(scenario, score) {
    return make(
      "p", { class: "score" }, "得分 ", make("b", {}, score),
      scenario.best ? `，最好的走法 ${scenario.best.score}` : null,
    );
  }

  class Scenario extends lianbing.Base {
    constructor() {
      super();
      /** @type {string[]} */
      this.path = [];
      /** Whether the last choice's consequence is on the screen. */
      this.pausing = false;
    }

    /** @param {LbScenario} scenario */
    draw(scenario) {
      this.path = [];
      this.pausing = false;
      this.stage = make("div", { class: "stage" });
      this.page.append(make(
        "section", { class: "card scenario", "aria-label": scenario.title },
        make("h3", {}, scenario.title),
        text("role", scenario.role && `你的角色：${scenario.role}`),
        text("body intro", scenario.intro),
        this.stage,
      ));
      this.show();
    }

    /** The start of each redrawn stage is its heading. @param {boolean} [move] whether to move the focus there */
    show(move = false) {
      const scenario = /** @type {LbScenario} */ (this.data);
      const walked = lianbing.walk(scenario, this.path);
      const earlier = lianbing.walk(scenario, this.path.slice(0, -1)).state;
      const node = scenario.nodes[walked.node];
      const parts = this.pausing ? this.consequence(walked) : node.choices?.length ? this.scene(node) : this.end(node, walked);
      this.stage?.replaceChildren(meters(scenario, walked.state, this.pausing ? earlier : walked.state));
      for (const part of parts) if (part) this.stage?.append(part);
      const heading = this.stage?.querySelector("h4");
      if (move && heading) focus(heading, "nearest");
    }

    /** @param {LbNode} node @returns {(Node | null)[]} */
    scene(node) {
      const choices = (node.choices ?? []).map((choice) => make("li", {}, button(choice.text, () => {
        this.path.push(choice.id);
        this.pausing = true;
        this.show(true);
      }, { class: "choice" })));
      return [
        make("h4", { class: "step" }, `第 ${this.path.length + 1} 步`),
        text("said", node.text),
        make("p", { class: "ask" }, "你怎么做？"),
        make("ul", { class: "choices" }, ...choices),
        this.buttons(),
      ];
    }

    /** @param {LbWalk} walked @returns {(Node | null)[]} */
    consequence({ node, steps }) {
      const { choice } = steps[steps.length - 1];
      const scenario = /** @type {LbScenario} */ (this.data);
      const last = !scenario.nodes[node].choices?.length;
      const next = button(last ? "看结果" : "下一步", () => {
        this.pausing = false;
        this.show(true);
        if (last) this.finish();
      }, { class: "button main" });
      return [
        make("h4", { class: "step" }, `第 ${this.path.length} 步的结果`),
        make("p", { class: "mine" }, make("span", { class: "who" }, "你"), choice.text),
        text("said", choice.consequence),
        make("p", {}, verdictTag(choice.verdict)),
        this.buttons(next),
      ];
    }

    /** @param {LbNode} node @param {LbWalk} walked @returns {(Node | null)[]} */
    end(node, { score, steps }) {
      const scenario = /** @type {LbScenario} */ (this.data);
      const grade = node.ending ?? "fair";
      return [
        make("h4", { class: `ending ${grade}` }, `结局：${ending[grade]}`),
        text("said", node.text),
        scoreLine(scenario, score),
        make("h4", {}, "复盘"),
        text("body", node.debrief),
        lianbing.clauseList(node.clauses, scenario.clauses ?? {}),
        make("h4", {}, "回头看每一步"),
        make("ol", { class: "steps" }, ...steps.map((step) => stepEntry(scenario, step))),
        this.buttons(button("再走一遍", () => this.restart(), { class: "button main" })),
      ];
    }

    /** @param {HTMLElement} [first] */
    buttons(first) {
      const back = this.path.length ? button("退回上一步", () => {
        this.path.pop();
        this.pausing = false;
        this.show(true);
      }, { class: "button quiet" }) : null;
      return first || back ? make("div", { class: "buttons" }, first, back) : null;
    }

    restart() {
      this.path = [];
      this.pausing = false;
      this.show(true);
    }

    finish() {
      const scenario = /** @type {LbScenario} */ (this.data);
      const { state, score, node } = lianbing.walk(scenario, this.path);
      const detail = { scenario: scenario.id, path: [...this.path], state, score, ending: scenario.nodes[node].ending };
      this.send("lb-scenario-end", detail);
    }
  }

  lianbing.define("lb-scenario", Scenario);
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
