import assert from "node:assert/strict";
import { test } from "node:test";
import * as dates from "../../src/lianbing/widgets/static/core/dates.js";
import { answered, changed, isEntry, isRight, merged } from "../../src/lianbing/widgets/static/practice/entry.js";
import * as scheduler from "../../src/lianbing/widgets/static/practice/scheduler.js";
import { PARTLY, RIGHT, WRONG, oneOf, seeded } from "./making.js";

const ASKED = { digest: "d1", variant: 0 };
const OPEN = { item: "vis-0002", answer: "先问清楚", verdict: "review", fraction: 0 };

/** @param {string} day @param {string} [time] */
const at = (day, time = "09:00:00") => `${day}T${time}+08:00`;

/** Answers one item on days; the last entry. @param {[string, object][]} tries */
const after = (tries, before = null) => tries.reduce((entry, [day, detail]) => answered(entry, detail, ASKED, at(day)), before);

test("a wrong or partly right answer enters the 错题本, a right one does not", () => {
  assert.deepEqual(after([["2026-11-01", WRONG]]).wrong, { since: "2026-11-01", right: [] });
  assert.deepEqual(after([["2026-11-01", PARTLY]]).wrong, { since: "2026-11-01", right: [] });
  assert.equal(after([["2026-11-01", RIGHT]]).wrong, undefined);
});

test("it leaves after right answers on two different days, twice on one day is not enough", () => {
  const once = after([["2026-11-01", WRONG], ["2026-11-01", RIGHT], ["2026-11-01", RIGHT]]);
  assert.deepEqual(once.wrong, { since: "2026-11-01", right: ["2026-11-01"] });
  assert.equal(after([["2026-11-04", RIGHT]], once).wrong, undefined);
});

test("a wrong answer in between starts the counting again", () => {
  const tries = [["2026-11-01", WRONG], ["2026-11-02", RIGHT], ["2026-11-03", WRONG], ["2026-11-04", RIGHT]];
  assert.deepEqual(after(tries).wrong, { since: "2026-11-03", right: ["2026-11-04"] });
  assert.equal(after([...tries, ["2026-11-05", RIGHT]]).wrong, undefined);
});

test("tries, right ones and the card go on from one answer to the next", () => {
  const entry = after([["2026-11-01", WRONG], ["2026-11-02", RIGHT], ["2026-11-09", RIGHT]]);
  assert.deepEqual([entry.tries, entry.right, entry.card.last, entry.at], [3, 2, "2026-11-09", at("2026-11-09")]);
  const cards = [[1, "2026-11-01"], [3, "2026-11-02"], [3, "2026-11-09"]];
  assert.deepEqual(entry.card, cards.reduce((card, [rating, day]) => scheduler.next(card, rating, day), null));
});

test("the rating is of the verdict, for open questions of the learner's own mark", () => {
  const { ratingOf } = scheduler;
  assert.deepEqual([RIGHT, PARTLY, WRONG].map(ratingOf), [3, 2, 1]);
  assert.deepEqual([1, 0.8, 0.79, 0.5, 0.49, 0].map((self) => ratingOf({ ...OPEN, self })), [3, 3, 2, 2, 1, 1]);
  assert.equal(ratingOf({ ...PARTLY, fraction: 0.9 }), 2);
});

test("every tick at an open question rates the same try anew, on the day of that try", () => {
  const before = after([["2026-11-01", WRONG]]);
  const sent = answered(before, { ...OPEN, self: 0 }, ASKED, at("2026-11-05"));
  assert.deepEqual([sent.tries, sent.right, sent.wrong], [2, 0, before.wrong], "nobody has rated it yet");
  assert.deepEqual(sent.card, scheduler.next(before.card, 2, "2026-11-05"));
  const some = answered(sent, { ...OPEN, self: 0.5, ticked: [0] }, ASKED, at("2026-11-05", "09:01:00"));
  const most = answered(some, { ...OPEN, self: 1, ticked: [0, 1] }, ASKED, at("2026-11-06"));
  assert.deepEqual([most.tries, most.right, most.fraction, most.ticked], [2, 1, 1, [0, 1]]);
  assert.deepEqual(most.card, scheduler.next(before.card, 3, "2026-11-05"));
  assert.deepEqual(most.wrong, { since: "2026-11-01", right: ["2026-11-05"] });
  const less = answered(most, { ...OPEN, self: 0, ticked: [] }, ASKED, at("2026-11-06"));
  assert.deepEqual([less.tries, less.right, less.wrong.since], [2, 0, "2026-11-05"]);
});

test("the same text handed in again is a new try", () => {
  const first = answered(null, { ...OPEN, self: 0 }, ASKED, at("2026-11-01"));
  assert.equal(answered(first, { ...OPEN, self: 0 }, ASKED, at("2026-11-02")).tries, 2);
});

test("an item that the edition has changed starts anew", () => {
  const before = after([["2026-11-01", WRONG], ["2026-11-02", WRONG]]);
  const entry = answered(before, RIGHT, { digest: "d2" }, at("2026-11-03"));
  assert.deepEqual([entry.tries, entry.right, entry.wrong, entry.digest], [1, 1, undefined, "d2"]);
  assert.deepEqual(entry.card, scheduler.next(null, 3, "2026-11-03"));
  assert.ok(changed(before, "d2"));
  for (const digest of ["d1", undefined, ""]) assert.equal(changed(before, digest), false);
});

test("a variant is remembered by its number", () => {
  assert.equal(answered(null, RIGHT, { digest: "d1", variant: 2 }, at("2026-11-01")).variant, 2);
  assert.equal("variant" in answered(null, RIGHT, ASKED, at("2026-11-01")), false);
});

/** Some history of an item. @param {() => number} random @param {object | null} from */
function history(random, from = null) {
  let [entry, day] = [from, from?.card.last ?? "2026-11-01"];
  for (let tries = 1 + Math.floor(random() * 6); tries; tries--) {
    day = dates.add(day, Math.floor(random() * 4));
    const detail = oneOf([RIGHT, RIGHT, WRONG, PARTLY, { ...OPEN, self: random() }], random);
    const digest = random() < 0.05 ? "d2" : "d1";
    entry = answered(entry, detail, { digest, variant: Math.floor(random() * 3) }, at(day, oneOf(["08:00:00", "20:00:00"], random)));
  }
  return entry;
}

test("whatever is answered keeps the shape, also through JSON", () => {
  for (let seed = 0; seed < 300; seed++) {
    const entry = history(seeded(seed));
    assert.ok(isEntry(entry) && isEntry(JSON.parse(JSON.stringify(entry))), JSON.stringify(entry));
    assert.equal(entry.wrong === undefined || entry.wrong.right.length < 2, true);
    if (isRight(entry) && entry.tries === 1) assert.equal(entry.wrong, undefined);
    const rated = entry.verdict !== "review" || entry.ticked !== undefined;
    if (rated && !isRight(entry)) assert.deepEqual(entry.wrong.right, []);
  }
});

test("two devices join to the same, whichever comes first and however often", () => {
  for (let seed = 0; seed < 2000; seed++) {
    const random = seeded(seed);
    const common = random() < 0.6 ? history(random) : null;
    const [a, b] = [history(random, common), history(random, common)];
    const joined = merged(a, b);
    assert.deepEqual(merged(b, a), joined);
    assert.deepEqual(merged(joined, a), joined);
    assert.deepEqual(merged(b, joined), joined);
    assert.ok(isEntry(joined));
    const later = Date.parse(a.at) > Date.parse(b.at) ? a : b;
    if (a.at !== b.at) assert.deepEqual([joined.answer, joined.card], [later.answer, later.card]);
  }
});

test("joined, an item stands in the 错题本 if the later answer says so, with the right days of both", () => {
  const wrong = after([["2026-11-01", WRONG]]);
  const [tuesday, thursday] = ["2026-11-03", "2026-11-05"].map((day) => after([[day, RIGHT]], wrong));
  const left = merged(tuesday, thursday);
  assert.equal(left.wrong, undefined);
  for (const known of [tuesday, thursday, wrong]) assert.deepEqual([merged(left, known), merged(known, left)], [left, left]);
  const often = after(Array.from({ length: 9 }, () => ["2026-11-03", RIGHT]), wrong);
  assert.deepEqual(merged(merged(often, thursday), thursday), merged(often, thursday));
  assert.deepEqual(merged(wrong, thursday).wrong, { since: "2026-11-01", right: [thursday.card.last] });
  const again = after([["2026-11-04", WRONG]], wrong);
  assert.deepEqual(merged(tuesday, again).wrong, { since: "2026-11-04", right: [] });
  assert.deepEqual(merged(again, thursday).wrong, { since: "2026-11-04", right: ["2026-11-05"] });
  assert.deepEqual([merged(tuesday, again).tries, merged(tuesday, again).right], [2, 1]);
});

test("joined, answers to different editions of an item stay apart: the later one counts", () => {
  const old = after([["2026-11-01", WRONG], ["2026-11-02", RIGHT], ["2026-11-03", WRONG]]);
  const entry = answered(null, RIGHT, { digest: "d2" }, at("2026-11-05"));
  assert.deepEqual(merged(old, entry), entry);
  const older = answered(null, RIGHT, { digest: "d2" }, at("2026-10-05"));
  assert.deepEqual(merged(older, old), old);
});

test("what has lost its shape is no entry", () => {
  const good = after([["2026-11-01", WRONG], ["2026-11-02", RIGHT]]);
  const open = answered(null, { ...OPEN, self: 0.5, ticked: [0] }, ASKED, at("2026-11-01"));
  const bad = {
    digest: [null, 5], answer: [5, [5], { a: 5 }], verdict: ["", "empty", null], fraction: [-0.1, 1.1, "1", NaN],
    at: ["", "gestern", 5, "2026-02-30T00:00:00+08:00"], tries: [0, 1.5, "2"], right: [-1, 3, null],
    card: [null, {}, { ...good.card, stability: 0 }, { ...good.card, difficulty: 11 }, { ...good.card, due: "soon" }],
    wrong: [null, {}, { since: "2026-11-01" }, { since: "2026-11-01", right: ["x"] }], variant: [-1, "1"], ticked: [[0.5], "0"],
    prior: [null, {}, { card: {} }, { card: null, wrong: 1 }],
  };
  assert.ok(isEntry(good) && isEntry(open));
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) assert.equal(isEntry({ ...open, ...good, [name]: value }), false, `${name}: ${JSON.stringify(value)}`);
  }
  for (const other of [null, undefined, [], "x", 5, {}]) assert.equal(isEntry(other), false);
});
