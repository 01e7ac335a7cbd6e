/* What the projector shows for a state, in words; nothing here draws. */
import { QUIZZES, voteName } from "./phone-words.js";

/**
 * @import { JoinView, QuizOnScreen, SceneOnScreen, ScreenState, VoteOnScreen } from "../wire.d.ts"
 */

/** @typedef {"over" | "vote" | "quiz" | "scene" | "join" | "activity"} ScreenPanel */

/** @param {ScreenState} state @returns {ScreenPanel} */
export function screenPanel({ is_over, vote, quiz, scene, kind }) {
  if (is_over) return "over";
  if (vote) return "vote";
  if (quiz) return "quiz";
  if (scene) return "scene";
  return kind === null || kind === "sign-in" ? "join" : "activity";
}

/** @param {JoinView} join */
export const presentWords = ({ present, expected }) => (expected ? `已到 ${present} 人 · 应到 ${expected} 人` : `已到 ${present} 人`);

/** The same for the trainer, who is told of strangers to the list. @param {JoinView} join @param {number} missing */
export function arrivalWords(join, missing) {
  const listed = join.expected - missing;
  const strangers = join.present - listed;
  if (!join.expected || strangers <= 0) return presentWords(join);
  return `已到 ${join.present} 人（名单上 ${listed}，来宾 ${strangers}），应到 ${join.expected} 人`;
}

/** @param {VoteOnScreen} vote @param {number} present */
export function castWords({ vote, is_open, answered }, present) {
  return is_open ? `${voteName(vote)}：已投 ${answered} 人，在场 ${present} 人` : `${voteName(vote)}停了：${answered} 人投了`;
}

/** @param {VoteOnScreen} vote @param {number} present */
export function voteWords(vote, present) {
  if (vote.earlier?.length) return "两次投票的结果";
  return vote.tallies?.length ? `${voteName(vote.vote)}的结果` : castWords(vote, present);
}

/** What the room sees of a vote, for the trainer. @param {VoteOnScreen} vote */
export function projectedWords({ tallies, earlier, key }) {
  const shown = [tallies?.length ? (earlier?.length ? "两次的结果" : "结果") : "", key ? "答案" : ""].filter(Boolean);
  return shown.length ? `投影上有${shown.join("和")}。` : "投影上只有题目。";
}

/** What of the votes is the trainer's alone; of a scene `key` is how choices are judged, which is never shown.
 * @param {{isShown: boolean, isKeyShown: boolean, key: string}} asked */
export function aloneWords({ isShown, isKeyShown, key }) {
  if (isShown && isKeyShown) return `票数和${key}投影上已经显示。`;
  if (isShown) return `票数投影上已经显示；${key}只有你看得到。`;
  if (isKeyShown) return `${key}投影上已经显示；票数只有你看得到。`;
  return "只有你看得到；投影上要你点了才显示。";
}

/** @param {QuizOnScreen} quiz @param {number} present */
export function quizWords({ quiz, is_open, begun, finished }, present) {
  if (!is_open) return `${QUIZZES[quiz]}停了：${finished} 人全部答完，${begun} 人交了答案`;
  return `已答完 ${finished} 人，在答 ${begun - finished} 人，在场 ${present} 人`;
}

/** @param {SceneOnScreen} scene @param {number} present */
export function sceneWords({ scene, answered, tallies }, present) {
  if (!scene.choices.length) return "";
  if (scene.is_open) return `请用手机选：已选 ${answered} 人，在场 ${present} 人`;
  return tallies?.length ? `大家的选择：${answered} 人` : "你会怎么做？";
}

/** What is open at the moment, for its clock. @param {ScreenState} state */
export function openName({ vote, quiz, scene }) {
  if (vote?.is_open) return `vote ${vote.item.id} ${vote.vote}`;
  if (quiz?.is_open) return `quiz ${quiz.quiz}`;
  return scene?.scene.is_open ? `scene ${scene.scene.scenario} ${scene.scene.node}` : "";
}
