/* 简答题 and 案例分析题: texts that are marked by their scoring points, or by a person. */
import { make, uid } from "../core/dom.js";
import { isNothing } from "../core/scoring.js";

/** @import { Controls, ItemType } from "./item-type.js" */

const LONGEST_TEXT = 5000;

/** @param {string} text */
const length = (text) => Array.from(text.replace(/\s/g, "")).length;

/** @param {number} rows @param {() => void} changed @returns {Controls} */
function writing(rows, changed) {
  const id = uid();
  const area = make("textarea", { id, rows, maxlength: LONGEST_TEXT, class: "writing" });
  const count = make("span", { class: "small" });
  const update = () => {
    count.textContent = `${length(area.value)} 字`;
  };
  area.addEventListener("input", () => {
    update();
    changed();
  });
  update();
  return {
    nodes: [make("div", { class: "open" },
      make("div", { class: "taskhead" }, make("label", { for: id }, "你的回答"), count), area)],
    read: () => (isNothing(area.value) ? null : area.value),
    write(answer) {
      area.value = typeof answer === "string" ? answer : "";
      update();
    },
    lock(locked) {
      area.readOnly = locked;
    },
  };
}

/** @type {Omit<ItemType, "name" | "label" | "controls">} */
const open = {
  keyName: "open",
  judge: (_key, answer) => (typeof answer === "string" ? "review" : "malformed"),
  words: (_item, answer) => String(answer),
  right: () => "",
  isText: true,
};

/** @type {ItemType} */
export const short = { ...open, name: "short", label: "简答题", controls: (_item, changed) => writing(5, changed) };

/** @type {ItemType} */
export const caseStudy = { ...open, name: "case", label: "案例分析题", controls: (_item, changed) => writing(9, changed) };
