"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { lianbing, vectors } = require("./load.js");

for (const { name, key, answer, verdict, fraction } of vectors("scoring.json").cases) {
  test(name, () => {
    const score = lianbing.score(key, answer);
    assert.equal(score.verdict, verdict);
    assert.ok(Math.abs(score.fraction - fraction) < 1e-9, `${score.fraction} for ${fraction}`);
  });
}

test("a key of an unknown type is an error, never a score", () => {
  assert.throws(() => lianbing.score({ type: "essay" }, "text"), TypeError);
});

test("each score is an object of its own", () => {
  const key = { type: "truefalse", correct: true };
  lianbing.score(key, true).fraction = 0;
  assert.equal(lianbing.score(key, true).fraction, 1);
});

test("readNumber gives the exact number, or null", () => {
  const read = (text, unit) => {
    const number = lianbing.readNumber(text, unit);
    return number && lianbing.decimal.toString(number);
  };
  assert.equal(read("１，２００．５０ 户", "户"), "1200.5");
  assert.equal(read("0.3%", ""), "0.003");
  assert.equal(read("1,20", ""), null);
  assert.equal(read("", ""), null);
});
