/* What the trainer may do next, the sensible thing first; nothing here draws. */
import { letter } from "../core/words.js";
import { QUIZZES, voteName } from "./phone-words.js";
import { answersOf, barWords, rowsOf } from "./showing.js";

/**
 * @import { ActivityLine, Item, QuizKind, TrainerState, VoteOnScreen } from "../wire.d.ts"
 */

/** Something to do, and what the server is asked for it. @typedef {{label: string, deed: Record<string, unknown>}} Way */

/** The next thing, what else there is, and a word of advice. @typedef {{main: Way | null, others: Way[], hint: string}} Steps */

/** @param {string} label @param {string} name @param {Record<string, unknown>} [rest] @returns {Way} */
const way = (label, name, rest = {}) => ({ label, deed: { do: name, ...rest } });

/** @param {Way | null} main @param {Way[]} others @param {string} hint @returns {Steps} */
const steps = (main, others = [], hint = "") => ({ main, others, hint });

/** On to the next activity, or to the end. @param {TrainerState} state @returns {Way} */
function onward({ activities, activity }) {
  const next = activity === null ? 0 : activity + 1;
  if (next >= activities.length) return way("结束培训", "close");
  return way(`${next ? "下一环节" : "开始"}：${activities[next].title}`, "begin", { activity: next });
}

/** @param {TrainerState} state @returns {Steps} */
export function stepsOf(state) {
  const { screen, activities, activity } = state;
  if (screen.is_over) return steps(null, [], "培训结束了。记录在这台电脑上，可以关掉程序。");
  if (activity === null) return steps(onward(state), [], "人到得差不多了就开始；晚到的随时能进。");
  if (screen.vote) return voteSteps(state, screen.vote);
  const line = activities[activity];
  if (screen.quiz || line.kind === "warm-up" || line.kind === "exit") return quizSteps(state, line);
  if (screen.scene || line.scenario) return sceneSteps(state, line);
  const [first, ...others] = furtherVotes(line, -1);
  return first ? steps(first, others) : steps(onward(state));
}

/** @param {ActivityLine} line @param {number} index @param {number} vote @returns {Way} */
function opening({ questions }, index, vote) {
  const { id, votes } = questions[index];
  const cast = votes[vote - 1];
  const label = cast ? `再开${voteName(vote)}（已有 ${cast} 票）` : `开${voteName(vote)}`;
  return way(`${questions.length > 1 ? `第 ${index + 1} 题：` : ""}${label}`, "open-vote", { item: id, vote });
}

/** The votes that can be opened on a question, the sensible one first. @param {ActivityLine} line @param {number} index */
const openings = (line, index) => [...line.questions[index].may_open].reverse().map((vote) => opening(line, index, vote));

/** The votes on the questions of an activity, but for one of them. @param {ActivityLine} line @param {number} current */
const furtherVotes = (line, current) =>
  line.kind === "vote" ? line.questions.flatMap((_, index) => (index === current ? [] : openings(line, index))) : [];

/** @param {TrainerState} state @param {VoteOnScreen} asked @returns {Steps} */
function voteSteps(state, asked) {
  const line = state.activities[state.activity ?? 0];
  const { item, vote, is_open, answered, tallies, key } = asked;
  const index = line.questions.findIndex(({ id }) => id === item.id);
  if (is_open) return steps(way("停止投票", "close-vote"), []);
  const isShown = Boolean(tallies?.length);
  const reopen = way(`${voteName(vote)}再开一会儿`, "open-vote", { item: item.id, vote });
  const others = [...(isShown || key ? [] : [reopen]), ...furtherVotes(line, index)];
  const show = way(vote > 1 ? "显示两次的结果" : "显示第一次的结果", "show-results");
  const showKey = way("显示答案", "show-key");
  if (key) return afterQuestion(state, line, index);
  if (!answered) return steps(reopen, [showKey, ...furtherVotes(line, index)], "没有人投票。");
  if (vote > 1) return steps(isShown ? showKey : show, isShown ? others : [showKey, ...others], isShown ? "先请换了答案的人讲讲为什么。" : "");
  const second = way("开第二次投票", "open-vote", { item: item.id, vote: 2 });
  const advice = "现在讨论：每人说服选得不一样的邻座。投影不显示第一次的结果，免得大家跟着多数走。";
  return steps(second, [...(isShown ? [] : [show]), showKey, ...others], rightWords(item, state) + advice);
}

/** A question is done: on to the next one that can be voted on. @param {TrainerState} state @param {ActivityLine} line
 * @param {number} index @returns {Steps} */
function afterQuestion(state, line, index) {
  const [next] = line.questions.slice(index + 1).flatMap((_, step) => openings(line, index + 1 + step));
  const others = furtherVotes(line, index).filter(({ label }) => label !== next?.label);
  return steps(next ?? onward(state), others);
}

/** How many are right, where answers can be counted by right and wrong. @param {Item} item @param {TrainerState} state */
function rightWords(item, { tallies, key }) {
  const rows = [...rowsOf(item, { tallies, key }), ...answersOf(item, { tallies, key })];
  const right = rows.find(({ isKey, now }) => isKey && now)?.now;
  if (right) return `${item.type === "multiple" ? "全选对" : "选对"}的 ${barWords(right)}。`;
  return item.type === "multiple" ? "没有人全选对。" : "";
}

/** @param {TrainerState} state @param {ActivityLine} line @returns {Steps} */
function quizSteps(state, line) {
  const { quiz } = state.screen;
  if (!quiz) {
    const kind = /** @type {QuizKind} */ (line.kind);
    return steps(way(`打开${QUIZZES[kind]}`, "open-quiz", { quiz: kind }), [onward(state)], "每人在自己手机上答，答一题存一题。");
  }
  const { present } = state.screen.join;
  const going = `已答完 ${quiz.finished} 人，在答 ${quiz.begun - quiz.finished} 人，在场 ${present} 人。`;
  if (quiz.is_open) return steps(way(`停止${QUIZZES[quiz.quiz]}`, "close-quiz"), [], going);
  return steps(onward(state), [way(`${QUIZZES[quiz.quiz]}再开一会儿`, "open-quiz", { quiz: quiz.quiz })], going);
}

/** @param {TrainerState} state @param {ActivityLine} line @returns {Steps} */
function sceneSteps(state, { scenario }) {
  const shown = state.screen.scene;
  if (!shown) return steps(way("开始情景演练", "open-scene", { scenario }), [onward(state)]);
  const { scene, answered, tallies } = shown;
  if (!scene.choices.length) return steps(onward(state), [], "走完了，和大家一起回头看看。");
  const ask = way(answered ? "让大家再选一次" : "让大家在手机上选", "open-scene", { scenario: scene.scenario });
  if (scene.is_open) return steps(way("停止，显示大家的选择", "show-scene"), [], `已选 ${answered} 人，在场 ${state.screen.join.present} 人。`);
  const decide = scene.choices.map(({ id }, index) => way(`由你定：走 ${letter(index)}`, "decide", { choice: id }));
  if (!tallies?.length) return steps(ask, answered ? decide : [], "");
  const most = Math.max(...tallies.map(({ count }) => count));
  if (!most) return steps(ask, decide, "还没有人选。");
  const isEven = tallies.filter(({ count }) => count === most).length > 1;
  if (isEven) return steps(null, [...decide, ask], "票数一样多，请你定走哪一个。");
  return steps(way("照多数人的走", "decide", { choice: "" }), [...decide, ask], "也可以不照多数，由你定。");
}

/** Whether something would be cut off by going elsewhere. @param {TrainerState} state */
export const isAsking = ({ screen: { vote, quiz, scene } }) => Boolean(vote?.is_open || quiz?.is_open || scene?.scene.is_open);

/** How long an activity has gone on. @param {number} minutes as planned @param {string} began @param {number} now in milliseconds */
export function durationWords(minutes, began, now) {
  const gone = Math.max(0, Math.floor((now - Date.parse(began)) / 60000));
  if (!began || !Number.isFinite(gone)) return "";
  return gone > minutes ? `已经 ${gone} 分钟，超了 ${gone - minutes} 分钟` : `已经 ${gone} 分钟，计划 ${minutes} 分钟`;
}
