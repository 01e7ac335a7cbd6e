/* Answering with code: a place to write a function, and data to try it on. Runs nothing and knows no hidden data. */
import { button, make, uid } from "../core/dom.js";
import { saveFile } from "../exam/saving.js";
import { csv, notebook } from "./code-files.js";

/**
 * @import { MadeFile } from "../exam/saving.js"
 * @import { Controls, ItemType } from "../items/item-type.js"
 * @import { Code, Item, Table } from "../wire.d.ts"
 */

const INDENT = "    ";
const LONGEST_CODE = 20000;

/** Types text where the caret is, so that the browser can undo it. @param {HTMLTextAreaElement} area @param {string} text */
function type(area, text) {
  if (document.execCommand?.("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

/** The indent of the line with the caret, one step deeper after a colon. @param {HTMLTextAreaElement} area */
function indentHere(area) {
  const line = area.value.slice(0, area.selectionStart).split("\n").at(-1) ?? "";
  return (/^\s*/.exec(line)?.[0] ?? "") + (/:\s*$/.test(line) ? INDENT : "");
}

/** Tab indents, Enter keeps the indent; Esc gives the next Tab back to the browser, so that nobody is trapped. */
function editKeys(/** @type {HTMLTextAreaElement} */ area) {
  let leaving = false;
  area.addEventListener("blur", () => {
    leaving = false;
  });
  area.addEventListener("keydown", (event) => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
    const text = event.key === "Tab" && !leaving ? INDENT : event.key === "Enter" ? `\n${indentHere(area)}` : null;
    leaving = event.key === "Escape" || (leaving && event.key === "Shift");
    if (!plain || area.readOnly || text === null) return;
    event.preventDefault();
    type(area, text);
  });
}

/** @param {Table} table */
function tableNode({ caption, columns, rows }) {
  const head = make("tr", {}, ...columns.map((title) => make("th", { scope: "col" }, title)));
  const body = rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell))));
  const grid = make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body));
  return make("div", { class: "data", tabindex: 0, role: "region", "aria-label": caption || "试做用的数据" }, grid);
}

/** @param {Item} item @param {Code & {table: Table}} code */
function sample(item, code) {
  const save = (/** @type {MadeFile} */ file) => () => saveFile(file);
  return make("details", { class: "sample", open: true },
    make("summary", {}, `试做用的数据（${code.table.rows.length} 行）`),
    tableNode(code.table),
    make("div", { class: "buttons" },
      button("下载数据表（CSV）", save(csv(item.id, code.table))),
      button("下载笔记本（JupyterLab）", save(notebook(item, code)))));
}

/** @param {Item} item @param {() => void} changed @returns {Controls} */
function controls(item, changed) {
  const asked = item.code ?? { starter: "", rule: "", hidden: 0 };
  const id = uid();
  const area = make("textarea", {
    id, class: "writing code", rows: 18, maxlength: LONGEST_CODE, wrap: "off", spellcheck: "false", autocomplete: "off",
    autocapitalize: "off", autocorrect: "off", "aria-describedby": `${id}-keys`,
  });
  area.value = asked.starter;
  area.addEventListener("input", changed);
  editKeys(area);
  const how = `交卷后，在 ${asked.hidden} 组你没见过的数据上运行，${asked.rule}。这里不运行代码，可以下载笔记本，在 JupyterLab 里写好、试好，再粘贴回来。判分时只有 Python 自带的模块、numpy 和 pandas，不能联网，也读不到你的文件。`;
  return {
    nodes: [
      ...(asked.table ? [sample(item, { ...asked, table: asked.table })] : []),
      make("div", { class: "open" },
        make("p", { class: "small" }, how),
        make("label", { for: id }, "你的代码"), area,
        make("p", { class: "small", id: `${id}-keys` }, "Tab 键缩进。要用键盘离开，先按 Esc，再按 Tab。")),
    ],
    read: () => (area.value.trim() === "" || area.value.trim() === asked.starter.trim() ? null : area.value),
    write(answer) {
      area.value = typeof answer === "string" ? answer : asked.starter;
    },
    lock(locked) {
      area.readOnly = locked;
    },
    mark() {},
    invalid() {},
  };
}

/** @type {ItemType} */
export const code = {
  name: "code",
  label: "编程题",
  controls,
  judge: () => "review", // no browser runs it
  words: (_item, answer) => String(answer),
  right: () => "",
  isCode: true,
};
