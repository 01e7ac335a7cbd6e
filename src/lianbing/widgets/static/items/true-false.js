/* 判断题: whether a sentence is true. */
import { choosing } from "./choosing.js";

/**
 * @import { Key } from "../wire.d.ts"
 * @import { ItemType } from "./item-type.js"
 */

const OPTIONS = [{ id: "true", text: "对" }, { id: "false", text: "错" }];

/** @param {unknown} truth */
const word = (truth) => (typeof truth === "boolean" ? (truth ? "对" : "错") : String(truth));

/** @type {ItemType} */
export const trueFalse = {
  name: "truefalse",
  label: "判断题",
  controls(item, changed) {
    const { read, ...controls } = choosing({ ...item, options: OPTIONS }, changed, { lettered: false });
    return { ...controls, read: () => ({ true: true, false: false })[String(read())] ?? null };
  },
  judge(/** @type {Key & {type: "truefalse"}} */ key, answer) {
    if (typeof answer !== "boolean") return "malformed";
    return answer === key.correct ? "correct" : "wrong";
  },
  words: (_item, answer) => word(answer),
  right: (_item, key) => word(key.correct),
};
