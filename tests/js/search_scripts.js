"use strict";
/* The scripts of the search page that need no DOM, and the relevance of an index: node search_scripts.js INDEX prints it. */
const fs = require("node:fs");
const path = require("node:path");

const FOLDER = path.join(__dirname, "../../src/lianbing/widgets/static/search");
const PURE = ["spoken.js", "query.js", "ranking.js", "marking.js"];
for (const name of PURE) require(path.join(FOLDER, name));
const { search } = globalThis.Lianbing;

/** The index as search.py writes it. */
function readIndex(file) {
  const text = fs.readFileSync(file, "utf8");
  return JSON.parse(text.slice(text.indexOf("=") + 1).trim().replace(/;$/, ""));
}

const addressOf = ({ page, anchor }) => (anchor ? `${page.url}#${anchor}` : page.url);

/** For every case: the place in the results of the first expected address, 0 for the top and -1 for none; and what came first. */
function relevance(index, cases) {
  const book = search.prepare(index);
  return cases.map(({ query, expected }) => {
    const { hits } = search.search(book, query);
    const meets = ({ place }) => expected.some((one) => one === addressOf(place) || one === place.page.url);
    return { query, at: hits.findIndex(meets), first: hits.slice(0, 3).map(({ place }) => `${place.kind} ${addressOf(place)}`) };
  });
}

/** Expected addresses that the index doesn't have. */
function unknown(index, cases) {
  const known = new Set(search.prepare(index).places.flatMap((place) => [addressOf(place), place.page.url]));
  return cases.flatMap(({ expected }) => expected.filter((one) => !known.has(one)));
}

module.exports = { search, readIndex, relevance, unknown, FOLDER, PURE };

if (require.main === module) {
  const index = readIndex(process.argv[2]);
  const { cases } = JSON.parse(fs.readFileSync(path.join(__dirname, "../vectors/search.json"), "utf8"));
  process.stdout.write(JSON.stringify({ found: relevance(index, cases), unknown: unknown(index, cases) }));
}
