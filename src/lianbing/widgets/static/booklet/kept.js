/* What the browser keeps of one paper: each value by itself, so that two tabs never overwrite each other's.
   It goes to localStorage, where other tabs see it at once, and to the disk. What can't be kept stays in memory. */
import { isObject } from "../core/json.js";
import { isOurs, open, saved, savedKeys } from "../core/local-storage.js";
import * as disk from "./disk.js";

/** A value, and its rank among all that its part has held: no clock is asked which of two is newer.
 * @typedef {{value: any, rank: number, tab: string}} Entry */
/** No room is left, or the browser forbids it. @typedef {"full" | "blocked"} Trouble */

/** Of two tabs that wrote at once, all choose the same one.
 * @param {Entry} one @param {Entry | undefined | null} other */
const isNewer = (one, other) => !other || one.rank > other.rank || (one.rank === other.rank && one.tab > other.tab);

/** @param {string | null} text @returns {Entry | null} */
function parsed(text) {
  try {
    const entry = JSON.parse(text ?? "null");
    return isObject(entry) && Number.isFinite(entry.rank) && typeof entry.tab === "string" && "value" in entry
      ? /** @type {Entry} */ (entry) : null;
  } catch {
    return null;
  }
}

/** Removes all that is kept under keys that begin so; the start goes first, by which other tabs know.
 * @param {string} prefix */
export function forget(prefix) {
  const keys = savedKeys().filter((key) => key.startsWith(prefix));
  for (const key of keys.sort().reverse()) open()?.removeItem(key);
  return disk.remove(prefix);
}

/** One paper's values. */
export class Kept {
  #tab = Math.random().toString(36).slice(2, 8);
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** The parts that localStorage doesn't have. @type {Set<string>} */
  #unsaved = new Set();
  /** Why localStorage doesn't have all. @type {Trouble | null} */
  trouble = null;
  /** Whether the disk has what was written last. */
  isOnDisk = true;

  /** @param {string} prefix what all of its keys begin with */
  constructor(prefix) {
    this.prefix = prefix;
    this.sync();
  }

  /** @param {string} part */
  get(part) {
    return this.#entries.get(part)?.value;
  }

  /** Those of a kind, with their ids. @param {string} kind @returns {[id: string, value: any][]} */
  all(kind) {
    return [...this.#entries].flatMap(([part, { value }]) =>
      part.startsWith(`${kind}:`) ? [[part.slice(kind.length + 1), value]] : []);
  }

  /** Keeps a value, unless what is kept ranks higher: without a rank of its own, the newest ranks highest.
   * @param {string} part @param {any} value @param {number} [rank] */
  set(part, value, rank = Math.max(0, this.#entries.get(part)?.rank ?? 0) + 1) {
    const entry = { value, rank, tab: this.#tab };
    if (!isNewer(entry, this.#entries.get(part))) return;
    this.#entries.set(part, entry);
    this.#unsaved.add(part);
    disk.write(this.prefix + part, JSON.stringify(entry)).then((done) => (this.isOnDisk = done));
    this.#save();
  }

  /** Saves what is not saved yet, each as far as there is room. */
  #save() {
    const storage = open();
    this.trouble = storage ? null : "blocked";
    for (const part of this.#unsaved) {
      try {
        storage?.setItem(this.prefix + part, JSON.stringify(this.#entries.get(part)));
        if (storage) this.#unsaved.delete(part);
      } catch {
        this.trouble = storage?.length ? "full" : "blocked";
      }
    }
  }

  /** Whether it is newer than what this page knew. @param {string} part @param {string | null} text */
  #adopt(part, text) {
    const entry = parsed(text);
    if (!entry || !isNewer(entry, this.#entries.get(part))) return false;
    this.#entries.set(part, entry);
    this.#unsaved.delete(part);
    return true;
  }

  /** Takes what other tabs have saved and saves what they don't have.
   * @returns {string[]} the parts that are new here */
  sync() {
    const keys = savedKeys().filter((key) => key.startsWith(this.prefix));
    const parts = keys.map((key) => key.slice(this.prefix.length));
    const taken = parts.filter((part) => this.#adopt(part, saved(this.prefix + part)));
    for (const [part, entry] of this.#entries) {
      const there = parsed(saved(this.prefix + part));
      if (!there || isNewer(entry, there)) this.#unsaved.add(part);
    }
    this.#save();
    return taken;
  }

  /** Takes what only the disk has. @returns {Promise<string[]>} the parts that are new here */
  async restore() {
    const rows = await disk.read(this.prefix);
    const taken = rows.flatMap(({ key, text }) => {
      const part = key.slice(this.prefix.length);
      return this.#adopt(part, text) ? [part] : [];
    });
    return [...taken, ...this.sync()];
  }

  /** Whether a part that was saved is there no more, or only one of a lower rank. @param {string} part */
  isGone(part) {
    const entry = this.#entries.get(part);
    return entry !== undefined && !this.#unsaved.has(part) && isNewer(entry, parsed(saved(this.prefix + part)));
  }

  /** Forgets what this page knows, and nothing else. */
  drop() {
    this.#entries.clear();
    this.#unsaved.clear();
  }

  /** Leaves nothing, here or anywhere. */
  clear() {
    this.drop();
    return forget(this.prefix);
  }

  /** Tells of every change that another tab makes: the part, or null where everything was cleared.
   * @param {(part: string | null, isRemoved: boolean) => void} changed @param {AbortSignal} signal */
  watch(changed, signal) {
    addEventListener("storage", ({ key, newValue, storageArea }) => {
      if (!isOurs(storageArea)) return;
      if (key === null) changed(null, true);
      else if (key.startsWith(this.prefix)) changed(key.slice(this.prefix.length), newValue === null);
    }, { signal });
  }
}
