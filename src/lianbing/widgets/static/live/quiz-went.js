/* How the questions of a quiz went, the worst first: for the trainer, to choose what to talk about. */
import { make } from "../core/dom.js";
import { stem } from "../core/words.js";
import { QUIZZES } from "./phone-words.js";

/**
 * @import { QuizKind, QuizQuestionLine } from "../wire.d.ts"
 */

/** @param {QuizQuestionLine} line */
export const wentWords = ({ right, answered }) => `${answered} 人答，对 ${right} 人 · ${Math.round((100 * right) / answered)}%`;

/** @param {QuizQuestionLine} line */
const questionNode = (line) => make("li", {}, make("b", { class: "went" }, wentWords(line)),
  make("span", { class: "asks" }, stem(line.stem)), make("span", { class: "small" }, `答案：${line.key}`));

/** Each quiz under its name; that of the moment lies open. @param {QuizQuestionLine[]} lines @param {QuizKind | undefined} current */
export function quizzesWent(lines, current) {
  const quizzes = [...new Set(lines.map(({ quiz }) => quiz))];
  return quizzes.map((quiz) => make("details", { class: "card part", open: quiz === current },
    make("summary", {}, `${QUIZZES[quiz]}：每题答得怎样`), make("p", { class: "small" }, "错得多的在前。只有你看得到。"),
    make("ol", { class: "questions" }, ...lines.filter((line) => line.quiz === quiz).map(questionNode))));
}
