/* localStorage, which a browser may forbid. */

/** @returns {Storage | null} */
export function open() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** @param {string} key */
export function saved(key) {
  try {
    return open()?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Whether it is the storage of this page that a change is of. @param {Storage | null} storage */
export const isOurs = (storage) => storage === open();

/** @returns {string[]} */
export function savedKeys() {
  try {
    return Object.keys(open() ?? {});
  } catch {
    return [];
  }
}
