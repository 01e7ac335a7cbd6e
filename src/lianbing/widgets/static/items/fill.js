/* 填空题: words for the blanks of a sentence. */
import { BLANK, readBlank, unitsOf } from "../core/blanks.js";
import { make, uid } from "../core/dom.js";
import { isNothing, share, simplifiedBy } from "../core/scoring.js";
import { stem as shownStem } from "../core/words.js";
import { lacking } from "./item-type.js";

/**
 * @import { Reading } from "../core/blanks.js"
 * @import { Asked } from "../core/scoring.js"
 * @import { Item, Key } from "../wire.d.ts"
 * @import { Controls, ItemType } from "./item-type.js"
 */

const LONGEST_BLANK = 100;

/** @param {unknown} answer */
const isGap = (answer) => Array.isArray(answer) && answer.every(isNothing);

/** What each blank counts as. @param {string[][]} blanks @param {(string | null)[]} answer @param {Asked} asked @returns {Reading[]} */
function readings(blanks, answer, asked) {
  const units = unitsOf(asked.stem ?? "");
  const isWhole = units.length === blanks.length;
  return blanks.map((wordings, at) => readBlank(wordings, isWhole ? units[at] : "", answer[at] ?? "", simplifiedBy(asked)));
}

/** The first accepted text of each blank, and in brackets what else is right. @param {string[][]} blanks */
function rightBlanks(blanks) {
  const lines = blanks.map(([first, ...more]) => first + (more.length ? `（也可填 ${more.join("、")}）` : ""));
  return lines.map((line, index) => (lines.length > 1 ? `第 ${index + 1} 空：${line}` : line)).join("\n");
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
function controls(item, changed) {
  const all = item.blanks ?? item.stem.split(BLANK).length - 1;
  const rows = Array.from({ length: all }, (_, index) => blankRow(index, all));
  for (const { input, echo } of rows) {
    echo();
    input.addEventListener("input", () => {
      echo();
      changed();
    });
  }
  const problem = make("p", { class: "problem" });
  return {
    nodes: [make("div", { class: "blanks" }, ...rows.map(({ row }) => row)), problem],
    stem: sentence(shownStem(item.stem), rows.map(({ slot }) => slot)),
    read() {
      const typed = rows.map(({ input }) => (isNothing(input.value) ? null : input.value));
      return isGap(typed) ? null : typed;
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
    invalid(text) {
      problem.textContent = text;
    },
    mark(key) {
      const read = key?.type === "fill" ? readings(key.blanks, rows.map(({ input }) => input.value), item) : [];
      rows.forEach(({ input, row, mark }, index) => {
        const right = read[index] === "right";
        row.className = key ? `blank ${right ? "right" : "wrong"}` : "blank";
        mark.textContent = !key ? "" : right ? "✓ 填对" : input.value ? "✗ 填错" : "✗ 没有填";
      });
    },
  };
}

/** @type {ItemType} */
export const fill = {
  name: "fill",
  label: "填空题",
  rules: { each: "按空给分", exact: "全对才得分" },
  controls,
  isGap,
  judge(/** @type {Key & {type: "fill"}} */ key, answer, asked) {
    if (!Array.isArray(answer) || answer.length !== key.blanks.length) return "malformed";
    if (!answer.every((typed) => typed === null || typeof typed === "string")) return "malformed";
    if (isGap(answer)) return "empty";
    const read = readings(key.blanks, answer, asked);
    if (read.includes("unclear")) return "malformed";
    return share(read.filter((reading) => reading === "right").length, read.length, key.rule === "each");
  },
  words(_item, answer) {
    const texts = [answer].flat().map((typed) => (isNothing(typed) ? "（没有填）" : String(typed)));
    return texts.length < 2 ? texts.join("") : texts.map((text, index) => `第 ${index + 1} 空：${text}`).join("；");
  },
  gaps: (_item, answer) => lacking(answer, "空还没有填"),
  right: (_item, key) => rightBlanks(key.blanks),
  unreadable: "写法看不准：要填数的空只写一个数，如 12、12.5 或十二；后面印着的单位可以写，不写别的单位，也不写“约”“左右”。",
};
