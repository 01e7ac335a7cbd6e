/* Answers on their way: each is sent until the server has it or refuses it, the latest of a question alone. They are kept
   on the phone as well, so that a reload sends what was not sent. */
import { isObject } from "../core/json.js";
import { open, saved } from "../core/local-storage.js";
import { isRefusal } from "./line.js";

/**
 * @import { Reply } from "./line.js"
 */

/** Where an answer goes, and with what. @typedef {{path: string, body: Record<string, unknown>}} Letter */

/** How it stands with the answer to a question: nothing on its way, sent for the first time, again and again, or refused.
 * @typedef {"" | "sending" | "retrying" | "refused"} Outgoing */

const KEY = "lb:live:unsent";

/** @returns {[string, Letter][]} */
function kept() {
  try {
    const value = JSON.parse(saved(KEY) ?? "{}");
    return isObject(value) ? Object.entries(value) : [];
  } catch {
    return [];
  }
}

export class Outbox {
  /** @type {Map<string, Letter>} */
  #waiting = new Map(kept());
  /** What the server answered instead, in words. @type {Map<string, string>} */
  #refused = new Map();
  /** What it has stored, and tells of a moment later. @type {Map<string, Record<string, unknown>>} */
  #accepted = new Map();
  #isRetrying = false;
  #isBusy = false;

  /** @param {object} ways
   * @param {(path: string, body: object) => Promise<Reply>} ways.send
   * @param {() => Promise<unknown>} ways.pause before it is tried again
   * @param {(slot: string) => void} ways.changed how it stands with an answer
   * @param {(reply: Reply) => void} ways.refused the phone has no seat any more */
  constructor({ send, pause, changed, refused }) {
    this.send = send;
    this.pause = pause;
    this.changed = changed;
    this.refused = refused;
  }

  /** @param {string} slot @param {Letter} letter */
  put(slot, letter) {
    this.#waiting.set(slot, letter);
    this.#refused.delete(slot);
    this.#keep();
    this.changed(slot);
    return this.work();
  }

  /** @param {string} slot @returns {Outgoing} */
  outgoing(slot) {
    if (this.#waiting.has(slot)) return this.#isRetrying ? "retrying" : "sending";
    return this.#refused.has(slot) ? "refused" : "";
  }

  /** Why an answer was refused. @param {string} slot */
  why(slot) {
    return this.#refused.get(slot) ?? "";
  }

  /** What waits to be sent. @param {string} slot */
  waiting(slot) {
    return this.#waiting.get(slot)?.body;
  }

  /** What this page knows to be stored. @param {string} slot */
  accepted(slot) {
    return this.#accepted.get(slot);
  }

  /** Somebody else uses the phone, or another session. */
  clear() {
    this.#waiting.clear();
    this.#refused.clear();
    this.#accepted.clear();
    this.#keep();
  }

  /** Sends what waits, one after the other, so that a later answer never arrives before an earlier one. */
  async work() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#first(); next; next = this.#first()) {
      const [slot, letter] = next;
      const reply = await this.send(letter.path, letter.body);
      const isDone = reply.status === 200 || isRefusal(reply);
      this.#isRetrying = !isDone;
      if (isDone) this.#done(slot, letter, reply);
      this.changed(slot);
      if (!isDone) await this.pause();
    }
    this.#isBusy = false;
  }

  #first() {
    return this.#waiting.entries().next().value;
  }

  /** @param {string} slot @param {Letter} letter @param {Reply} reply */
  #done(slot, letter, reply) {
    if (reply.status === 200) this.#accepted.set(slot, letter.body);
    if (this.#waiting.get(slot) !== letter) return; // a later answer waits in its place
    this.#waiting.delete(slot);
    this.#keep();
    if (reply.status === 404 || reply.status === 410) this.refused(reply);
    else if (reply.status !== 200) this.#refused.set(slot, String(reply.body.error ?? "没有收下这次的答案。"));
  }

  #keep() {
    try {
      open()?.setItem(KEY, JSON.stringify(Object.fromEntries(this.#waiting)));
    } catch {
      /* then only this page has them */
    }
  }
}
