/* Drawing some of many for a self-test: at random, what was not drawn last time first. */

/** Fisher–Yates, in a copy. @template T @param {T[]} list @param {() => number} random @returns {T[]} */
function shuffled(list, random) {
  const copy = [...list];
  for (let end = copy.length - 1; end > 0; end--) {
    const other = Math.floor(random() * (end + 1));
    [copy[end], copy[other]] = [copy[other], copy[end]];
  }
  return copy;
}

/** @param {string[]} ids @param {number} count @param {string[]} last what was drawn last time @param {() => number} [random] */
export function drawSome(ids, count, last, random = Math.random) {
  const fresh = ids.filter((id) => !last.includes(id));
  const stale = ids.filter((id) => last.includes(id));
  return shuffled([...shuffled(fresh, random), ...shuffled(stale, random)].slice(0, count), random);
}
