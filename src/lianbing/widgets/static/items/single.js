/* 单选题: one of several options. */
import { option } from "../core/words.js";
import { choosing } from "./choosing.js";

/**
 * @import { Key } from "../wire.d.ts"
 * @import { ItemType } from "./item-type.js"
 */

/** @type {ItemType} */
export const single = {
  name: "single",
  label: "单选题",
  controls: (item, changed) => choosing(item, changed),
  judge(/** @type {Key & {type: "single"}} */ key, answer) {
    if (typeof answer !== "string" || !key.options.includes(answer)) return "malformed";
    return answer === key.correct ? "correct" : "wrong";
  },
  words: (item, answer) => option(item, String(answer)),
  right: (item, key) => option(item, key.correct),
};
