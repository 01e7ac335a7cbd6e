import assert from "node:assert/strict";
import { test } from "node:test";
import * as decimal from "../../src/lianbing/widgets/static/core/decimal.js";
import { readNumber } from "../../src/lianbing/widgets/static/core/scoring.js";
import { score } from "../../src/lianbing/widgets/static/items/types.js";
import { vectors } from "./vectors.js";

for (const { name, key, answer, verdict, fraction } of vectors("scoring.json").cases) {
  test(name, () => {
    const judged = score(key, answer);
    assert.equal(judged.verdict, verdict);
    assert.ok(Math.abs(judged.fraction - fraction) < 1e-9, `${judged.fraction} for ${fraction}`);
  });
}

test("a key of an unknown type is an error, never a score", () => {
  assert.throws(() => score({ type: "essay" }, "text"), TypeError);
});

test("each score is an object of its own", () => {
  const key = { type: "truefalse", correct: true };
  score(key, true).fraction = 0;
  assert.equal(score(key, true).fraction, 1);
});

test("readNumber gives the exact number, or null", () => {
  const read = (text, unit) => {
    const number = readNumber(text, unit);
    return number && decimal.toString(number);
  };
  assert.equal(read("１，２００．５０ 户", "户"), "1200.5");
  assert.equal(read("0.3%", ""), "0.003");
  assert.equal(read("1,20", ""), null);
  assert.equal(read("", ""), null);
});
