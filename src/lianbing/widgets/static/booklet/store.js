/* localStorage that may be absent, full or forbidden. */

export function available() {
  const stored = write("lb:probe", 1);
  remove("lb:probe");
  return stored;
}

/** @param {string} key @returns {any} */
export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** Whether it is kept. @param {string} key @param {unknown} value */
export function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key */
function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    /* nothing was kept, so nothing is left */
  }
}
