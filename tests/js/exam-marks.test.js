import assert from "node:assert/strict";
import { test } from "node:test";
import { clock } from "../../src/lianbing/widgets/static/exam/clock.js";
import * as entries from "../../src/lianbing/widgets/static/practice/entry.js";
import { examEntry, examMarks } from "../../src/lianbing/widgets/static/study/exam-marks.js";

const single = (id, worth) => ({
  kind: "item", id, type: "single", stem: id, worth,
  practice: { key: { type: "single", correct: "A", options: ["A", "B"] } },
});
const matching = (id, worth, pairs) => ({
  kind: "item", id, type: "matching", stem: id, worth,
  practice: { key: { type: "matching", pairs, options: Object.values(pairs), rule: "each" } },
});
const open = (id, worth) => ({
  kind: "item", id, type: "case", stem: id, worth, practice: { key: { type: "open", scoring_points: [], model: "", ordered: false } },
});

test("a section's marks are the fractions of its points, rounded half up to two places", () => {
  const thirds = matching("m-1", "5", { 1: "A", 2: "B", 3: "C" });
  const { sections, score, total } = examMarks(
    [{ title: "一", items: [single("s-1", "2"), single("s-2", "2")] }, { title: "二", items: [thirds] }],
    { "s-1": "A", "s-2": "B", "m-1": { 1: "A", 2: "B", 3: null } }, {});
  assert.deepEqual(sections.map((section) => [section.title, section.score, section.total, section.right]),
    [["一", "2", "4", 1], ["二", "3.33", "5", 0]]);
  assert.deepEqual([score, total], ["5.33", "9"]);
});

test("a half of a hundredth rounds up, also where the fraction is a binary float", () => {
  const pairs = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [String(index), `o${index}`]));
  const answer = { 0: "o0" };
  const eighth = examMarks([{ title: "", items: [matching("m", "0.2", pairs)] }], { m: answer }, {});
  assert.equal(eighth.score, "0.03"); // 0.025
  const third = examMarks(
    [{ title: "", items: [matching("m", "0.045", { 1: "A", 2: "B", 3: "C" })] }], { m: { 1: "A" } }, {});
  assert.equal(third.score, "0.02"); // 0.015, and 0.333333333333 × 0.045 is less
});

test("what nobody answered or nobody can read earns nothing", () => {
  const { sections } = examMarks([{ title: "", items: [single("a", "2"), single("b", "2")] }], { b: "Z" }, {});
  assert.deepEqual(sections[0].marks.map(({ score, right }) => [score.verdict, right]), [["empty", false], ["malformed", false]]);
  assert.equal(sections[0].score, "0");
});

test("open questions count by the learner's own rating", () => {
  const items = [open("c-1", "30"), open("c-2", "30"), open("c-3", "10")];
  const { score, sections } = examMarks([{ title: "", items }], { "c-1": "写了", "c-2": "也写了", "c-3": null }, { "c-1": 0.9 });
  assert.equal(score, "27");
  assert.deepEqual(sections[0].marks.map(({ right }) => right), [true, false, false]);
});

test("items are numbered through all sections", () => {
  const { sections } = examMarks(
    [{ title: "", items: [single("a", "1")] }, { title: "", items: [single("b", "1"), single("c", "1")] }], {}, {});
  assert.deepEqual(sections.flatMap(({ marks }) => marks.map(({ number }) => number)), [1, 2, 3]);
});

test("the clock says what is left and what was used", () => {
  const at = (seconds) => Date.parse("2026-11-02T09:00:00+08:00") + seconds * 1000;
  const started = "2026-11-02T09:00:00+08:00";
  assert.deepEqual(clock(started, 20, at(61)), { text: "剩余 18:59 · 已用 01:01", short: "剩余 18:59", left: 1139 });
  assert.deepEqual(clock(started, 1, at(90)), { text: "已超时 00:30 · 已用 01:30", short: "已超时 00:30", left: -30 });
  assert.deepEqual(clock(started, undefined, at(5)), { text: "已用 00:05", short: "已用 00:05", left: null });
  assert.equal(clock(started, 20, at(-5)).text, "剩余 20:00 · 已用 00:00");
});

test("a question that was left out or can't be read is kept as missed, an open one that was left out isn't kept", () => {
  const { key } = single("a", "2").practice;
  const missed = { verdict: "wrong", fraction: 0 };
  assert.deepEqual(examEntry(key, { verdict: "empty", fraction: 0 }), missed);
  assert.deepEqual(examEntry(key, { verdict: "malformed", fraction: 0 }), missed);
  assert.deepEqual(examEntry(key, { verdict: "partial", fraction: 0.5 }), { verdict: "partial", fraction: 0.5 });
  assert.equal(examEntry(open("c", "2").practice.key, { verdict: "empty", fraction: 0 }), null);
  const entry = entries.answered(null, { item: "a", answer: null, ...missed }, {}, "2026-11-21T09:00:00+08:00");
  assert.ok(entries.isEntry(entry));
  assert.deepEqual(entry.wrong, { since: "2026-11-21", right: [] });
});
