"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { gzipSync } = require("node:zlib");
const { order, STATIC } = require("./load.js");

const read = (file) => fs.readFileSync(path.join(STATIC, file), "utf8");

test("order.txt names every script once", () => {
  const scripts = fs.readdirSync(STATIC).filter((name) => name.endsWith(".js"));
  assert.deepEqual([...order].sort(), scripts.sort());
});

test("every script is one classic function expression, within the size budget", () => {
  for (const file of order) {
    const text = read(file);
    assert.match(text, /^\/\*[^]*?\*\/\n\(function \(lianbing\) \{\n  "use strict";\n/, file);
    assert.match(text, /\n\}\)\(\(globalThis\.Lianbing \?\?= [^\n]*\)\);\n$/, file);
    assert.doesNotMatch(text, /^\s*(import|export)\b/m, file);
    assert.ok(text.split("\n").length <= 400, file);
  }
});

test("nothing reads data as HTML or asks an outside address", () => {
  for (const file of order) {
    assert.doesNotMatch(read(file), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/, file);
  }
  for (const file of [...order, "elements.css"]) {
    assert.doesNotMatch(read(file), /https?:\/\/|@import|\burl\(/, file);
    assert.doesNotMatch(read(file), /<\/script|<!--/i, file); // may stand in a page's own script element
  }
});

test("no string spans lines, so that indentation and comment lines may be dropped", () => {
  for (const file of order) {
    for (const line of read(file).split("\n")) assert.equal((line.split("`").length - 1) % 2, 0, `${file}: ${line}`);
  }
});

test("the whole script stays small on the wire", () => {
  const whole = ["elements.css", ...order].map(read).join("\n");
  assert.ok(gzipSync(whole, { level: 9 }).length < 34_000);
});
