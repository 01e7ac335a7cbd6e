"use strict";
/* The classic scripts without a DOM, in the order in which Python concatenates them. */
const fs = require("node:fs");
const path = require("node:path");

const STATIC = path.join(__dirname, "../../src/lianbing/widgets/static");
const VECTORS = path.join(__dirname, "../vectors");
const WITHOUT_DOM = [
  "decimal.js", "folding.js", "scoring.js", "walking.js", "sha256.js", "drawing.js", "words.js", "submission.js",
];

const order = fs.readFileSync(path.join(STATIC, "order.txt"), "utf8").split("\n").filter(Boolean);
for (const file of order.filter((name) => WITHOUT_DOM.includes(name))) require(path.join(STATIC, file));

const vectors = (name) => JSON.parse(fs.readFileSync(path.join(VECTORS, name), "utf8"));

module.exports = { lianbing: globalThis.Lianbing, order, vectors, STATIC };
