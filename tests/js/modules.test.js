/* What every module of the front end keeps to. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const STATIC = fileURLToPath(new URL("../../src/lianbing/widgets/static", import.meta.url));
/* Each layer with those that it may import from, beside itself. */
const LAYERS = {
  core: [], offline: [], search: [], presenting: ["core"],
  items: ["core"], exam: ["core", "items"], practice: ["core", "items"], jupyter: ["core", "items"], desk: [], forms: ["core"],
  live: ["core", "items"], slides: ["core", "items", "practice"],
  booklet: ["core", "items", "exam"], study: ["core", "items", "exam", "practice", "offline"],
  entries: ["core", "items", "offline", "search", "practice", "study", "booklet", "presenting", "slides", "jupyter", "desk", "live", "forms"],
};
/* What Python reads as well. */
const DESIGN = "../../design.json";
const files = fs.readdirSync(STATIC, { recursive: true }).map((file) => file.replaceAll(path.sep, "/"));
const modules = files.filter((file) => file.endsWith(".js"));
const styles = files.filter((file) => file.endsWith(".css"));
const read = (file) => fs.readFileSync(path.join(STATIC, file), "utf8");

/** The files that a module imports, by their paths below static/. */
function importsOf(file) {
  const said = [...read(file).matchAll(/^import [^;]*?"(\.[^"]+)";$/gm)].map(([, to]) => to);
  return said.map((to) => path.posix.join(path.posix.dirname(file), to)).filter((to) => to !== DESIGN);
}

test("modules import what is there, of their own layer or of one below", () => {
  for (const file of modules) {
    const [layer] = file.split("/");
    assert.ok(LAYERS[layer], file);
    for (const other of importsOf(file)) {
      const [from] = other.split("/");
      const allowed = from === layer || LAYERS[layer].includes(from);
      assert.ok(allowed && files.includes(other), `${file}: ${other}`);
    }
  }
});

test("no module imports another that imports it again", () => {
  /** @param {string} file @param {string[]} way */
  const walk = (file, way) => {
    assert.ok(!way.includes(file), [...way, file].join(" → "));
    const others = importsOf(file).filter((other) => other.endsWith(".js"));
    for (const other of others) walk(other, [...way, file]);
  };
  for (const file of modules) walk(file, []);
});

test("every module is reached from what pages load", () => {
  const reached = new Set();
  const reach = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    if (file.endsWith(".js")) importsOf(file).forEach(reach);
  };
  modules.filter((file) => file.startsWith("entries/")).forEach(reach);
  assert.deepEqual([...modules, ...styles].filter((file) => !reached.has(file)), []);
});

test("every module says what it is, and is no longer than can be read at once", () => {
  for (const file of modules) {
    assert.match(read(file), /^\/\* [^]*?\*\/\n/, file);
    assert.ok(read(file).split("\n").length <= 400, file);
  }
});

test("no module leaves anything in the window", () => {
  const setting = /\b(?:globalThis|window|self)(?:\.\w+|\[[^\]]+\])\s*(?:\?\?)?=(?!=)/;
  for (const file of modules) assert.doesNotMatch(read(file), setting, file);
});

test("nothing reads data as HTML or asks an outside address", () => {
  const parsing = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/;
  const asking = /\bfetch\(|https?:\/\/|@import ["'u]|\burl\(/;
  // The worker fetches files of the book, a live page asks the server that it is from.
  const pages = modules.filter((file) => !["offline/worker.js", "live/line.js"].includes(file));
  assert.doesNotMatch(read("live/line.js"), /https?:|["'`]\/\//);
  for (const file of modules) assert.doesNotMatch(read(file), parsing, file);
  for (const file of [...pages, ...styles]) assert.doesNotMatch(read(file), asking, file);
});

const FUNCTION = /^(?:export )?(const \w+ = .*=>.*|(?:async )?function \w+\([^\n]*\n(?:.*\n)*?\})$/gm;

test("no function is written twice", () => {
  /** @type {Map<string, string>} */
  const seen = new Map();
  for (const file of modules) {
    for (const [, text] of read(file).matchAll(FUNCTION)) {
      assert.equal(seen.get(text), undefined, `${file}: ${text}`);
      seen.set(text, file);
    }
  }
  assert.ok(seen.size > 200);
});
