import assert from "node:assert/strict";
import { test } from "node:test";
import * as codeFiles from "../../src/lianbing/widgets/static/booklet/code-files.js";
import { code } from "../../src/lianbing/widgets/static/booklet/code.js";
import { submission } from "../../src/lianbing/widgets/static/booklet/submission.js";
import { register, typeWords } from "../../src/lianbing/widgets/static/items/types.js";

register(code); // as the booklet does

const TABLE = { caption: "表", columns: ["店", "量，条"], rows: [["甲,一", "-3"], ["=1+1", "2"], ['"乙"\'\\', "3"]] };
const ITEM = { kind: "item", id: "x-1", type: "code", stem: "写函数", code: { starter: "def solve(data):\n    pass\n", rule: "", hidden: 3, table: TABLE } };
const text = (file) => new TextDecoder().decode(file.bytes);

test("the table as CSV: quoted where needed, no formulas, numbers as they are", () => {
  const lines = text(codeFiles.csv("x-1", TABLE)).replace("\ufeff", "").split("\r\n");
  assert.deepEqual(lines, ["店,量，条", '"甲,一",-3', "'=1+1,2", "\"\"\"乙\"\"'\\\",3", ""]);
});

test("the notebook holds data and beginning, and its text is closed off against quotes", () => {
  const notebook = JSON.parse(text(codeFiles.notebook(ITEM, ITEM.code)));
  assert.deepEqual(notebook.cells.map(({ cell_type }) => cell_type), ["markdown", "code", "code", "code"]);
  assert.equal(notebook.cells[2].source, ITEM.code.starter);
  assert.match(notebook.cells[1].source, /\\'\\\\/);
});

test("code is handed in as a code cell whose source is the answer", () => {
  const booklet = {
    schema: "lianbing/booklet@1", drill: { id: "d", title: "练兵" }, paper: "p", employee: { id: "C1", name: "甲" }, token: "00",
    sections: [{ title: "编程题", items: [ITEM] }],
  };
  const cells = (answers) => JSON.parse(submission(booklet, answers, { started: "a", submitted: "b" }).text).cells;
  const code = "def solve(data):\n    return {'a': 1}\n";
  assert.deepEqual(cells({ "x-1": code })[2], {
    cell_type: "code", execution_count: null, id: "item-01", metadata: { lianbing: { item: "x-1" } }, outputs: [], source: code,
  });
  assert.deepEqual(cells({})[2].source, "");
  assert.doesNotMatch(cells({ "x-1": code })[1].source, /return/);
});

test("a code task has its name", () => {
  assert.equal(typeWords(ITEM), "编程题");
  assert.equal(typeWords({ type: "single" }), "单选题");
});
