/* Times that a clock which is set while a paper is answered can't turn round. */
import { isoTime } from "../core/dates.js";

/** Of one hand-in, in the words of a submission; files of older booklets know but two of them.
 * @typedef {{started: string, submitted: string, elapsed?: number, handin?: number, clockAt?: string}} Times */

const SECOND = 1000;

/** For how long a paper has been open, in seconds, by the browser's own clock, which runs evenly and isn't set. */
export class Stopwatch {
  #counted = 0;
  /** @type {number | null} */
  #since = null;

  /** @param {boolean} on */
  run(on) {
    this.#counted = this.#now();
    this.#since = on ? performance.now() : null;
  }

  #now() {
    return this.#counted + (this.#since === null ? 0 : (performance.now() - this.#since) / SECOND);
  }

  /** Another page of the same paper, or this one before a reload, has counted further. @param {number} seconds */
  atLeast(seconds) {
    this.#counted += Math.max(0, seconds - this.#now());
  }

  get seconds() {
    return Math.floor(this.#now());
  }
}

/** Never before the start and the seconds that the paper was open, nor before any former hand-in: where the device's
 * clock says otherwise, what it says is noted.
 * @param {{now: number, started: string, open: number, last: string | null}} known `now` in milliseconds
 * @returns {{submitted: string, clockAt?: string}} */
export function handinTime({ now, started, open, last }) {
  const behindLast = last === null ? -Infinity : Date.parse(last) + SECOND;
  const earliest = Math.max(Date.parse(started) + open * SECOND, behindLast);
  const clock = Math.floor(now / SECOND) * SECOND;
  const submitted = isoTime(new Date(Math.max(clock, earliest)));
  return clock < earliest ? { submitted, clockAt: isoTime(new Date(clock)) } : { submitted };
}
