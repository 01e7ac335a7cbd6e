/* What the browser keeps of an exam booklet: one paper's answers and times. */
import * as store from "./store.js";

/** @import { Answer, Booklet } from "../wire.d.ts" */

/** @typedef {{started: string | null, submitted: string | null, answers: Record<string, Answer>}} PaperState */

/** @param {any} kept @returns {PaperState} */
function sound(kept) {
  const answers = kept?.answers && typeof kept.answers === "object" ? kept.answers : {};
  /** @param {unknown} time */
  const time = (time) => (typeof time === "string" && !Number.isNaN(Date.parse(time)) ? time : null);
  return { started: time(kept?.started), submitted: time(kept?.submitted), answers };
}

/** One paper's answers and times, kept under paper and token. @param {Booklet} booklet */
export function paperStore({ paper, token }) {
  const key = `lb:paper:${paper}:${token}`;
  const state = sound(store.read(key));
  return { state, save: () => store.write(key, state) };
}
