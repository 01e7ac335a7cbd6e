/* What the page asks, and what the file of answers beside it tells; that file may have been taken away. */

/** @import { Item } from "../wire.d.ts" */

/** @typedef {{title: string, minutes: number}} Activity */

/** @type {{items: Record<string, Item>, activities: Activity[]}} */
const deck = JSON.parse(document.querySelector("#lb-deck")?.textContent ?? "{}");

export const { activities } = deck;

/** A question, with its key where the answers are there. @param {string} id @returns {Item} */
export const itemOf = (id) => ({ ...deck.items[id], ...window.lianbingAnswers?.items[id] });

/** @param {string} id */
export const scenarioOf = (id) => window.lianbingAnswers?.scenarios[id];
