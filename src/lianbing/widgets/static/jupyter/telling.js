/* What Python is told of each answer: one flat entry, whatever the element. docs/wire-format.md has the shape. No DOM. */
(function (lianbing) {
  "use strict";
  if (lianbing.told !== undefined) return;

  /** The item as it was asked, wherever it stands in the element. @param {any} data @param {LbAnswerDetail} detail @returns {LbItem} */
  function asked(data, { item, variant }) {
    const found = data.items?.find((/** @type {LbItem} */ { id }) => id === item)
      ?? data.fields?.find((/** @type {LbItem} */ { id }) => id === item) ?? data;
    const { options, ...numbers } = found.practice?.variants?.[(variant ?? 0) - 1] ?? {};
    return { ...found, ...numbers, ...(options && { options }) };
  }

  /** A field without its task, an item of a self-test by its id, nothing for the element itself. @param {any} data @param {string} item */
  const partOf = (data, item) => (item === data.id ? "" : item.startsWith(`${data.id}.`) ? item.slice(data.id.length + 1) : item);

  /** @type {Record<string, (data: any, detail: any) => Omit<LbTold, "event" | "at">>} */
  const TELL = {
    "lb-answer": (data, detail) => ({
      part: partOf(data, detail.item),
      verdict: detail.verdict,
      score: detail.self ?? detail.fraction,
      text: lianbing.words.answer(asked(data, detail), detail.answer),
      answer: detail.answer,
      ...(detail.variant && { variant: detail.variant }),
      ...(detail.ticked && { rated: true }),
    }),
    "lb-choice": (data, { node, choice, verdict, path }) => ({
      part: node,
      verdict,
      score: null,
      text: data.nodes[node].choices.find((/** @type {LbChoice} */ { id }) => id === choice).text,
      path,
    }),
    "lb-scenario-end": (_data, { ending, score, fraction, path }) => ({
      part: "",
      verdict: ending,
      score: fraction ?? null,
      text: `${lianbing.words.ending[/** @type {LbEnding} */ (ending)]}，${score} 分`,
      path,
    }),
  };

  /** With milliseconds, so that the answers of several elements have an order. */
  function moment() {
    const now = lianbing.now();
    const thousandths = String(now.getMilliseconds()).padStart(3, "0");
    return lianbing.isoTime(now).replace(/[+-]\d\d:\d\d$/, (zone) => `.${thousandths}${zone}`);
  }

  lianbing.told = (event, data, detail) => {
    const tell = TELL[event];
    return tell ? { event, at: moment(), ...tell(data, detail) } : null;
  };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
