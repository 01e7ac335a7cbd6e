/* 今天: the day's ten questions, what else is due, and where to read on. */
import * as dates from "../core/dates.js";
import { make, text } from "../core/dom.js";
import { bar } from "../practice/missed.js";
import { record } from "../practice/record.js";
import { card, empty, figures, linkButton, weekday } from "./parts.js";
import * as selecting from "./selecting.js";
import { session, sessionLinks } from "./session.js";

/** @import { Study, View } from "./study.js" */

const COUNT = 10;
const MINUTES_PER_ITEM = 0.6;
const DAYS_AHEAD = 7;

/** @param {number} hour */
function greeting(hour) {
  if (hour < 5) return "夜深了，早点休息";
  if (hour < 11) return "早上好";
  if (hour < 13) return "中午好";
  return hour < 18 ? "下午好" : "晚上好";
}

/** Whether an item was answered today; rating an older answer anew is none. @param {Study} study @param {string} id */
const doneToday = ({ record, day }, id) => record.items[id]?.card.last === day;

/** The day's ten: what was answered of them already, then the rest. @param {Study} study */
function dailyOf(study) {
  const ids = selecting.daily(study.catalogue, study.record, { day: study.day, count: COUNT });
  const done = ids.filter((id) => doneToday(study, id));
  return { ids: [...done, ...ids.filter((id) => !done.includes(id))], done: done.length };
}

/** Ten more, none of which was answered today. @param {Study} study */
function moreOf(study) {
  const { record, day } = study;
  const { answered = 0, right = 0 } = record.days[day] ?? {};
  const without = { ...record, days: { ...record.days, [day]: { answered, right } } };
  return selecting.daily(study.catalogue, without, { day, count: COUNT, seed: `${day}/${answered}` });
}

/** @param {number} wrong */
const wrongWords = (wrong) => wrong
  ? `没有答对的 ${wrong} 题已经放进错题本，过一天再来做。`
  : "全都答对了，这些题会隔一阵再请你温一遍。";

/** @param {Study} study */
async function practiceDaily(study) {
  const { ids, done } = dailyOf(study);
  if (!ids.length) return [nothingLeft()];
  record.keepDaily(ids);
  return [await session(study, {
    title: "每日一练", ids, done, back: "#today", endTitle: "今天的练完了",
    after: (wrong) => [text("", wrongWords(wrong)), sessionLinks([["#today/more", "再来十题"], ["#today", "回到今天"]])],
  })];
}

/** @param {Study} study */
async function practiceMore(study) {
  const ids = moreOf(study);
  if (!ids.length) return [nothingLeft()];
  return [await session(study, {
    title: "再来十题", ids, back: "#today", endTitle: "这一组练完了",
    after: (wrong) => [text("", wrongWords(wrong)), sessionLinks([["#today/more/again", "再来十题"], ["#today", "回到今天"]])],
  })];
}

const nothingLeft = () => empty("今天没有可练的题了：题库里的题都练过，该温习的也温习完了。",
  make("div", { class: "buttons" }, linkButton("#exam", "去模拟考试", "main"), linkButton("#today", "回到今天")));

/** @param {number} count */
const minutes = (count) => `大约 ${Math.max(1, Math.round(count * MINUTES_PER_ITEM))} 分钟`;

/** @param {Study} study */
function dailyCard(study) {
  const { ids, done } = dailyOf(study);
  const left = ids.length - done;
  if (!ids.length) return nothingLeft();
  const words = left ? (done ? `还有 ${left} 题，${minutes(left)}。` : `${ids.length} 道题，${minutes(left)}。该温习的排在前面。`)
    : "今天的练完了。意犹未尽，可以再来十题。";
  return make(
    "section", { class: "card daily" },
    make("div", { class: "taskhead" }, make("h3", {}, "每日一练"),
      make("p", { class: "score" }, make("b", {}, String(done)), `/${ids.length}`)),
    bar(done, ids.length),
    text("words", words),
    make("div", { class: "buttons" }, left
      ? linkButton("#today/practice", done ? "接着练" : "开始今天的练习", "main")
      : linkButton("#today/more", "再来十题", "main")),
  );
}

/** The chapter where the learner was last, if it isn't finished, else the first that isn't. @param {Study} study */
function nextChapter({ catalogue, record }) {
  const { chapters } = selecting.progress(catalogue, record);
  const order = catalogue.parts.flatMap((part) => part.chapters).filter((id) => chapters[id]?.all);
  const open = order.filter((id) => chapters[id].done < chapters[id].all);
  /** @param {string} id */
  const latest = (id) => catalogue.chapters[id].items.map((item) => record.items[item.id]?.at ?? "").sort().at(-1) ?? "";
  const begun = open.filter((id) => latest(id)).sort((a, b) => (latest(a) < latest(b) ? 1 : -1));
  const id = begun[0] ?? open[0];
  return id ? { ...catalogue.chapters[id], ...chapters[id], begun: begun.length > 0 } : null;
}

/** @param {Study} study */
function readOn(study) {
  const next = nextChapter(study);
  if (!next) return card("继续学习", text("words", "各章的题都练过一遍了，隔几天来温习就好。"));
  return card("继续学习",
    make("p", { class: "words" }, make("a", { href: next.href, class: "place" }, next.title)),
    make("p", { class: "small" }, next.done ? `这一章练了 ${next.done}/${next.all} 题` : `预计学习 ${next.minutes} 分钟，共 ${next.all} 题`),
    bar(next.done, next.all),
    make("div", { class: "buttons" }, linkButton(next.href, next.begun ? "接着看这一章" : "从这一章开始")));
}

/** @param {string} day @param {number} index */
const shortDay = (day, index) => (index === 0 ? "今天" : index === 1 ? "明天" : weekday(day).replace("星期", "周"));

/** @param {Study} study */
function ahead({ catalogue, record, day }) {
  const days = selecting.forecast(catalogue, record, day, DAYS_AHEAD);
  const most = Math.max(...days.map(({ due }) => due));
  if (!most) return null;
  const columns = days.map((one, index) => {
    const column = make("span", { class: "column", "aria-hidden": "true" });
    column.style.height = `${(one.due / most) * 100}%`;
    return make("li", { class: index ? "" : "now" }, make("b", {}, String(one.due)),
      make("span", { class: "well" }, column), make("span", {}, shortDay(one.day, index)));
  });
  return card("这几天要温习的题", make("ol", { class: "days" }, ...columns));
}

/** @param {Study} study */
function headline({ record, day }) {
  const streak = selecting.streak(record.days, day);
  const today = record.days[day]?.answered ?? 0;
  return [
    make("h2", {}, greeting(new Date().getHours())),
    make("p", { class: "small" }, [
      `${dates.words(day)}　${weekday(day)}`,
      streak > 1 && `已经连着练了 ${streak} 天`,
      streak === 1 && today > 0 && "今天练过了",
    ].filter(Boolean).join(" · ")),
  ];
}

/** @param {Study} study */
function wrongCard({ catalogue, record, day }) {
  const wrong = selecting.wrongBook(catalogue, record, day);
  if (!wrong.length) return null;
  const ready = selecting.askable(wrong).length;
  return card("错题本",
    figures([[String(wrong.length), "在册"], [String(ready), "今天可以练"]]),
    make("div", { class: "buttons" }, linkButton("#wrong", "去看错题")));
}

/** @param {Study} study */
const overview = (study) => [
  ...headline(study),
  dailyCard(study),
  make("div", { class: "pair-of-cards" }, readOn(study), wrongCard(study)),
  ahead(study),
];

/** @type {View} */
export const today = {
  label: "今天",
  draw: (study, [part]) => part === "practice" ? practiceDaily(study) : part === "more" ? practiceMore(study) : overview(study),
};
