/* The submission notebook of docs/wire-format.md, from booklet, answers and times. Same in, same bytes. */
import { sha256 } from "../core/sha256.js";
import { letter } from "../core/words.js";
import { answerWords, isBlank, typeOf, typeWords } from "../items/types.js";

/**
 * @import { MadeFile } from "../exam/saving.js"
 * @import { Answer, AnsweredCell, Booklet, Item, SubmissionHead } from "../wire.d.ts"
 */

/** Of one hand-in; without what follows `submitted` where it isn't known.
 * @typedef {{started: string, submitted: string, elapsed?: number, handin?: number, clockAt?: string}} Times */
/** @typedef {MadeFile & {text: string, receipt: string}} Submission */

const LONGEST_NAME = 24;
const UNSAFE = /[^\p{L}\p{M}\p{N}_-]/gu;

/** Plain text as Markdown that shows just that text. @param {string} text */
function escapeLine(text) {
  return text
    .trim()
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/[\\\x60*_{}[\]#$~|>!]/g, "\\$&")
    .replace(/^([-+=])/, "\\$1")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** @param {string} text */
const escape = (text) => text.split(/\r\n?|\n/).map(escapeLine).filter(Boolean);

/** @param {string} text */
const escapeInline = (text) => escape(text).join(" ");

/** Blank answers travel as null. @param {Item} item @param {Answer | undefined} answer @returns {Answer} */
const normal = ({ type }, answer) => (answer === undefined || isBlank(answer, type) ? null : answer);

/** On one line, but a text of several lines as it was written. @param {Item} item @param {Answer} answer */
function answerSource(item, answer) {
  const words = answerWords(item, answer);
  const written = answer !== null && typeOf(item.type).isText;
  return written ? `**作答：**\n\n${escape(words).join("  \n")}` : `**作答：** ${escapeInline(words)}`;
}

/** @param {Item} item @param {number} number @param {Answer} answer */
function itemSource(item, number, answer) {
  const [first = "", ...more] = escape(item.stem);
  const worth = item.worth === undefined ? "" : ` · ${item.worth} 分`;
  const parts = [`### ${number}. ${first}`];
  if (more.length) parts.push(more.join("  \n"));
  parts.push(`*${typeWords(item)}${worth}*`);
  if (item.prompts) parts.push(`左边：${item.prompts.map((p) => escapeInline(p.text)).join("；")}`);
  if (item.options) {
    parts.push(item.options.map((o, i) => `- ${letter(i)}. ${escapeInline(o.text)}`).join("\n"));
  }
  if (item.unit) parts.push(`单位：${escapeInline(item.unit)}`);
  if (!typeOf(item.type).isCode) parts.push(answerSource(item, answer));
  return parts.join("\n\n");
}

/** @param {string} id @param {{lianbing?: AnsweredCell}} metadata @param {string} source */
const markdown = (id, metadata, source) => ({ cell_type: "markdown", id, metadata, source });

/** What was written is a cell of its own, and its source the answer. @param {string} id @param {Item} item @param {Answer} answer */
const codeCell = (id, item, answer) => ({
  cell_type: "code", execution_count: null, id, metadata: { lianbing: { item: item.id } }, outputs: [], source: answer ?? "",
});

/** @param {Item} item @param {number} index @param {Answer} answer */
function itemCells(item, index, answer) {
  const id = `item-${String(index + 1).padStart(2, "0")}`;
  if (typeOf(item.type).isCode) {
    return [markdown(`${id}-asked`, {}, itemSource(item, index + 1, answer)), codeCell(id, item, answer)];
  }
  return [markdown(id, { lianbing: { item: item.id, answer } }, itemSource(item, index + 1, answer))];
}

/** @param {Booklet} booklet @param {Times} times */
function coverSource({ drill, employee, paper }, times) {
  const team = employee.team ? ` · ${escapeInline(employee.team)}` : "";
  return [
    `# ${escapeInline(drill.title)} 答卷`,
    [
      `- 姓名：${escapeInline(employee.name)}（${escapeInline(employee.id)}）${team}`,
      `- 试卷：${escapeInline(paper)}`,
      `- 开始：${times.started}`,
      `- 交卷：${times.submitted}`,
    ].join("\n"),
    "这份文件由答题册生成，请原样上交，不要改动。",
  ].join("\n\n");
}

/** @param {Booklet} booklet @param {Record<string, Answer>} answers @param {Times} times */
function notebook(booklet, answers, times) {
  const items = booklet.sections.flatMap((section) => section.items);
  /** @type {SubmissionHead} */
  const lianbingMetadata = {
    schema: "lianbing/submission@1",
    drill: booklet.drill.id,
    paper: booklet.paper,
    employee: booklet.employee.id,
    token: booklet.token,
    started_at: times.started,
    submitted_at: times.submitted,
    elapsed: times.elapsed,
    handin: times.handin,
    clock_at: times.clockAt,
  };
  return {
    cells: [
      markdown("cover", {}, coverSource(booklet, times)),
      ...items.flatMap((item, index) => itemCells(item, index, normal(item, answers[item.id]))),
    ],
    metadata: { lianbing: lianbingMetadata },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** @param {Uint8Array} bytes */
const receiptOf = (bytes) => sha256(bytes).slice(0, 12).toUpperCase().replace(/(.{4})(?=.)/g, "$1-");

/** The paper, which names drill and number, the person, and which time; no sign that any system forbids in a name.
 * @param {Booklet} booklet @param {number} [handin] */
function fileName({ paper, employee }, handin) {
  const name = [...employee.name.replace(UNSAFE, "")].slice(0, LONGEST_NAME).join("");
  return `${[paper, name, handin && `第${handin}次`].filter(Boolean).join("-")}.ipynb`;
}

/** @param {Booklet} booklet @param {Record<string, Answer>} answers @param {Times} times @returns {Submission} */
export function submission(booklet, answers, times) {
  const text = JSON.stringify(notebook(booklet, answers, times), null, 1) + "\n";
  const bytes = new TextEncoder().encode(text);
  return { name: fileName(booklet, times.handin), type: "application/x-ipynb+json", text, bytes, receipt: receiptOf(bytes) };
}
