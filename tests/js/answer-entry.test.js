import assert from "node:assert/strict";
import { test } from "node:test";
import { answerEntry } from "../../src/lianbing/widgets/static/jupyter/answer-entry.js";
import { vectors } from "./vectors.js";

const options = [{ id: "A", text: "三十户" }, { id: "B", text: "二十户" }];
const item = {
  kind: "item", id: "vis-0001", type: "single", stem: "每天几户？", options,
  practice: { key: { type: "single", correct: "A", options: ["A", "B"] },
    variants: [{ stem: "另一问", key: {}, options: [{ id: "A", text: "四十户" }, { id: "B", text: "五十户" }] }] },
};
const answered = (detail) => ({ item: "vis-0001", answer: "B", verdict: "wrong", fraction: 0, ...detail });
const toldOf = (event, data, detail) => {
  const { at, ...rest } = answerEntry(event, data, detail);
  assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  return rest;
};

test("a question tells its answer in words", () => {
  assert.deepEqual(toldOf("lb-answer", item, answered()),
    { event: "lb-answer", part: "", verdict: "wrong", score: 0, text: "B. 二十户", answer: "B" });
});

test("a variant tells the words that were shown", () => {
  const { text, variant } = toldOf("lb-answer", item, answered({ variant: 1 }));
  assert.deepEqual([text, variant], ["B. 五十户", 1]);
});

test("a field is told without its task, an item of a self-test by its id", () => {
  const field = { ...item, id: "ratio.share", type: "numeric", options: undefined };
  const task = { kind: "task", id: "ratio", fields: [item, field] };
  const { part, text } = toldOf("lb-answer", task, answered({ item: "ratio.share", answer: "12.5", task: "ratio" }));
  assert.deepEqual([part, text], ["share", "12.5"]);
  const selftest = { kind: "selftest", id: "check-flow", items: [field, item] };
  const asked = toldOf("lb-answer", selftest, answered({ selftest: "check-flow" }));
  assert.deepEqual([asked.part, asked.text], ["vis-0001", "B. 二十户"]);
});

test("an open question tells what the learner rated, and that it is only rated anew", () => {
  const open = { kind: "item", id: "vis-0001", type: "short", stem: "说说看", practice: { key: { type: "open" } } };
  const detail = { item: "vis-0001", answer: "先听", verdict: "review", fraction: 0 };
  assert.equal(toldOf("lb-answer", open, { ...detail, self: 0 }).rated, undefined);
  const again = toldOf("lb-answer", open, { ...detail, self: 0.5, ticked: [1] });
  assert.deepEqual([again.score, again.rated, again.text], [0.5, true, "先听"]);
});

test("a scenario tells every choice, and its end with the grade", () => {
  const [supply] = vectors("scenario.json").scenarios;
  const detail = { scenario: "supply", node: "greet", choice: "argue", verdict: "wrong", step: 1, path: ["argue"] };
  assert.deepEqual(toldOf("lb-choice", supply, detail),
    { event: "lb-choice", part: "greet", verdict: "wrong", score: null, text: "选 argue", path: ["argue"] });
  const end = { scenario: "supply", path: ["argue", "honest"], score: "50", fraction: 0.25, ending: "bad", reached: "good" };
  assert.deepEqual(toldOf("lb-scenario-end", supply, end),
    { event: "lb-scenario-end", part: "", verdict: "bad", score: 0.25, text: "没有处理好，50 分", path: ["argue", "honest"] });
});

test("the end of a self-test is told by its items", () => {
  assert.equal(answerEntry("lb-selftest-end", {}, { selftest: "c", right: 1, count: 2, wrong: [] }), null);
});
