/* 连线题: an option for each prompt; a list to choose from per prompt, the options below. */
import { make, uid } from "../core/dom.js";
import { isObject } from "../core/json.js";
import { differ, share } from "../core/scoring.js";
import * as words from "../core/words.js";
import { lacking } from "./item-type.js";

/**
 * @import { Item, Key, Option } from "../wire.d.ts"
 * @import { Controls, ItemType } from "./item-type.js"
 */

/** @typedef {{prompt: Option, number: number, node: HTMLElement, select: HTMLSelectElement, mark: HTMLElement, moved: HTMLElement}} Pair */

/** @param {Option} prompt @param {number} number @param {Option[]} options @returns {Pair} */
function pairRow(prompt, number, options) {
  const id = uid();
  const choices = options.map((option, place) =>
    make("option", { value: option.id }, `${words.letter(place)}. ${option.text}`));
  const select = make("select", { id }, make("option", { value: "" }, "请选择"), ...choices);
  const mark = make("span", { class: "mark" });
  const moved = make("p", { class: "small moved", role: "status" });
  const node = make("div", { class: "pair" }, make("label", { for: id }, `${number}. ${prompt.text}`), select, mark, moved);
  return { prompt, number, node, select, mark, moved };
}

/** @param {Option[]} options */
const optionList = (options) => make("ul", { class: "plain lettered" }, ...options.map(({ text }, index) =>
  make("li", {}, make("b", { class: "letter" }, `${words.letter(index)}. `), text)));

/** @implements {Controls} */
class Matches {
  /** @param {Item} item @param {() => void} changed */
  constructor({ prompts = [], options = [] }, changed) {
    this.options = options;
    this.changed = changed;
    this.pairs = prompts.map((prompt, index) => pairRow(prompt, index + 1, options));
    for (const pair of this.pairs) pair.select.addEventListener("change", () => this.choose(pair));
    this.nodes = [make("div", { class: "pairs" }, ...this.pairs.map(({ node }) => node)), optionList(options)];
    this.refresh();
  }

  /** An option serves one prompt: choosing it again takes it from the other, and both rows say so. @param {Pair} pair */
  choose(pair) {
    const { value, selectedIndex } = pair.select;
    const loser = this.pairs.find((other) => other !== pair && value && other.select.value === value);
    if (loser) loser.select.value = "";
    this.refresh(pair);
    if (loser) {
      const letter = words.letter(selectedIndex - 1);
      loser.moved.textContent = `${letter} 改给了第 ${pair.number} 项，请重新选。`;
      pair.moved.textContent = `${letter} 是从第 ${loser.number} 项拿来的，请给它重新选。`;
    }
    this.changed();
  }

  /** What a row says stays while the row waits for its option. @param {Pair} [chosen] */
  refresh(chosen) {
    for (const pair of this.pairs) {
      const { select, moved } = pair;
      select.classList.toggle("unset", !select.value);
      if (select.value || !chosen || pair === chosen) moved.textContent = "";
    }
  }

  read() {
    const chosen = this.pairs.filter(({ select }) => select.value).map(({ prompt, select }) => [prompt.id, select.value]);
    return chosen.length ? Object.fromEntries(chosen) : null;
  }

  /** @param {unknown} answer */
  write(answer) {
    const kept = new Map(isObject(answer) ? Object.entries(answer) : []);
    const free = new Set(this.options.map(({ id }) => id));
    for (const { prompt, select } of this.pairs) {
      const id = kept.get(prompt.id);
      select.value = free.delete(id) ? id : "";
    }
    this.refresh();
  }

  /** @param {boolean} locked */
  lock(locked) {
    for (const { select } of this.pairs) select.disabled = locked;
    if (locked) this.refresh();
  }

  /** @param {Key | null} key */
  mark(key) {
    const due = key?.type === "matching" ? key.pairs : null;
    for (const { prompt, node, select, mark } of this.pairs) {
      const right = select.value === due?.[prompt.id];
      const place = this.options.findIndex(({ id }) => id === due?.[prompt.id]);
      node.className = due ? `pair ${right ? "right" : "wrong"}` : "pair";
      mark.textContent = !due ? "" : right ? "✓ 选对" : `✗ 应选 ${words.letter(place)}`;
    }
  }
}

/** @param {Item} item @param {Record<string, string | null>} chosen */
const pairWords = (item, chosen) => (item.prompts ?? []).map(({ id, text }) => {
  const matched = chosen[id];
  return `${text} → ${matched ? words.option(item, matched) : "（没有选）"}`;
});

/** @type {ItemType} */
export const matching = {
  name: "matching",
  label: "连线题",
  rules: { each: "按对数给分", exact: "全对才得分" },
  controls: (item, changed) => new Matches(item, changed),
  isGap: (answer) => isObject(answer) && Object.values(answer).every((option) => option === null),
  judge(/** @type {Key & {type: "matching"}} */ key, answer) {
    if (!isObject(answer) || !Object.keys(answer).every((prompt) => key.prompts.includes(prompt))) return "malformed";
    const chosen = Object.values(answer).filter((option) => option !== null);
    if (!differ(chosen) || !chosen.every((option) => key.options.includes(/** @type {any} */ (option)))) return "malformed";
    if (!chosen.length) return "empty";
    const right = key.prompts.filter((prompt) => answer[prompt] === key.pairs[prompt]).length;
    return share(right, key.prompts.length, key.rule === "each");
  },
  words: (item, answer) => (isObject(answer) ? pairWords(item, /** @type {any} */ (answer)).join("；") : String(answer)),
  gaps: ({ prompts = [] }, answer) => lacking(prompts.map(({ id }) => answer[id]), "项还没有选"),
  right: (item, key) => pairWords(item, key.pairs).join("\n"),
};
