/* Prints the relevance of an index: node search_relevance.js INDEX. */
import fs from "node:fs";
import { prepare } from "../../src/lianbing/widgets/static/search/query.js";
import { search } from "../../src/lianbing/widgets/static/search/ranking.js";
import { vectors } from "./vectors.js";

/** The index as search.py writes it. */
function readIndex(file) {
  const text = fs.readFileSync(file, "utf8");
  return JSON.parse(text.slice(text.indexOf("=") + 1).trim().replace(/;$/, ""));
}

const addressOf = ({ page, anchor }) => (anchor ? `${page.url}#${anchor}` : page.url);

/** For every case: the place in the results of the first expected address, 0 for the top and -1 for none; and what came first. */
function relevance(index, cases) {
  const book = prepare(index);
  return cases.map(({ query, expected }) => {
    const { hits } = search(book, query);
    const meets = ({ place }) => expected.some((one) => one === addressOf(place) || one === place.page.url);
    return { query, at: hits.findIndex(meets), first: hits.slice(0, 3).map(({ place }) => `${place.kind} ${addressOf(place)}`) };
  });
}

/** Expected addresses that the index doesn't have. */
function unknown(index, cases) {
  const known = new Set(prepare(index).places.flatMap((place) => [addressOf(place), place.page.url]));
  return cases.flatMap(({ expected }) => expected.filter((one) => !known.has(one)));
}

const index = readIndex(process.argv[2]);
const { cases } = vectors("search.json");
process.stdout.write(JSON.stringify({ found: relevance(index, cases), unknown: unknown(index, cases) }));
