/* What was filled in, kept in this browser alone; it is no part of the learner's record. */
import { isOurs, open, saved } from "../core/local-storage.js";

/** @import { Filled } from "./values.js" */

/** @param {string} id */
const keyOf = (id) => `lb:form:${id}`;

/** @param {string} id @returns {unknown} */
export function kept(id) {
  try {
    return JSON.parse(saved(keyOf(id)) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} id @param {Filled | null} filled nothing takes it away @returns {boolean} whether it is kept now */
export function keep(id, filled) {
  try {
    const storage = open();
    if (filled) storage?.setItem(keyOf(id), JSON.stringify(filled));
    else storage?.removeItem(keyOf(id));
    return storage !== null;
  } catch {
    return false;
  }
}

/** Calls back when another tab has kept this form. @param {string} id @param {() => void} changed @param {AbortSignal} signal */
export function watch(id, changed, signal) {
  addEventListener("storage", ({ key, storageArea }) => {
    if (isOurs(storageArea) && (key === keyOf(id) || key === null)) changed();
  }, { signal });
}
