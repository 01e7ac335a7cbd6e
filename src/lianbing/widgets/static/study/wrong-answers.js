/* 错题本: what was answered wrong, by chapter, until it was right on two different days. */
import * as dates from "../core/dates.js";
import { make, text } from "../core/dom.js";
import { DAYS_TO_LEAVE } from "../practice/entry.js";
import { brief } from "../practice/missed.js";
import { empty, linkButton } from "./parts.js";
import { askable, wrongBook } from "./selecting.js";
import { session, sessionLinks } from "./session.js";

/**
 * @import { WrongItem } from "./selecting.js"
 * @import { Study, View } from "./study.js"
 */

const MOST = 20;
/** So many are listed at once; more only when asked for, since every chapter's bank must come for that. */
const LISTED = 10;
const RULE = "同一道题在两个不同的日子都答对，就离开错题本；中间又答错，从头算起。";

/** @param {WrongItem} wrong */
function state(wrong) {
  if (wrong.changed) return "题目改过，重新做一遍";
  if (wrong.waits) return "今天答对了，改天再来一次";
  return wrong.right ? `再对 ${DAYS_TO_LEAVE - wrong.right} 天就离开` : `${dates.words(wrong.since)}答错`;
}

/** The stem once its bank is there. @param {Study} study @param {WrongItem} wrong */
function stemOf({ bank }, { id }) {
  const node = make("span", { class: "stemline" }, "……");
  bank.find(id).then((question) => {
    node.textContent = question ? brief(question.item.stem) : `${id}（题库里已经没有这道题）`;
  }, () => {
    node.textContent = id;
  });
  return node;
}

/** @param {Study} study @param {WrongItem} wrong */
function taskLink({ catalogue }, { task, chapter }) {
  const { href, tasks } = catalogue.chapters[chapter];
  return make("a", { href: `${href}#${task}` }, tasks.find(({ id }) => id === task)?.title ?? task);
}

/** @param {Study} study @param {WrongItem} wrong */
function row(study, wrong) {
  const dots = Array.from({ length: DAYS_TO_LEAVE }, (_, index) => make("i", { class: index < wrong.right ? "on" : "" }));
  return make("li", {},
    wrong.task ? make("span", {}, "数据练习：", taskLink(study, wrong)) : stemOf(study, wrong),
    make("span", { class: `small standing${wrong.changed ? " changed" : ""}` },
      make("span", { class: "dots", "aria-hidden": "true" }, ...dots), state(wrong)));
}

/** The questions themselves, once the learner opens the fold. @param {Study} study @param {WrongItem[]} list @param {boolean} open */
function fold(study, list, open) {
  const box = make("details", {}, make("summary", {}, "看是哪几题"));
  const fill = () => {
    if (box.childElementCount === 1) box.append(make("ul", { class: "plain wronglist" }, ...list.map((one) => row(study, one))));
  };
  box.addEventListener("toggle", fill);
  box.open = open;
  if (open) fill();
  return box;
}

/** @param {Study} study @param {string} chapter @param {WrongItem[]} list @param {boolean} open */
function chapterCard(study, chapter, list, open) {
  const { title, href } = study.catalogue.chapters[chapter];
  const ready = askable(list).length;
  return make("section", { class: "card" },
    make("div", { class: "taskhead" }, make("h3", {}, make("a", { href }, title)), make("span", { class: "small" }, `${list.length} 题`)),
    fold(study, list, open || list.some(({ changed }) => changed)),
    ready ? make("div", { class: "buttons" }, linkButton(`#wrong/${chapter}`, `练这一章的 ${Math.min(ready, MOST)} 题`)) : null);
}

/** What can be practised here today, and what only in the book. @param {Study} study @param {WrongItem[]} list */
function whatToDo(study, list) {
  const ready = askable(list).length;
  const inBook = list.filter(({ task, waits }) => task && !waits);
  const links = new Map(inBook.map((one) => [one.task, taskLink(study, one)]));
  return [
    ready ? make("div", { class: "buttons" },
      linkButton("#wrong/all", ready > MOST ? `先练 ${MOST} 题` : `练这 ${ready} 题`, "main")) : null,
    ready || inBook.length ? null : text("note", "今天能练的都练过了，明天再来。"),
    inBook.length ? make("p", { class: "note inbook" }, `${ready ? "另外" : "剩下"} ${inBook.length} 题在数据练习里，要对着表做，请到书里重做：`,
      ...[...links.values()].flatMap((link, index) => (index ? ["、", link] : [link])), "。") : null,
  ];
}

/** @param {Study} study */
function overview(study) {
  const list = wrongBook(study.catalogue, study.record, study.day);
  const chapters = [...new Set(list.map(({ chapter }) => chapter))];
  if (!list.length) {
    return [make("h2", {}, "错题本"), empty("错题本是空的。练习里答错的题会自己到这里来。",
      make("div", { class: "buttons" }, linkButton("#today", "去练今天的题", "main")))];
  }
  return [
    make("h2", {}, "错题本"),
    make("p", { class: "lead" }, `现在有 ${list.length} 题。${RULE}`),
    ...whatToDo(study, list),
    ...chapters.map((chapter) => chapterCard(study, chapter, list.filter((one) => one.chapter === chapter), list.length <= LISTED)),
  ];
}

/** @param {Study} study @param {string} part a chapter, or all */
async function practiceWrong(study, part) {
  const list = wrongBook(study.catalogue, study.record, study.day).filter(({ chapter }) => part === "all" || chapter === part);
  const ids = askable(list).slice(0, MOST);
  if (!ids.length) return [empty("这里今天没有要练的错题。", sessionLinks([["#wrong", "回到错题本"]]))];
  return [await session(study, {
    title: "错题本", ids, back: "#wrong", endTitle: "这一轮练完了",
    after: (wrong) => [
      text("", wrong ? `还有 ${wrong} 题没有答对，留在错题本里。` : "都答对了。换一天再对一次，它们就离开错题本。"),
      sessionLinks([["#wrong", "回到错题本"], ["#today", "看今天的安排"]]),
    ],
  })];
}

/** @type {View} */
export const wrong = { label: "错题本", draw: (study, [part]) => (part ? practiceWrong(study, part) : overview(study)) };
