/* After a mock exam: rating one's open answers against the points, the marks, and what was not right. */
import { verdicts } from "../core/verdicts.js";
import * as dates from "../core/dates.js";
import { toString } from "../core/decimal.js";
import { button, make, text } from "../core/dom.js";
import { isNothing } from "../core/scoring.js";
import * as words from "../core/words.js";
import { answerWords } from "../items/types.js";
import { feedback } from "../practice/feedback.js";
import { bar, brief } from "../practice/missed.js";
import { rating, selfMark } from "../practice/rating.js";
import { record } from "../practice/record.js";
import * as editions from "./editions.js";
import { examEntry, examMarks } from "./exam-marks.js";
import { figures } from "./parts.js";
import { sessionLinks } from "./session.js";

/**
 * @import { Score } from "../core/scoring.js"
 * @import { Answer, Exam, ExamRun, ExamRunning, Item, Key, Practice } from "../wire.d.ts"
 * @import { ExamMark, ExamMarks } from "./exam-marks.js"
 * @import { ExamPaper } from "./sitting.js"
 * @import { Study } from "./study.js"
 */

/** @param {Item} item @returns {Key} */
const keyOf = ({ practice }) => /** @type {Practice} */ (practice).key;

/** Answers that a person has to rate. @param {ExamPaper} paper @param {Record<string, Answer>} answers */
export const openOf = ({ sections }, answers) => sections.flatMap(({ items }) => items).flatMap((item, index) => {
  const key = keyOf(item);
  return key.type === "open" && !isNothing(answers[item.id]) ? [{ item, key, number: index + 1 }] : [];
});

/** Ticks as they are kept, whatever a file or an old page has made of them. @param {unknown} ticked @param {string} item @returns {number[]} */
function ticksOf(ticked, item) {
  const ticks = /** @type {any} */ (ticked)?.[item];
  return Array.isArray(ticks) ? ticks : [];
}

/** The share of each open answer by its ticks. @param {ExamPaper} paper @param {Record<string, Answer>} answers
 * @param {Record<string, number[]>} ticked @returns {Record<string, number>} */
const selfOf = (paper, answers, ticked) => Object.fromEntries(
  openOf(paper, answers).map(({ item, key }) => [item.id, selfMark(key, ticksOf(ticked, item.id)).fraction]));

/** @param {ExamPaper} paper @param {Record<string, Answer>} answers @param {Record<string, number[]>} ticked */
const marksOf = (paper, answers, ticked) => examMarks(paper.sections, answers, selfOf(paper, answers, ticked));

/** Each answer counts for the scheduler and the 错题本 like any other.
 * @param {ExamMarks} marks @param {ExamRunning} running */
function keepAnswers({ sections }, { ticked }) {
  for (const { item, answer, score } of sections.flatMap((section) => section.marks)) {
    const kept = examEntry(keyOf(item), score);
    if (!kept) continue;
    const self = kept.verdict === "review" ? { self: kept.fraction, ticked: ticksOf(ticked, item.id) } : {};
    record.answer(item.id, { item: item.id, answer, ...kept, ...self }, { digest: item.practice?.digest });
  }
}

/** Closes the exam and keeps its result; once, whichever tab comes first. Tells where the result is.
 * @param {ExamPaper} paper @param {ExamRunning} running */
export function closeRun(paper, running) {
  const { id } = paper.exam;
  const state = record.exam(id);
  const at = /** @type {string} */ (running.submitted);
  if (state.running?.started !== running.started) return at;
  const marks = marksOf(paper, running.answers, running.ticked);
  const wrong = marks.sections.flatMap((section) => section.marks).filter(({ right }) => !right).map(({ item }) => item.id);
  const minutes = Math.max(1, Math.round((Date.parse(at) - Date.parse(running.started)) / 60000));
  const ids = paper.sections.flatMap(({ items }) => items).map((item) => item.id);
  const answers = Object.fromEntries(ids.map((item) => [item, running.answers[item] ?? null]));
  const ticked = Object.keys(running.ticked).length ? { ticked: running.ticked } : {};
  const digests = running.digests ? { digests: running.digests } : {};
  /** @type {ExamRun} */
  const run = { at, set: running.set, score: marks.score, total: marks.total, minutes, answers, wrong, ...ticked, ...digests };
  keepAnswers(marks, running);
  record.keepExam(id, { running: null, done: [...state.done, run] });
  return at;
}

/** @param {Study} study @param {ExamPaper} paper @param {ExamRunning} running */
export function selfRating(study, paper, running) {
  const ticked = { ...running.ticked };
  /** @param {string} item @param {number[]} ticks */
  const keep = (item, ticks) => {
    ticked[item] = ticks;
    const state = record.exam(paper.exam.id);
    if (state.running?.started !== running.started) return study.redraw("这场考试已经在另一个页面评完。");
    record.keepExam(paper.exam.id, { ...state, running: { ...state.running, ticked } });
    return study.warn();
  };
  const cards = openOf(paper, running.answers).map(({ item, key, number }) => make(
    "section", { class: "card" },
    make("h3", {}, `第 ${number} 题`), text("stem", item.stem),
    make("h4", {}, "你的回答"), text("mine-text", String(running.answers[item.id])),
    rating(key, ticksOf(ticked, item.id), (ticks) => keep(item.id, ticks))));
  study.busy = true;
  return [
    make("h2", {}, "给自己评分"),
    make("p", { class: "lead" }, "这几题没有标准答案。对照要点，答到的打勾，评完就出成绩。"),
    ...cards,
    make("div", { class: "buttons end" }, button("评完了，看成绩", () => {
      study.go(`exam/${paper.exam.id}/run/${encodeURIComponent(closeRun(paper, { ...running, ticked }))}`);
    }, { class: "button main" })),
  ];
}

/** @param {ExamMarks} marks */
function table({ sections }) {
  const rows = sections.map(({ title, score, total, right, marks }) => make("tr", {},
    make("th", { scope: "row" }, title), make("td", {}, `${score}/${total}`), make("td", {}, `${right}/${marks.length}`)));
  return make("table", { class: "marks" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "部分"), make("th", { scope: "col" }, "得分"), make("th", { scope: "col" }, "答对"))),
    make("tbody", {}, ...rows));
}

/** @param {Score} score @param {Item} item */
function tagOf({ verdict }, { type }) {
  if (verdict === "empty") return verdicts.empty.label;
  if (verdict === "malformed") return type === "fill" ? "写法看不准" : "不是数字";
  return verdict === "partial" ? verdicts.partial.label : verdict === "review" ? "自评" : verdicts.wrong.label;
}

/** @param {ExamMark} mark @param {ExamPaper} paper @param {number[]} ticked */
function explained({ item, number, answer, score, worth, earned }, { questions }, ticked) {
  const key = keyOf(item);
  const clauses = questions.get(item.id)?.clauses ?? {};
  const got = toString(earned);
  const stem = words.stem(item.stem);
  return make("details", { class: "card explained" },
    make("summary", {}, make("span", {}, make("b", {}, `${number}. `), brief(stem)),
      make("span", { class: `tag ${score.verdict === "partial" || score.verdict === "review" ? "" : "wrong"}`.trim() }, tagOf(score, item)),
      make("span", { class: "small" }, `${got}/${worth} 分`)),
    text("body stem", brief(stem) === stem ? "" : stem),
    item.options ? make("p", { class: "body" }, item.options.map(({ id }) => words.option(item, id)).join("\n")) : null,
    make("h4", {}, "你的答案"), text("mine-text", answerWords(item, answer)),
    key.type === "open" ? modelOf(key, ticked) : null,
    feedback(item, answer, score, clauses));
}

/** @param {Key & {type: "open"}} key @param {number[]} ticked */
const modelOf = (key, ticked) => make("div", { class: "feedback" },
  make("section", {}, make("h4", {}, "参考答案"), text("body model", key.model)),
  make("section", {}, make("h4", {}, "得分点"), make("ul", { class: "plain" },
    ...key.scoring_points.map((point, index) => make("li", {}, `${ticked.includes(index) ? "✓" : "○"} ${point.text}`)))));

/** What the 错题本 has of them. @param {ExamMark[]} wrong */
function wrongBookWords(wrong) {
  const out = wrong.filter(({ item, score }) => !examEntry(keyOf(item), score)).length;
  if (out === wrong.length) return out ? "没有作答的简答、案例题不进错题本。" : "";
  return out ? `除了没有作答的 ${out} 道简答、案例题，都放进了错题本。` : "这些题都放进了错题本。";
}

/** @param {ExamPaper} paper @param {ExamRun} run */
export function result(paper, run) {
  const ticked = run.ticked ?? {};
  const marks = marksOf(paper, run.answers, ticked);
  const all = marks.sections.flatMap((section) => section.marks);
  const wrong = all.filter(({ right }) => !right);
  return [
    make("h2", {}, "考试成绩"),
    text("small", `${paper.exam.title} · 第 ${run.set + 1} 套 · ${dates.words(run.at.slice(0, 10))}`),
    make("section", { class: "card" },
      make("p", { class: "score bigscore" }, make("b", {}, run.score), ` / ${run.total} 分`),
      bar(Number(run.score), Number(run.total)),
      figures([[`${run.minutes} 分钟`, "用时"], [`${all.length - wrong.length}/${all.length}`, "答对"]]),
      table(marks)),
    make("h3", { class: "between" }, wrong.length ? `没有答对的 ${wrong.length} 题` : "全部答对，漂亮。"),
    text("small", wrongBookWords(wrong)),
    ...wrong.map((mark) => explained(mark, paper, ticksOf(ticked, mark.item.id))),
    sessionLinks([["#exam", "再考一套"], ["#wrong", "看错题本"]]),
  ];
}

/** The questions and their keys are still those of then. @param {Study} study @param {Exam} exam @param {ExamRun} run */
export const reviewable = ({ catalogue }, exam, run) => editions.isSame(catalogue, exam, run);
