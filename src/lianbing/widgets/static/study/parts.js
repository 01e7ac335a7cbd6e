/* Small parts that the views of the study page are made of. */
import { make, text } from "../core/dom.js";

/** @import { Child } from "../core/dom.js" */

const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

/** @param {number} right @param {number} all */
export const percent = (right, all) => (all ? `${Math.round((right / all) * 100)}%` : "—");

/** A place in the page or in the book, looking like a button. @param {string} href @param {string} words @param {string} [kind] */
export const linkButton = (href, words, kind = "") => make("a", { href, class: `button ${kind}`.trim() }, words);

/** @param {string} title @param {...Child} children */
export const card = (title, ...children) => make("section", { class: "card" }, make("h3", {}, title), ...children);

/** @param {string} value @param {string} label */
const figure = (value, label) => make("li", {}, make("b", {}, value), make("span", {}, label));

/** Numbers side by side, each with its name below. @param {[value: string, label: string][]} list */
export const figures = (list) => make("ul", { class: "figures" }, ...list.map(([value, label]) => figure(value, label)));

/** @param {string} day */
export const weekday = (day) => "星期" + WEEKDAYS[new Date(`${day}T12:00:00`).getDay()];

/** Nothing here yet, in a friendly sentence. @param {string} words @param {...Child} more */
export const empty = (words, ...more) => make("section", { class: "card quietcard" }, text("", words), ...more);
