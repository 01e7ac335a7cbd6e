"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { layers, order, read, STATIC } = require("./load.js");

const styles = layers.map((layer) => `${layer}/style.css`).filter((file) => fs.existsSync(path.join(STATIC, file)));

test("every order.txt names every script of its layer once", () => {
  const folders = fs.readdirSync(STATIC, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "search");
  assert.deepEqual(folders.map(({ name }) => name).sort(), [...layers].sort());
  const scripts = layers.flatMap((layer) =>
    fs.readdirSync(path.join(STATIC, layer)).filter((name) => name.endsWith(".js")).map((name) => `${layer}/${name}`));
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
  for (const file of [...order, ...styles]) {
    assert.doesNotMatch(read(file), /https?:\/\/|@import|\burl\(/, file);
    assert.doesNotMatch(read(file), /<\/script|<!--/i, file); // may stand in a page's own script element
  }
});

test("no string spans lines, so that indentation and comment lines may be dropped", () => {
  for (const file of order) {
    for (const line of read(file).split("\n")) assert.equal((line.split("`").length - 1) % 2, 0, `${file}: ${line}`);
  }
});

test("no template stands within another, where making small takes the spaces out of what is shown", () => {
  for (const file of order) {
    for (const line of read(file).split("\n")) assert.doesNotMatch(line, /\$\{[^`}]*`/, `${file}: ${line}`);
  }
});

test("no function is written twice", () => {
  /** @type {Map<string, string>} */
  const seen = new Map();
  for (const file of order) {
    const made = read(file).matchAll(/^  (const \w+ = .*=>.*|function \w+\([^\n]*\n(?:.*\n)*?  \})$/gm);
    for (const [, text] of made) {
      assert.equal(seen.get(text), undefined, `${file}: ${text}`);
      seen.set(text, file);
    }
  }
  assert.ok(seen.size > 200);
});
