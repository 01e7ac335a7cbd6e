import assert from "node:assert/strict";
import { test } from "node:test";
import { earlyWords, lateWords, windowOf } from "../../src/lianbing/widgets/static/booklet/window.js";

const head = { id: "d", title: "练兵" };

test("a window is told as far as it is known", () => {
  assert.equal(windowOf(head), "");
  assert.equal(windowOf({ ...head, opens: "2026-11-01" }), "2026-11-01 起");
  assert.equal(windowOf({ ...head, closes: "2026-11-30" }), "2026-11-30 止");
  assert.equal(
    windowOf({ ...head, opens: "2026-11-01T09:00+08:00", closes: "2026-11-30T18:00Z" }),
    "2026-11-01 09:00（+08:00） 起，2026-11-30 18:00（Z） 止",
  );
});

test("before the window and after it, that is told; a day ends with its last second", () => {
  const drill = { ...head, opens: "2026-11-10", closes: "2026-11-30" };
  const at = (local) => {
    const now = new Date(local).getTime();
    return earlyWords(drill, now) + lateWords(drill, now);
  };
  assert.match(at("2026-11-09T23:59:59"), /还没到作答时间：2026-11-10 起/);
  assert.equal(at("2026-11-10T00:00:00"), "");
  assert.equal(at("2026-11-30T23:59:59"), "");
  assert.match(at("2026-12-01T00:00:00"), /已过截止时间 2026-11-30：照样保存，仍可交卷，但会算迟交/);
  assert.equal(earlyWords(head, 0) + lateWords(head, 0), "");
  const zoned = { ...head, closes: "2026-11-30T18:00+08:00" };
  assert.equal(lateWords(zoned, Date.parse("2026-11-30T10:00:00Z")), "");
  assert.match(lateWords(zoned, Date.parse("2026-11-30T10:00:01Z")), /已过截止时间/);
});
