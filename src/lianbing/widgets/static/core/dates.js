/* The clock, and days of the local calendar as YYYY-MM-DD. No DOM. */
(function (lianbing) {
  "use strict";
  if (lianbing.dates !== undefined) return;

  const DAY = 86400000;

  /** @param {number} n @param {number} [width] */
  const pad = (n, width = 2) => String(n).padStart(width, "0");

  /** @param {Date} date */
  const of = (date) => `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

  /** Days are counted without hours, so that no change of summer time shifts them. @param {string} day */
  const parse = (day) => Date.parse(`${day}T00:00:00Z`);

  /** @param {string} day @param {number} count */
  const add = (day, count) => new Date(parse(day) + count * DAY).toISOString().slice(0, 10);

  lianbing.now = () => new Date();
  lianbing.isoTime = (date) => {
    const offset = -date.getTimezoneOffset();
    const sign = offset < 0 ? "-" : "+";
    const zone = `${sign}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
    return `${of(date)}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}${zone}`;
  };
  lianbing.dates = {
    of,
    today: () => of(lianbing.now()),
    add,
    between: (from, to) => Math.round((parse(to) - parse(from)) / DAY),
    /** 11 月 22 日, with the year where it is another one. */
    words(day) {
      const [year, month, date] = day.split("-").map(Number);
      const words = `${month} 月 ${date} 日`;
      return year === lianbing.now().getFullYear() ? words : `${year} 年 ${words}`;
    },
    isDay: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(parse(value)) && add(value, 0) === value,
  };
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
