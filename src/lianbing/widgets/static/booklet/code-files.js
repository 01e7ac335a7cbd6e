/* The data of a code task as files: for spreadsheets, and as a notebook with the beginning. */
import { readNumber } from "../core/scoring.js";

/**
 * @import { MadeFile } from "../exam/saving.js"
 * @import { Code, Item, Table } from "../wire.d.ts"
 */

const FORMULA_START = /^[=+\-@\t\r]/;

/** @param {string} name @param {string} type @param {string} text @returns {MadeFile} */
const file = (name, type, text) => ({ name, type, bytes: new TextEncoder().encode(text) });

/** @param {string} cell */
const quoted = (cell) => (/[",\n\r]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

/** A text that a spreadsheet would take for a formula gets an apostrophe; a negative number is none. @param {string} cell */
const harmless = (cell) => (FORMULA_START.test(cell) && !readNumber(cell) ? `'${cell}` : cell);

/** @param {Table} table @param {(cell: string) => string} [made] */
const lines = ({ columns, rows }, made = (cell) => cell) =>
  [columns, ...rows].map((row) => row.map((cell) => quoted(made(cell))).join(",")).join("\n") + "\n";

/** In UTF-8 with a byte order mark, by which Excel and WPS know the encoding. @param {string} name @param {Table} table */
export const csv = (name, table) => file(`${name}.csv`, "text/csv;charset=utf-8", `\ufeff${lines(table, harmless).replace(/\n/g, "\r\n")}`);

/** @param {"markdown" | "code"} type @param {string} id @param {string} source */
const cell = (type, id, source) =>
  ({ cell_type: type, id, metadata: {}, source, ...(type === "code" ? { execution_count: null, outputs: [] } : {}) });

/** @param {Table} table */
const given = (table) => [
  "import io", "", "import pandas as pd", "",
  `CSV = '''\\\n${lines(table).replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'''`,
  "data = pd.read_csv(io.StringIO(CSV), keep_default_na=False)", "data",
].join("\n");

/** @param {Item} item @param {Code & {table: Table}} code */
export function notebook(item, code) {
  const cells = [
    cell("markdown", "asked", `# ${item.id}\n\n${item.stem}\n\n写好、试好以后，把函数粘贴到答题册里。`),
    cell("code", "given", given(code.table)),
    cell("code", "answer", code.starter),
    cell("code", "try", "# 在这里调用上面的函数，第一个参数是 data，其余的取值看题目\n"),
  ];
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  const text = JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }, null, 1) + "\n";
  return file(`${item.id}.ipynb`, "application/x-ipynb+json", text);
}
