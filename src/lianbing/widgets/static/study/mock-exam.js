/* 模拟考试: choosing an exam and a set, the rules, and what was done before. */
import * as dates from "../core/dates.js";
import { button, make, text, uid } from "../core/dom.js";
import { record } from "../practice/record.js";
import * as editions from "./editions.js";
import { load } from "./loading.js";
import { empty, linkButton } from "./parts.js";
import * as results from "./result.js";
import { examPaper, sitting } from "./sitting.js";

/**
 * @import { Child } from "../core/dom.js"
 * @import { Exam, ExamRun, ExamRunning } from "../wire.d.ts"
 * @import { Study, View } from "./study.js"
 */

const SHOWN_RUNS = 5;
const CHANGED = "这套题在新版里改过，请重新开始；已答的不计入成绩。";

/** As it is kept, whatever an old page has made of it. @param {Exam} exam @returns {ExamRunning | null} */
function runningOf({ id }) {
  const { running } = /** @type {{running: any}} */ (record.exam(id));
  const sound = running && typeof running.started === "string" && !Number.isNaN(Date.parse(running.started))
    && Number.isInteger(running.set);
  return sound ? { submitted: null, ...running, answers: running.answers ?? {}, ticked: running.ticked ?? {} } : null;
}

/** @param {Exam} exam @param {number} set */
const countOf = ({ sets }, set) => sets[set].sections.reduce((sum, { items }) => sum + items.length, 0);

/** The set that was sat least, the first of them. @param {Exam} exam @param {ExamRun[]} done */
function nextSet({ sets }, done) {
  const times = sets.map((_, set) => done.filter((run) => run.set === set).length);
  return times.indexOf(Math.min(...times));
}

/** @param {Exam} exam @param {ExamRun[]} done */
function setChoice(exam, done) {
  const select = make("select", { id: uid() }, ...exam.sets.map((_, set) => {
    const last = done.filter((run) => run.set === set).at(-1);
    return make("option", { value: set }, `第 ${set + 1} 套` + (last ? `（考过，${last.score} 分）` : ""));
  }));
  select.value = String(nextSet(exam, done));
  return { select, label: make("label", { for: select.id, class: "small" }, "选一套") };
}

/** @param {Study} study @param {Exam} exam @param {ExamRun} run */
const runRow = (study, exam, run) => make("tr", {},
  make("td", {}, dates.words(run.at.slice(0, 10))), make("td", {}, `第 ${run.set + 1} 套`),
  make("td", {}, make("b", {}, run.score), `/${run.total}`), make("td", {}, `${run.minutes} 分钟`),
  make("td", {}, results.reviewable(study, exam, run)
    ? make("a", { href: `#exam/${exam.id}/run/${encodeURIComponent(run.at)}` }, "看解析") : ""));

/** @param {Study} study @param {Exam} exam @param {ExamRun[]} done */
function history(study, exam, done) {
  if (!done.length) return null;
  const rows = [...done].reverse().map((run) => runRow(study, exam, run));
  const rest = rows.slice(SHOWN_RUNS);
  /** @param {HTMLElement[]} shown */
  const table = (shown) => make("table", { class: "marks" }, make("caption", { class: "unseen" }, "考过的"), make("tbody", {}, ...shown));
  return make("div", { class: "history" }, table(rows.slice(0, SHOWN_RUNS)),
    rest.length ? make("details", {}, make("summary", {}, `更早的 ${rest.length} 次`), table(rest)) : null);
}

/** @param {Study} study @param {Exam} exam */
function examCard(study, exam) {
  const { done } = record.exam(exam.id);
  const { select, label } = setChoice(exam, done);
  const facts = [`${countOf(exam, 0)} 题`, `${exam.worth} 分`, exam.minutes && `${exam.minutes} 分钟`].filter(Boolean).join(" · ");
  return make("section", { class: "card" },
    make("h3", {}, exam.title), text("small", facts),
    make("div", { class: "choose" }, make("div", {}, label, select),
      button("看规则", () => study.go(`exam/${exam.id}/${select.value}`))),
    history(study, exam, done));
}

/** @param {Study} study @param {Exam} exam @param {number} set */
function begin(study, exam, set) {
  const { done } = record.exam(exam.id);
  /** @type {ExamRunning} */
  const running = {
    set, started: dates.isoTime(new Date()), submitted: null, answers: {}, ticked: {},
    digests: editions.digests(study.catalogue, exam, set),
  };
  record.keepExam(exam.id, { running, done });
  study.go("exam/now");
}

/** @param {Study} study @param {Exam} exam @param {number} set */
function rules(study, exam, set) {
  const { sections } = exam.sets[set];
  const rows = sections.map(({ title, worth, items }) => make("tr", {},
    make("th", { scope: "row" }, title), make("td", {}, `${items.length} 题`), make("td", {}, `每题 ${worth} 分`)));
  const minutes = exam.minutes;
  return [
    make("h2", {}, exam.title),
    text("small", [`第 ${set + 1} 套`, `${countOf(exam, set)} 题`, `${exam.worth} 分`, minutes && `${minutes} 分钟`].filter(Boolean).join(" · ")),
    make("section", { class: "card" },
      make("h3", {}, "开考前请看"),
      make("ul", { class: "rules" },
        make("li", {}, minutes ? `点“开始考试”就计时，限时 ${minutes} 分钟，到点自动交卷。` : "点“开始考试”就计时，不限时。"),
        make("li", {}, "作答随时保存。中途关掉或刷新，回来可以接着答，时间照走。"),
        make("li", {}, "考试当中没有提示，交卷后看每题的解析和依据。简答、案例题交卷后对照要点给自己评分。"),
        make("li", {}, "成绩只留在这台设备上，自己看，不计入考评。答错的和没有作答的题都会放进错题本；没有作答的简答、案例题不放。")),
      make("table", { class: "marks" }, make("caption", { class: "unseen" }, "试卷的组成"), make("tbody", {}, ...rows)),
      make("div", { class: "buttons" }, button("开始考试", () => begin(study, exam, set), { class: "button main" }),
        linkButton("#exam", "换一套"))),
  ];
}

/** Answers to other questions, or by another key, can't be marked. @param {Study} study @param {Exam} exam @param {ExamRunning} running */
function changed(study, exam, running) {
  const anew = () => {
    const state = record.exam(exam.id);
    if (state.running?.started === running.started) record.keepExam(exam.id, { ...state, running: null });
    study.go(exam.sets[running.set] ? `exam/${exam.id}/${running.set}` : "exam");
  };
  return [
    make("h2", {}, exam.title),
    make("div", { class: "note" }, text("", CHANGED),
      make("div", { class: "buttons" }, button("重新开始", anew, { class: "button main" }))),
  ];
}

/** @param {Study} study @param {Exam} exam @param {ExamRunning} running */
async function goOn(study, exam, running) {
  if (!editions.isSame(study.catalogue, exam, running)) return changed(study, exam, running);
  const paper = await examPaper(study, exam, running.set);
  if (!running.submitted) return [sitting(study, paper, running)];
  if (results.openOf(paper, running.answers).length) return results.selfRating(study, paper, running);
  const at = results.closeRun(paper, running);
  study.warn();
  return shown(study, exam, at);
}

/** @param {Study} study @param {Exam} exam @param {string} at */
async function shown(study, exam, at) {
  const run = record.exam(exam.id).done.find((one) => one.at === at);
  if (!run || !results.reviewable(study, exam, run)) return overview(study, [exam]);
  return results.result(await examPaper(study, exam, run.set), run);
}

/** @param {Study} study @param {Exam[]} exams */
const overview = (study, exams) => [
  make("h2", {}, "模拟考试"),
  make("p", { class: "lead" }, "照岗位练兵的组卷细目表出题，题目都取自可以公开练习的题库；正式考试里还有平时见不到的题。"),
  ...(exams.length ? exams.map((exam) => examCard(study, exam)) : [empty("这本书里还没有可以模拟的试卷。")]),
];

/** @param {Study} study @param {string[]} path @returns {Promise<Child[]>} */
async function draw(study, [id, part, at]) {
  /** @type {Exam[]} */
  const exams = await load("exams");
  const exam = exams.find((one) => one.id === id);
  if (exam && part === "run" && at) return shown(study, exam, at);
  for (const one of exams) {
    const running = runningOf(one);
    if (running) return goOn(study, one, running);
  }
  if (exam && exam.sets[Number(part)]) return rules(study, exam, Number(part));
  return overview(study, exams);
}

/** Whether an exam waits to be finished. */
export async function examRuns() {
  /** @type {Exam[]} */
  const exams = await load("exams");
  return exams.some((exam) => runningOf(exam) !== null);
}

/** @type {View} */
export const exam = { label: "模拟考试", draw };
