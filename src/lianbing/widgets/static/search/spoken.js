/* How people ask, put into the words of the book: 要跑几家店 → 走访 户数. */

// A question for a number names the measure, the book names the quantity.
const HOW_MANY = "(?:多少|几)";
/** The longer ones first. @type {[RegExp, string][]} */
const SPOKEN = [
  [new RegExp(`(?:走访?|跑|拜访|上门)${HOW_MANY}(?:户|家店?|个店)`, "g"), " 走访 户数 "],
  [new RegExp(`${HOW_MANY}(?:户|家店?|个店)`, "g"), " 户数 "],
  [new RegExp(`${HOW_MANY}个?(?:小时|钟头)`, "g"), " 时长 小时 "],
  [/几点钟?/g, " 时刻 "],
  [/多久(?=[答回办])|(?:多少|几)天(?=[答回办])/g, " 时限 "],
  [/一天(?=.*(?:户数|时长))/g, " 每天 "],
  [/(?:没|不)(?:走|跑)(?:完|到|了)|(?:走|跑)不(?:完|到|了)/g, " 没走到 "],
  [/送(?:来|到)的?[烟货]/g, " 送货 "],
  [/数[量目](?:对不上|不对)/g, " 核对 数量 "],
  [/货(?:源)?(?:给|供|来|放)?[得的]?(?:太|又)?少了?|货不够卖?/g, " 公平供货 "],
  [/学生|小孩子?|孩子/g, " 未成年人 "],
];
// Who asks so wants the formula: the place that says how the thing is counted.
const COUNTING = /怎么算|怎样算|如何算|怎么计算|怎样计算|如何计算|怎么求|公式|算法|算出来/;

/** What was asked in other words than the book's. @param {string} text */
export const inBookWords = (text) => SPOKEN.reduce((question, [spoken, written]) => question.replace(spoken, written), text);

/** Whether a formula is asked for. @param {string} text */
export const asksToCount = (text) => COUNTING.test(text);
