/* Items of the question bank by their id, each chapter's bank loaded when it is first needed. */
(function (lianbing) {
  "use strict";
  if (lianbing.bank !== undefined) return;

  /** @param {LbCatalogue} catalogue @returns {LbItemBank} */
  function bank({ chapters }) {
    const places = new Map(Object.entries(chapters).flatMap(([chapter, { items }]) => items.map(({ id }) => [id, chapter])));

    /** @param {string} id @returns {Promise<LbFound | null>} */
    async function find(id) {
      const chapter = places.get(id);
      if (!chapter) return null;
      const { items, clauses } = await lianbing.load(chapter);
      /** @type {LbItem | undefined} */
      const item = items.find((/** @type {LbItem} */ candidate) => candidate.id === id);
      return item?.practice ? { item, clauses: { ...clauses, ...item.clauses } } : null;
    }

    return {
      find,
      async findAll(ids) {
        const found = await Promise.all(ids.map(find));
        return new Map(found.flatMap((one) => (one ? [[one.item.id, one]] : [])));
      },
    };
  }

  lianbing.bank = bank;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
