/* Marks of a mock exam, exact and rounded half up; what a key can't mark counts by the learner's own rating. No DOM. */
(function (lianbing) {
  "use strict";
  if (lianbing.examMarks !== undefined) return;
  const { parse, add, multiply, round, toString } = lianbing.decimal;

  const PLACES = 2;
  /** Fractions come as binary floats: at 12 places only their error is cut, and rounding at 9 mends what is left of it. */
  const EXACT = 12;
  const MENDED = 9;

  /** @param {number} fraction @param {string} points */
  const earned = (fraction, points) =>
    round(round(multiply(parse(fraction.toFixed(EXACT)), parse(points)), MENDED), PLACES);

  /** @param {LbDecimal[]} numbers */
  const total = (numbers) => toString(numbers.reduce(add, parse("0")));

  /** @param {LbItem} item @param {LbAnswer} answer @param {number | undefined} self @returns {LbScore} */
  function scoreOf({ practice }, answer, self) {
    const score = lianbing.score(/** @type {LbPractice} */ (practice).key, answer);
    return score.verdict === "review" ? { ...score, fraction: self ?? 0 } : score;
  }

  /** @param {LbSection[]} sections @param {Record<string, LbAnswer>} answers @param {Record<string, number>} self */
  function examMarks(sections, answers, self) {
    let number = 0;
    const marked = sections.map(({ title, items }) => {
      const marks = items.map((item) => {
        const answer = answers[item.id] ?? null;
        const score = scoreOf(item, answer, self[item.id]);
        const points = item.points ?? "0";
        number += 1;
        return { item, number, answer, score, points, earned: earned(score.fraction, points), right: lianbing.entry.isRight(score) };
      });
      return {
        title, marks, score: total(marks.map((mark) => mark.earned)), total: total(marks.map(({ points }) => parse(points))),
        right: marks.filter(({ right }) => right).length,
      };
    });
    return {
      sections: marked,
      score: total(marked.map(({ score }) => parse(score))),
      total: total(marked.map((section) => parse(section.total))),
    };
  }

  /** What the record keeps: an answer that isn't there or can't be read is a miss, but an open question that nobody
   * answered can't be rated, and is none. @param {LbKey} key @param {LbScore} score @returns {LbScore | null} */
  function examEntry(key, score) {
    if (score.verdict !== "empty" && score.verdict !== "malformed") return score;
    return key.type === "open" ? null : { verdict: "wrong", fraction: 0 };
  }

  lianbing.examMarks = examMarks;
  lianbing.examEntry = examEntry;
})((globalThis.Lianbing ??= /** @type {LianbingNamespace} */ ({})));
