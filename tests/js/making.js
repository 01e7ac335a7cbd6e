/* What several tests make: chance that repeats itself, storage with little room, a clock that is set. */

/** A generator that repeats itself (mulberry32). @param {number} seed */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list. @template T @param {T[]} list @param {() => number} random @returns {T} */
export const oneOf = (list, random) => list[Math.floor(random() * list.length)];

/** localStorage of a browser, with room for so many characters. */
export class Shelf {
  #room;
  constructor(room = Infinity) {
    this.#room = room;
  }
  get length() {
    return Object.keys(this).length;
  }
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, value) {
    const others = Object.entries(this).reduce((sum, [name, text]) => (name === key ? sum : sum + name.length + text.length), 0);
    if (others + key.length + value.length > this.#room) throw new Error("QuotaExceededError");
    this[key] = String(value);
  }
  removeItem(key) {
    delete this[key];
  }
  resize(room) {
    this.#room = room;
  }
  used() {
    return Object.entries(this).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  }
}

/** @param {PropertyDescriptor} descriptor */
export const setStorage = (descriptor) => Object.defineProperty(globalThis, "localStorage", { configurable: true, ...descriptor });

const RealDate = Date;

/** From now on it is this moment. @param {string} local such as 2026-11-21T09:00:00 */
export function setClock(local) {
  const moment = new RealDate(local).getTime();
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [moment]));
    }
    static now() {
      return moment;
    }
  };
}

export const RIGHT = { item: "vis-0001", answer: "A", verdict: "correct", fraction: 1 };
export const WRONG = { item: "vis-0001", answer: "B", verdict: "wrong", fraction: 0 };
export const PARTLY = { item: "vis-0001", answer: ["A"], verdict: "partial", fraction: 0.5 };
