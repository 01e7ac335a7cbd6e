/* Days of the local calendar as YYYY-MM-DD, and moments of it. */

const DAY = 86400000;

/** @param {number} n @param {number} [width] */
const pad = (n, width = 2) => String(n).padStart(width, "0");

/** @param {Date} date */
export const of = (date) => `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

/** Days are counted without hours, so that no change of summer time shifts them. @param {string} day */
const parse = (day) => Date.parse(`${day}T00:00:00Z`);

/** @param {string} day @param {number} count */
export const add = (day, count) => new Date(parse(day) + count * DAY).toISOString().slice(0, 10);

/** @param {string} from @param {string} to */
export const between = (from, to) => Math.round((parse(to) - parse(from)) / DAY);

export const today = () => of(new Date());

/** 11 月 22 日, with the year where it is another one. @param {string} day */
export function words(day) {
  const [year, month, date] = day.split("-").map(Number);
  const monthAndDay = `${month} 月 ${date} 日`;
  return year === new Date().getFullYear() ? monthAndDay : `${year} 年 ${monthAndDay}`;
}

/** @param {unknown} value @returns {value is string} */
export const isDay = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)
  && !Number.isNaN(parse(value)) && add(value, 0) === value;

/** ISO 8601 with the local offset. @param {Date} date */
export function isoTime(date) {
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? "-" : "+";
  const zone = `${sign}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
  return `${of(date)}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}${zone}`;
}
