import assert from "node:assert/strict";
import { test } from "node:test";
import { common, fraction, grade, ordered, scaleOf, walk } from "../../src/lianbing/widgets/static/practice/walking.js";
import { vectors } from "./vectors.js";

const { scenarios, walks, grades, orders } = vectors("scenario.json");
const byId = Object.fromEntries(scenarios.map((scenario) => [scenario.id, scenario]));

for (const { scenario, path, state, score, node, violated = false } of walks) {
  test(`${scenario}: ${path.join(" ") || "(start)"}`, () => {
    const walked = walk(byId[scenario], path);
    assert.deepEqual(walked.state, state);
    assert.equal(walked.score, score);
    assert.equal(walked.node, node);
    if (scenario === "marked") assert.equal(walked.violated, violated);
  });
}

for (const { scenario, node, seed, order } of orders) {
  test(`order: ${scenario} ${node} ${seed}`, () =>
    assert.deepEqual(ordered(byId[scenario], node, seed).map(({ id }) => id), order));
}

test("a step that the time is too short for tells so, and does nothing", () => {
  const { steps } = walk(byId.marked, ["slow", "mend"]);
  assert.deepEqual(steps.map(({ consequence }) => consequence), ["slow 之后", "这一步还没有做完，时间就到了。"]);
  assert.deepEqual(steps[1].state, { compliance: 60, time: 0 });
});

test("steps know what they left behind", () => {
  const { steps } = walk(byId.marked, ["promise", "mend"]);
  assert.deepEqual(steps.map(({ flags }) => flags.includes("promise")), [true, false]);
});

test("best and worst paths reach the scores they state", () => {
  for (const { best, worst, ...scenario } of scenarios) {
    for (const extreme of [best, worst].filter(Boolean)) {
      assert.equal(walk(scenario, extreme.path).score, extreme.score, scenario.id);
    }
  }
});

test("steps hold where each choice was made and the state after it", () => {
  const { steps } = walk(byId.supply, ["listen", "honest"]);
  assert.deepEqual(steps.map(({ node, choice }) => [node, choice.id]), [["greet", "listen"], ["explain", "honest"]]);
  assert.deepEqual(steps[0].state, { satisfaction: 60, compliance: 100, time: 8 });
});

test("walking leaves the scenario as it is", () => {
  const before = JSON.stringify(byId.supply);
  walk(byId.supply, ["argue", "leave"]);
  assert.equal(JSON.stringify(byId.supply), before);
});

test("a choice that the node does not have is an error", () => {
  assert.throws(() => walk(byId.supply, ["honest"]), RangeError);
  assert.throws(() => walk(byId.supply, ["listen", "honest", "listen"]), RangeError);
});

for (const { why, ending, score, grade: expected, violated, ...scale } of grades) {
  test(`grade: ${why}`, () => assert.equal(grade(ending, score, scale, violated), expected));
}

test("a scenario without best and worst is graded by its ending alone", () => {
  assert.equal(scaleOf(byId.signed), null);
  assert.equal(grade("good", "-6.05", null), "good");
  assert.equal(grade("good", "-6.05", null, true), "fair");
});

test("a low score takes a good ending down", () => {
  const scale = scaleOf(byId.supply);
  const graded = (...path) => {
    const { node, score } = walk(byId.supply, path);
    return [byId.supply.nodes[node].ending, grade(byId.supply.nodes[node].ending, score, scale)];
  };
  assert.deepEqual(graded("listen", "honest"), ["good", "good"]);
  assert.deepEqual(graded("argue", "promise", "withdraw"), ["good", "bad"]);
  assert.deepEqual(graded("listen", "leave"), ["bad", "bad"]);
});

test("the way from worst to best stays between nothing and all", () => {
  const scale = { best: "80", worst: "40", grades: {} };
  assert.deepEqual(["30", "40", "50", "80", "90"].map((score) => fraction(score, scale)), [0, 0, 0.25, 1, 1]);
  assert.equal(fraction("7", { best: "7", worst: "7", grades: {} }), 1);
});

test("walks have their steps in common until a choice differs", () => {
  const steps = (...path) => walk(byId.supply, path).steps;
  const best = steps("listen", "honest");
  assert.equal(common(steps("listen", "honest"), best), 2);
  assert.equal(common(steps("listen", "promise", "withdraw"), best), 1);
  assert.equal(common(steps("wait", "honest"), best), 0);
  assert.equal(common(steps("listen"), best), 1);
  const loops = walk(byId.signed, ["up", "up", "stop"]).steps;
  assert.equal(common(loops, walk(byId.signed, ["up", "stop"]).steps), 1);
});
