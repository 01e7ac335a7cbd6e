/* The end of a scenario: grade, score between the worst and the best, and the walk beside the best one. */
import { make, text } from "../core/dom.js";
import { choiceVerdict, ending } from "../core/words.js";
import { clauseList } from "../core/clauses.js";
import { common, fraction, grade, scaleOf, walk } from "./walking.js";

/**
 * @import { ChoiceVerdict, Ending, Scenario } from "../wire.d.ts"
 * @import { Scale, Step, Walk } from "./walking.js"
 */

/** @param {ChoiceVerdict} verdict */
export const verdictTag = (verdict) => make("span", { class: `tag ${verdict}` }, choiceVerdict[verdict]);

/** Rounded down, so that what falls short never reads as reached. @param {string} score @param {Scale} scale */
const perCent = (score, scale) => `${Math.floor(fraction(score, scale) * 100 + 1e-9)}%`;

/** @param {Scale} scale @param {string} score */
function scaleBar(scale, score) {
  const fill = make("span", { class: "fill" });
  fill.style.width = `${fraction(score, scale) * 100}%`;
  const ticks = Object.values(scale.grades).map((asked) => {
    const tick = make("span", { class: "tick" });
    tick.style.left = `${asked}%`;
    return tick;
  });
  return make(
    "div", { class: "scale" },
    make("div", { class: "bar", "aria-hidden": "true" }, fill, ...ticks),
    make("p", { class: "ends" }, make("span", {}, `最差 ${scale.worst}`), make("span", {}, `最好 ${scale.best}`)),
  );
}

/** @param {Scale} scale @param {Ending} reached @param {Ending} graded @param {Walk} walked */
function ruleWords(scale, reached, graded, { score, violated }) {
  const asked = /** @type {Ending[]} */ (["good", "fair"]).filter((name) => scale.grades[name] !== undefined);
  if (!asked.length) return "";
  const rule = asked.map((name) => `到 ${scale.grades[name]}% 才能评“${ending[name]}”`).join("，");
  const why = violated && graded === "fair" ? "碰过红线" : "得分不够";
  const capped = reached === graded ? "" : `这条路走到了“${ending[reached]}”的结局，但${why}，只能评“${ending[graded]}”。`;
  return `${capped}评定看结局，也看得分走到最差与最好之间的几成：${rule}；这次是 ${perCent(score, scale)}。`;
}

/** The violations of a walk, each with the clause that it breaks. @param {Scenario} scenario @param {Step[]} steps */
function redLines(scenario, steps) {
  const broken = steps.filter(({ choice }) => choice.verdict === "wrong");
  if (!broken.length) return null;
  return make(
    "section", { class: "note bad", "aria-label": "碰了红线" },
    make("h4", {}, `碰了红线，最高只能评“${ending.fair}”`),
    make("ul", {}, ...broken.map(({ choice }) => make(
      "li", {}, make("p", { class: "did" }, choice.text),
      clauseList(choice.red_line ? [choice.red_line] : choice.rests_on, scenario.clauses ?? {})))),
  );
}

/** @param {Step[]} steps */
function counts(steps) {
  const names = /** @type {ChoiceVerdict[]} */ (["good", "weak", "wrong"]);
  const tags = names.map((name) => {
    const count = steps.filter(({ choice }) => choice.verdict === name).length;
    return make("span", { class: `tag ${count ? name : "none"}` }, `${choiceVerdict[name]} ${count} 步`);
  });
  return make("p", { class: "counts" }, ...tags);
}

/** What was done, why it is judged so, and the clauses; of the best walk only what was done is open. @param {Scenario} scenario @param {Step} step @param {boolean} mine */
function stepEntry(scenario, { choice }, mine) {
  const why = text("body why", choice.why);
  const named = choice.rests_on?.length ? `依据 ${choice.rests_on.join("、")}` : "";
  const summary = mine ? named : ["理由", named].filter(Boolean).join("和");
  return make(
    "li", {},
    make("p", { class: "did" }, choice.text, " ", verdictTag(choice.verdict)),
    mine ? why : null,
    summary ? make("details", {}, make("summary", {}, summary), mine ? null : why,
      clauseList(choice.rests_on, scenario.clauses ?? {})) : null,
  );
}

/** @param {Scenario} scenario @param {Step[]} steps @param {number} from @param {boolean} mine */
const list = (scenario, steps, from, mine) =>
  make("ol", { class: "steps", start: from + 1 }, ...steps.map((step) => stepEntry(scenario, step, mine)));

/** @param {string} title @param {HTMLElement} steps */
const column = (title, steps) => make("section", { "aria-label": title }, make("h4", {}, title), steps);

/** The steps in common once, then both walks side by side from where they part. @param {Scenario} scenario @param {Walk} walked @param {Step[]} best */
function comparison(scenario, { steps, score }, best) {
  const same = common(steps, best);
  if (same === steps.length) return column("你的走法就是最好的走法", list(scenario, steps, 0, true));
  const title = `${score === scenario.best?.score ? "另一条最好的走法" : "最好的走法"}（${scenario.best?.score} 分）`;
  return make(
    "section", { class: "compare", "aria-label": "对照最好的走法" },
    same ? column(`你的走法和最好的走法，前 ${same} 步一样`, list(scenario, steps.slice(0, same), 0, true)) : null,
    make("p", { class: "parting" }, make("span", {}, "从这里分开")),
    make(
      "div", { class: "columns" },
      column(`你的走法（${score} 分）`, list(scenario, steps.slice(same), same, true)),
      column(title, list(scenario, best.slice(same), same, false)),
    ),
  );
}

/** @param {Scenario} scenario @param {Walk} walked @returns {(Node | null)[]} */
export function debrief(scenario, walked) {
  const node = scenario.nodes[walked.node];
  const reached = node.ending ?? "fair";
  const scale = scaleOf(scenario);
  const graded = grade(reached, walked.score, scale, walked.violated);
  const best = scenario.best ? walk(scenario, scenario.best.path).steps : null;
  return [
    make("h4", { class: `ending ${graded}` }, `结局：${ending[graded]}`),
    text("said", node.text),
    make("p", { class: "score" }, "得分 ", make("b", {}, walked.score)),
    scale && scaleBar(scale, walked.score),
    scale && text("small", ruleWords(scale, reached, graded, walked)),
    redLines(scenario, walked.steps),
    counts(walked.steps),
    make("h4", {}, "复盘"),
    text("body", node.debrief),
    clauseList(node.rests_on, scenario.clauses ?? {}),
    best ? comparison(scenario, walked, best) : column("回头看每一步", list(scenario, walked.steps, 0, true)),
  ];
}
