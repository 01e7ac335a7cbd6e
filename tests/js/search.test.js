import assert from "node:assert/strict";
import { test } from "node:test";
import { marked, snippet } from "../../src/lianbing/widgets/static/search/highlighting.js";
import { fold, nearby, prepare, readQuery } from "../../src/lianbing/widgets/static/search/query.js";
import { search } from "../../src/lianbing/widgets/static/search/ranking.js";

const INDEX = {
  pages: [
    {
      url: "visits.html", title: "走访纪律",
      entries: [
        ["page", 0, "", "走访纪律", "适用岗位：客户经理"],
        ["section", 1, "六不准", "六不准", "六条按货给了谁、怎么卖来记。"],
        ["clause", 1, "vis-10", "VIS-10 不向虚拟客户供货", "没有真实经营的户不供货。"],
        ["section", 1, "走访频次", "走访频次：一个月怎么排下来", "对每个客户，每月上门不少于 2 次。"],
        ["clause", 1, "vis-06", "VIS-06 每天走访户数", "每天走访的零售户不少于 30 户。限额 ≥ 30 户/天"],
        ["parameter", 1, "visit.min_per_day", "每天走访户数下限", "取值：30 户/天"],
        ["item", 1, "vis-0006", "每天走访多少户？", "条款写明不少于 30 户；走访、走访、走访都算在户数里。"],
        ["section", 1, "易错点", "易错点", "走访户数混着说。走访不等于路过，走访要有记录。"],
      ],
    },
    {
      url: "numbers.html", title: "营销分析",
      entries: [
        ["page", 0, "", "营销分析", "学完这一章"],
        ["section", 1, "毛利率", "毛利率：先写口径", "毛利率 = 毛利 ÷ 零售价。除以批发价的叫加价率。"],
        ["fact", 1, "k049", "K049 毛利与毛利率", "毛利率 = 毛利 ÷ 零售价 × 100%"],
        ["section", 1, "断货率", "三种断货率", "公司断货率数记录，客户断货率数户。"],
        ["section", 1, "易错点", "易错点", "毛利率的分母混用。断货率混着报。"],
      ],
    },
    {
      url: "settle.html", title: "资金结算",
      entries: [
        ["page", 0, "", "资金结算", "学完这一章"],
        ["section", 1, "扣款没成", "扣款没成，按四步查", "问余额、签约、网络；安装 POS 刷卡机。扣款失败先查余额，走访时（VIS-06）问一句，VIS-061 没有这条。"],
        ["fact", 1, "k049", "K049 毛利与毛利率", "毛利率 = 毛利 ÷ 零售价 × 100%"],
        ["section", 1, "利益", "利益：一把尺子", "成功率要守住，成功率低了要查，成功率天天看。"],
        ["section", 1, "口径", "先把口径说清", "同一个月的成功率 = 成功笔数 ÷ 全部笔数，分母先写明。"],
        ["section", 1, "易错点", "易错点", "扣款没成就记成系统问题。"],
      ],
    },
    {
      url: "formulas.html", title: "指标口径",
      entries: [
        ["reference", 0, "", "指标口径", "毛利率、断货率"],
        ["formula", 1, "毛利率", "毛利率（%）", "毛利 ÷ 零售价"],
      ],
    },
    {
      url: "glossary.html", title: "术语表",
      entries: [["reference", 0, "", "术语表", ""], ["term", 1, "断货率", "断货率", "有人要而没有货的程度。"]],
    },
  ],
  aliases: [["走访", "拜访", "上门"], ["断货率", "缺货率"], ["刷卡机", "POS 机"], ["零售户", "客户", "商户"]],
};
const book = prepare(INDEX);
const found = (query) => search(book, query).hits.map(({ place }) => `${place.page.url}#${place.anchor}`);
const kinds = (query) => search(book, query).hits.map(({ place }) => place.kind);

test("folding keeps every character in its place", () => {
  assert.equal(fold("ＶＩＳ－０６　ＰＯＳ机"), "vis-06 pos机");
  const text = "Ａ走访（B）　c，。İ";
  assert.equal(fold(text).length, text.length);
});

test("the section that teaches a thing comes before its card, the formula and the questions", () => {
  assert.equal(found("毛利率")[0], "numbers.html#毛利率");
  const order = kinds("毛利率");
  assert.ok(order.indexOf("section") < order.indexOf("fact"));
  assert.ok(order.indexOf("fact") < order.indexOf("formula"));
  assert.ok(!order.includes("reference") || order.at(-1) === "reference");
});

test("a question that says a word often stays behind the section and the clause", () => {
  const order = found("走访");
  assert.ok(order.indexOf("visits.html#vis-06") < order.indexOf("visits.html#vis-0006"));
  assert.ok(order.indexOf("visits.html#走访频次") < order.indexOf("visits.html#vis-0006"));
});

test("what all chapters have, such as 易错点, teaches nothing", () => {
  for (const query of ["毛利率", "断货率", "扣款", "走访"]) assert.ok(!found(query)[0].endsWith("#易错点"), query);
});

test("a section is found by the cards that it shows", () => {
  assert.ok(found("虚拟客户").indexOf("visits.html#六不准") >= 0);
});

test("an id is found however it is typed, and comes first", () => {
  for (const typed of ["VIS-06", "vis-06", "vis06", "VIS 6", "ＶＩＳ－０６", "vis—06"]) {
    assert.equal(found(typed)[0], "visits.html#vis-06", typed);
  }
  assert.equal(found("k 49")[0], "numbers.html#k049");
  assert.equal(found("vis-0006")[0], "visits.html#vis-0006");
  assert.equal(found("R213").length, 0);
});

test("an id finds its own place and what cites it, nothing like it", () => {
  assert.deepEqual(found("VIS-06"), ["visits.html#vis-06", "settle.html#扣款没成"]);
  assert.deepEqual(found("vis-0006"), ["visits.html#vis-0006"]);
});

test("a card that several chapters show is found once", () => {
  assert.deepEqual(found("K049"), ["numbers.html#k049"]);
  assert.equal(found("毛利率").filter((place) => place.endsWith("#k049")).length, 1);
});

test("a parameter is found by its id and by its name", () => {
  assert.equal(found("visit.min_per_day")[0], "visits.html#visit.min_per_day");
  assert.ok(found("走访户数下限").includes("visits.html#visit.min_per_day"));
});

test("who asks how a thing is counted wants the place with the formula", () => {
  assert.equal(found("成功率")[0], "settle.html#利益");
  for (const query of ["成功率怎么算", "成功率怎么算？", "成功率的计算公式"]) assert.equal(found(query)[0], "settle.html#口径", query);
});

test("a question in spoken words finds the clause in the book's words", () => {
  for (const query of ["客户经理每天要走多少户？", "一天要跑几家店", "每天要走访几户"]) {
    assert.ok(found(query).slice(0, 3).includes("visits.html#vis-06"), query);
  }
});

test("words that only ask find nothing by themselves beside others", () => {
  assert.deepEqual(readQuery(book, "走访 怎么办").pieces.map(({ typed }) => typed), ["走访"]);
  assert.deepEqual(readQuery(book, "怎么办").pieces.length > 0, true);
});

test("a whole question finds what its words find", () => {
  assert.equal(found("毛利率怎么算？")[0], "numbers.html#毛利率");
  assert.equal(found("扣款失败怎么办")[0], "settle.html#扣款没成");
});

test("other names of the glossary find the same place", () => {
  assert.equal(found("缺货率")[0], "numbers.html#断货率");
  assert.equal(found("拜访频次")[0], "visits.html#走访频次");
  assert.equal(found("pos机")[0], "settle.html#扣款没成");
});

test("what was typed comes before its other names", () => {
  const { hits } = search(book, "上门");
  assert.equal(hits[0].place.anchor, "走访频次");
});

test("a slip of the pen is mended by the words of the trade, and said so", () => {
  const { hits, mended } = search(book, "断伙率");
  assert.equal(hits[0].place.anchor, "断货率");
  assert.deepEqual(mended, [{ typed: "断伙率", meant: "断货率" }]);
});

test("a digit finds what is written in words", () => {
  assert.equal(found("6不准")[0], "visits.html#六不准");
});

test("half a sentence that was copied out finds the place that has it", () => {
  assert.equal(found("走访、走访、走访都算")[0], "visits.html#vis-0006");
});

test("several words have to meet in one place", () => {
  assert.deepEqual(found("每天 走访 户数").slice(0, 2), ["visits.html#走访频次", "visits.html#vis-06"]);
  assert.ok(!found("走访 户数").includes("visits.html#六不准"));
});

test("nothing finds nothing, and says what is near", () => {
  for (const query of ["", "   ", "，。", "量子纠缠", "访走", "zzz", "(.*)+[", "\u0000"]) assert.deepEqual(found(query), [], query);
  assert.deepEqual(nearby(book, "货断的率"), ["断货率", "缺货率"]);
  assert.deepEqual(nearby(book, "xyz"), []);
});

test("what is found of half a query is not called the whole", () => {
  assert.ok(search(book, "走访").hits.some(({ whole }) => whole));
  const { hits } = search(book, "量子走访纠缠");
  assert.ok(hits.length && !hits.some(({ whole }) => whole));
});

test("a query of any length and of any characters is answered", () => {
  for (const query of ["走".repeat(5000), "a".repeat(5000), "走访".repeat(300), "[](){}*+?^$|\\/.", "😀走访😀", "%E8%B5%B0"]) {
    assert.doesNotThrow(() => search(book, query));
  }
});

test("an empty book is searched too", () => {
  assert.deepEqual(search(prepare({ pages: [], aliases: [] }), "走访").hits, []);
});

test("the snippet shows where most of the query stands", () => {
  const text = `走访在这里只提一句。${"别的内容。".repeat(60)}走访频次由市场经理批准，走访不能漏。${"再往后。".repeat(40)}`;
  const shown = snippet(text, ["走访", "频次"]);
  assert.match(shown, /走访频次由市场经理批准/);
  assert.ok(shown.startsWith("……") && shown.endsWith("……"));
  assert.equal(snippet("短文。", ["没有"]), "短文。");
});

test("marking gives back the text as it is, with the longest marks", () => {
  const text = "ＶＩＳ－０６ 走访频次与走访";
  const parts = marked(text, ["走访", "走访频次", "vis-06"]);
  assert.equal(parts.map((part) => part.text).join(""), text);
  assert.deepEqual(parts.filter((part) => part.mark).map((part) => part.text), ["ＶＩＳ－０６", "走访频次", "走访"]);
});
