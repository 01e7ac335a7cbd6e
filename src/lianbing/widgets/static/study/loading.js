/* Data of the site, loaded when it is needed: practice/<name>.js is a script that hands it over by
   an event of the window (wire/catalogue.py). Works on file://. */

const HANDED_OVER = "lb-data";

/** What was asked for did not come; asking again may help. */
export class Unloaded extends Error {}

/** @type {Map<string, Promise<any>>} */
const asked = new Map();

/** What the data of this page's edition hold, by name (the packing of the site writes it): that of
 * another edition must not be mixed in from a store of the browser. A page that wasn't packed says
 * nothing. @returns {Record<string, string>} */
function versions() {
  const meta = document.querySelector('meta[name="lb-practice"]');
  return JSON.parse(meta?.getAttribute("content") ?? "{}");
}

/** @param {string} name */
function addressOf(name) {
  const known = versions();
  const version = Object.hasOwn(known, name) ? `?v=${known[name]}` : "";
  return `practice/${encodeURIComponent(name)}.js${version}`;
}

/** @param {string} name @returns {Promise<any>} */
const request = (name) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = addressOf(name);
  /** @type {any} */
  let received;
  const hear = (/** @type {Event} */ event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail?.name === name) received = detail.data;
  };
  const finish = () => {
    removeEventListener(HANDED_OVER, hear);
    script.remove();
    // A page that a server sends in place of the file loads as well, and hands nothing over.
    if (received === undefined) reject(new Unloaded(name));
    else resolve(received);
  };
  addEventListener(HANDED_OVER, hear);
  script.addEventListener("load", finish);
  script.addEventListener("error", finish);
  document.head.append(script);
});

/** Rejects with Unloaded. @param {string} name @returns {Promise<any>} */
export function load(name) {
  const known = asked.get(name);
  if (known) return known;
  const coming = request(name);
  asked.set(name, coming);
  coming.catch(() => asked.delete(name));
  return coming;
}
