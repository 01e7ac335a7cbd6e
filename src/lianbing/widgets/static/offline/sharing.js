/* A page has one that speaks with its service worker. Whatever other script of the page wants it
   asks by an event. */

/** @typedef {typeof import("./offline.js")} Offline */

const ASK = "lb-offline-ask";

/** @param {Offline} offline */
export function offer(offline) {
  addEventListener(ASK, (event) => {
    /** @type {CustomEvent} */ (event).detail.offline = offline;
  });
}

/** @returns {Offline | null} */
export function offered() {
  const detail = { offline: null };
  dispatchEvent(new CustomEvent(ASK, { detail }));
  return detail.offline;
}
