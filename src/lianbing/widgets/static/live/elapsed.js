/* How long something has been open, as this page saw it; a reload goes on counting. */

/** @param {string} name of what is open @param {number} now in milliseconds @returns {number} seconds */
export function secondsOpen(name, now) {
  try {
    const [kept, since] = (sessionStorage.getItem("lb:live:open") ?? "").split("\n");
    if (kept === name) return (now - Number(since)) / 1000;
    sessionStorage.setItem("lb:live:open", `${name}\n${now}`);
  } catch {
    /* then no time is shown that would be wrong */
  }
  return 0;
}
