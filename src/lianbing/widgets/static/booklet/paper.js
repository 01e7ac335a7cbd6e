/* What the browser keeps of an exam booklet: one paper's answers and times. */
(function (lianbing) {
  "use strict";
  if (lianbing.paperStore !== undefined) return;

  /** @param {any} kept @returns {LbPaperState} */
  function sound(kept) {
    const answers = kept?.answers && typeof kept.answers === "object" ? kept.answers : {};
    /** @param {unknown} time */
    const time = (time) => (typeof time === "string" && !Number.isNaN(Date.parse(time)) ? time : null);
    return { started: time(kept?.started), submitted: time(kept?.submitted), answers };
  }

  /** One paper's answers and times, kept under paper and token. @param {LbBooklet} booklet */
  function paperStore({ paper, token }) {
    const key = `lb:paper:${paper}:${token}`;
    const state = sound(lianbing.store.read(key));
    return { state, save: () => lianbing.store.write(key, state) };
  }

  lianbing.paperStore = paperStore;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
