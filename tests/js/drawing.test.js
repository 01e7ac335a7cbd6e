import assert from "node:assert/strict";
import { test } from "node:test";
import { drawSome } from "../../src/lianbing/widgets/static/practice/drawing.js";
import { seeded } from "./making.js";

const IDS = Array.from({ length: 12 }, (_, index) => `item-${index}`);

test("draws as many as asked, each once, from the list", () => {
  const drawn = drawSome(IDS, 5, [], seeded(1));
  assert.equal(drawn.length, 5);
  assert.equal(new Set(drawn).size, 5);
  assert.ok(drawn.every((id) => IDS.includes(id)));
});

test("what was drawn last time comes only when the others are used up", () => {
  for (let seed = 0; seed < 50; seed++) {
    const last = drawSome(IDS, 7, [], seeded(seed));
    const now = drawSome(IDS, 7, last, seeded(seed + 1000));
    assert.equal(now.filter((id) => last.includes(id)).length, 2);
  }
});

test("every item can come in every place", () => {
  const firsts = new Set(Array.from({ length: 500 }, (_, seed) => drawSome(IDS, 3, IDS.slice(0, 2), seeded(seed))[0]));
  assert.equal(firsts.size, 10);
});

test("asking for more than there is gives all; the list stays as it is", () => {
  const before = [...IDS];
  assert.deepEqual([...drawSome(IDS, 99, ["gone"])].sort(), [...IDS].sort());
  assert.deepEqual(IDS, before);
});
