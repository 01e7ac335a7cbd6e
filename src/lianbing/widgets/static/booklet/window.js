/* When a paper may be answered. */
/** @import { DrillHead } from "../wire.d.ts" */

/** A day as it is; of a time the zone apart. @param {string} moment */
function shown(moment) {
  const [day, time] = moment.split("T");
  return time ? `${day} ${time.replace(/(Z|[+-]\d\d:\d\d)$/, "（$1）")}` : day;
}

/** From when to when a paper may be answered; empty where nothing is said. @param {DrillHead} drill */
export const windowOf = ({ opens, closes }) =>
  [opens && `${shown(opens)} 起`, closes && `${shown(closes)} 止`].filter(Boolean).join("，");

/** A day without a time is one of the device's calendar. @param {string} moment @param {string} time */
const milliseconds = (moment, time) => Date.parse(moment.includes("T") ? moment : `${moment}T${time}`);

/** What is said of a moment before the window; empty after its beginning. @param {DrillHead} drill
 * @param {number} now milliseconds */
export const earlyWords = ({ opens }, now) => (opens && now < milliseconds(opens, "00:00:00")
  ? `按这台设备的时间，还没到作答时间：${shown(opens)} 起才能作答，请到时间再开始。` : "");

/** What is said of a moment after the window; empty before its end. @param {DrillHead} drill
 * @param {number} now milliseconds */
export const lateWords = ({ closes }, now) => (closes && now > milliseconds(closes, "23:59:59.999")
  ? `按这台设备的时间，已过截止时间 ${shown(closes)}：照样保存，仍可交卷，但会算迟交。` : "");
