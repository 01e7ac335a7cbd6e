/* What the browser knows of a type of question. Each module of such a type has all of it. */
import { isNothing } from "../core/scoring.js";

/**
 * @import { Asked, Score, Verdict } from "../core/scoring.js"
 * @import { Answer, Item, Key } from "../wire.d.ts"
 */

/**
 * What answers one item.
 * @typedef {object} Controls
 * @property {HTMLElement[]} nodes
 * @property {(Node | string)[]} [stem] in place of the stem's plain text
 * @property {() => Answer} read
 * @property {(answer: unknown) => void} write takes whatever was kept and shows what of it still fits
 * @property {(locked: boolean) => void} lock
 * @property {(message: string) => void} [invalid]
 * @property {(key: Key | null) => void} [mark]
 */

/**
 * A type of question.
 * @typedef {object} ItemType
 * @property {string} name
 * @property {string} label
 * @property {string} [keyName] what its keys are called, where that isn't its name
 * @property {Record<string, string>} [rules] how each rule gives points
 * @property {(item: Item) => string | undefined} [detail] what is said beside the label where that isn't the rule
 * @property {(item: Item, changed: () => void) => Controls} controls
 * @property {(key: any, answer: unknown, asked: Asked) => Verdict | Score} judge an answer that isn't empty in itself
 * @property {(answer: unknown) => boolean} [isGap] whether an answer holds nothing but gaps
 * @property {(item: Item, answer: any) => string} words an answer, or what a key calls right, that isn't blank
 * @property {(item: Item, answer: any) => string} [gaps] what a begun answer lacks; empty for a whole one
 * @property {(item: Item, answer: string) => boolean} [isUnreadable] whether a text isn't what it should be
 * @property {string} [unreadable] what is said of such a text
 * @property {(item: Item, key: any) => string} right the right answer, as feedback says it
 * @property {boolean} [isText] whether the answer is a text of several lines
 * @property {boolean} [isCode] whether it is code
 */

/** The numbers of the parts that are left open. @param {unknown[]} parts @param {string} lacking */
export function lacking(parts, lacking) {
  const open = parts.flatMap((part, index) => (isNothing(part) ? index + 1 : []));
  return open.length ? `第 ${open.join("、")} ${lacking}` : "";
}
