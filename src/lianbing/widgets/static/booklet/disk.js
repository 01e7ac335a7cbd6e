/* IndexedDB as the second place for what a paper keeps. Chromium brings localStorage to the disk seconds later, and
   after many changes minutes: a browser that is killed, or a battery that dies, takes them with it. */

/** @typedef {{key: string, text: string}} Row */

const [DATABASE, STORE] = ["lianbing", "kept"];
/** @type {Promise<IDBDatabase> | undefined} */
let opening;
/** What waits until the transaction before is through. @type {Map<string, string>} */
const waiting = new Map();
/** @type {Promise<boolean> | null} */
let writing = null;

/** Rejected where the browser has none or forbids it. @returns {Promise<IDBDatabase>} */
function opened() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      asked.result.onclose = () => (opening = undefined); // the browser's data were cleared
      resolve(asked.result);
    };
  });
  return opening;
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T | undefined>} */
async function run(mode, work) {
  const transaction = (await opened()).transaction(STORE, mode, { durability: "strict" });
  const asked = work(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {string} prefix */
const beginning = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

async function flush() {
  try {
    while (waiting.size) {
      const rows = [...waiting].map(([key, text]) => ({ key, text }));
      waiting.clear();
      await run("readwrite", (store) => rows.forEach((row) => store.put(row)));
    }
    return true;
  } catch {
    return false;
  } finally {
    writing = null;
  }
}

/** Whether it is on the disk; what is typed fast is written together. @param {string} key @param {string} text */
export function write(key, text) {
  waiting.set(key, text);
  writing ??= flush();
  return writing;
}

/** All that stands under keys that begin so; nothing where nothing can be read.
 * @param {string} prefix @returns {Promise<Row[]>} */
export async function read(prefix) {
  try {
    return (await run("readonly", (store) => store.getAll(beginning(prefix)))) ?? [];
  } catch {
    return [];
  }
}

/** @param {string} prefix */
export async function remove(prefix) {
  for (const key of waiting.keys()) if (key.startsWith(prefix)) waiting.delete(key);
  try {
    await run("readwrite", (store) => store.delete(beginning(prefix)));
  } catch {
    /* nothing could be kept, so nothing is left */
  }
}
