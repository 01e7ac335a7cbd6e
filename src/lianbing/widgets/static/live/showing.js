/* What projector and trainer see of votes: the rows of a histogram, movements, times; nothing here draws. */
import { choiceVerdict, letter, stem } from "../core/words.js";

/**
 * @import { ChoiceVerdict, Item, Movement, SceneChoice, Tally } from "../wire.d.ts"
 */

/** A bar: how many, and the share of all who answered. @typedef {{count: number, share: number}} Bar */

/** An option or an answer with how many gave it, in this vote and in the one before; a note is for the trainer.
 * @typedef {{name: string, text: string, isKey: boolean, now: Bar | null, earlier: Bar | null, note?: string}} Row */

/** What is known of the answers. @typedef {{tallies?: Tally[], earlier?: Tally[], key?: string}} Votes */

/** As many as can be read on a projector. */
const MOST_ROWS = 8;
const TRUTHS = ["对", "错"];

/** @param {Tally[] | undefined} tallies @param {string[]} names what the answer may be called @returns {Bar | null} */
function barOf(tallies, names) {
  if (!tallies?.length) return null;
  const all = tallies.reduce((sum, { count }) => sum + count, 0);
  const count = tallies.filter(({ answer }) => names.includes(answer)).reduce((sum, tally) => sum + tally.count, 0);
  return { count, share: all ? count / all : 0 };
}

/** The letters of the options that a key names: one, or several with 、 between them. @param {string} key */
const keyNames = (key) => key.split("、").map((part) => part.trim().replace(/^([A-Z])[.．].*$/, "$1"));

/** Whether an option belongs to the key. @param {string[]} names @param {string} [key] */
const isInKey = (names, key = "") => key !== "" && [key, ...keyNames(key)].some((one) => names.includes(one));

const LETTERS = /^[A-Z](、[A-Z])*$/;

/** Whether an answer is the whole key; letters may be in any order. @param {string} answer @param {string} [key] */
export function isWholeKey(answer, key = "") {
  /** @param {string} words */
  const sorted = (words) => (LETTERS.test(words) ? words.split("、").sort().join("、") : words);
  return key !== "" && sorted(answer) === sorted(key);
}

/** @param {string[]} names @param {string} text @param {Votes} votes @param {boolean} isKey @returns {Row} */
const row = (names, text, { tallies, earlier }, isKey) =>
  ({ name: names[0], text, isKey, now: barOf(tallies, names), earlier: barOf(earlier, names) });

/** Answers by how often they were given, now and before; too many are summed up, but never the right one with others.
 * @param {Votes} votes @returns {Row[]} */
function freeRows(votes) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { answer, count } of [...(votes.tallies ?? []), ...(votes.earlier ?? [])]) {
    counts.set(answer, (counts.get(answer) ?? 0) + count);
  }
  const names = [...counts].sort(([, one], [, other]) => other - one).map(([name]) => name);
  const most = names.length > MOST_ROWS ? MOST_ROWS - 1 : MOST_ROWS;
  const shown = names.filter((name, index) => index < most || isWholeKey(name, votes.key));
  const rest = names.filter((name) => !shown.includes(name));
  return [...shown.map((name) => row([name], "", votes, isWholeKey(name, votes.key))),
    ...(rest.length ? [row(["其他", ...rest], "", votes, false)] : [])];
}

/** The options of a question with the votes for each. Where answers are no single options, the options stand without.
 * @param {Item} item @param {Votes} votes @returns {Row[]} */
export function rowsOf(item, votes) {
  /** @param {string[]} names @param {string} text @param {Votes} counted */
  const option = (names, text, counted) => row(names, text, counted, isInKey(names, votes.key));
  if (item.type === "truefalse") return TRUTHS.map((name, index) => option([name, index ? "false" : "true"], "", votes));
  const counted = item.type === "single" ? votes : {};
  return (item.options ?? []).map(({ id, text }, index) => option([letter(index), id], text, counted));
}

/** The answers that are no single options, with the votes for each. @param {Item} item @param {Votes} votes */
export function answersOf(item, votes) {
  return ["truefalse", "single"].includes(item.type) ? [] : freeRows(votes);
}

/** What can be done in a scene, with the votes for each, and for the trainer how each is judged.
 * @param {SceneChoice[]} choices @param {Tally[]} [tallies] @param {ChoiceVerdict[]} [verdicts] @returns {Row[]} */
export const sceneRows = (choices, tallies, verdicts = []) => choices.map(({ id, text }, index) =>
  ({ ...row([letter(index), id, text], text, { tallies }, false), note: verdicts[index] && choiceVerdict[verdicts[index]] }));

/** Those who changed their minds, the most first, and how many did not. @param {Movement[]} movements */
export function flowOf(movements) {
  const moved = movements.filter(({ before, after }) => before !== after).sort((one, other) => other.count - one.count);
  const stayed = movements.filter(({ before, after }) => before === after).reduce((sum, { count }) => sum + count, 0);
  return { moved, stayed };
}

/** @param {Bar} bar */
export const barWords = ({ count, share }) => `${count} 人 · ${Math.round(100 * share)}%`;

/** What else belongs to a question's text: what options are matched to. @param {Item} item */
export const promptsOf = ({ prompts = [] }) => prompts.map(({ text }) => text);

/** @param {Item} item */
export const stemOf = (item) => stem(item.stem);

/** @param {number} seconds */
export function clockWords(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
