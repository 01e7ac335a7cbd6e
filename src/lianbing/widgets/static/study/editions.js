/* Whether a set of a mock exam is still the one that was sat: the same questions, each with the same key. */
/** @import { Catalogue, Exam } from "../wire.d.ts" */

/** The digests of a set's questions by their ids, as this edition has them.
 * @param {Catalogue} catalogue @param {Exam} exam @param {number} set @returns {Record<string, string>} */
export function digests({ chapters }, { sets }, set) {
  const asked = new Set(sets[set]?.sections.flatMap(({ items }) => items));
  const items = Object.values(chapters).flatMap((chapter) => chapter.items).filter(({ id }) => asked.has(id));
  return Object.fromEntries(items.map(({ id, digest }) => [id, digest]));
}

/** A sitting without digests can't be shown to be the same. @param {Catalogue} catalogue @param {Exam} exam
 * @param {{set: number, digests?: Record<string, string>}} sat */
export function isSame(catalogue, exam, { set, digests: before }) {
  const now = Object.entries(digests(catalogue, exam, set));
  return before !== undefined && now.length > 0 && now.length === Object.keys(before).length
    && now.every(([id, digest]) => before[id] === digest);
}
