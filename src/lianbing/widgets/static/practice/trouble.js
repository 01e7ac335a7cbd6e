/* Why nothing can be saved, in one sentence each for the learner. */

/**
 * Forbidden by the browser, no room left, or the record belongs to a newer version of the book.
 * @typedef {"blocked" | "full" | "newer"} Trouble
 */

/** @type {Record<Trouble, string>} */
const WORDS = {
  blocked: "浏览器不让保存学习记录，这里做的只留到关闭本页为止。请关闭无痕模式，或换一个浏览器。",
  full: "浏览器的存储空间满了，新的记录存不下，以前存的都还在。请先导出学习记录，再清理浏览器的存储空间。",
  newer: "学习记录是更新版本的练习册存的，这里不改动它，这里做的只留到关闭本页为止。请打开新版练习册。",
};

/** Nothing where there is none. @param {Trouble | null} trouble */
export const troubleWords = (trouble) => (trouble ? WORDS[trouble] : "");
