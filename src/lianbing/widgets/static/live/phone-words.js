/* What a phone shows for a state, in words; nothing here draws. */

/**
 * @import { PhoneState, QuizKind } from "../wire.d.ts"
 * @import { Outgoing } from "./outbox.js"
 */

/** Whether an answer is of another question than the one that is shown. @param {string} slot @param {string} panel */
export const isElsewhere = (slot, panel) => slot !== "" && slot !== panel && !slot.startsWith(`${panel} `);

/** States with the same key show the same panel. @typedef {{kind: "over" | "vote" | "quiz" | "scene" | "wait", key: string}} Panel */

/** @type {Record<QuizKind, string>} */
export const QUIZZES = { "warm-up": "热身测验", exit: "课后测验" };

/** @param {PhoneState} state @returns {Panel} */
export function panelOf({ is_over, vote, quiz, scene }) {
  if (is_over) return { kind: "over", key: "over" };
  if (vote) return { kind: "vote", key: `vote ${vote.item.id} ${vote.vote}` };
  if (quiz) return { kind: "quiz", key: `quiz ${quiz.quiz} ${quiz.form}` };
  if (scene) return { kind: "scene", key: `scene ${scene.scenario} ${scene.node}` };
  return { kind: "wait", key: "wait" };
}

/** @param {number} vote */
export const voteName = (vote) => (vote > 1 ? "第二次投票" : "第一次投票");

/** What is read out when a panel comes. @param {PhoneState} state */
export function announcement({ is_over, vote, quiz, scene }) {
  if (is_over) return "培训结束了。";
  if (vote) return `${voteName(vote.vote)}${vote.is_open ? "开始了" : "停了"}。`;
  if (quiz) return `${QUIZZES[quiz.quiz]}${quiz.is_open ? "开始了" : "停了"}。`;
  if (scene) return scene.choices.length ? "情景演练：选一种做法。" : "情景演练走完了。";
  return "请等培训师开始下一步。";
}

/**
 * How it stands with an answer that is given by a button.
 * @typedef {object} BallotState
 * @property {boolean} isOpen
 * @property {boolean} isBlank nothing is chosen
 * @property {boolean} isStored the server has an answer
 * @property {boolean} isSame what is chosen is what the server has
 * @property {Outgoing} outgoing
 * @property {string} why it was refused
 */

/** @typedef {{tone: "" | "good" | "bad", words: string, button: string, canSend: boolean}} BallotWords */

/** @param {BallotState} ballot @returns {BallotWords} */
export function ballotWords({ isOpen, isBlank, isStored, isSame, outgoing, why }) {
  const button = isStored ? "改成这个" : "提交";
  if (outgoing === "retrying") return { tone: "bad", words: "还没有发出去，正在重试，不用重复点。", button, canSend: false };
  if (outgoing === "sending" && isOpen) return { tone: "", words: "正在发送……", button, canSend: false };
  if (!isOpen) return { tone: isStored ? "good" : "", words: closedWords(isStored, why), button: "", canSend: false };
  if (outgoing === "refused") return { tone: "bad", words: why, button, canSend: !isBlank };
  if (isStored && isSame) return { tone: "good", words: "✓ 已收到。停止以前还可以改。", button: "已提交", canSend: false };
  if (isStored) return { tone: "", words: "改了还没有提交：现在算数的是刚才那个。", button, canSend: !isBlank };
  return { tone: "", words: isBlank ? "选好或填好，再点“提交”。" : "", button, canSend: !isBlank };
}

/** @param {boolean} isStored @param {string} why */
function closedWords(isStored, why) {
  if (why) return why + (isStored ? "算数的是上面选着的。" : "");
  return isStored ? "✓ 停了。你的答案已收到。" : "停了，这一次你没有提交。";
}

/** The line below a question of a quiz. @param {Outgoing} outgoing @param {string} why @param {boolean} isStored
 * @returns {{tone: "" | "good" | "bad", words: string}} */
export function quizLine(outgoing, why, isStored) {
  if (outgoing === "retrying") return { tone: "bad", words: "还没有发出去，正在重试；可以接着答。" };
  if (outgoing === "sending") return { tone: "", words: "正在发送……" };
  if (outgoing === "refused") return { tone: "bad", words: why };
  return isStored ? { tone: "good", words: "✓ 已收到，还可以改。" } : { tone: "", words: "" };
}

/** Which questions are open, as people count them. @param {boolean[]} answered */
export function openNumbers(answered) {
  return answered.flatMap((is, index) => (is ? [] : index + 1));
}

/** At the end of a quiz. @param {boolean[]} answered @param {boolean} isOpen */
export function quizEndWords(answered, isOpen) {
  const open = openNumbers(answered);
  const all = answered.length;
  if (!isOpen) return `测验停了。收到你 ${all - open.length} 题的答案，共 ${all} 题。`;
  if (!open.length) return `${all} 题的答案都收到了。停止以前还可以回去改。`;
  return `收到 ${all - open.length} 题，还有第 ${open.join("、")} 题没有收到答案。`;
}
