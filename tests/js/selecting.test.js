import assert from "node:assert/strict";
import { test } from "node:test";
import { add } from "../../src/lianbing/widgets/static/core/dates.js";
import * as entries from "../../src/lianbing/widgets/static/practice/entry.js";
import * as scheduler from "../../src/lianbing/widgets/static/practice/scheduler.js";
import {
  askable, daily, forecast, progress, streak, weakClauses, weakTopics, wrongBook,
} from "../../src/lianbing/widgets/static/study/selecting.js";
import { RIGHT, WRONG, oneOf, seeded } from "./making.js";

const DAY = "2026-11-21";
const TYPES = ["single", "multiple", "truefalse", "numeric", "short"];

/** Four chapters of twelve items, out of the order of their ids. */
function shelf() {
  const chapterOf = (/** @type {string} */ name, /** @type {number} */ place) => ({
    title: name, href: `${name}.html`, minutes: 20,
    items: Array.from({ length: 12 }, (_, index) => ({
      id: `${name}-${index}`, digest: `d-${name}-${index}`, type: TYPES[index % TYPES.length], topic: `t-${name}`,
      rests_on: [`C-${place}`, ...(index ? [] : ["C-ALL"])],
    })),
    tasks: place === 1 ? [{ id: "ratio", title: "存销比", fields: [{ id: "ratio.days", digest: "d-ratio.days" }, { id: "ratio.boxes", digest: "d-ratio.boxes" }] }] : [],
    scenarios: place === 2 ? [{ id: "complaint", title: "投诉" }, { id: "minor", title: "未成年人" }] : [],
  });
  const names = ["visit", "market", "duty", "law"];
  return {
    edition: "2026-11",
    parts: [{ title: "上", chapters: ["visit", "market"] }, { title: "下", chapters: ["duty", "law"] }],
    chapters: Object.fromEntries([...names].reverse().map((name) => [name, chapterOf(name, names.indexOf(name))])),
    topics: { "t-visit": "走访流程", "t-market": "市场" },
    clauses: Object.fromEntries(["C-0", "C-1", "C-2", "C-3", "C-ALL"].map((id) => [id, { title: `条款 ${id}` }])),
  };
}

const catalogue = /** @type {any} */ (shelf());

/** @param {Record<string, [string, object][]>} answers by item: on which day, how @returns {any} */
function learnt(answers, days = {}) {
  const items = Object.entries(answers).map(([id, tries]) => [id, tries.reduce((entry, [day, detail]) =>
    entries.answered(entry, detail, { digest: `d-${id}` }, `${day}T09:00:00+08:00`), null)]);
  return { schema: "lianbing/record@1", edition: "", at: "", items: Object.fromEntries(items), scenarios: {}, checks: {}, exams: {}, days };
}

/** @param {string} id */
const chapterOf = (id) => id.split("-")[0];
/** @param {string} id */
const typeOf = (id) => TYPES[Number(id.split("-")[1]) % TYPES.length];

test("a beginner gets ten new ones of the first chapter, not too many of one type", () => {
  const ids = daily(catalogue, learnt({}), { day: DAY });
  assert.equal(new Set(ids).size, 10);
  assert.ok(ids.every((id) => chapterOf(id) === "visit"));
  for (const type of TYPES) assert.ok(ids.filter((id) => typeOf(id) === type).length <= (type === "short" ? 2 : 4), type);
});

test("what was answered in a chapter today has had its turn, right or wrong", () => {
  const record = learnt({ "law-0": [[DAY, WRONG]], "law-1": [[DAY, RIGHT]], "visit-0": [["2026-11-01", WRONG], [DAY, RIGHT]] });
  const ids = daily(catalogue, record, { day: DAY });
  assert.equal(ids.length, 10);
  assert.deepEqual(ids.filter((id) => record.items[id]), []);
});

test("what is due comes first, what is most likely forgotten before the rest", () => {
  const record = learnt({
    "law-0": [["2026-11-10", RIGHT]], "law-1": [["2026-11-01", RIGHT]], "law-2": [["2026-11-20", WRONG]], "law-3": [[DAY, RIGHT]],
  });
  const ids = daily(catalogue, record, { day: DAY });
  const recall = (/** @type {string} */ id) => scheduler.recall(record.items[id].card, DAY);
  assert.deepEqual(ids.slice(0, 3), ["law-0", "law-1", "law-2"].sort((a, b) => recall(a) - recall(b)));
  assert.ok(!ids.includes("law-3"));
});

test("then the 错题本, but not what was right today already", () => {
  const late = add(DAY, -1);
  const record = learnt({
    "duty-0": [[late, WRONG], [late, RIGHT], [late, RIGHT], [late, RIGHT]], "duty-1": [[late, WRONG], [DAY, RIGHT]], "duty-2": [["2026-10-01", RIGHT]],
  });
  record.items["duty-0"].card.due = add(DAY, 3);
  record.items["duty-1"].card.due = add(DAY, 3);
  assert.deepEqual(daily(catalogue, record, { day: DAY }).slice(0, 2), ["duty-2", "duty-0"]);
  assert.ok(!daily(catalogue, record, { day: DAY }).includes("duty-1"));
});

test("new ones are of chapters begun, then of the next in the order of the syllabus", () => {
  const begun = learnt(Object.fromEntries([0, 1, 2, 3, 4, 5].map((index) => [`duty-${index}`, [[DAY, RIGHT]]])));
  const ids = daily(catalogue, begun, { day: DAY });
  assert.equal(ids.length, 10);
  assert.deepEqual(ids.map(chapterOf), [...Array(6).fill("duty"), ...Array(4).fill("visit")]);
});

test("a changed item is due again", () => {
  const record = learnt({ "law-4": [[DAY, RIGHT]] });
  record.items["law-4"].digest = "an older edition's";
  assert.equal(daily(catalogue, record, { day: DAY })[0], "law-4");
});

test("variety doesn't push out what is due", () => {
  const singles = ["visit", "market", "duty", "law"].flatMap((name) => [`${name}-0`, `${name}-5`, `${name}-10`]);
  const record = learnt(Object.fromEntries(singles.map((id) => [id, [["2026-10-01", RIGHT]]])));
  const ids = daily(catalogue, record, { day: DAY });
  assert.equal(ids.length, 10);
  assert.ok(ids.every((id) => singles.includes(id)));
});

test("new ones make up for the types that are due", () => {
  const singles = ["duty-0", "law-0", "market-0", "visit-0"];
  const record = learnt(Object.fromEntries(singles.map((id) => [id, [["2026-10-01", RIGHT]]])));
  for (const seed of "abcdefghij") {
    const ids = daily(catalogue, record, { day: DAY, seed });
    assert.equal(ids.length, 10);
    assert.deepEqual(ids.filter((id) => typeOf(id) === "single").sort(), singles);
  }
});

test("the day's ten stay the day's ten, whatever is answered; the next day others come", () => {
  const random = seeded(5);
  const first = daily(catalogue, learnt({}), { day: DAY });
  const answers = Object.fromEntries(first.slice(0, 6).map((id) => [id, [[DAY, oneOf([RIGHT, WRONG], random)]]]));
  const days = { [DAY]: { answered: 6, right: 3, daily: [...first, "gone-1"] } };
  assert.deepEqual(daily(catalogue, learnt(answers, days), { day: DAY }), first);
  assert.deepEqual(daily(catalogue, learnt({}), { day: DAY, seed: "a" }), daily(catalogue, learnt({}), { day: DAY, seed: "a" }));
  const draws = new Set(Array.from({ length: 20 }, (_, index) => daily(catalogue, learnt({}), { day: add(DAY, index) }).join()));
  assert.ok(draws.size > 15);
});

test("whatever is known: never more than asked, never twice, only of the catalogue, as many as there are", () => {
  const all = Object.values(catalogue.chapters).flatMap(({ items }) => items.map(({ id }) => id));
  for (let seed = 0; seed < 300; seed++) {
    const random = seeded(seed);
    const known = all.filter(() => random() < 0.6);
    const record = learnt(Object.fromEntries([...known, "gone-1"].map((id) => [id, Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) =>
      [add("2026-11-01", index * 5 + Math.floor(random() * 5)), oneOf([RIGHT, WRONG], random)])])));
    const count = 1 + Math.floor(random() * 60);
    const ids = daily(catalogue, record, { day: DAY, count });
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => all.includes(id)));
    const due = known.filter((id) => record.items[id].card.due <= DAY).length;
    const possible = due + all.length - known.length;
    assert.ok(ids.length >= Math.min(count, possible) && ids.length <= count, `${seed}`);
    assert.ok(ids.filter((id) => known.includes(id) && record.items[id].card.due <= DAY).length >= Math.min(due, count), `${seed}`);
  }
});

test("the 错题本: the latest first, fields of data exercises too, without what the book no longer has", () => {
  const record = learnt({
    "visit-1": [["2026-11-01", WRONG], ["2026-11-02", RIGHT]], "ratio.days": [["2026-11-05", WRONG]], "law-0": [["2026-11-03", WRONG]],
    "law-1": [["2026-11-03", RIGHT]], "gone-1": [["2026-11-03", WRONG]],
  });
  record.items["law-0"].digest = "older";
  assert.deepEqual(wrongBook(catalogue, record, "2026-11-02"), [
    { id: "ratio.days", chapter: "market", task: "ratio", since: "2026-11-05", right: 0, changed: false, waits: false },
    { id: "law-0", chapter: "law", since: "2026-11-03", right: 0, changed: true, waits: false },
    { id: "visit-1", chapter: "visit", since: "2026-11-01", right: 1, changed: false, waits: true },
  ]);
});

test("of the 错题本, what was right today waits, and fields of data exercises are asked beside their table alone", () => {
  const record = learnt({
    "visit-1": [["2026-11-01", WRONG], ["2026-11-02", RIGHT]], "ratio.days": [["2026-11-01", WRONG]], "law-0": [["2026-11-01", WRONG]],
  });
  assert.deepEqual(askable(wrongBook(catalogue, record, "2026-11-02")), ["law-0"]);
  assert.deepEqual(askable(wrongBook(catalogue, record, "2026-11-03")).sort(), ["law-0", "visit-1"]);
});

test("weak clauses: the worst first; few answers say less than many", () => {
  const days = ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06"];
  const all = (/** @type {object} */ detail) => days.map((day) => /** @type {[string, object]} */ ([day, detail]));
  const record = learnt({
    "visit-1": [["2026-11-01", WRONG], ["2026-11-02", WRONG]], "market-1": [...all(WRONG), ["2026-11-07", RIGHT]],
    "duty-1": all(RIGHT), "duty-2": all(RIGHT), "law-1": [["2026-11-01", WRONG]],
  });
  const weak = weakClauses(catalogue, record);
  assert.deepEqual(weak.map(({ id, tries, right }) => [id, tries, right]), [["C-1", 7, 1], ["C-0", 2, 0]]);
  assert.deepEqual(weak[0].items, ["market-1"]);
  assert.equal(weak[0].title, "条款 C-1");
  assert.ok(weak.every(({ share }) => share > 0 && share < 1));
  assert.deepEqual(weakTopics(catalogue, record).map(({ id, title }) => [id, title]), [["t-market", "市场"], ["t-visit", "走访流程"]]);
});

test("who has answered all right has no weakness, who has answered nothing neither", () => {
  assert.deepEqual(weakClauses(catalogue, learnt({ "visit-1": [["2026-11-01", RIGHT], ["2026-11-02", RIGHT]] })), []);
  assert.deepEqual(weakTopics(catalogue, learnt({})), []);
});

test("progress counts what was answered in its present form, by chapter and in all", () => {
  const record = learnt({ "visit-0": [[DAY, RIGHT]], "visit-1": [[DAY, WRONG]], "visit-2": [[DAY, RIGHT]], "ratio.boxes": [[DAY, RIGHT]], "gone-1": [[DAY, RIGHT]] });
  record.items["visit-2"].digest = "older";
  record.scenarios.complaint = [{ at: "2026-11-20T08:00:00+08:00", path: [], score: "1", ending: "good" }];
  const { overall, chapters } = progress(catalogue, record);
  assert.deepEqual(chapters.visit, { all: 12, done: 2, right: 1, changed: 1, wrong: 1, scenarios: 0, walked: 0 });
  assert.deepEqual([chapters.market.all, chapters.market.done, chapters.duty.scenarios, chapters.duty.walked], [14, 1, 2, 1]);
  for (const name of /** @type {any[]} */ (Object.keys(overall))) {
    assert.equal(overall[name], Object.values(chapters).reduce((sum, chapter) => sum + chapter[name], 0), name);
  }
  assert.deepEqual(Object.keys(chapters), ["visit", "market", "duty", "law"]);
});

test("days in a row go on until a whole day is missed", () => {
  const days = Object.fromEntries([-1, -2, -3, -5].map((count) => [add(DAY, count), { answered: 3, right: 1 }]));
  assert.equal(streak(days, DAY), 3);
  assert.equal(streak({ ...days, [DAY]: { answered: 1, right: 0 } }, DAY), 4);
  assert.equal(streak({ ...days, [add(DAY, -1)]: { answered: 0, right: 0, daily: ["a"] } }, DAY), 0);
  assert.equal(streak({}, DAY), 0);
});

test("the forecast has the coming days, and what is overdue on the first", () => {
  const record = learnt({ "visit-0": [["2026-09-01", RIGHT]], "visit-1": [["2026-11-20", WRONG]], "visit-2": [[DAY, WRONG]], "visit-3": [[DAY, RIGHT]], "gone-1": [[DAY, WRONG]] });
  assert.deepEqual(forecast(catalogue, record, DAY).map(({ due }) => due), [2, 1, 1, 0, 0, 0, 0]);
  assert.deepEqual(forecast(catalogue, record, DAY, 2).map(({ day }) => day), [DAY, "2026-11-22"]);
});
