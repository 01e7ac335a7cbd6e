/* What localStorage holds of the learner's record: one key per value, so that two tabs never
   overwrite each other. */
import { open, saved, savedKeys } from "../core/local-storage.js";
import { isKind, KINDS } from "./values.js";

/**
 * @import { Trouble } from "./trouble.js"
 * @import { Kind } from "./values.js"
 */
/** @typedef {[key: string, before: string | null][]} Log */

const VERSION = 1;
const VERSION_KEY = "lb:version";
const DAMAGED = "lb:damaged:";

/** @param {Kind} kind @param {string} id */
export const keyOf = (kind, id) => `lb:${kind}:${id}`;

/** @param {string} key @returns {[Kind, string] | null} */
export function partsOf(key) {
  const [, kind, id] = /^lb:([a-z]+):(.+)$/.exec(key) ?? [];
  return KINDS.includes(/** @type {Kind} */ (kind)) ? [/** @type {Kind} */ (kind), id] : null;
}

/** Of a key that keyOf() has made. @param {string} key */
export const kindOf = (key) => /** @type {[Kind, string]} */ (partsOf(key))[0];

/** The value, or null for nothing and for what isn't one.
 * @param {Kind} kind @param {string | null} text */
export function parsed(kind, text) {
  try {
    const value = JSON.parse(text ?? "null");
    return isKind(kind, value) ? value : null;
  } catch {
    return null;
  }
}

/** Why nothing can be saved, before it is tried. @returns {Trouble | null} */
export function obstacle() {
  if (!open()) return "blocked";
  return Number(saved(VERSION_KEY)) > VERSION ? "newer" : null;
}

/** @param {Storage} storage @param {string} key @param {string} text @param {Log} log */
function put(storage, key, text, log) {
  const before = storage.getItem(key);
  storage.setItem(key, text);
  log.push([key, before]);
}

/** Saves one value; what can't be read in its place is put aside first.
 * @param {Storage} storage @param {string} key @param {string} text @param {Log} log */
function store(storage, key, text, log) {
  const before = storage.getItem(key);
  const isDamaged = before !== null && parsed(kindOf(key), before) === null;
  if (isDamaged) put(storage, DAMAGED + key, before, log);
  put(storage, VERSION_KEY, String(VERSION), log);
  put(storage, key, text, log);
}

/** Latest first, so that each step is one that had room. @param {Storage} storage @param {Log} log */
function undo(storage, log) {
  for (const [key, before] of log.reverse()) {
    if (before === null) storage.removeItem(key);
    else storage.setItem(key, before);
  }
}

/** Saves all of the changes, or none and says why.
 * @param {[key: string, text: string][]} changes @returns {Trouble | null} */
export function save(changes) {
  const storage = open();
  const trouble = obstacle();
  if (!storage || trouble) return trouble ?? "blocked";
  /** @type {Log} */
  const log = [];
  try {
    for (const [key, text] of changes) store(storage, key, text, log);
    return null;
  } catch {
    try {
      const why = storage.length ? "full" : "blocked";
      undo(storage, log);
      return why;
    } catch {
      return "blocked";
    }
  }
}

/** Removes all of the record, and nothing else; or says why it may not. @returns {Trouble | null} */
export function removeAll() {
  try {
    for (const key of savedKeys()) {
      if (partsOf(key) !== null || key.startsWith(DAMAGED)) open()?.removeItem(key);
    }
    return open() ? null : "blocked";
  } catch {
    return "blocked";
  }
}
