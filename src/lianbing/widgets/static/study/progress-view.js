/* 进度: how far the learner is, chapter by chapter, and what is weak. */
import { make, text } from "../core/dom.js";
import * as entries from "../practice/entry.js";
import { clauseName } from "../core/clauses.js";
import { bar } from "../practice/missed.js";
import { card, empty, figures, linkButton, percent } from "./parts.js";
import * as selecting from "./selecting.js";
import { session, sessionLinks } from "./session.js";

/**
 * @import { Catalogue, CatalogueChapter } from "../wire.d.ts"
 * @import { Progress, Weakness } from "./selecting.js"
 * @import { Study, View } from "./study.js"
 */

const SHOWN = 5;
const MOST = 20;
const MOST_ITEMS = 20;

/** Data exercises of which every field was answered. @param {Study} study @param {CatalogueChapter} chapter */
const tasksDone = ({ record }, { tasks }) => tasks.filter(({ fields }) => fields.every(({ id }) => record.items[id])).length;

/** @param {Study} study @param {Progress} overall */
function overallCard(study, { all, done, right, scenarios, walked }) {
  const chapters = Object.values(study.catalogue.chapters);
  const tasks = chapters.reduce((sum, chapter) => sum + chapter.tasks.length, 0);
  const finished = chapters.reduce((sum, chapter) => sum + tasksDone(study, chapter), 0);
  return make("section", { class: "card" },
    figures([
      [`${done}/${all}`, "练过的题"], [percent(right, done), "最近一次答对"],
      [`${walked}/${scenarios}`, "情景演练"], [`${finished}/${tasks}`, "数据练习"],
    ]),
    bar(done, all));
}

/** @param {Study} study @param {string} id @param {Progress} progress */
function chapterRow(study, id, { all, done, right, changed, scenarios, walked }) {
  const chapter = study.catalogue.chapters[id];
  const more = [
    scenarios > 0 && `情景 ${walked}/${scenarios}`,
    chapter.tasks.length > 0 && `数据练习 ${tasksDone(study, chapter)}/${chapter.tasks.length}`,
    changed > 0 && `${changed} 题改过，请重做`,
  ].filter(Boolean).join(" · ");
  return make("li", {},
    make("span", { class: "taskhead" }, make("a", { href: chapter.href }, chapter.title),
      make("span", { class: "small" }, `${done}/${all}` + (done ? `，对 ${percent(right, done)}` : ""))),
    bar(done, all),
    more ? make("span", { class: "small" }, more) : null);
}

/** @param {Study} study @param {Record<string, Progress>} chapters */
function chapterCards(study, chapters) {
  return study.catalogue.parts.map(({ title, chapters: ids }) => {
    const rows = ids.filter((id) => chapters[id]).map((id) => chapterRow(study, id, chapters[id]));
    return rows.length ? card(title, make("ul", { class: "plain chapters" }, ...rows)) : null;
  });
}

/** @param {Weakness} weakness @param {HTMLElement} name @param {string} kind */
const weakRow = ({ id, tries, right, items }, name, kind) => make(
  "li", {},
  make("span", { class: "weakname" }, name, make("span", { class: "small" }, `做了 ${tries} 次，对 ${right} 次`)),
  linkButton(`#progress/${kind}/${encodeURIComponent(id)}`, `练 ${Math.min(items.length, MOST_ITEMS)} 题`));

/** The first ones, and the others behind a fold. @param {HTMLElement[]} rows */
function folded(rows) {
  const rest = rows.slice(SHOWN, MOST);
  return [
    make("ul", { class: "plain weak" }, ...rows.slice(0, SHOWN)),
    rest.length ? make("details", {}, make("summary", {}, `另外 ${rest.length} 处`), make("ul", { class: "plain weak" }, ...rest)) : null,
  ];
}

/** A topic leads to the chapter where most of its questions stand. @param {Catalogue} catalogue @param {Weakness} topic */
function topicName({ chapters }, { id, title }) {
  /** @param {CatalogueChapter} chapter */
  const count = ({ items }) => items.filter(({ topic }) => topic === id).length;
  const [best] = Object.values(chapters).sort((a, b) => count(b) - count(a));
  return make("a", { href: best.href }, title);
}

/** @param {Study} study */
function weakCards({ catalogue, record }) {
  const clauses = selecting.weakClauses(catalogue, record);
  const topics = selecting.weakTopics(catalogue, record);
  if (!clauses.length && !topics.length) return [card("薄弱处", text("words", "做得多一些，这里会指出常错的条款和知识点，点开就能回到书里。"))];
  return [
    topics.length ? card("常错的知识点", ...folded(topics.map((one) => weakRow(one, topicName(catalogue, one), "topic")))) : null,
    clauses.length ? card("常错的条款", ...folded(clauses.map((one) =>
      weakRow(one, clauseName(one.id, catalogue.clauses[one.id] ?? { title: one.title }), "clause")))) : null,
  ];
}

/** @param {Study} study */
function overview(study) {
  const { overall, chapters } = selecting.progress(study.catalogue, study.record);
  return [
    make("h2", {}, "学习进度"),
    overallCard(study, overall),
    ...weakCards(study),
    ...chapterCards(study, chapters),
  ];
}

/** @param {Study} study @param {string} kind @param {string} id */
async function practiceWeak(study, kind, id) {
  const { weakClauses, weakTopics } = selecting;
  const weakness = (kind === "topic" ? weakTopics : weakClauses)(study.catalogue, study.record).find((one) => one.id === id);
  if (!weakness) return [empty("这一处已经不算薄弱了。", sessionLinks([["#progress", "回到进度"]]))];
  /** What was wrong the last time comes first. @param {string} item */
  const rank = (item) => Number(entries.isRight(study.record.items[item]));
  const ids = [...weakness.items].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_ITEMS);
  return [await session(study, {
    title: weakness.title, ids, back: "#progress", endTitle: "这一处练完了",
    after: (wrong) => [
      text("", wrong ? `还有 ${wrong} 题没有答对，先回书里看看依据。` : "都答对了。"),
      sessionLinks([["#progress", "回到进度"]]),
    ],
  })];
}

/** @type {View} */
export const progress = { label: "进度", draw: (study, [kind, id]) => (kind && id ? practiceWeak(study, kind, id) : overview(study)) };
