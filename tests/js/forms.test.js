import assert from "node:assert/strict";
import { test } from "node:test";
import { blank, compare, isTouched, keyOf, missing, places, restored, summary } from "../../src/lianbing/widgets/static/forms/values.js";

const FORM = {
  id: "diary",
  sections: [{
    title: "当天", filled_by: "客户经理",
    fields: [
      { id: "day", label: "日期", kind: "date", required: true, lines: 1 },
      {
        id: "shops", label: "各户", kind: "rows", required: true, lines: 3, preset: [{ shop: "甲" }],
        columns: [{ id: "shop", label: "户名", kind: "text", width: 2 }, { id: "state", label: "情况", kind: "text", width: 2 }],
      },
      { id: "note", label: "备注", kind: "long", required: false, lines: 2 },
    ],
  }],
  faulty: {
    filled: { story: "", texts: { day: "昨天" }, tables: { shops: [{ shop: "甲" }, { shop: "乙" }] } },
    faults: [
      { field: "day", line: 0, wrong: "", right: "", rests_on: [] },
      { field: "shops", line: 2, wrong: "", right: "", rests_on: [] },
    ],
  },
};

test("a blank form has its printed lines and as many empty ones as the paper", () => {
  assert.deepEqual(blank(FORM), { texts: {}, tables: { shops: [{ shop: "甲" }, {}, {}] } });
  assert.equal(isTouched(FORM, blank(FORM)), false);
});

test("what was kept comes back as far as the form still has its fields", () => {
  const kept = { texts: { day: "2026-11-03", gone: "x", note: 3 }, tables: { shops: [{ shop: "乙", gone: "y" }, "?"] } };
  assert.deepEqual(restored(FORM, kept), { texts: { day: "2026-11-03" }, tables: { shops: [{ shop: "乙" }, {}] } });
  for (const damaged of [null, 7, "x", [], { texts: null, tables: { shops: "x" } }]) {
    assert.deepEqual(restored(FORM, damaged), blank(FORM));
  }
});

test("required fields that are empty are named", () => {
  assert.deepEqual(missing(FORM, { texts: { day: " " }, tables: { shops: [{ shop: " " }] } }), ["日期", "各户"]);
  assert.deepEqual(missing(FORM, restored(FORM, { texts: { day: "2026-11-03" } })), []);
});

test("every field and every line can be marked", () => {
  assert.deepEqual(places(FORM).map(keyOf), ["day/0", "shops/1", "shops/2", "note/0"]);
});

test("a field of lines that is at fault as a whole can be marked as a whole", () => {
  const faulty = { ...FORM.faulty, faults: [{ field: "shops", line: 0 }] };
  assert.deepEqual(places({ ...FORM, faulty }).map(keyOf), ["day/0", "shops/1", "shops/2", "shops/0", "note/0"]);
});

test("marks are compared place by place", () => {
  const findings = compare(FORM.faulty.faults, new Set(["day/0", "note/0"]));
  assert.deepEqual([...findings], [["day/0", "hit"], ["note/0", "extra"], ["shops/2", "missed"]]);
  assert.equal(summary(findings), "2 处毛病，找出 1 处，漏了 1 处，另有 1 处本来没有毛病。");
  assert.equal(summary(compare(FORM.faulty.faults, new Set(["day/0", "shops/2"]))), "2 处毛病，找出 2 处。");
});
