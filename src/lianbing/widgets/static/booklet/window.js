/* When a paper may be answered, in words. */
/** @import { DrillHead } from "../wire.d.ts" */

/** A day as it is; of a time the zone apart. @param {string} moment */
function shown(moment) {
  const [day, time] = moment.split("T");
  return time ? `${day} ${time.replace(/(Z|[+-]\d\d:\d\d)$/, "（$1）")}` : day;
}

/** From when to when a paper may be answered; empty where nothing is said. @param {DrillHead} drill */
export const windowOf = ({ opens, closes }) =>
  [opens && `${shown(opens)} 起`, closes && `${shown(closes)} 止`].filter(Boolean).join("，");
