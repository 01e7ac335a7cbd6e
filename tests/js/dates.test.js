"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const { lianbing } = require("./load.js");

test("days are counted by the calendar, over leap days and years", () => {
  const { add, between } = lianbing.dates;
  assert.equal(add("2028-02-28", 1), "2028-02-29");
  assert.equal(add("2026-12-31", 1), "2027-01-01");
  assert.equal(add("2026-03-01", -1), "2026-02-28");
  for (let count = -800; count <= 800; count += 7) assert.equal(between("2026-11-21", add("2026-11-21", count)), count);
});

test("a day is that of the place, also where summer time ends on it", () => {
  const script = `
    const { lianbing } = require(${JSON.stringify(require.resolve("./load.js"))});
    const late = new Date(2026, 9, 25, 23, 59, 59);
    console.log(lianbing.dates.of(late), lianbing.dates.between(lianbing.dates.of(new Date(2026, 9, 24)), lianbing.dates.of(late)));
  `;
  for (const zone of ["Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles"]) {
    assert.equal(execFileSync(process.execPath, ["-e", script], { env: { ...process.env, TZ: zone }, encoding: "utf8" }), "2026-10-25 1\n");
  }
});

test("what is no day is none", () => {
  for (const day of ["2026-02-28", "2028-02-29", "1999-12-31"]) assert.ok(lianbing.dates.isDay(day), day);
  for (const other of ["2026-02-29", "2026-13-01", "2026-1-1", "20261121", "", null, 5, "2026-11-21T00:00:00"]) {
    assert.equal(lianbing.dates.isDay(other), false, String(other));
  }
});

test("the clock is of now", () => {
  assert.ok(Math.abs(lianbing.now().getTime() - Date.now()) < 60000);
});

test("a day in words has its year only where that is another one", (t) => {
  const before = lianbing.now;
  t.after(() => (lianbing.now = before));
  lianbing.now = () => new Date("2026-11-21T09:00:00");
  assert.equal(lianbing.dates.words("2026-01-05"), "1 月 5 日");
  assert.equal(lianbing.dates.words("2025-12-31"), "2025 年 12 月 31 日");
});
