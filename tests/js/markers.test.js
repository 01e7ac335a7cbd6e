"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { lianbing, vectors } = require("./load.js");

for (const { kind, rule, class: sort, key, answer, verdict, fraction } of vectors("markers.json").cases) {
  test(`${kind} ${rule ?? ""}: ${sort} ${JSON.stringify(answer)}`, () => {
    const score = lianbing.score(key, answer);
    assert.equal(score.verdict, verdict);
    assert.ok(Math.abs(score.fraction - fraction) < 1e-9, `${score.fraction} for ${fraction}`);
  });
}
