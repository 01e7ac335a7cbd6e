/* The clock of a paper: what is left and what is used, in words. */

/** @param {number} seconds */
function minutesAndSeconds(seconds) {
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `short` says but one thing: what is left, or what was used where time isn't limited.
 * @param {string} started @param {number | undefined} minutes @param {number} now milliseconds */
export function clock(started, minutes, now) {
  const used = Math.max(0, Math.floor((now - Date.parse(started)) / 1000));
  const spent = `已用 ${minutesAndSeconds(used)}`;
  if (!minutes) return { text: spent, short: spent, left: null };
  const left = minutes * 60 - used;
  const short = left < 0 ? `已超时 ${minutesAndSeconds(-left)}` : `剩余 ${minutesAndSeconds(left)}`;
  return { text: `${short} · ${spent}`, short, left };
}
