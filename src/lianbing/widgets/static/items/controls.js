/* What answers each type of item; code is written in booklets alone, which bring what it takes. */
import { choosing } from "./choosing.js";
import { Matching } from "./matching.js";
import { Ordering } from "./ordering.js";
import { fill, numeric, open } from "./writing.js";

/** @import { Answer, Item, ItemType, Key } from "../wire.d.ts" */

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
/** @typedef {Partial<Record<ItemType, (item: Item, changed: () => void) => Controls>>} ControlsByType */

/** @type {ControlsByType} */
export const CONTROLS = {
  single: choosing, multiple: choosing, truefalse: choosing, numeric, fill, short: open, case: open,
  ordering: (item, changed) => new Ordering(item, changed),
  matching: (item, changed) => new Matching(item, changed),
};
