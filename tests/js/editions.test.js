import assert from "node:assert/strict";
import { test } from "node:test";
import * as values from "../../src/lianbing/widgets/static/practice/values.js";
import * as editions from "../../src/lianbing/widgets/static/study/editions.js";

const EXAM = { id: "e", title: "卷", worth: "2", sets: [{ sections: [{ title: "一", worth: "1", items: ["a", "b"] }] }] };
const catalogue = (digests) => ({
  edition: "", parts: [], topics: {}, clauses: {},
  chapters: { c: { items: Object.entries(digests).map(([id, digest]) => ({ id, digest })) } },
});
const NOW = catalogue({ a: "1", b: "2", other: "3" });
const SAT = { set: 0, digests: { a: "1", b: "2" } };

test("a set's digests are those of its questions alone", () => {
  assert.deepEqual(editions.digests(NOW, EXAM, 0), SAT.digests);
  assert.deepEqual(editions.digests(NOW, EXAM, 7), {});
});

test("a sitting is the same while its questions and keys are", () => {
  assert.equal(editions.isSame(NOW, EXAM, SAT), true);
  assert.equal(editions.isSame(catalogue({ a: "1", b: "new" }), EXAM, SAT), false);
  assert.equal(editions.isSame(catalogue({ a: "1" }), EXAM, SAT), false);
  assert.equal(editions.isSame(NOW, { ...EXAM, sets: [{ sections: [{ items: ["a", "other"] }] }] }, SAT), false);
  assert.equal(editions.isSame(NOW, EXAM, { ...SAT, set: 1 }), false);
  assert.equal(editions.isSame(NOW, EXAM, { set: 0 }), false);
});

test("digests of a kept run are texts by id, if it has any", () => {
  const run = { at: "2026-11-20T08:00:00+08:00", set: 0, score: "1", total: "2", minutes: 1, answers: { a: "A" }, wrong: [] };
  const isState = (digests) => values.isKind("exam", { running: null, done: [{ ...run, ...digests }] });
  assert.ok(isState({}));
  assert.ok(isState({ digests: { a: "1" } }));
  for (const digests of [{ a: 1 }, ["1"], "1", null]) assert.equal(isState({ digests }), false);
});
