import assert from "node:assert/strict";
import { test } from "node:test";
import { createHash } from "node:crypto";
import { submission } from "../../src/lianbing/widgets/static/booklet/submission.js";
import { isoTime } from "../../src/lianbing/widgets/static/core/dates.js";

const TIMES = { started: "2026-07-01T09:00:00+08:00", submitted: "2026-07-01T09:41:07+08:00" };
const OPTIONS = [{ id: "A", text: "甲" }, { id: "B", text: "乙" }, { id: "C", text: "丙" }];
const BOOKLET = {
  schema: "lianbing/booklet@2",
  drill: { id: "2026H2-skill", title: "岗位练兵", minutes: 60, period: "2026H2" },
  paper: "2026H2-skill-C0001",
  employee: { id: "C0001", name: "样例甲", team: "一部" },
  token: "00ff",
  sections: [
    { title: "选择题", items: [
      { kind: "item", id: "s-1", type: "single", stem: "选一个", worth: "3", options: OPTIONS },
      { kind: "item", id: "m-1", type: "multiple", rule: "half", stem: "选几个", options: OPTIONS },
    ] },
    { title: "其他", items: [
      { kind: "item", id: "t-1", type: "truefalse", stem: "对不对" },
      { kind: "item", id: "n-1", type: "numeric", stem: "第一行\n<b>第二行</b>", unit: "户", decimals: 0 },
    ] },
  ],
};
const ANSWERS = { "s-1": "B", "m-1": ["A", "C"], "t-1": false, "n-1": "1,200 户" };

const build = (answers = ANSWERS, booklet = BOOKLET) => submission(booklet, answers, TIMES);
const cellsOf = (submission) => JSON.parse(submission.text).cells;

test("the notebook's metadata say whose paper it is", () => {
  const notebook = JSON.parse(build().text);
  assert.deepEqual([notebook.nbformat, notebook.nbformat_minor], [4, 5]);
  assert.deepEqual(notebook.metadata.lianbing, {
    schema: "lianbing/submission@1", drill: "2026H2-skill", paper: "2026H2-skill-C0001", employee: "C0001", token: "00ff",
    started_at: TIMES.started, submitted_at: TIMES.submitted,
  });
});

test("a cover, then one cell per item in paper order", () => {
  const [cover, ...items] = cellsOf(build());
  assert.deepEqual(cover.metadata, {});
  assert.match(cover.source, /样例甲/);
  assert.deepEqual(items.map(({ id }) => id), ["item-01", "item-02", "item-03", "item-04"]);
  assert.ok([cover, ...items].every((cell) => cell.cell_type === "markdown"));
  assert.deepEqual(items.map(({ metadata }) => metadata.lianbing), [
    { item: "s-1", answer: "B" }, { item: "m-1", answer: ["A", "C"] },
    { item: "t-1", answer: false }, { item: "n-1", answer: "1,200 户" },
  ]);
});

test("sources are for people: stem, options, answer in words", () => {
  const [, single, multiple, truefalse, numeric] = cellsOf(build()).map(({ source }) => source);
  assert.match(single, /^### 1\. 选一个\n/);
  assert.match(single, /- B\. 乙/);
  assert.match(single, /\*\*作答：\*\* B\. 乙$/);
  assert.match(multiple, /\*\*作答：\*\* A\. 甲；C\. 丙$/);
  assert.match(truefalse, /\*\*作答：\*\* 错$/);
  assert.match(numeric, /\*\*作答：\*\* 1,200 户$/);
});

test("not answered travels as null and reads 未作答", () => {
  for (const blank of [{}, { "n-1": "　", "m-1": [] }, { "s-1": null }]) {
    for (const cell of cellsOf(build(blank)).slice(1)) {
      assert.equal(cell.metadata.lianbing.answer, null);
      assert.match(cell.source, /\*\*作答：\*\* 未作答$/);
    }
  }
});

test("texts stay texts: no HTML, Markdown or formula gets out of a source", () => {
  const hostile = "<img src=x onerror=alert(1)> **x** [a](javascript:b) $x$ `c`\n# 标题";
  const cells = cellsOf(build({ "n-1": hostile }));
  const { source, metadata } = cells[4];
  assert.equal(metadata.lianbing.answer, hostile);
  assert.ok(!source.includes("<"));
  assert.match(source, /&lt;b\\>第二行/);
  assert.match(source, /\*\*作答：\*\* &lt;img src=x onerror=alert\(1\)\\> \\\*\\\*x\\\*\\\* \\\[a\\\]\(javascript:b\) \\\$x\\\$ \\`c\\` \\# 标题$/);
});

const WRITTEN = { title: "更多", items: [
  { kind: "item", id: "f-1", type: "fill", stem: "1 箱等于 ____ 件，合 ____ 条。", blanks: 2 },
  { kind: "item", id: "o-1", type: "ordering", stem: "排一排", options: OPTIONS },
  { kind: "item", id: "p-1", type: "matching", stem: "连一连", options: OPTIONS, prompts: [{ id: "1", text: "子" }, { id: "2", text: "丑" }] },
  { kind: "item", id: "k-1", type: "case", stem: "分析" },
] };
const writtenCells = (answers) => cellsOf(build(answers, { ...BOOKLET, sections: [WRITTEN] })).slice(1);

test("blanks, orders, pairs and texts: kept as they are, and readable", () => {
  const answers = { "f-1": ["5", null], "o-1": ["B", "A", "C"], "p-1": { 2: "A" }, "k-1": "甲\n- 乙\n\n1. <b>" };
  const cells = writtenCells(answers);
  assert.deepEqual(cells.map(({ metadata }) => metadata.lianbing.answer), Object.values(answers));
  const [fill, order, pairs, text] = cells.map(({ source }) => source);
  assert.match(fill, /^### 1\. 1 箱等于 \\_\\_\\_\\_ 件/);
  assert.match(fill, /\*\*作答：\*\* 第 1 空：5；第 2 空：（没有填）$/);
  assert.match(order, /\*\*作答：\*\* B\. 乙 → A\. 甲 → C\. 丙$/);
  assert.match(pairs, /\n\n左边：子；丑\n\n- A\. 甲\n/);
  assert.match(pairs, /\*\*作答：\*\* 子 → （没有选）；丑 → A\. 甲$/);
  assert.match(text, /\*\*作答：\*\*\n\n甲 {2}\n\\- 乙 {2}\n1\\\. &lt;b\\>$/);
});

test("nothing but gaps is not answered", () => {
  for (const { metadata, source } of writtenCells({ "f-1": ["", null], "o-1": null, "p-1": { 1: null }, "k-1": " \n" })) {
    assert.equal(metadata.lianbing.answer, null);
    assert.match(source, /\*\*作答：\*\* 未作答$/);
  }
});

test("answers to items of other papers are left out", () => {
  assert.ok(!build({ ...ANSWERS, "other-1": "A" }).text.includes("other-1"));
});

test("file name, bytes and receipt", () => {
  const { name, text, bytes, receipt } = build();
  assert.equal(name, "2026H2-skill-C0001-样例甲.ipynb");
  assert.equal(text, JSON.stringify(JSON.parse(text), null, 1) + "\n");
  assert.equal(Buffer.from(bytes).toString("utf8"), text);
  const digest = createHash("sha256").update(bytes).digest("hex").toUpperCase();
  assert.equal(receipt, `${digest.slice(0, 4)}-${digest.slice(4, 8)}-${digest.slice(8, 12)}`);
});

test("a hand-in's place among others, and what the clock adds, stand in the head and in the name", () => {
  const clock = { elapsed: 2467, handin: 2, clockAt: "2026-07-01T08:55:00+08:00" };
  const { name, text } = submission(BOOKLET, ANSWERS, { ...TIMES, ...clock });
  assert.equal(name, "2026H2-skill-C0001-样例甲-第2次.ipynb");
  const { elapsed, handin, clock_at } = JSON.parse(text).metadata.lianbing;
  assert.deepEqual({ elapsed, handin, clockAt: clock_at }, clock);
});

test("a file name holds nothing that a system forbids, and is never without the person", () => {
  const named = (name) => build(ANSWERS, { ...BOOKLET, employee: { id: "C0001", name, team: "" } }).name;
  assert.equal(named('甲/..\\:*?"<>|\n乙 · 丙.'), "2026H2-skill-C0001-甲乙丙.ipynb");
  assert.equal(named("…"), "2026H2-skill-C0001.ipynb");
  assert.equal(named("阿依·古丽𠮷"), "2026H2-skill-C0001-阿依古丽𠮷.ipynb");
});

test("same in, same bytes; another answer, another receipt", () => {
  assert.equal(build().text, build().text);
  assert.notEqual(build().receipt, build({ ...ANSWERS, "s-1": "A" }).receipt);
});

test("isoTime writes local time with its offset", () => {
  const date = new Date(2026, 6, 1, 9, 5, 7);
  assert.match(isoTime(date), /^2026-07-01T09:05:07[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(isoTime(date)), date.getTime());
});
