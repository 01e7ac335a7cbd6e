/* Rating oneself after an open question: model answer, and the scoring points to tick. */
import { add, parse, toString } from "../core/decimal.js";
import { make, text } from "../core/dom.js";

/** @import { Key, ScoringPoint } from "../wire.d.ts" */

/** @param {ScoringPoint[]} points */
const sum = (points) => toString(points.map(({ share }) => parse(share)).reduce(add, parse("0")));

/** @param {Key & {type: "open"}} key @param {number[]} ticked */
export function selfMark({ scoring_points: points }, ticked) {
  const [earned, all] = [sum(points.filter((_, index) => ticked.includes(index))), sum(points)];
  return { words: `自评 ${earned}/${all}`, fraction: all === "0" ? 0 : Number(earned) / Number(all) };
}

/** @param {ScoringPoint} point @param {string} all @param {boolean} checked @param {() => void} changed */
function pointRow(point, all, checked, changed) {
  const input = make("input", { type: "checkbox", checked });
  input.addEventListener("change", changed);
  const label = make("label", { class: "option" }, input,
    make("span", { class: "text" }, point.text), make("span", { class: "mark" }, `占 ${point.share}/${all}`));
  return { input, label };
}

/** @param {Key & {type: "open"}} key @param {number[]} ticked @param {(ticked: number[]) => void} changed */
export function rating(key, ticked, changed) {
  const total = make("p", { class: "total", role: "status" }, selfMark(key, ticked).words);
  const points = key.scoring_points;
  const rows = points.map((point, index) => pointRow(point, sum(points), ticked.includes(index), () => {
    const now = rows.flatMap(({ input }, place) => (input.checked ? [place] : []));
    total.textContent = selfMark(key, now).words;
    changed(now);
  }));
  return make(
    "div", { class: "feedback" },
    make("section", {}, make("h4", {}, "参考答案"), text("body model", key.model)),
    make("fieldset", { class: "rating" }, make("legend", {}, "得分点：答到的打勾"),
      ...rows.map(({ label }) => label), total),
  );
}
