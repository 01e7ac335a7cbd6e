/* The bundles that pages load are those of the modules as they stand. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { bundle, BUNDLES, FORMATS } from "../../tools/bundling.js";

const REPAIR = "run npm run bundle";
const made = Object.fromEntries(await Promise.all(Object.keys(FORMATS).map(async (name) => [name, await bundle(name)])));

test("every bundle is fresh, and there is no other", () => {
  assert.deepEqual(fs.readdirSync(BUNDLES).sort(), Object.keys(FORMATS).map((name) => `${name}.js`).sort(), REPAIR);
  for (const [name, { text }] of Object.entries(made)) {
    assert.ok(fs.readFileSync(path.join(BUNDLES, `${name}.js`), "utf8") === text, `${name}: ${REPAIR}`);
  }
});

test("nothing that marks an answer or explains it is in the booklet", () => {
  const { modules, text } = made.booklet;
  assert.deepEqual(modules.filter((file) => /^(practice|study|jupyter)\//.test(file)), []);
  for (const words of ["解析", "正确答案", "为什么不选", "得分点"]) {
    assert.ok(made.practice.text.includes(words), words);
    assert.ok(!text.includes(words), words);
  }
});

test("pages with questions don't load what is for booklets, exams or JupyterLab", () => {
  assert.deepEqual(made.practice.modules.filter((file) => /^(booklet|exam|study|jupyter|offline|search)\//.test(file)), []);
  assert.ok(made.page.modules.every((file) => /^(offline|entries)\//.test(file)));
  assert.ok(made.search.modules.every((file) => /^(search|entries)\//.test(file)));
});

test("a bundle can stand inside a page's own script element", () => {
  for (const [name, { text }] of Object.entries(made)) assert.doesNotMatch(text, /<\/script|<!--/i, name);
});

test("a classic script keeps its names to itself, and what JupyterLab loads is a module", () => {
  for (const [name, format] of Object.entries(FORMATS)) {
    if (format === "iife") assert.match(made[name].text, /^"use strict";\(\(\)=>\{[^]*\}\)\(\);\n$/, name);
    else assert.match(made[name].text, /export\{\w+ as default\};\n$/, name);
  }
});
