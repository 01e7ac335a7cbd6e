/* The types of question by name, and what is asked of them: score, words, controls. */
import { make, uid } from "../core/dom.js";
import { asScore, differ, fits, isNothing, readNumber, share } from "../core/scoring.js";
import { letter, option, verdict } from "../core/words.js";
import { fill } from "./fill.js";
import { lacking } from "./item-type.js";
import { matching } from "./matching.js";
import { multiple } from "./multiple.js";
import { numeric } from "./numeric.js";
import { caseStudy, short } from "./open.js";
import { ordering } from "./ordering.js";
import { single } from "./single.js";
import { trueFalse } from "./true-false.js";

/**
 * @import { Asked, Score } from "../core/scoring.js"
 * @import { Answer, Item, Key } from "../wire.d.ts"
 * @import { ItemType } from "./item-type.js"
 */

/** @type {ItemType[]} */
const known = [single, multiple, trueFalse, numeric, fill, ordering, matching, short, caseStudy];

/** What a type from elsewhere is made with. */
const KIT = { make, uid, differ, fits, isNothing, readNumber, share, letter, option, lacking };

/** Adds a type that only some pages have. @param {ItemType} type */
export function register(type) {
  if (!known.includes(type)) known.push(type);
}

/** Types from elsewhere: a script of their own leaves them in this list, each as what makes it out of the kit. */
function takeOthers() {
  const others = /** @type {((kit: typeof KIT) => ItemType)[] | undefined} */ (Reflect.get(globalThis, "lianbingItemTypes"));
  for (const other of others?.splice(0) ?? []) register(other(KIT));
}

/** @param {(type: ItemType) => boolean} fitting */
function find(fitting) {
  takeOthers();
  const type = known.find(fitting);
  if (!type) throw new TypeError("unknown item type");
  return type;
}

/** @param {string} name */
export const typeOf = (name) => find((type) => type.name === name);

/** Not answered; for some types an answer may hold nothing but gaps. @param {unknown} answer @param {string} name */
export const isBlank = (answer, name) => isNothing(answer) || Boolean(typeOf(name).isGap?.(answer));

/** @param {Key} key @param {unknown} answer @param {Asked} [asked] @returns {Score} */
export function score(key, answer, asked = {}) {
  const type = find(({ name, keyName = name }) => keyName === key.type);
  return asScore(isNothing(answer) ? "empty" : type.judge(key, answer, asked));
}

/** A type says how its points are given. @param {Item} item */
export function typeWords(item) {
  const { label, rules, detail } = typeOf(item.type);
  const rule = detail ? detail(item) : rules?.[item.rule ?? ""];
  return rule ? `${label}（${rule}）` : label;
}

/** An answer (or a key's answer) in words. @param {Item} item @param {Answer} answer */
export const answerWords = (item, answer) => (isBlank(answer, item.type) ? "未作答" : typeOf(item.type).words(item, answer));

/** What is said of an answer that can't be read. @param {Item} item */
export const unreadableWords = (item) => typeOf(item.type).unreadable ?? verdict.malformed;

/** Which parts of a begun answer are left open; nothing for a whole one. @param {Item} item @param {Answer} answer */
export const gapWords = (item, answer) => typeOf(item.type).gaps?.(item, answer) ?? "";
