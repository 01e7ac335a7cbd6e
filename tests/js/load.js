"use strict";
/* The layers of scripts as Python bundles them; those that need no DOM are loaded here, in their order. */
const fs = require("node:fs");
const path = require("node:path");

const STATIC = path.join(__dirname, "../../src/lianbing/widgets/static");
/* Where the code is taken from: minified, when test_javascript.py says so. */
const SCRIPTS = process.env.LB_SCRIPTS ?? STATIC;
const VECTORS = path.join(__dirname, "../vectors");
const LAYERS = ["offline", "core", "items", "practice", "exam", "study", "booklet", "jupyter"];

const layers = LAYERS.filter((layer) => fs.existsSync(path.join(STATIC, layer)));
const namesOf = (layer) => fs.readFileSync(path.join(STATIC, layer, "order.txt"), "utf8").split("\n").filter(Boolean);
/** Every script by its path below static/, in the order of loading. */
const order = layers.flatMap((layer) => namesOf(layer).map((name) => `${layer}/${name}`));
const read = (file) => fs.readFileSync(path.join(STATIC, file), "utf8");

/* A script whose head says so needs no DOM. */
for (const file of order) if (/^\/\*[^]*? No DOM\. ?[^]*?\*\//.test(read(file))) require(path.join(SCRIPTS, file));

/** Runs a script once more, as in another tab, and gives what it then sets. @param {string} file @param {string} name */
function again(file, name) {
  const place = require.resolve(path.join(SCRIPTS, file));
  const before = globalThis.Lianbing[name];
  delete globalThis.Lianbing[name];
  delete require.cache[place];
  require(place);
  const made = globalThis.Lianbing[name];
  globalThis.Lianbing[name] = before;
  return made;
}

const vectors = (name) => JSON.parse(fs.readFileSync(path.join(VECTORS, name), "utf8"));

module.exports = { lianbing: globalThis.Lianbing, again, layers, order, read, vectors, STATIC };
