/* What a device holds besides one's own paper: on a shared PC, all file:// pages share one storage. */
import { isObject } from "../core/json.js";
import { open, saved, savedKeys } from "../core/local-storage.js";
import { forget } from "./kept.js";

/** @typedef {{who: string, isHandedIn: boolean, prefix: string}} OtherPaper */

const KEY = /^(lb:paper:([^:]+):[0-9a-f]+)(?::(.+))?$/;
const ROOM_WANTED = 100000;

/** @param {string} key @returns {any} */
function value(key) {
  try {
    const kept = JSON.parse(saved(key) ?? "null");
    return isObject(kept) && "value" in kept ? kept.value : kept;
  } catch {
    return null;
  }
}

/** Papers other than that whose keys begin so; those of older booklets are one value. @param {string} own
 * @returns {OtherPaper[]} */
export function otherPapers(own) {
  /** @type {Map<string, OtherPaper & {handins: number, reopened: number}>} */
  const papers = new Map();
  for (const key of savedKeys()) {
    const [, prefix, paper, part] = KEY.exec(key) ?? [];
    if (!prefix || own.startsWith(prefix)) continue;
    const other = papers.get(prefix) ?? { who: paper, isHandedIn: false, prefix, handins: 0, reopened: 0 };
    papers.set(prefix, other);
    if (part === "start") other.who = value(key)?.who ?? paper;
    if (part === "reopened") other.reopened = Number(value(key));
    if (part?.startsWith("handin:") || (!part && value(key)?.submitted)) other.handins += 1;
    other.isHandedIn = other.handins > other.reopened;
  }
  return [...papers.values()];
}

/** @param {OtherPaper[]} papers */
export const forgetPapers = (papers) => Promise.all(papers.map(({ prefix }) => forget(prefix)));

/** Whether a paper still finds room; false as well where nothing may be saved. */
export function hasRoom() {
  try {
    open()?.setItem("lb:probe", "0".repeat(ROOM_WANTED));
    return open() !== null;
  } catch {
    return false;
  } finally {
    open()?.removeItem("lb:probe");
  }
}
