/* Answering by writing: a number, the blanks of a sentence, a text. */
import { make, uid } from "../core/dom.js";
import { fits, isBlank } from "../core/scoring.js";
import * as words from "../core/words.js";

/**
 * @import { Item } from "../wire.d.ts"
 * @import { Controls } from "./controls.js"
 */

const BLANK = "____";
const LONGEST_BLANK = 100;
const LONGEST_TEXT = 5000;

/** @param {Item} item @param {() => void} changed @returns {Controls} */
export function numeric(item, changed) {
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
    read: () => (isBlank(input.value) ? null : input.value),
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

/** One blank: its place in the sentence, and the row where it is filled. @param {number} index @param {number} all */
function blankRow(index, all) {
  const id = uid();
  const slot = make("span", { class: "slot" }, BLANK);
  const input = make("input", { id, type: "text", autocomplete: "off", maxlength: LONGEST_BLANK, class: "number" });
  const mark = make("span", { class: "mark" });
  const label = make("label", { for: id }, all > 1 ? `第 ${index + 1} 空` : "你的答案");
  const row = make("div", { class: "blank" }, label, input, mark);
  /** The sentence reads as it will: with the text typed, else with the blank's number. */
  const echo = () => {
    const typed = input.value.trim();
    slot.dataset.shown = typed || (all > 1 ? String(index + 1) : " ");
    slot.classList.toggle("filled", typed !== "");
  };
  return { slot, input, mark, row, echo };
}

/** The stem with each ____ as the slot of its blank. @param {string} stem @param {HTMLElement[]} slots */
const sentence = (stem, slots) => stem.split(BLANK).flatMap((text, index) => {
  if (index === 0) return [text];
  return [slots[index - 1] ?? BLANK, text];
});

/** @param {Item} item @param {() => void} changed @returns {Controls} */
export function fill(item, changed) {
  const all = item.blanks ?? item.stem.split(BLANK).length - 1;
  const rows = Array.from({ length: all }, (_, index) => blankRow(index, all));
  for (const { input, echo } of rows) {
    echo();
    input.addEventListener("input", () => {
      echo();
      changed();
    });
  }
  return {
    nodes: [make("div", { class: "blanks" }, ...rows.map(({ row }) => row))],
    stem: sentence(words.stem(item.stem), rows.map(({ slot }) => slot)),
    read() {
      const typed = rows.map(({ input }) => (isBlank(input.value) ? null : input.value));
      return isBlank(typed, "fill") ? null : typed;
    },
    write(answer) {
      rows.forEach(({ input, echo }, index) => {
        const text = Array.isArray(answer) ? answer[index] : null;
        input.value = typeof text === "string" ? text : "";
        echo();
      });
    },
    lock(locked) {
      for (const { input } of rows) input.readOnly = locked;
    },
    mark(key) {
      rows.forEach(({ input, row, mark }, index) => {
        const right = key?.type === "fill" && fits(key.blanks[index] ?? [], input.value);
        row.className = key ? `blank ${right ? "right" : "wrong"}` : "blank";
        mark.textContent = !key ? "" : right ? "✓ 填对" : input.value ? "✗ 填错" : "✗ 没有填";
      });
    },
  };
}

/** @param {string} text */
const length = (text) => Array.from(text.replace(/\s/g, "")).length;

/** @param {Item} item @param {() => void} changed @returns {Controls} */
export function open(item, changed) {
  const id = uid();
  const area = make("textarea", { id, rows: item.type === "case" ? 9 : 5, maxlength: LONGEST_TEXT, class: "writing" });
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
    read: () => (isBlank(area.value) ? null : area.value),
    write(answer) {
      area.value = typeof answer === "string" ? answer : "";
      update();
    },
    lock(locked) {
      area.readOnly = locked;
    },
  };
}
