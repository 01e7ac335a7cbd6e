/* The bundles that pages load are those of the modules as they stand. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { bundle, BUNDLES, FORMATS } from "../../tools/bundling.js";

const REPAIR = "run npm run bundle";
const NAMES = Object.keys(FORMATS);
const made = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await bundle(name)])));

test("every bundle is fresh, and there is no other", () => {
  assert.deepEqual(fs.readdirSync(BUNDLES).sort(), NAMES.map((name) => `${name}.js`).sort(), REPAIR);
  for (const name of NAMES) {
    const written = fs.readFileSync(path.join(BUNDLES, `${name}.js`), "utf8");
    assert.ok(written === made[name].text, `${name}: ${REPAIR}`);
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
  const own = /^(core|items|practice|entries)\/|\/design\.json$/;
  assert.deepEqual(made.practice.modules.filter((file) => !own.test(file)), []);
  const page = /^(offline|entries)\/|^presenting\/asking\.js$|^core\/turning\.js$/;
  assert.deepEqual(made.page.modules.filter((file) => !page.test(file)), []);
  assert.ok(made.search.modules.every((file) => /^(search|entries)\//.test(file)));
});

test("a live session's pages are small, and hold nothing that marks or explains", () => {
  const own = /^(core|items|live|entries)\/|\/design\.json$/;
  for (const name of ["live-phone", "live-screen", "live-trainer"]) {
    assert.deepEqual(made[name].modules.filter((file) => !own.test(file)), [], name);
    assert.ok(gzipSync(made[name].text).length < 30_000, name);
  }
});

test("a bundle can stand inside a page's own script element", () => {
  for (const name of NAMES) assert.doesNotMatch(made[name].text, /<\/script|<!--/i, name);
});

test("a classic script keeps its names to itself, and what JupyterLab loads is a module", () => {
  for (const name of NAMES) {
    const form = FORMATS[name] === "iife" ? /^"use strict";\(\(\)=>\{[^]*\}\)\(\);\n$/ : /export\{\w+ as default\};\n$/;
    assert.match(made[name].text, form, name);
  }
});
