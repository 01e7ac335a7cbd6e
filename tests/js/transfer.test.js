import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as entries from "../../src/lianbing/widgets/static/practice/entry.js";
import { exportText, fileName, readRecord } from "../../src/lianbing/widgets/static/study/transfer.js";
import { RIGHT, WRONG, oneOf, seeded } from "./making.js";

const AT = "2026-11-21T09:00:00+08:00";

/** A record with something of everything. @param {number} seed @returns {any} */
function made(seed) {
  const random = seeded(seed);
  const items = Object.fromEntries(Array.from({ length: 8 }, (_, index) =>
    [`vis-${index}`, entries.answered(null, oneOf([RIGHT, WRONG], random), { digest: "d" }, AT)]));
  return {
    schema: "lianbing/record@1", edition: "2026-11", at: AT, items: { ...items, "stock-ratio.days": items["vis-0"] },
    scenarios: { "complaint-supply": [{ at: AT, path: ["listen", "explain"], score: "82.5", ending: "good" }] },
    checks: { "check-visit-flow": [{ at: AT, right: 7, count: 10 }] },
    exams: { half: [{ at: AT, set: 1, score: "80", total: "100", minutes: 41.5, answers: { a: null, b: ["A"], c: { 1: "B" } }, wrong: ["b"] }] },
    days: { "2026-11-21": { answered: 9, right: 4, daily: ["vis-0"] } },
  };
}

/** The same file with one thing changed and its checksum made right again. @param {(data: any) => void} change */
function forged(change) {
  const data = JSON.parse(JSON.stringify(made(1)));
  change(data);
  return exportText(data);
}

test("what is exported is read back the same, also with a byte order mark and other line ends", () => {
  for (let seed = 0; seed < 20; seed++) {
    const record = made(seed);
    const text = exportText(record);
    for (const arrived of [text, `\uFEFF${text}`, text.replace("\n", "\r\n"), text.trim()]) {
      assert.deepEqual(readRecord(arrived), { record: JSON.parse(JSON.stringify(record)) });
    }
  }
});

test("the recorded file, which Python's declaration is held against, is read and written the same", () => {
  const text = readFileSync(new URL("../unit/wire/recorded/record-1.json", import.meta.url), "utf8");
  const { record } = readRecord(text);
  assert.ok(record);
  assert.equal(exportText(record), text);
});

test("odd numbers, signs and names are written as Python's reader of records expects them", () => {
  const text = readFileSync(new URL("../vectors/record-numbers.json", import.meta.url), "utf8");
  const { checksum, ...record } = JSON.parse(text);
  assert.equal(exportText(record), text);
});

test("the same record is the same text, whatever the order of its parts", () => {
  const record = made(1);
  const turned = Object.fromEntries(Object.entries(record).reverse());
  turned.items = Object.fromEntries(Object.entries(record.items).reverse());
  assert.equal(exportText(/** @type {any} */ (turned)), exportText(record));
});

test("the file's name says what it is and of which day", () => {
  assert.equal(fileName(new Date(2026, 10, 5, 23, 59)), "练兵学习记录-2026-11-05.json");
});

test("any one character changed is noticed", () => {
  const text = exportText(made(1));
  const random = seeded(7);
  for (let times = 0; times < 500; times++) {
    const place = Math.floor(random() * text.trimEnd().length);
    const other = oneOf([..."0123456789abcdefxyz {}[]\",:"].filter((char) => char !== text[place]), random);
    const { record, problem } = readRecord(text.slice(0, place) + other + text.slice(place + 1));
    assert.ok(record === undefined && problem, `${place}: ${text[place]} → ${other}`);
  }
});

test("a part of a file is never taken for a whole one", () => {
  const text = exportText(made(1)).trimEnd();
  for (let length = 0; length < text.length; length += 41) assert.match(readRecord(text.slice(0, length)).problem, /没有传完整/);
});

test("what is no record of ours is named for what it is", () => {
  const cases = [
    ["练兵", /不是学习记录/], ["", /读不出来/], ["{", /读不出来/], ["<html></html>", /不是学习记录/],
    ["null", /不是学习记录/], ["[]", /不是学习记录/], ["5", /不是学习记录/], ['{"schema":"lianbing/submission@1"}', /不是学习记录/],
    ['{"nbformat":4,"cells":[]}', /不是学习记录/], ['{"schema":{"a":1}}', /不是学习记录/],
    ['{"schema":"lianbing/record@2","whatever":true}', /更新版本/], ['{"schema":"lianbing/record@10"}', /更新版本/],
    ['{"schema":"lianbing/record@1"}', /损坏/], ['{"schema":"lianbing/record@0"}', /损坏/],
    [`{"schema":"lianbing/record@1","x":"${"x".repeat(12_000_000)}"}`, /太大/],
  ];
  for (const [text, problem] of cases) {
    assert.match(readRecord(text).problem, problem, text.slice(0, 60));
    assert.match(readRecord(text).problem, /。这台设备上原有的记录没有动。$/);
  }
});

test("a right checksum doesn't let in what has the wrong shape", () => {
  const changes = [
    (data) => delete data.items, (data) => (data.items = []), (data) => (data.days = null), (data) => (data.at = "heute"), (data) => delete data.edition,
    (data) => (data.items["vis-0"].card.stability = -1), (data) => (data.items["vis-0"].answer = { a: { b: 1 } }),
    (data) => (data.items[""] = data.items["vis-0"]), (data) => (data.items["../x"] = data.items["vis-0"]), (data) => (data.items["a b"] = data.items["vis-0"]),
    (data) => (data.items["中文"] = data.items["vis-0"]), (data) => (data.items["x".repeat(101)] = data.items["vis-0"]),
    (data) => Object.defineProperty(data.items, "__proto__", { value: data.items["vis-0"], enumerable: true }),
    (data) => (data.scenarios.x = [{ at: AT, path: "listen", score: "1", ending: "good" }]),
    (data) => (data.scenarios.x = [{ at: AT, path: [], score: "1", ending: "best" }]),
    (data) => (data.checks.x = [{ at: AT, right: 11, count: 10 }]), (data) => (data.checks.x = { drawn: [], runs: [] }),
    (data) => (data.exams.half[0].wrong = [5]), (data) => (data.exams.half[0].minutes = "40"), (data) => (data.exams.half[0].at = ""),
    (data) => (data.exams.half[0].answers.d = [[]]), (data) => (data.exams.half[0].ticked = { d: ["0"] }), (data) => (data.exams.half[0].ticked = null),
    (data) => (data.days["2026-02-30"] = { answered: 1, right: 1 }), (data) => (data.days["2026-02-03"] = { answered: 1, right: 2 }),
    (data) => (data.days["2026-02-03"] = { answered: 1.5, right: 1 }), (data) => (data.days["2026-02-03"] = { answered: 1, right: 1, daily: [1] }),
  ];
  for (const change of changes) assert.match(readRecord(forged(change)).problem ?? "", /损坏/, String(change));
  assert.ok(readRecord(forged(() => {})).record);
});
