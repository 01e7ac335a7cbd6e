/* What Python is told of each answer: one flat entry, whatever the element. docs/wire-format.md has the shape. */
import { isoTime } from "../core/dates.js";
import { ending as endingWords } from "../core/words.js";
import { answerWords } from "../items/types.js";

/**
 * @import { AnswerDetail } from "../practice/entry.js"
 * @import { AnswerEntry, Choice, Ending, Item } from "../wire.d.ts"
 */

/** The item as it was asked, wherever it stands in the element. @param {any} data @param {AnswerDetail} detail @returns {Item} */
function asked(data, { item, variant }) {
  const question = data.items?.find((/** @type {Item} */ { id }) => id === item)
    ?? data.fields?.find((/** @type {Item} */ { id }) => id === item) ?? data;
  const { options, ...numbers } = question.practice?.variants?.[(variant ?? 0) - 1] ?? {};
  return { ...question, ...numbers, ...(options && { options }) };
}

/** A field without its task, an item of a self-test by its id, nothing for the element itself. @param {any} data @param {string} item */
const partOf = (data, item) => (item === data.id ? "" : item.startsWith(`${data.id}.`) ? item.slice(data.id.length + 1) : item);

/** @type {Record<string, (data: any, detail: any) => Omit<AnswerEntry, "event" | "at">>} */
const TELL = {
  "lb-answer": (data, detail) => ({
    part: partOf(data, detail.item),
    verdict: detail.verdict,
    score: detail.self ?? detail.fraction,
    text: answerWords(asked(data, detail), detail.answer),
    answer: detail.answer,
    ...(detail.variant && { variant: detail.variant }),
    ...(detail.ticked && { rated: true }),
  }),
  "lb-choice": (data, { node, choice, verdict, path }) => ({
    part: node,
    verdict,
    score: null,
    text: data.nodes[node].choices.find((/** @type {Choice} */ { id }) => id === choice).text,
    path,
  }),
  "lb-scenario-end": (_data, { ending, score, fraction, path }) => ({
    part: "",
    verdict: ending,
    score: fraction ?? null,
    text: `${endingWords[/** @type {Ending} */ (ending)]}，${score} 分`,
    path,
  }),
};

/** With milliseconds, so that the answers of several elements have an order. */
function moment() {
  const now = new Date();
  const thousandths = String(now.getMilliseconds()).padStart(3, "0");
  return isoTime(now).replace(/[+-]\d\d:\d\d$/, (zone) => `.${thousandths}${zone}`);
}

/** Null for what isn't told. @param {string} event @param {any} data @param {any} detail @returns {AnswerEntry | null} */
export function answerEntry(event, data, detail) {
  const tell = TELL[event];
  return tell ? { event, at: moment(), ...tell(data, detail) } : null;
}
