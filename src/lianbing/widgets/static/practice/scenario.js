/* <lb-scenario>: a visit walked choice by choice as a conversation, with state, consequences and a debrief. */
import { Base } from "../core/base.js";
import * as dates from "../core/dates.js";
import { button, focus, make, text } from "../core/dom.js";
import { debrief, verdictTag } from "./debrief.js";
import { changes, gauges, left } from "./gauges.js";
import { record } from "./record.js";
import { PRACTICE_STYLE } from "./style.js";
import { troubleWords } from "./trouble.js";
import { common, fraction, grade, ordered, scaleOf, walk } from "./walking.js";

/**
 * @import { Choice, Run, Scenario } from "../wire.d.ts"
 * @import { Step, Walk } from "./walking.js"
 */

/* A walk that has not ended stays with its tab: another tab may be walking the same visit. */
/** @param {string} id */
const keyOf = (id) => `lb:walk:${id}`;

/** A walk and the order in which its choices are shown. @typedef {{seed: string, path: string[]}} Kept */

const newSeed = () => Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join("");

/** @param {string} id @param {Kept} kept */
function keep(id, { seed, path }) {
  try {
    sessionStorage.setItem(keyOf(id), JSON.stringify({ seed, path }));
  } catch {
    /* then a reload begins anew; what was walked to its end is in the record */
  }
}

/** The kept walk, its path only if this scenario still goes that way and goes on from there. @param {Scenario} scenario @returns {Kept} */
function kept(scenario) {
  try {
    const { seed, path } = JSON.parse(sessionStorage.getItem(keyOf(scenario.id)) ?? "{}");
    if (typeof seed === "string" && Array.isArray(path)) {
      return { seed, path: isOver(scenario, walk(scenario, path)) ? [] : path };
    }
  } catch {
    /* as if none had been kept */
  }
  return { seed: newSeed(), path: [] };
}

/** @param {Scenario} scenario @param {Walk} walked */
const isOver = ({ nodes }, { node }) => !nodes[node].choices?.length;

/** @param {Run[]} runs */
function historyWords(runs) {
  if (!runs.length) return "";
  const last = runs[runs.length - 1];
  const best = runs.map(({ score }) => score).reduce((a, b) => (Number(b) > Number(a) ? b : a));
  return `走完 ${runs.length} 次，上次 ${last.score} 分（${dates.words(last.at.slice(0, 10))}），最好 ${best} 分`;
}

/** @param {string} words @param {string} [name] */
const heading = (words, name = "step") => make("h4", { class: name }, words);

export class ScenarioElement extends Base {
  static style = PRACTICE_STYLE;

  constructor() {
    super();
    /** @type {string[]} */
    this.path = [];
    this.seed = "";
    this.history = make("p", { class: "small history" });
    this.problem = make("p", { class: "note bad", role: "alert", hidden: true });
  }

  /** @returns {Scenario} */
  get scenario() {
    return this.data;
  }

  /** @param {Scenario} scenario */
  draw(scenario) {
    this.path = [];
    const before = kept(scenario);
    this.seed = this.seedOf(before.seed);
    keep(scenario.id, before);
    this.gauges = gauges(scenario);
    this.talk = make("div", { class: "talk" });
    this.page.append(make(
      "section", { class: "card scenario", "aria-label": scenario.title },
      make("h3", {}, scenario.title),
      text("role", scenario.role && `你的角色：${scenario.role}`),
      text("body intro", scenario.intro),
      this.history,
      this.problem,
      make("div", { class: "stage" }, this.gauges.node, this.talk),
    ));
    this.show();
  }

  /** @param {AbortSignal} signal */
  attached(signal) {
    const update = () => {
      this.history.textContent = historyWords(record.scenario(this.scenario.id));
    };
    update();
    record.watch((kind, id) => {
      if (kind === "all" || (kind === "scenario" && id === this.scenario.id)) update();
    }, signal);
  }

  /** Draws the whole conversation. @param {"now" | "result"} [where] which heading gets the focus: that of the open step, or of the last one's result */
  show(where) {
    const { scenario, path } = this;
    const walked = walk(scenario, path);
    const start = walk(scenario, []).state;
    const states = [start, ...walked.steps.map(({ state }) => state)];
    const flags = [[], ...walked.steps.map((step) => step.flags)];
    const turns = walked.steps.map((step, index) => this.turn(step, index, states[index], flags[index]));
    this.gauges?.show(walked.state, states[Math.max(path.length - 1, 0)]);
    const parts = isOver(scenario, walked) ? this.end(walked) : this.scene(walked.node);
    this.talk?.replaceChildren(
      ...(turns.length ? [make("ol", { class: "turns" }, ...turns)] : []),
      ...parts.filter((part) => part !== null));
    const target = where && this.talk?.querySelector(where === "now" ? ":scope > h4" : "li:last-child > .result");
    if (target instanceof HTMLElement) focus(target);
  }

  /** A step that was taken. @param {Step} step @param {number} index @param {Record<string, number>} before @param {string[]} flagged */
  turn({ node, choice, state, consequence, flags }, index, before, flagged) {
    return make(
      "li", { class: "turn" },
      heading(`第 ${index + 1} 步`),
      text("said", this.scenario.nodes[node].text),
      heading(`第 ${index + 1} 步的结果`, "step result"),
      make("p", { class: "mine" }, make("span", { class: "who" }, "你"), choice.text),
      text("said", consequence),
      make("p", { class: "outcome" }, verdictTag(choice.verdict),
        make("span", {}, [changes(this.scenario, state, before), ...left(this.scenario, flags, flagged)].join("；"))),
    );
  }

  /** The step that waits for a choice. @param {string} node @returns {(Node | null)[]} */
  scene(node) {
    const choices = ordered(this.scenario, node, this.seed).map((choice) => make("li", {}, this.choiceButton(choice)));
    const begun = this.path.length > 0;
    return [
      begun ? null : this.buttons(this.resumeButton()),
      heading(`第 ${this.path.length + 1} 步`),
      text("said", this.scenario.nodes[node].text),
      make("p", { class: "ask" }, "你怎么做？"),
      make("ul", { class: "choices" }, ...choices),
      begun ? this.buttons(this.backButton(), this.restartButton("button quiet")) : null,
    ];
  }

  /** @param {Walk} walked @returns {(Node | null)[]} */
  end(walked) {
    const best = this.scenario.best;
    const same = best ? common(walked.steps, walk(this.scenario, best.path).steps) : this.path.length;
    const parting = this.path.length - same > 1
      ? button("回到分开的那一步", () => this.go(this.path.slice(0, same)), { class: "button quiet" }) : null;
    return [
      ...debrief(this.scenario, walked),
      this.buttons(this.restartButton("button main"), this.backButton(), parting),
    ];
  }

  /** The second click of a double click would fall on a choice of the next step. @param {Choice} choice */
  choiceButton(choice) {
    const node = make("button", { type: "button", class: "choice" }, choice.text);
    node.addEventListener("click", ({ detail }) => void (detail > 1 || this.choose(choice)));
    return node;
  }

  backButton() {
    return button("退回上一步", () => this.go(this.path.slice(0, -1)), { class: "button quiet" });
  }

  /** @param {string} look */
  restartButton(look) {
    return button(look.includes("main") ? "再走一遍" : "从头再走", () => this.again(), { class: look });
  }

  resumeButton() {
    const { path } = kept(this.scenario);
    if (!path.length) return null;
    return button(`接着上次走（第 ${path.length + 1} 步）`, () => this.go(path), { class: "button quiet" });
  }

  /** @param {...(HTMLElement | null)} list */
  buttons(...list) {
    return list.some(Boolean) ? make("div", { class: "buttons" }, ...list) : null;
  }

  /** Back, forth or to the start, without a choice. @param {string[]} path */
  go(path) {
    this.path = path;
    keep(this.scenario.id, this);
    this.show("now");
  }

  /** From the start, the choices in another order. */
  again() {
    this.seed = this.seedOf(newSeed());
    this.go([]);
  }

  /** A room has one order for all. @param {string} own */
  seedOf(own) {
    return this.scenario.seed || own;
  }

  /** @param {Choice} choice */
  choose(choice) {
    const { scenario } = this;
    const { node } = walk(scenario, this.path);
    this.path = [...this.path, choice.id];
    const walked = walk(scenario, this.path);
    const over = isOver(scenario, walked);
    keep(scenario.id, over ? { seed: newSeed(), path: [] } : this);
    this.send("lb-choice", {
      scenario: scenario.id, node, choice: choice.id, verdict: choice.verdict, step: this.path.length, path: [...this.path],
    });
    if (over) this.finish(walked);
    this.show("result");
  }

  /** Records the walk. @param {Walk} walked */
  finish({ node, state, score, violated }) {
    const { scenario, path, seed } = this;
    const reached = scenario.nodes[node].ending ?? "fair";
    const scale = scaleOf(scenario);
    const ending = grade(reached, score, scale, violated);
    const runs = record.walked(scenario.id, { at: dates.isoTime(new Date()), path: [...path], score, ending, seed });
    this.history.textContent = historyWords(runs);
    const trouble = record.trouble();
    this.problem.textContent = troubleWords(trouble);
    this.problem.hidden = !trouble;
    const share = scale ? { fraction: fraction(score, scale) } : {};
    this.send("lb-scenario-end", { scenario: scenario.id, path: [...path], state, score, ending, reached, ...share });
  }
}
