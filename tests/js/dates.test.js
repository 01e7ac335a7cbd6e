import assert from "node:assert/strict";
import { test } from "node:test";
import * as dates from "../../src/lianbing/widgets/static/core/dates.js";
import { setClock } from "./making.js";

test("days are counted by the calendar, over leap days and years", () => {
  const { add, between } = dates;
  assert.equal(add("2028-02-28", 1), "2028-02-29");
  assert.equal(add("2026-12-31", 1), "2027-01-01");
  assert.equal(add("2026-03-01", -1), "2026-02-28");
  for (let count = -800; count <= 800; count += 7) assert.equal(between("2026-11-21", add("2026-11-21", count)), count);
});

test("a day is that of the place, also where summer time ends on it", (t) => {
  const here = process.env.TZ;
  t.after(() => (here === undefined ? delete process.env.TZ : (process.env.TZ = here)));
  for (const zone of ["Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles"]) {
    process.env.TZ = zone;
    const late = new Date(2026, 9, 25, 23, 59, 59);
    assert.equal(Intl.DateTimeFormat().resolvedOptions().timeZone, zone);
    assert.equal(dates.of(late), "2026-10-25");
    assert.equal(dates.between(dates.of(new Date(2026, 9, 24)), dates.of(late)), 1);
  }
});

test("what is no day is none", () => {
  for (const day of ["2026-02-28", "2028-02-29", "1999-12-31"]) assert.ok(dates.isDay(day), day);
  for (const other of ["2026-02-29", "2026-13-01", "2026-1-1", "20261121", "", null, 5, "2026-11-21T00:00:00"]) {
    assert.equal(dates.isDay(other), false, String(other));
  }
});

test("today is the day of now", () => {
  setClock("2026-11-21T23:59:59");
  assert.equal(dates.today(), "2026-11-21");
  setClock("2026-11-22T00:00:00");
  assert.equal(dates.today(), "2026-11-22");
});

test("a day in words has its year only where that is another one", () => {
  setClock("2026-11-21T09:00:00");
  assert.equal(dates.words("2026-01-05"), "1 月 5 日");
  assert.equal(dates.words("2025-12-31"), "2025 年 12 月 31 日");
});
