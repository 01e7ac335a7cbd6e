/* How much time there is. */

const SECOND = 1000;

/** Minutes and seconds; a minus for what is over. @param {number} span in milliseconds */
export function clockWords(span) {
  const seconds = Math.round(Math.abs(span) / SECOND);
  const two = String(seconds % 60).padStart(2, "0");
  return `${span < 0 ? "-" : ""}${Math.floor(seconds / 60)}:${two}`;
}
