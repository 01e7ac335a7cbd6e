/* What is shown of a hit: the stretch of its text where most of the query stands, and what to mark in it. */
import { fold } from "./query.js";

const BEFORE = 24;
const LENGTH = 110;
const GAP = "……";

/** Every place of a mark, in order. @param {string} folded @param {string[]} marks */
function placesIn(folded, marks) {
  const places = [];
  for (const mark of marks) {
    for (let at = folded.indexOf(mark); at >= 0; at = folded.indexOf(mark, at + mark.length)) places.push({ at, mark });
  }
  return places.sort((one, other) => one.at - other.at || other.mark.length - one.mark.length);
}

/** Where the stretch with the most different marks begins. @param {{at: number, mark: string}[]} places */
function bestStart(places) {
  let best = { at: 0, worth: -1 };
  for (const { at } of places) {
    const inside = places.filter((other) => other.at >= at && other.at < at + LENGTH - BEFORE);
    const kinds = new Set(inside.map(({ mark }) => mark));
    const worth = [...kinds].reduce((sum, mark) => sum + mark.length, 0) * 10 + Math.min(inside.length, 9);
    if (worth > best.worth) best = { at, worth };
  }
  return best.at;
}

/** @param {string} text @param {string[]} marks */
export function snippet(text, marks) {
  const at = bestStart(placesIn(fold(text), marks).slice(0, 60));
  const start = at > BEFORE ? at - BEFORE : 0;
  const end = Math.min(text.length, start + LENGTH);
  return (start ? GAP : "") + text.slice(start, end) + (end < text.length ? GAP : "");
}

/** @param {string} text @param {string[]} marks */
export function marked(text, marks) {
  /** @type {{text: string, mark: boolean}[]} */
  const parts = [];
  let done = 0;
  for (const { at, mark } of placesIn(fold(text), marks)) {
    if (at < done) continue;
    if (at > done) parts.push({ text: text.slice(done, at), mark: false });
    parts.push({ text: text.slice(at, at + mark.length), mark: true });
    done = at + mark.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), mark: false });
  return parts;
}
