/* What to practise next, and how far the learner is: from the catalogue and the record alone. */
import * as dates from "../core/dates.js";
import { drawSome } from "../practice/drawing.js";
import * as entries from "../practice/entry.js";
import * as scheduler from "../practice/scheduler.js";

/**
 * @import { LearnerRecord } from "../practice/values.js"
 * @import { Catalogue, CatalogueItem, Day, ItemType } from "../wire.d.ts"
 */

/** Of one type no more than this share, and of those that take long to write no more than two. */
const MOST_OF_TYPE = 0.4;
const MOST_OPEN = 2;
/** So many answers of the learner's own mean are mixed in, and so few tell nothing. */
const PRIOR_TRIES = 3;
const LEAST_TRIES = 2;

/** @typedef {CatalogueItem & {chapter: string}} Placed */
/**
 * An item of the 错题本.
 * @typedef {object} WrongItem
 * @property {string} id
 * @property {string} chapter
 * @property {string} [task] where it is a field of a data exercise
 * @property {string} since
 * @property {number} right days right so far, of DAYS_TO_LEAVE
 * @property {boolean} changed
 * @property {boolean} waits right on the day already: once more would not count before another
 */
/**
 * @typedef {object} Weakness
 * @property {string} id
 * @property {string} title
 * @property {number} tries
 * @property {number} right
 * @property {number} share of right answers, drawn towards the learner's own mean where there are few
 * @property {string[]} items
 */
/**
 * Items and fields of data exercises: how many there are, were answered in their present form, right at the last try.
 * @typedef {{all: number, done: number, right: number, changed: number, wrong: number, scenarios: number, walked: number}} Progress
 */

/** Chapters in the order of the syllabus. @param {Catalogue} catalogue */
const chaptersOf = ({ parts, chapters }) => [...new Set(parts.flatMap((part) => part.chapters))].filter((id) => chapters[id]);

/** @param {Catalogue} catalogue @returns {Placed[]} */
const itemsOf = (catalogue) =>
  chaptersOf(catalogue).flatMap((chapter) => catalogue.chapters[chapter].items.map((item) => ({ ...item, chapter })));

/** Fields of data exercises; only their ids are known. @param {Catalogue} catalogue */
const fieldsOf = (catalogue) => chaptersOf(catalogue).flatMap((chapter) =>
  catalogue.chapters[chapter].tasks.flatMap(({ id: task, fields }) => fields.map(({ id, digest }) => ({ id, digest, chapter, task }))));

/** Numbers in [0, 1) that repeat for the same text (FNV-1a, then xorshift). @param {string} text */
function seeded(text) {
  let state = 0x811c9dc5;
  for (const char of text) state = Math.imul(state ^ Number(char.codePointAt(0)), 0x01000193);
  state ||= 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** @template T @param {T[]} list @param {(one: T) => number} rank @returns {T[]} */
const sortedBy = (list, rank) => [...list].sort((a, b) => rank(a) - rank(b));

/** @param {ItemType} type @param {number} count */
const mostOf = (type, count) => (type === "short" || type === "case" ? MOST_OPEN : Math.ceil(count * MOST_OF_TYPE));

/** What is chosen, filled up from the list in its order; too many of one type only where there is nothing else.
 * @param {Placed[]} chosen @param {Placed[]} list @param {number} count @returns {Placed[]} */
function filledUp(chosen, list, count) {
  /** @type {Map<ItemType, number>} */
  const seen = new Map();
  const isFew = (/** @type {Placed} */ { type }) => {
    seen.set(type, (seen.get(type) ?? 0) + 1);
    return Number(seen.get(type)) <= mostOf(type, count);
  };
  chosen.forEach(isFew);
  const few = list.map(isFew);
  const picked = new Set(sortedBy(list, (item) => Number(!few[list.indexOf(item)])).slice(0, count - chosen.length));
  return [...chosen, ...list.filter((item) => picked.has(item))];
}

/** Never answered: of chapters begun, then of the next ones; within a chapter drawn. @param {Placed[]} items @param {LearnerRecord} record @param {() => number} random */
function newOnes(items, record, random) {
  const begun = new Set(items.filter(({ id }) => record.items[id]).map(({ chapter }) => chapter));
  const fresh = items.filter(({ id }) => !record.items[id]);
  const chapters = [...new Set(fresh.map(({ chapter }) => chapter))];
  const drawn = chapters.flatMap((chapter) => {
    const byId = new Map(fresh.filter((item) => item.chapter === chapter).map((item) => [item.id, item]));
    return drawSome([...byId.keys()], byId.size, [], random).flatMap((id) => byId.get(id) ?? []);
  });
  return sortedBy(drawn, ({ chapter }) => Number(!begun.has(chapter)));
}

/** Due ones and those of the 错题本, what is most likely forgotten first; what another edition has changed is due.
 * @param {Placed[]} items @param {LearnerRecord} record @param {string} day */
function known(items, record, day) {
  const answered = sortedBy(items.filter(({ id }) => record.items[id]), ({ id, digest }) =>
    entries.changed(record.items[id], digest) ? 0 : scheduler.recall(record.items[id].card, day));
  const isDue = (/** @type {Placed} */ { id, digest }) =>
    record.items[id].card.due <= day || entries.changed(record.items[id], digest);
  /** Right on this day already: once more would not count. */
  const isOpen = (/** @type {Placed} */ { id }) => record.items[id].wrong?.right.includes(day) === false;
  return { due: answered.filter(isDue), wrong: answered.filter((item) => !isDue(item) && isOpen(item)) };
}

/**
 * Today's ten: those kept for the day, else due ones, the 错题本, then new ones.
 * @param {Catalogue} catalogue @param {LearnerRecord} record
 * @param {{day: string, count?: number, seed?: string}} options @returns {string[]}
 */
export function daily(catalogue, record, { day, count = 10, seed = "" }) {
  const items = itemsOf(catalogue);
  const ids = new Set(items.map(({ id }) => id));
  const kept = (record.days[day]?.daily ?? []).filter((id) => ids.has(id));
  if (kept.length) return kept;
  // What was answered in a chapter today has had its turn, right or wrong.
  const waiting = items.filter(({ id, digest }) => record.items[id]?.card.last !== day || entries.changed(record.items[id], digest));
  const { due, wrong } = known(waiting, record, day);
  const again = filledUp(filledUp([], due, count), wrong, count);
  return filledUp(again, newOnes(items, record, seeded(`${day} ${seed}`)), count).map(({ id }) => id);
}

/** @param {Catalogue} catalogue @param {LearnerRecord} record @param {string} day @returns {WrongItem[]} */
export function wrongBook(catalogue, record, day) {
  /** @type {{id: string, chapter: string, task?: string, digest?: string}[]} */
  const all = [...itemsOf(catalogue), ...fieldsOf(catalogue)];
  const wrong = all.flatMap(({ id, chapter, task, digest }) => {
    const entry = record.items[id];
    if (!entry?.wrong) return [];
    const { since, right } = entry.wrong;
    return [{ id, chapter, ...(task && { task }), since, right: right.length,
      changed: entries.changed(entry, digest), waits: right.includes(day) }];
  });
  return wrong.sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0));
}

/** @param {Catalogue} catalogue @param {LearnerRecord} record @param {(item: Placed) => string[]} groupsOf @param {(id: string) => string} title */
function weak(catalogue, record, groupsOf, title) {
  const answered = itemsOf(catalogue).filter(({ id, digest }) => record.items[id] && !entries.changed(record.items[id], digest));
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const item of answered) for (const group of groupsOf(item)) groups.set(group, [...(groups.get(group) ?? []), item.id]);
  const sum = (/** @type {string[]} */ ids, /** @type {"tries" | "right"} */ what) =>
    ids.reduce((total, id) => total + record.items[id][what], 0);
  const ids = answered.map(({ id }) => id);
  const mean = sum(ids, "right") / Math.max(sum(ids, "tries"), 1);
  const all = [...groups].map(([id, items]) => {
    const [tries, right] = [sum(items, "tries"), sum(items, "right")];
    return { id, title: title(id), tries, right, share: (right + PRIOR_TRIES * mean) / (tries + PRIOR_TRIES), items };
  });
  return sortedBy(all.filter(({ tries, right }) => tries >= LEAST_TRIES && right < tries), ({ share }) => share);
}

/** @param {{id: string, digest?: string}[]} things @param {LearnerRecord} record @param {{id: string}[]} scenarios @returns {Progress} */
function progressOf(things, record, scenarios) {
  const kept = things.filter(({ id }) => record.items[id]);
  const done = kept.filter(({ id, digest }) => !entries.changed(record.items[id], digest));
  return {
    all: things.length,
    done: done.length,
    right: done.filter(({ id }) => entries.isRight(record.items[id])).length,
    changed: kept.length - done.length,
    wrong: kept.filter(({ id }) => record.items[id].wrong).length,
    scenarios: scenarios.length,
    walked: scenarios.filter(({ id }) => record.scenarios[id]?.length).length,
  };
}

/** @param {Catalogue} catalogue @param {LearnerRecord} record */
export function progress(catalogue, record) {
  const things = [...itemsOf(catalogue), ...fieldsOf(catalogue)];
  const scenarios = (/** @type {string} */ id) => catalogue.chapters[id].scenarios;
  const chapters = chaptersOf(catalogue);
  return {
    overall: progressOf(things, record, chapters.flatMap(scenarios)),
    chapters: Object.fromEntries(chapters.map((id) =>
      [id, progressOf(things.filter(({ chapter }) => chapter === id), record, scenarios(id))])),
  };
}

/** Days in a row with an answer, up to today or yesterday. @param {Record<string, Day>} days @param {string} today */
export function streak(days, today) {
  let day = days[today]?.answered ? today : dates.add(today, -1);
  let count = 0;
  for (; days[day]?.answered; day = dates.add(day, -1)) count++;
  return count;
}

/** How many items come due on each of the days from `day` on; what is overdue counts for the first.
 * @param {Catalogue} catalogue @param {LearnerRecord} record @param {string} day @param {number} [count] */
export function forecast(catalogue, record, day, count = 7) {
  const due = itemsOf(catalogue).flatMap(({ id }) => record.items[id]?.card.due ?? []);
  return Array.from({ length: count }, (_, index) => {
    const date = dates.add(day, index);
    return { day: date, due: due.filter((when) => (index ? when === date : when <= date)).length };
  });
}

/** What of the 错题本 can be asked on the study page; fields of data exercises can only in their chapter, beside their table.
 * @param {WrongItem[]} list */
export const askable = (list) => list.filter(({ task, waits }) => !task && !waits).map(({ id }) => id);

/** @param {Catalogue} catalogue @param {LearnerRecord} record @returns {Weakness[]} */
export const weakClauses = (catalogue, record) =>
  weak(catalogue, record, ({ rests_on }) => rests_on, (id) => catalogue.clauses[id]?.title ?? id);

/** @param {Catalogue} catalogue @param {LearnerRecord} record @returns {Weakness[]} */
export const weakTopics = (catalogue, record) =>
  weak(catalogue, record, ({ topic }) => [topic], (id) => catalogue.topics[id] ?? id);
