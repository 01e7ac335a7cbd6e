import assert from "node:assert/strict";
import { test } from "node:test";
import { meansNumber, printedUnit, readAmounts, tidy } from "../../src/lianbing/widgets/static/core/amounts.js";
import { toString } from "../../src/lianbing/widgets/static/core/decimal.js";
import { wellFormed } from "../../src/lianbing/widgets/static/items/item-view.js";
import { score, unreadableWords } from "../../src/lianbing/widgets/static/items/types.js";
import { vectors } from "./vectors.js";

test("how a number is read", () => {
  for (const { text, after, unit, numbers, number } of vectors("amounts.json").cases) {
    const tidied = tidy(text);
    assert.equal(printedUnit(after), unit, after);
    assert.deepEqual([...new Set(readAmounts(tidied, unit).map(toString))].sort(), numbers, JSON.stringify(text));
    assert.equal(meansNumber(tidied), number, JSON.stringify(text));
  }
});

for (const { stem, blanks, traditional, answers } of vectors("blanks.json").cases) {
  test(`a blank: ${stem}`, () => {
    for (const [verdict, typed] of Object.entries(answers)) {
      for (const answer of typed) {
        const asked = { stem, practice: { traditional } };
        assert.equal(score({ type: "fill", blanks, rule: "each" }, [answer].flat(), asked).verdict, verdict, JSON.stringify(answer));
      }
    }
  });
}

test("a unit in traditional characters is read where the page has them", () => {
  const key = { type: "numeric", value: "12000", absolute: "0", relative: "0", unit: "户" };
  assert.equal(score(key, "1.2萬戶", { practice: { traditional: { 萬: "万", 戶: "户" } } }).verdict, "correct");
  assert.equal(score(key, "1.2萬戶").verdict, "malformed");
});

test("half an emoji is not handed in", () => {
  assert.equal(wellFormed("50\ud83d"), "50");
  assert.deepEqual(wellFormed(["👍\ude00", null]), ["👍", null]);
  assert.deepEqual(wellFormed({ 1: "B" }), { 1: "B" });
  assert.equal(wellFormed(true), true);
});

test("of a blank that can't be read it is said how to write a number", () => {
  assert.match(unreadableWords({ type: "fill" }), /写法看不准/);
});
