/* Which keys turn the pages of slides, and how their clock counts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockWords } from "../../src/lianbing/widgets/static/slides/clock.js";
import { direction } from "../../src/lianbing/widgets/static/core/turning.js";

test("a clicker turns pages wherever the focus is, arrows only where they write nothing", () => {
  assert.equal(direction("PageDown", true), 1);
  assert.equal(direction("PageUp", false), -1);
  assert.equal(direction("ArrowRight", false), 1);
  assert.equal(direction("ArrowLeft", true), 0);
  assert.equal(direction(" ", false), 0);
  assert.equal(direction("ArrowDown", false), 0);
});

test("the clock goes on below nought", () => {
  assert.equal(clockWords(0), "0:00");
  assert.equal(clockWords(65_000), "1:05");
  assert.equal(clockWords(-601_000), "-10:01");
});
