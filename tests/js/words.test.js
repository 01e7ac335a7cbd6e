import assert from "node:assert/strict";
import { test } from "node:test";
import { score, stem } from "../../src/lianbing/widgets/static/core/words.js";
import { answerWords as answer, gapWords as gaps, typeWords as type } from "../../src/lianbing/widgets/static/items/types.js";

const OPTIONS = [{ id: "A", text: "甲" }, { id: "B", text: "乙" }, { id: "C", text: "丙" }];
const PROMPTS = [{ id: "1", text: "子" }, { id: "2", text: "丑" }];

test("a type says how its points are given", () => {
  const words = {
    单选题: { type: "single" }, 判断题: { type: "truefalse" }, 计算题: { type: "numeric" }, 简答题: { type: "short" },
    案例分析题: { type: "case" }, 填空题: { type: "fill" },
    "计算题（填整数）": { type: "numeric", decimals: 0 }, "计算题（保留 2 位小数）": { type: "numeric", decimals: 2 },
    "多选题（漏选、错选都不得分）": { type: "multiple" }, "多选题（漏选得半分，错选不得分）": { type: "multiple", rule: "half" },
    "填空题（按空给分）": { type: "fill", rule: "each" }, "填空题（全对才得分）": { type: "fill", rule: "exact" },
    "排序题（按先后关系给分）": { type: "ordering", rule: "pairs" }, "连线题（按对数给分）": { type: "matching", rule: "each" },
  };
  for (const [expected, item] of Object.entries(words)) assert.equal(type(item), expected);
  assert.throws(() => type({ type: "essay" }), TypeError);
});

test("answers in words", () => {
  const cases = [
    [{ type: "fill" }, ["5"], "5"],
    [{ type: "fill" }, ["5", null], "第 1 空：5；第 2 空：（没有填）"],
    [{ type: "fill" }, [null, " "], "未作答"],
    [{ type: "ordering", options: OPTIONS }, ["B", "A", "C"], "B. 乙 → A. 甲 → C. 丙"],
    [{ type: "ordering", options: OPTIONS }, null, "未作答"],
    [{ type: "matching", options: OPTIONS, prompts: PROMPTS }, { 2: "C" }, "子 → （没有选）；丑 → C. 丙"],
    [{ type: "matching", options: OPTIONS, prompts: PROMPTS }, {}, "未作答"],
    [{ type: "short" }, "A", "A"],
    [{ type: "case" }, " \n", "未作答"],
  ];
  for (const [item, value, expected] of cases) assert.equal(answer(item, value), expected);
});

test("a partial score says its share", () => {
  assert.equal(score({ verdict: "partial", fraction: 2 / 3 }), "◐ 部分答对，得 67% 的分");
  assert.equal(score({ verdict: "correct", fraction: 1 }), "✓ 答对");
});

test("an answer that is begun says what it lacks", () => {
  const matching = { type: "matching", options: OPTIONS, prompts: [...PROMPTS, { id: "3", text: "寅" }] };
  assert.equal(gaps(matching, { 2: "C" }), "第 1、3 项还没有选");
  assert.equal(gaps(matching, { 1: "A", 2: "C", 3: "B" }), "");
  assert.equal(gaps({ type: "fill" }, ["5", null, " "]), "第 2、3 空还没有填");
  assert.equal(gaps({ type: "fill" }, ["5", "6"]), "");
  assert.equal(gaps({ type: "single" }, "A"), "");
  assert.equal(gaps({ type: "ordering", options: OPTIONS }, ["B", "A", "C"]), "");
});

test("no space stands around a blank", () => {
  assert.equal(stem("先 ____ ；再 ____ ，后____。"), "先____；再____，后____。");
  assert.equal(stem("VIS 与 SRV"), "VIS 与 SRV");
});
