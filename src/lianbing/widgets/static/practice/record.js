/* The learner's record: the only door to what localStorage keeps of it. What can't be saved stays
   in memory while the page is open. */
import * as dates from "../core/dates.js";
import { isOurs, saved, savedKeys } from "../core/local-storage.js";
import * as entries from "./entry.js";
import { keyOf, kindOf, obstacle, parsed, partsOf, removeAll, save } from "./storage.js";
import * as values from "./values.js";

/**
 * @import { Day, Entry, ExamState, Run, SelftestRun, SelftestState } from "../wire.d.ts"
 * @import { AnswerDetail, Asked } from "./entry.js"
 * @import { Trouble } from "./trouble.js"
 * @import { Kind, LearnerRecord } from "./values.js"
 */

/** The record as one page sees it; another page has its own. */
export class RecordStore {
  /** What is not saved yet, with what was saved when it was made.
   * @type {Map<string, {text: string, base: string | null}>} */
  #pending = new Map();
  /** Why the last attempt to save failed. @type {Trouble | null} */
  #failed = null;

  /** @param {Kind} kind @param {string} id */
  #read(kind, id) {
    const key = keyOf(kind, id);
    return parsed(kind, this.#pending.get(key)?.text ?? saved(key));
  }

  /** What another tab has saved since isn't overwritten. @param {string} key */
  #upToDate(key) {
    const { text, base } = this.#pending.get(key) ?? { text: "null", base: null };
    const now = saved(key);
    const theirs = now === base ? null : parsed(kindOf(key), now);
    return theirs === null ? text : JSON.stringify(values.merged(kindOf(key), JSON.parse(text), theirs));
  }

  /** All of the changes or none. @param {[key: string, text: string][]} changes */
  #save(changes) {
    this.#failed = save(changes);
    if (this.#failed === null) for (const [key] of changes) this.#pending.delete(key);
    return this.#failed === null;
  }

  /** Saves these values, all or none. @param {string[]} keys */
  #flush(keys) {
    return this.#save(keys.map((key) => [key, this.#upToDate(key)]));
  }

  /** Saves what is new, and with it what could not be saved before, or else alone.
   * @param {...[Kind, string, object]} changes */
  #keep(...changes) {
    const keys = changes.map(([kind, id, value]) => {
      const key = keyOf(kind, id);
      const { base } = this.#pending.get(key) ?? { base: saved(key) };
      this.#pending.set(key, { text: JSON.stringify(value), base });
      return key;
    });
    if (this.#flush([...this.#pending.keys()])) return true;
    const trouble = this.#failed;
    const done = this.#pending.size > keys.length && this.#flush(keys);
    this.#failed = trouble;
    return done;
  }

  /** The day's count; a tick at an open question corrects it.
   * @param {Entry | null} before @param {Entry} entry @returns {Day} */
  #counted(before, entry) {
    const isSame = before && !entries.changed(before, entry.digest) && before.tries === entry.tries;
    const kept = this.day(entry.card.last);
    const less = isSame ? Number(entries.isRight(before)) : 0;
    const right = Math.max(kept.right + Number(entries.isRight(entry)) - less, 0);
    return { ...kept, answered: kept.answered + Number(!isSame), right };
  }

  /** @param {string} id @returns {Entry | null} */
  item(id) {
    return this.#read("item", id);
  }

  /** Whether something is kept of the item that can't be read; it stays until the next answer, and
   * a copy after that. @param {string} id */
  damaged(id) {
    return obstacle() === null && saved(keyOf("item", id)) !== null && this.item(id) === null;
  }

  /** @param {string} id @param {AnswerDetail} detail @param {Asked} [asked] */
  answer(id, detail, asked = {}) {
    const before = this.item(id);
    const entry = entries.answered(before, detail, asked, dates.isoTime(new Date()));
    this.#keep(["item", id, entry], ["day", entry.card.last, this.#counted(before, entry)]);
    return entry;
  }

  /** @param {string} id @returns {Run[]} */
  scenario(id) {
    return this.#read("scenario", id) ?? [];
  }

  /** @param {string} id @param {Run} run */
  walked(id, run) {
    const runs = [...this.scenario(id), run];
    this.#keep(["scenario", id, runs]);
    return runs;
  }

  /** @param {string} id @returns {SelftestState} */
  selftest(id) {
    return this.#read("check", id) ?? { drawn: [], runs: [] };
  }

  /** @param {string} id @param {string[]} drawn @param {SelftestRun} [run] @returns {SelftestState} */
  keepSelftest(id, drawn, run) {
    const state = { drawn, runs: [...this.selftest(id).runs, ...(run ? [run] : [])] };
    this.#keep(["check", id, state]);
    return state;
  }

  /** @param {string} id @returns {ExamState} */
  exam(id) {
    return this.#read("exam", id) ?? { running: null, done: [] };
  }

  /** Whether it was saved; if not, it is kept while the page is open.
   * @param {string} id @param {ExamState} value */
  keepExam(id, value) {
    return this.#keep(["exam", id, value]);
  }

  /** @param {string} [date] @returns {Day} */
  day(date = dates.today()) {
    return this.#read("day", date) ?? { answered: 0, right: 0 };
  }

  /** The ids of today's 每日一练. @param {string[]} ids @returns {Day} */
  keepDaily(ids) {
    const state = { ...this.day(), daily: ids };
    this.#keep(["day", dates.today(), state]);
    return state;
  }

  /** @param {string} [edition] @returns {LearnerRecord} */
  all(edition = "") {
    const keys = [...new Set([...savedKeys(), ...this.#pending.keys()])].sort();
    const parts = keys.flatMap((key) => [partsOf(key)].filter((part) => part !== null));
    const ofKind = (/** @type {Kind} */ kind) => Object.fromEntries(parts.flatMap(([of, id]) => {
      const value = of === kind ? this.#read(kind, id) : null;
      return value === null ? [] : [[id, values.outward(kind, value)]];
    }));
    const sections = values.KINDS.map((kind) => [values.SECTIONS[kind], ofKind(kind)]);
    const at = dates.isoTime(new Date());
    return { schema: "lianbing/record@1", edition, at, ...Object.fromEntries(sections) };
  }

  /** Joins another device's record to this one: wholly, or (false) not at all; trouble() says why.
   * @param {LearnerRecord} record */
  merge(record) {
    /** @param {Kind} kind @param {string} id @param {any} theirs @returns {[string, string]} */
    const joined = (kind, id, theirs) => {
      const [mine, value] = [this.#read(kind, id), values.inward(kind, theirs)];
      const both = mine === null ? value : values.merged(kind, mine, value);
      return [keyOf(kind, id), JSON.stringify(both)];
    };
    return this.#save(values.KINDS.flatMap((kind) =>
      Object.entries(record[values.SECTIONS[kind]]).map(([id, theirs]) => joined(kind, id, theirs))));
  }

  /** Deletes the whole record of this device, drafts of booklets excepted; false if it may not. */
  clear() {
    this.#failed = obstacle();
    if (this.#failed === "newer") return false;
    this.#pending.clear();
    this.#failed = removeAll();
    return this.#failed === null;
  }

  /** Changes made by other tabs; ("all", "") when the record was cleared.
   * @param {(kind: Kind | "all", id: string) => void} changed @param {AbortSignal} [signal] */
  watch(changed, signal) {
    addEventListener("storage", ({ key, storageArea }) => {
      if (!isOurs(storageArea)) return;
      const parts = key === null ? null : partsOf(key);
      if (key === null) changed("all", "");
      else if (parts) changed(...parts);
    }, { signal });
  }

  /** Why what was answered can't be saved, or null. */
  trouble() {
    return this.#failed ?? obstacle();
  }
}

/** The record of this page. */
export const record = new RecordStore();
