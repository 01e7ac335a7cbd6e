import assert from "node:assert/strict";
import { test } from "node:test";
import { handinTime, Stopwatch } from "../../src/lianbing/widgets/static/booklet/timing.js";

const STARTED = "2026-11-30T09:00:00+08:00";
const at = (time) => Date.parse(`2026-11-30T${time}+08:00`);
const given = (known) => {
  const { submitted, clockAt } = handinTime({ started: STARTED, open: 0, last: null, ...known });
  return [Date.parse(submitted), clockAt === undefined ? null : Date.parse(clockAt)];
};

test("a clock that runs on is taken as it is", () => {
  assert.deepEqual(given({ now: at("09:41:07") + 900, open: 2400 }), [at("09:41:07"), null]);
});

test("a clock that was set back is moved on to what has passed since the start", () => {
  assert.deepEqual(given({ now: at("08:20:00"), open: 2400 }), [at("09:40:00"), at("08:20:00")]);
});

test("two hand-ins are a second apart at least", () => {
  const last = "2026-11-30T09:40:00+08:00";
  assert.deepEqual(given({ now: at("09:40:00"), last }), [at("09:40:01"), at("09:40:00")]);
  assert.deepEqual(given({ now: at("09:20:00"), last, open: 2460 }), [at("09:41:00"), at("09:20:00")]);
  assert.deepEqual(given({ now: at("09:20:00"), last: "2026-11-30T02:00:00Z" }), [at("10:00:01"), at("09:20:00")]);
});

test("a stopwatch runs by the even clock, stops, and takes what another page has counted", (context) => {
  let now = 0;
  context.mock.method(performance, "now", () => now);
  const watch = new Stopwatch();
  now = 5000;
  assert.equal(watch.seconds, 0);
  watch.run(true);
  now = 65900;
  assert.equal(watch.seconds, 60);
  watch.atLeast(100);
  assert.equal(watch.seconds, 100);
  watch.atLeast(30);
  now = 66900;
  assert.equal(watch.seconds, 101);
  watch.run(false);
  now = 999000;
  assert.equal(watch.seconds, 101);
});
