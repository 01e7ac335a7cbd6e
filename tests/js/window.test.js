import assert from "node:assert/strict";
import { test } from "node:test";
import { windowOf } from "../../src/lianbing/widgets/static/booklet/window.js";

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
