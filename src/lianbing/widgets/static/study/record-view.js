/* 记录: where the learner's record lives, taking it along as a file, joining one to it, clearing it. */
import * as dates from "../core/dates.js";
import { button, focus, make, text } from "../core/dom.js";
import { saveFile } from "../exam/saving.js";
import * as entries from "../practice/entry.js";
import { record } from "../practice/record.js";
import { troubleWords } from "../practice/trouble.js";
import { card } from "./parts.js";
import * as transfer from "./transfer.js";

/**
 * @import { LearnerRecord } from "../practice/values.js"
 * @import { Study, View } from "./study.js"
 */

const MOST_BYTES = 20000000;
const FIREFOX = "火狐浏览器从文件夹打开时，各页的练习记录互不相通。请改用 Edge 或 Chrome，或者从单位的网站打开。";
const TOO_BIG = "这个文件太大，不像是学习记录；请选“导出学习记录”存下的那个文件。";
const UNREADABLE = "这个文件没有读出来，请重新选一次；现有的记录没有动。";

/** @param {Record<string, unknown>} list */
const size = (list) => Object.keys(list).length;

/** @param {Record<string, unknown[]>} lists */
const runs = (lists) => Object.values(lists).reduce((sum, list) => sum + list.length, 0);

/** What a record holds, in words. @param {LearnerRecord} record */
function contents({ items, days, exams, scenarios, checks }) {
  const parts = [
    [size(items), "道题的作答"], [Object.values(days).filter(({ answered }) => answered).length, "天的练习"], [runs(exams), "次模拟考试"], [runs(scenarios), "次情景演练"], [runs(checks), "次自测"],
  ];
  return parts.filter(([count]) => count).map(([count, words]) => `${count} ${words}`).join("、");
}

/** What joining would change here. @param {LearnerRecord} mine @param {LearnerRecord} theirs */
function difference(mine, theirs) {
  const ids = Object.keys(theirs.items);
  const added = ids.filter((id) => !mine.items[id]).length;
  const updated = ids.filter((id) => mine.items[id]
    && JSON.stringify(entries.merged(mine.items[id], theirs.items[id])) !== JSON.stringify(mine.items[id])).length;
  return { added, updated, same: ids.length - added - updated };
}

/** @param {Study} study */
function exportCard(study) {
  const done = make("p", { role: "status", class: "small saved" });
  const save = () => {
    const at = new Date();
    const name = transfer.fileName(at);
    const whole = record.all(study.catalogue?.edition);
    saveFile({ name, type: "application/json", bytes: new TextEncoder().encode(transfer.exportText(whole)) });
    done.textContent = `已存为“${name}”，在浏览器的下载文件夹里。`;
  };
  const held = contents(study.record);
  return card("带到另一台设备",
    text("words", "记录只存在这台设备的这个浏览器里，不会上传。换手机、换电脑或者清理浏览器之前，先导出成一个文件，到新设备上再导入。"),
    text("note", isSplit() ? FIREFOX : ""),
    text("words", held ? `现在有 ${held}。` : "现在还没有记录。"),
    make("div", { class: "buttons" }, held ? button("导出学习记录", save, { class: "button main" }) : null),
    done);
}

/** Firefox takes every file of a folder for a site of its own, with a storage of its own. */
const isSplit = () => location.protocol === "file:" && /\bFirefox\//.test(navigator.userAgent);

/** The learner has thought better of it. @param {Study} study @param {HTMLElement} place */
function dismiss(study, place) {
  study.busy = false;
  place.replaceChildren();
}

/** @param {LearnerRecord} theirs @param {Study} study @param {HTMLElement} place */
function preview(theirs, study, place) {
  study.busy = true;
  const { added, updated, same } = difference(study.record, theirs);
  const heading = make("h4", {}, added + updated ? `将并入 ${added + updated} 道题的作答` : "没有要并入的作答");
  place.replaceChildren(make("div", { class: "note" }, heading,
    text("", `这个文件是 ${dates.words(theirs.at.slice(0, 10))}导出的，里面有 ${contents(theirs)}。`),
    text("", `其中 ${added} 题这里没有，${updated} 题那边更新，${same} 题不变。这里已有的记录都会保留。`),
    make("div", { class: "buttons" },
      button("确认并入", () => {
        const joined = record.merge(theirs);
        if (joined) return study.redraw("已并入。");
        return complain(place, `没有并入，现有的记录没有动。${troubleWords(record.trouble())}`);
      }, { class: "button main" }),
      button("不并入", () => dismiss(study, place), { class: "button quiet" }))));
  focus(heading, "nearest");
}

/** @param {HTMLElement} place @param {string} words */
const complain = (place, words) => place.replaceChildren(make("p", { class: "note bad", role: "alert" }, words));

/** @param {File} file @param {Study} study @param {HTMLElement} place */
async function take(file, study, place) {
  if (file.size > MOST_BYTES) return complain(place, TOO_BIG);
  const content = await file.text().catch(() => null);
  if (content === null) return complain(place, UNREADABLE);
  const { record, problem } = transfer.readRecord(content);
  if (problem !== undefined) return complain(place, problem);
  return preview(record, study, place);
}

/** @param {Study} study */
function importCard(study) {
  const place = make("div");
  const input = make("input", { type: "file", accept: ".json,application/json,text/plain" });
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) take(file, study, place);
    input.value = ""; // so that the same file can be chosen again
  });
  return card("导入记录",
    text("words", "选另一台设备导出的文件。先看会并入什么，确认以后才动。"),
    make("div", { class: "buttons" }, make("label", { class: "button file" }, "选择文件", input)),
    place);
}

/** @param {Study} study */
function clearCard(study) {
  const place = make("div");
  const clear = () => {
    if (record.clear()) return study.redraw("记录已清空。");
    return complain(place, troubleWords(record.trouble()) || "没有清空，请刷新页面再试。");
  };
  const ask = () => {
    study.busy = true;
    const heading = make("h4", {}, "确定清空？");
    place.replaceChildren(make("div", { class: "note bad" }, heading,
      text("", "作答、错题本、模拟考试成绩都会删掉，找不回来。想留底，请先导出学习记录。"),
      make("div", { class: "buttons" },
        button("确定清空", clear),
        button("不清空", () => dismiss(study, place), { class: "button quiet" }))));
    focus(heading, "nearest");
  };
  return card("清空记录",
    text("words", "共用的电脑，用完可以清空。答题册里没有交的草稿不受影响。"),
    make("div", { class: "buttons" }, button("清空记录", ask, { class: "button quiet" })),
    place);
}

/** @type {View} */
export const recordView = {
  label: "记录",
  always: true,
  draw: (study) => [
    make("h2", {}, "学习记录"),
    exportCard(study), importCard(study),
    document.createElement("lb-downloads"),
    contents(study.record) ? clearCard(study) : null,
  ],
};
