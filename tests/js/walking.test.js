"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { lianbing, vectors } = require("./load.js");

const { scenarios, walks } = vectors("scenario.json");
const byId = Object.fromEntries(scenarios.map((scenario) => [scenario.id, scenario]));

for (const { scenario, path, state, score, node } of walks) {
  test(`${scenario}: ${path.join(" ") || "(start)"}`, () => {
    const walked = lianbing.walk(byId[scenario], path);
    assert.deepEqual(walked.state, state);
    assert.equal(walked.score, score);
    assert.equal(walked.node, node);
  });
}

test("best and worst paths reach the scores they state", () => {
  for (const { best, worst, ...scenario } of scenarios) {
    for (const extreme of [best, worst].filter(Boolean)) {
      assert.equal(lianbing.walk(scenario, extreme.path).score, extreme.score, scenario.id);
    }
  }
});

test("steps hold where each choice was made and the state after it", () => {
  const { steps } = lianbing.walk(byId.supply, ["listen", "honest"]);
  assert.deepEqual(steps.map(({ node, choice }) => [node, choice.id]), [["greet", "listen"], ["explain", "honest"]]);
  assert.deepEqual(steps[0].state, { satisfaction: 60, compliance: 100, time: 8 });
});

test("walking leaves the scenario as it is", () => {
  const before = JSON.stringify(byId.supply);
  lianbing.walk(byId.supply, ["argue", "leave"]);
  assert.equal(JSON.stringify(byId.supply), before);
});

test("a choice that the node does not have is an error", () => {
  assert.throws(() => lianbing.walk(byId.supply, ["honest"]), RangeError);
  assert.throws(() => lianbing.walk(byId.supply, ["listen", "honest", "listen"]), RangeError);
});
