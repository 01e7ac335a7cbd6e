/* One person's paper as this browser keeps it: its start, answers, flags and hand-ins. */
import { isoTime } from "../core/dates.js";
import { isObject } from "../core/json.js";
import { open, saved } from "../core/local-storage.js";
import { sha256 } from "../core/sha256.js";
import { Kept } from "./kept.js";
import { handinTime, Stopwatch } from "./timing.js";

/**
 * @import { Answer, Booklet } from "../wire.d.ts"
 * @import { Times } from "./timing.js"
 */
/** Not begun, being answered, or handed in. @typedef {"card" | "open" | "handed"} Mode */
/** @typedef {Times & {receipt?: string}} Handin */
/** What stays of a hand-in when all else is cleared: no name, no answer.
 * @typedef {{handin: number, at: string}} Trace */

/** Seconds open and seconds closed, as they stood at a moment of the device's clock.
 * @typedef {{open: number, closed: number, at: number}} Spent */

const TOKEN_DIGITS = 8;
const SECOND = 1000;
/** A shorter gap may be another tab's, which is open and has not kept its seconds yet. */
const LEAST_GAP_SECONDS = 120;

/** @param {unknown} time @returns {time is string} */
const isTime = (time) => typeof time === "string" && !Number.isNaN(Date.parse(time));

/** @param {string} key @returns {any} */
function json(key) {
  try {
    return JSON.parse(saved(key) ?? "null");
  } catch {
    return null;
  }
}

export class Paper {
  stopwatch = new Stopwatch();
  closed = 0;
  isResumed = false;

  /** @param {Booklet} booklet */
  constructor({ paper, token, employee, drill }) {
    this.who = `${employee.name}（${employee.id}）${drill.title}`;
    this.kept = new Kept(`lb:paper:${paper}:${token.slice(0, TOKEN_DIGITS)}:`);
    this.traceKey = `lb:handed:${sha256(new TextEncoder().encode(`${paper}:${token}`)).slice(0, 16)}`;
    this.#takeOldForm(`lb:paper:${paper}:${token}`);
    this.sync();
  }

  /** Booklets used to keep a paper as one value, the last writer's. @param {string} key */
  #takeOldForm(key) {
    const old = json(key);
    if (!isObject(old)) return;
    if (isTime(old.started)) {
      this.#start(old.started);
      this.kept.set("spent", { open: 0, closed: 0, at: Date.parse(old.started) }, 0);
    }
    for (const [item, answer] of Object.entries(isObject(old.answers) ? old.answers : {})) {
      this.kept.set(`answer:${item}`, answer, 0);
    }
    if (isTime(old.submitted) && !this.handins.length) {
      this.kept.set("handin:1", { started: old.started ?? old.submitted, submitted: old.submitted });
    }
    if (!this.kept.trouble) open()?.removeItem(key);
  }

  /** The earliest start holds. @param {string} at */
  #start(at) {
    this.kept.set("start", { at, who: this.who }, -Date.parse(at));
  }

  /** @returns {string | null} */
  get started() {
    const at = this.kept.get("start")?.at;
    return isTime(at) ? at : null;
  }

  /** The first one first. @returns {Handin[]} */
  get handins() {
    const sound = this.kept.all("handin").filter(([, handin]) => isTime(handin?.submitted));
    return sound.sort(([one], [other]) => Number(one) - Number(other)).map(([, handin]) => handin);
  }

  /** @returns {Mode} */
  get mode() {
    if (!this.started) return "card";
    return this.handins.length > (this.kept.get("reopened") ?? 0) ? "handed" : "open";
  }

  /** The answers by item, for whoever shows them. @returns {Record<string, Answer>} */
  answers() {
    return Object.fromEntries(this.kept.all("answer"));
  }

  /** @param {string} item @param {Answer} answer */
  answer(item, answer) {
    this.kept.set(`answer:${item}`, answer);
    this.keepElapsed();
  }

  /** @param {string} item */
  isFlagged(item) {
    return this.kept.get(`flag:${item}`) === true;
  }

  /** @param {string} item @param {boolean} on */
  flag(item, on) {
    if (this.mode === "open") this.kept.set(`flag:${item}`, on);
  }

  begin() {
    this.#start(isoTime(new Date()));
    this.#run();
    this.isResumed = true;
  }

  #forgetTime() {
    this.stopwatch = new Stopwatch();
    this.closed = 0;
    this.isResumed = false;
  }

  /** Seconds from the start: as the device's clock counts them, but not less than the paper was open by a clock that
   * isn't set, nor more than it was open and closed. */
  get elapsed() {
    const open = this.stopwatch.seconds;
    const byClock = this.started ? Math.floor((Date.now() - Date.parse(this.started)) / SECOND) : 0;
    return Math.min(Math.max(byClock, open), open + this.closed);
  }

  keepElapsed() {
    if (this.mode === "card") return;
    const open = this.stopwatch.seconds;
    this.kept.set("spent", { open, closed: this.closed, at: Date.now() }, open);
  }

  /** Goes on from what was kept; the first time, what has passed since is a time that the paper was closed. */
  #run() {
    /** @type {Partial<Spent>} */
    const { open, closed, at } = isObject(this.kept.get("spent")) ? this.kept.get("spent") : {};
    if (typeof open === "number" && typeof closed === "number" && typeof at === "number") {
      const gap = Math.floor((Date.now() - at) / SECOND);
      this.closed = Math.max(this.closed, closed + (this.isResumed || gap < LEAST_GAP_SECONDS ? 0 : gap));
      this.isResumed = true;
      this.stopwatch.atLeast(open);
    }
    this.stopwatch.run(this.mode !== "card");
  }

  /** What is known of hand-ins that were cleared. @returns {Trace | null} */
  get trace() {
    const trace = json(this.traceKey);
    return isObject(trace) && isTime(trace.at) && Number.isInteger(trace.handin) ? /** @type {Trace} */ (trace) : null;
  }

  /** The times of the next hand-in. @returns {Times} */
  times() {
    const started = this.started ?? isoTime(new Date());
    const before = [...this.handins.map(({ submitted }) => submitted), ...(this.trace ? [this.trace.at] : [])];
    const [last = null] = before.sort((one, other) => Date.parse(other) - Date.parse(one));
    const handin = Math.max(this.handins.length, this.trace?.handin ?? 0) + 1;
    const now = { now: Date.now(), started, open: this.stopwatch.seconds, last };
    return { started, elapsed: this.elapsed, handin, ...handinTime(now) };
  }

  /** @param {Handin} handin */
  handIn(handin) {
    this.keepElapsed();
    this.kept.set(`handin:${this.handins.length + 1}`, handin);
    try {
      open()?.setItem(this.traceKey, JSON.stringify({ handin: handin.handin, at: handin.submitted }));
    } catch {
      /* the hand-in itself is kept */
    }
    this.#run();
  }

  reopen() {
    const count = this.handins.length;
    this.kept.set("reopened", count, count);
    this.#run();
  }

  /** Takes what other tabs have saved: the parts that are new here, or null where the paper was cleared and perhaps
   * begun anew. Only what was handed in can be cleared; of any other paper, what vanished is saved again. */
  sync() {
    const isCleared = this.mode === "handed" && this.kept.isGone("start");
    if (isCleared) this.#drop();
    const taken = this.kept.sync();
    this.#run();
    return isCleared ? null : taken;
  }

  /** Takes what only the disk has: after a crash, or where localStorage is full. */
  async restore() {
    const taken = await this.kept.restore();
    this.#run();
    return taken;
  }

  #drop() {
    this.kept.drop();
    this.#forgetTime();
  }

  clear() {
    this.#forgetTime();
    return this.kept.clear();
  }

  /** Calls back with what sync() gives whenever another tab has changed something.
   * @param {(taken: string[] | null) => void} changed @param {AbortSignal} signal */
  watch(changed, signal) {
    this.kept.watch((part, isRemoved) => {
      if (part === null) this.kept.sync();
      else if (!isRemoved) changed(this.sync());
      else if (part === "start") {
        this.#drop();
        changed(null);
      }
    }, signal);
  }
}
