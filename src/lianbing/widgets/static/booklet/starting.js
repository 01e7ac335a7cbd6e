/* The card before a paper is begun: whose it is, what is kept where, and what this device holds of others. */
import { button, make, text } from "../core/dom.js";
import { askingButton } from "./asking.js";
import { forgetPapers, hasRoom, otherPapers } from "./device.js";
import { earlyWords, lateWords } from "./window.js";

/**
 * @import { Booklet } from "../wire.d.ts"
 * @import { OtherPaper } from "./device.js"
 * @import { Paper } from "./paper.js"
 */

/** @param {Booklet} booklet */
function rules({ employee, drill }) {
  const counted = drill.minutes ? `点“开始答题”后计时，限时 ${drill.minutes} 分钟；超时仍可交卷，但会留下用时记录。` : "点“开始答题”后计时。";
  return make("ul", { class: "rules" },
    make("li", {}, "请核对姓名和编号：", make("b", {}, `${employee.name}（${employee.id}）`), "。不是你本人，请不要作答。"),
    make("li", {}, counted),
    make("li", {}, "作答随时自动保存在这台设备的这个浏览器里，关掉、断电后再打开可以接着答；换设备、换浏览器带不过去。"),
    make("li", {}, "交卷后会得到一个答卷文件和回执号，把文件交给培训师或考评负责人。几个人共用的电脑，交完文件点“清除这台电脑上的作答”。"));
}

/** @param {Paper} paper */
function notes({ trace }, /** @type {Booklet} */ { drill }) {
  const now = Date.now();
  return [
    text("note", "不要用无痕窗口（隐私模式）：关掉就没有了。交卷以前不要清理浏览数据。"),
    text("note bad", earlyWords(drill, now)),
    text("note bad", lateWords(drill, now)),
    text("note bad", hasRoom() ? "" : "这个浏览器的存储空间快满了，或者不让网页保存：作答可能存不下。请先清理，或换一个浏览器再开始。"),
    text("note", trace ? `这份卷在这个浏览器里交过 ${trace.handin} 次，最后一次 ${trace.at.slice(0, 19).replace("T", " ")}；作答已经清除，要再答就从头开始。` : ""),
  ];
}

/** @param {OtherPaper[]} papers */
const handedIn = (papers) => papers.filter(({ isHandedIn }) => isHandedIn);

/** What others have left here: those that were handed in may be cleared. @param {Paper} paper @param {() => void} redraw */
function others({ kept: { prefix } }, redraw) {
  const papers = otherPapers(prefix);
  if (!papers.length) return null;
  const done = handedIn(papers);
  const lines = papers.map(({ who, isHandedIn }) => make("li", {}, `${who}：${isHandedIn ? "已经交卷" : "还没有交卷"}`));
  const clear = askingButton("清除已交卷的作答", {
    question: "确定清除？",
    words: `清除的是 ${done.map(({ who }) => who).join("、")}。清除以后，这台电脑上不能再打开，也不能再保存答卷文件：先确认文件已经交上去。`,
    no: "不清除",
  }, () => forgetPapers(handedIn(otherPapers(prefix))).then(redraw)); // one may have been opened again
  return make("div", { class: "note others" }, make("p", {}, "这个浏览器里还留着别的答卷，用同一台电脑的人都看得到："),
    make("ul", { class: "rules" }, ...lines), done.length ? clear : null);
}

/** @param {Booklet} booklet @param {Paper} paper @param {{begin: () => void, redraw: () => void}} act */
export const startCard = (booklet, paper, { begin, redraw }) => make("section", { class: "card" },
  make("h2", {}, "答题前请看"), rules(booklet), ...notes(paper, booklet), others(paper, redraw),
  make("div", { class: "buttons" }, button("开始答题", begin, { class: "button main" })));
