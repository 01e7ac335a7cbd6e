/* 计算题: a number, exact or within a tolerance. */
import { abs, compare, multiply, parse, round, subtract, toString } from "../core/decimal.js";
import { make, uid } from "../core/dom.js";
import { isNothing, readNumber, simplifiedBy } from "../core/scoring.js";

/**
 * @import { Item, Key } from "../wire.d.ts"
 * @import { Controls, ItemType } from "./item-type.js"
 */

/** @param {Key & {type: "numeric"}} key */
function toleranceOf(key) {
  if (compare(parse(key.absolute), parse("0")) > 0) return `（允许误差 ±${key.absolute}）`;
  if (compare(parse(key.relative), parse("0")) > 0) {
    return `（允许误差 ±${toString(multiply(parse(key.relative), parse("100")))}%）`;
  }
  return "";
}

/** @param {Item} item @param {Key & {type: "numeric"}} key */
function rightNumber({ decimals }, key) {
  const value = parse(key.value);
  const shown = toString(decimals === undefined ? value : round(value, decimals));
  return [shown, key.unit].filter(Boolean).join(" ") + toleranceOf(key);
}

/** @param {Item} item @param {() => void} changed @returns {Controls} */
function controls(item, changed) {
  const id = uid();
  const problem = make("p", { class: "problem", id: `${id}-problem` });
  const input = make("input", {
    id, type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 60, class: "number",
    "aria-describedby": problem.id,
  });
  const unit = item.unit ? make("span", { class: "unit" }, item.unit) : null;
  const label = make("label", { for: id }, item.unit ? `你的答案（单位：${item.unit}）` : "你的答案");
  input.addEventListener("input", changed);
  return {
    nodes: [make("div", { class: "numeric" }, label, make("span", { class: "entry" }, input, unit), problem)],
    read: () => (isNothing(input.value) ? null : input.value),
    write(answer) {
      input.value = typeof answer === "string" ? answer : "";
    },
    lock(locked) {
      input.readOnly = locked;
    },
    invalid(text) {
      problem.textContent = text;
      input.setAttribute("aria-invalid", String(Boolean(text)));
    },
  };
}

/** @type {ItemType} */
export const numeric = {
  name: "numeric",
  label: "计算题",
  detail({ decimals }) {
    if (decimals === undefined) return "";
    return decimals === 0 ? "填整数" : `保留 ${decimals} 位小数`;
  },
  controls,
  judge(/** @type {Key & {type: "numeric"}} */ key, answer, asked) {
    const simplified = simplifiedBy(asked);
    const number = typeof answer === "string" ? readNumber(answer.replace(/./gs, (char) => simplified[char] ?? char), key.unit) : null;
    if (!number) return "malformed";
    const value = parse(key.value);
    const absolute = parse(key.absolute);
    const relative = multiply(parse(key.relative), abs(value));
    const tolerance = compare(absolute, relative) > 0 ? absolute : relative;
    return compare(abs(subtract(number, value)), tolerance) <= 0 ? "correct" : "wrong";
  },
  words: (_item, answer) => String(answer),
  isUnreadable: ({ unit }, answer) => !readNumber(answer, unit),
  unreadable: "填的不是数字，请改成 1200、1,200 或 12.5 这样的写法。",
  right: rightNumber,
};
