/* Prints what an index finds: for a query, or how well for all of search.json.
   node search_relevance.js INDEX [QUERY] */
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

/** Kind and address of everything found, in order. */
const matches = (book, query) => search(book, query).hits.map(({ place }) => `${place.kind} ${addressOf(place)}`);

/** For every case: the place in the results of the first expected address, 0 for the top and -1 for
    none; and what came first. */
function relevance(book, cases) {
  return cases.map(({ query, expected }) => {
    const { hits } = search(book, query);
    const meets = ({ place }) => expected.some((one) => one === addressOf(place) || one === place.page.url);
    return { query, at: hits.findIndex(meets), first: matches(book, query).slice(0, 3) };
  });
}

/** Expected addresses that the index doesn't have. */
function unknown({ places }, cases) {
  const known = new Set(places.flatMap((place) => [addressOf(place), place.page.url]));
  return cases.flatMap(({ expected }) => expected.filter((one) => !known.has(one)));
}

const [, , file, asked] = process.argv;
const book = prepare(readIndex(file));
const { cases } = vectors("search.json");
const report = asked ? matches(book, asked) : { matches: relevance(book, cases), unknown: unknown(book, cases) };
process.stdout.write(JSON.stringify(report));
