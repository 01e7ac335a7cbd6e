/* What a booklet says of its keeping, and of other tabs. */
/**
 * @import { Trouble } from "./kept.js"
 * @import { Mode } from "./paper.js"
 */

export const RESTORED = "已恢复上次的作答，可以接着答。";
export const REFUSED = "刚才这一改没有算进去：要改，点“继续修改”。";

export const CLEARED_ELSEWHERE = "这份卷的作答已经在另一个标签页里清除。";

/** What a touch has brought up here, because another tab was first. */
export const ELSEWHERE = {
  card: "",
  open: "这份卷在另一个标签页里已经开始作答，这里接着答的是同一份。",
  handed: "这份卷已经在另一个标签页里交卷，这里是同一份的回执。",
};

/** What another tab has made of the paper while this one still shows something else: by both.
 * @type {Record<string, string>} */
const STALE = {
  "card open": "这份卷已经在另一个标签页里开始：点“开始答题”，接着答的是同一份，计时不重来。",
  "card handed": "这份卷已经在另一个标签页里交卷：点“开始答题”，看到的是同一份的回执。",
  "open handed": "这份卷已经在另一个标签页里交卷，这里再改不算：点“交卷”，看到的是同一份的回执。",
  "handed open": "这份卷在另一个标签页里又打开修改：点“继续修改”，改的是同一份。",
};

/** @param {Mode | null} shown @param {Mode} now */
export const staleWords = (shown, now) => STALE[`${shown} ${now}`] ?? "";

/** @param {number[]} numbers of items */
export function mergedWords(numbers) {
  const shown = numbers.sort((one, other) => one - other).join("、");
  return `这份卷在另一个标签页里改过，已合并（第 ${shown} 题）。`;
}

/** @type {Record<Trouble, string>} */
const CAUSES = {
  full: "这个浏览器的存储空间满了。",
  blocked: "这个浏览器不让网页保存。",
};

/** Whether a paper outlives its page, where localStorage doesn't have it. @param {Trouble | null} trouble
 * @param {boolean} isOnDisk */
export function troubleWords(trouble, isOnDisk) {
  if (!trouble) return "";
  return CAUSES[trouble] + (isOnDisk
    ? "这份作答存到了备用的地方，刷新、关掉再打开都还在；请清理浏览器的存储空间，或尽快交卷。"
    : "这份作答只留在这一页里：交卷以前不要关闭或刷新，请尽快交卷，并把文件交上去。");
}
