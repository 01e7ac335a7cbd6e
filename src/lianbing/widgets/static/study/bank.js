/* Items of the question bank by their id, each chapter's bank loaded when it is first needed. */
import { load } from "./loading.js";

/**
 * @import { BankItem } from "../practice/missed.js"
 * @import { Bank, Catalogue } from "../wire.d.ts"
 */

/**
 * @typedef {object} ItemBank
 * @property {(id: string) => Promise<BankItem | null>} find null for what the bank doesn't have; rejects with Unloaded where
 *   the chapter's bank doesn't come
 * @property {(ids: string[]) => Promise<Map<string, BankItem>>} findAll
 */

/** @param {Catalogue} catalogue @returns {ItemBank} */
export function bank({ chapters }) {
  const places = new Map(Object.entries(chapters).flatMap(([chapter, { items }]) => items.map(({ id }) => [id, chapter])));

  /** @param {string} id @returns {Promise<BankItem | null>} */
  async function find(id) {
    const chapter = places.get(id);
    if (!chapter) return null;
    const { items, clauses } = /** @type {Bank} */ (await load(chapter));
    const item = items.find((candidate) => candidate.id === id);
    return item?.practice ? { item, clauses: { ...clauses, ...item.clauses } } : null;
  }

  return {
    find,
    async findAll(ids) {
      const items = await Promise.all(ids.map(find));
      return new Map(items.flatMap((one) => (one ? [[one.item.id, one]] : [])));
    },
  };
}
