/* The words shown for types, answers and verdicts; the same on the page and in the submission. No DOM. */
(function (lianbing) {
  "use strict";
  if (lianbing.words !== undefined) return;

  /** @param {number} index */
  const letter = (index) => String.fromCharCode(65 + index);

  /** @param {LbItem} item */
  function numericType({ decimals }) {
    if (decimals === undefined) return "计算题";
    return decimals === 0 ? "计算题（填整数）" : `计算题（保留 ${decimals} 位小数）`;
  }

  /** @param {LbItem} item */
  function type(item) {
    switch (item.type) {
      case "single": return "单选题";
      case "multiple": return item.rule === "half" ? "多选题（漏选得半分，错选不得分）" : "多选题（漏选、错选都不得分）";
      case "truefalse": return "判断题";
      case "numeric": return numericType(item);
      default: throw new TypeError("unknown item type");
    }
  }

  /** @param {LbItem} item @param {string} id */
  function option(item, id) {
    const index = (item.options ?? []).findIndex((candidate) => candidate.id === id);
    return index < 0 ? id : `${letter(index)}. ${item.options?.[index].text}`;
  }

  /** An answer (or a key's answer) in words. @param {LbItem} item @param {LbAnswer} value */
  function answer(item, value) {
    if (lianbing.isBlank(value)) return "未作答";
    if (Array.isArray(value)) return value.map((id) => option(item, id)).join("；");
    if (typeof value === "boolean") return value ? "对" : "错";
    return item.type === "numeric" ? String(value) : option(item, String(value));
  }

  lianbing.words = {
    letter,
    type,
    answer,
    verdict: {
      correct: "✓ 回答正确",
      partial: "◐ 部分正确",
      wrong: "✗ 回答错误",
      empty: "请先作答，再提交。",
      malformed: "填的不是数字，请改成 1200、1,200 或 12.5 这样的写法。",
    },
    judgement: { good: "✓ 得当", weak: "△ 欠妥", wrong: "✗ 违规" },
    ending: { good: "圆满收场", fair: "勉强过关", bad: "没有处理好" },
  };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
