import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../src/lianbing/widgets/static/core/folding.js";
import { vectors } from "./vectors.js";

const { cases } = vectors("folding.json");

test("the shared vectors", () => {
  for (const { text, folded } of cases) assert.equal(fold(text), folded, JSON.stringify(text));
});

test("folding what is folded changes nothing", () => {
  for (const { folded } of cases.filter(({ folded: text }) => !/[零一二两三四五六七八九十百千万]/.test(text))) {
    assert.equal(fold(folded), folded);
  }
});

/** 12345 → 一万二千三百四十五, by the book. */
function written(number) {
  const digits = "零一二三四五六七八九";
  const below = (n, head) => {
    let text = "";
    let gap = false;
    for (const [unit, place] of [["千", 1000], ["百", 100], ["十", 10], ["", 1]]) {
      const count = Math.floor(n / place) % 10;
      if (count && gap) text += "零";
      if (count) text += digits[count] + unit;
      gap = count === 0 && (text !== "" || !head);
    }
    return head && n >= 10 && n < 20 ? text.slice(1) : text;
  };
  const [high, low] = [Math.floor(number / 10000), number % 10000];
  if (!high) return below(low, true);
  return `${below(high, true)}万${low ? below(low, false) : ""}`;
}

test("every number reads as it is written", () => {
  assert.equal(written(10), "十");
  assert.equal(written(1005), "一千零五");
  assert.equal(written(200500), "二十万零五百");
  for (let number = 1; number < 12000; number++) assert.equal(fold(written(number)), String(number), written(number));
  for (const number of [100000, 120000, 205000, 1000000, 10000001, 99999999]) {
    assert.equal(fold(written(number)), String(number), written(number));
  }
});
